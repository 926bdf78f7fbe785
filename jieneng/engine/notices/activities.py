"""The activities of a notice: what, when, where, who, in which way."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from jieneng.engine.notices.draft import Activity
from jieneng.engine.notices.kinds import kind_of, tells
from jieneng.engine.notices.page import Page
from jieneng.engine.notices.people import participants_in
from jieneng.engine.notices.told import DATELINE
from jieneng.engine.texts.dates import When
from jieneng.engine.texts.mentions import WEEKDAY
from jieneng.engine.texts.spans import Span
from jieneng.engine.texts.structure import Section

FIELDS: dict[str, re.Pattern[str]] = {
    "time": re.compile(
        r"(?:活动|培训|会议|举办|体验|竞赛|竞答|直播|收看|答题|比赛|讲座|启动|展示|征集|授课|宣传)?(?:时间|日期)"
    ),
    "place": re.compile(r"(?:活动|培训|会议|举办|授课|参会)?(?:地点|场地|会场)(?:及[\u4e00-\u9fff]{2,4})?"),
    "participants": re.compile(
        r"(?:参加|参与|参会|参训|培训|活动|参赛|宣传|收看|体验)?(?:人员|对象|范围|单位)(?:及[\u4e00-\u9fff]{2,4})?"
    ),
    "method": re.compile(r"(?:活动|参与|参加|宣传|培训|答题|收看|开展)?(?:方式|形式|内容|方法|途径)"),
}
ANOTHER = "|".join(f"(?:{label.pattern})" for label in FIELDS.values())  # 时间:…,地点:… on one line
LABELLED = re.compile(
    r"(?:^|[\n。;,(])\s?(?:\d{1,2}[.、]|\((?:\d{1,2}|[一二三四五六七八九十]{1,2})\)|[①-⑳])?\s?"
    r"(?P<label>[\u4e00-\u9fff](?: ?[\u4e00-\u9fff]){1,7})\s?:(?P<value>[^\n]{1,600}?)"
    rf"(?=\n|$|[,;。]\s?(?:{ANOTHER})\s?:)"
)
PUBLISHING = re.compile(r"^[^。;\n]{0,60}?(?:发布|公布|下载|开通|上线|推送|登载|公告)")
SAME_DAY = re.compile(
    r"(?:全国)?低碳日”?(?:当天|当日|全天|期间)|(?<![和及暨与、])(?<![和及暨与、]全国)低碳日”?(?=[,、]|活动|体验|(?:能源|资源)*紧缺)"
)
HELD_AT = re.compile(
    r"(?:在(?!线|职)|于)(?P<place>[\u4e00-\u9fffA-Za-z0-9()·、]{2,30}?)(?:联合|共同|组织|集中|统一|现场|同步|隆重|正式|顺利|盛大)*(?:举办|举行|召开|开展|(?<!建)设(?![计施备有工])|启动(?!仪式)|组织"
    r"|展示|展出|参加|集合|观看|收看|培训|授课)"
)
NOT_A_PLACE = re.compile(
    r"平台|网|公众号|客户端|频道|直播|APP|app|微信|线上|期间|宣传周|基础|范围|前提|同时|各(?:单位|地区|部门)|活动|指导|系统|过程|方面|当天|当日|全[国省市区县州]|本(?:单位|地"
    r"|系统)|上午|下午|\d[日时点]|年|带领|领导|日前|近日"
)
ONLINE = re.compile(
    r"线上|直播|新华网|网络|云(?:启动|课堂|兑换|直播|竞答|端|上)|微信|扫码|二维码|公众号|客户端|在线|网上|小程序|腾讯会议|视频会议|收看|APP",
    re.IGNORECASE,
)
OFFLINE = re.compile(r"线下|现场|会议室|礼堂|广场|报告厅|会议厅|张贴|悬挂|户外|授牌|展台|实地")
METHOD = re.compile(
    r"(?:通过|依托|利用|采取|登录)(?P<how>[\u4e00-\u9fffA-Za-z0-9()、“”]{2,40}?)(?=请|,|。|;|\n|届时|扫码|扫描|参与|参加|收看|观看|全程观|进行|开展"
    r"|组织|分享|观摩|发布|等多种|的方式|的形式)"
)
CHANNELS = re.compile(r"网|平台|直播|微信|公众号|客户端|频道|小程序|APP|二维码|视频|电视|显示屏|媒体|系统|现场|会议")
LONGEST_METHOD = 60
MEANS = re.compile(
    r"(?:登录|通过|利用|依托|借助|运用|充分利用)[^,。;:\n]{2,40},(?=(?:组织|集中|向[^,。;]{2,14})?(?:收看|观看|开展|参加|参与|举办|发送|发放|播放|推送|宣传|张贴))"
)
# 后勤处在宣传周期间,张贴海报: who and when come first.
WHEN_ONLY = re.compile(
    r"(?:[^,。;:\n]{0,16}(?:期间|当天|当日|全天)|(?:根据|结合|按照)[^,。;:\n]{2,16}|以[^,。;:\n]{2,20}为契机),(?=[^,。;:\n]{3})"
)
TITLE_STOP = re.compile(r"[,。;:!(\n]|\d{1,2}月|\d{1,4}日")
# 组织县城管局等7家单位,在广场举行宣传活动: who and where come first, the activity last.
HELD_LAST = re.compile(
    r"(?:(?:低碳日)?(?:组织|联合|会同)[^,。;:]{4,60},)?在[^,。;:]{3,30}?(?:举行|举办)(?P<title>[^,。;:]{4,30}?(?:活动|仪式))"
)
LEADING = re.compile(r"(?:之?前)?[,、:;\s]*")


@dataclass(frozen=True)
class Named:
    """Days that the notice gives a name to and that an activity may refer to by it."""

    low_carbon_day: datetime.date | None


def read_activity(page: Page, section: Section, named: Named) -> Activity:
    """One heading with its text as an activity."""
    title_start, title_end = _title_span(page, section)
    title = re.sub(r"\s+(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\s+", "", page.written(title_start, title_end))
    fields = _fields(page, section)
    time_field = fields.get("time")
    when = _when(page, section, time_field)
    day, day_span = (None, None) if when else _same_day(page, section, named)
    place = _place(page, section, fields.get("place"))
    people = _participants(page, section, fields.get("participants"), tabular=len(fields) > 1)
    method = _method(page, section, fields.get("method"))
    text = page.text[section.body : section.end]
    kind = kind_of(_first_clause(page.text[title_start:title_end]), text[:600])
    spans = [page.span(title_start, title_end)]
    spans += [page.span(when.start, when.end)] if when else [day_span] if day_span else []
    spans += [each[1] for each in (place, people) if each]
    return Activity(
        ord=None if section.kind == "dated" else re.sub(r"[天第,]", "", section.label) or None,
        title=title,
        kind=kind,
        start_date=None if when and _open_start(page, when) else when.first if when else day,
        end_date=when.last if when else day,
        start_time=when.start_time if when else None,
        end_time=when.end_time if when else None,
        place=place[0] if place else None,
        participants=people[0] if people else None,
        mode=_mode(title + "\n" + text, kind, bool(place)),
        method=method,
        spans=tuple(span for span in spans if span.end > span.start),
        confidence=_confidence(section, when, day),
        repaired=bool(when and when.repaired),
    )


def _first_clause(title: str) -> str:
    """What an activity is called by: 启动仪式,发放倡议书 is a launch."""
    first = title.split(",")[0]
    return first if tells(first) else title


def _open_start(page: Page, when: When) -> bool:
    """Whether only the end is named: 即日起至6月30日."""
    return (
        not when.joined
        and re.search(r"(?:至|到|截至|截止)\s?$", page.text[max(0, when.start - 4) : when.start]) is not None
    )


def _confidence(section: Section, when: When | None, day: datetime.date | None) -> str:
    """How sure: an activity found in prose, or a day taken from the low-carbon day's, is never high."""
    sure = when.confidence if when else "medium" if day else "high"
    return "medium" if section.kind == "told" and sure == "high" else sure


def _title_span(page: Page, section: Section) -> tuple[int, int]:
    """The heading's words without a day that opens it."""
    start, end = section.title_start, section.title_end
    for when in page.whens_in(start, end):
        if when.start - start <= 1 and when.end < end:
            weekday = WEEKDAY.match(page.text, when.end)
            lead = LEADING.match(page.text, weekday.end() if weekday else when.end)
            return min(lead.end() if lead else when.end, end), end
        break
    if (only := WHEN_ONLY.match(page.text, start, section.end)) and not tells(only[0]):
        start, end = only.end(), max(end, only.end())
        stop = TITLE_STOP.search(page.text, start, section.end)
        end = min(stop.start() if stop else section.end, start + LONGEST_METHOD)
    if means := MEANS.match(page.text, start, section.end):
        start, end = means.end(), max(end, means.end())
        stop = TITLE_STOP.search(page.text, start, section.end)
        end = min(stop.start() if stop else section.end, start + LONGEST_METHOD)
    if not tells(page.text[start:end]) and (held := HELD_LAST.match(page.text, start, section.end)):
        return held.span("title")
    if end - start > 46 and (comma := page.text.find(",", start + 4, end)) > 0:
        end = comma
    return start, end


def _fields(page: Page, section: Section) -> dict[str, tuple[int, int]]:
    """Where the values of lines like 活动时间:… stand, by the name of the field."""
    found: dict[str, tuple[int, int]] = {}
    for line in LABELLED.finditer(page.text, max(section.start, section.body - 1), section.end):
        label = line["label"].replace(" ", "")
        for name, pattern in FIELDS.items():
            if name not in found and pattern.fullmatch(label):
                found[name] = line.span("value")
    return found


def _when(page: Page, section: Section, field: tuple[int, int] | None) -> When | None:
    """The day of the field 活动时间; else the first in heading and text that is no deadline and no publishing."""
    if field:
        inside = page.whens_in(*field)
        return inside[0] if inside else None
    for when in page.whens_in(section.start, section.end):
        told_at = page.text[when.start - 1 : when.start] == "于"
        publishing = told_at and PUBLISHING.match(page.text[when.end : when.end + 70])
        if when.before or publishing or DATELINE.match(page.text, when.end) or _ends_a_document_name(page, when):
            continue
        return when
    return None


def _ends_a_document_name(page: Page, when: When) -> bool:
    """Whether the day stands inside a quotation or the name of a document."""
    return page.blank[when.start] == "□"


def _same_day(page: Page, section: Section, named: Named) -> tuple[datetime.date | None, Span | None]:
    if named.low_carbon_day is None:
        return None, None
    found = SAME_DAY.search(page.text, section.title_start, section.end)
    return (named.low_carbon_day, page.span(*found.span())) if found else (None, None)


def _place(page: Page, section: Section, field: tuple[int, int] | None) -> tuple[str, Span] | None:
    if field:
        return _value(page, *field)
    for found in HELD_AT.finditer(page.blank, min(section.title_start, section.body), section.end):
        if not NOT_A_PLACE.search(found["place"]):
            return page.written(*found.span("place")), page.span(*found.span("place"))
    return None


def _participants(
    page: Page, section: Section, field: tuple[int, int] | None, *, tabular: bool
) -> tuple[str, Span] | None:
    if field:
        return _value(page, *field)
    return None if tabular else participants_in(page, section.body, section.end)


def _method(page: Page, section: Section, field: tuple[int, int] | None) -> str | None:
    if field:
        value = re.split(r"[。;；]", _value(page, *field)[0])[0]
        return value if len(value) <= LONGEST_METHOD else None
    for found in METHOD.finditer(page.text, section.body, section.end):
        if CHANNELS.search(found["how"]):
            return page.written(*found.span("how")).rstrip("、")
    return None


def _value(page: Page, start: int, end: int) -> tuple[str, Span]:
    while end > start and page.text[end - 1] in "。;, ":
        end -= 1
    return re.sub(r"(?<=[,,、;；]) +| +(?=[\u4e00-\u9fff])", "", page.written(start, end)), page.span(start, end)


def _mode(text: str, kind: str, has_place: bool) -> str | None:
    online, offline = ONLINE.search(text) is not None, OFFLINE.search(text) is not None
    if re.search(r"线上.{0,6}线下|线下.{0,6}线上", text):
        return "hybrid"
    if kind == "watch_live":
        return "online"
    if online and not offline:
        return "online"
    return "offline" if (offline or has_place) and not online else None
