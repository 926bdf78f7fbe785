"""When a notice was written and published, and which year it speaks of."""

from __future__ import annotations

import datetime
import re
from collections import Counter

from jieneng.engine.notices.draft import Value
from jieneng.engine.notices.page import Page
from jieneng.engine.texts.dates import When, resolve
from jieneng.engine.texts.spans import Span

WRITTEN_FIELD = re.compile(
    r"(?:成文日期|成文时间|颁布时间|颁布日期|印发时间|发文时间|制发时间|印发日期|签发日期|发文日期|制发日期|生成日期|写作日期)\W{0,14}$"
)
PUBLISHED_FIELD = re.compile(
    r"(?:发布日期|发布时间|发表时间|发表日期|公开日期|公开时间|上传时间|更新时间|更新日期|录入时间|添加时间|更新|(?<![\u4e00-\u9fff])(?:时间|日期)|发布于)\W{0,14}$"
)
AHEAD, BEHIND = 10, 45  # days of which a page tells after, and before, they come
LONGEST_SITE = 40
MARK = re.compile(r"[,。;:《“]")
BYLINE = r"(?:\d{1,2}:\d{1,2}\s)?(?:\d{1,6}次)?(?:来源|文章来源|信息来源|作者|浏览|点击|编辑|发布|字号)"
SOURCE = re.compile(r"[\s|\])]*(?:\d{1,2}:\d{1,2}(?::\d{1,2})?[\s|]*)?(?:文章|信息)?来源\s?:")
STAMP_END = re.compile(r"[\s\])]*(?:$|\n)")
HEADER = 1200  # characters before the title and just after it in which a page prints its dates
IMPRINT = re.compile(r"\s?印发")
CAMPAIGN = re.compile(
    r"((?:19|20)\d\d)(?<!\d\d\d\d\d)年?(?:度)?[\u4e00-\u9fff]{0,14}?(?:节能宣传周|节能宣传月|低碳日|节能周|宣传周|宣传月)"
)
NAMED_YEAR = re.compile(r"(20\d\d)(?<!\d\d\d\d\d)(?<![比较与自从到至]\d\d\d\d)年(?!以?来|[底末前])")
FOOT_FIELD = re.compile(r"(?:^|\n)\W{0,4}(?:发布日期|发布时间|更新|更新时间|更新日期|发表时间)\W{0,6}$")
CITED_YEAR = re.compile(r"[〔\[(【〈]\s?((?:19|20)\d\d)\s?[〕\])】〉]?\s?第?\d{1,5}号")


UPPER_NOTICE = re.compile(
    r"《[^《》\n]{0,60}(?:节能宣传[周月]|低碳日)[^《》\n]{0,24}》\s?\(?[\u4e00-\u9fff]{1,14}\s?[〔\[(【〈]\s?((?:19|20)\d\d)\s?[〕\])】〉]"
)
# 2030年,人均综合能耗同比下降3%: the year of a result, not of the week.
RESULT = re.compile(
    r"(?:全年)?(?:较20\d\d年)?,?[^,。;\n]{0,24}(?:能耗|用电量|用水量|水耗|消费量)[^,。;\n]{0,16}(?:下降|上升|增长|减少)"
)


def written_date(page: Page, body: int) -> Value | None:
    """The day under the signature; else the field 成文日期, else the imprint (…印发)."""
    signed = signing_day(page, body)
    if signed is not None:
        return _day(page, signed, signed.confidence)
    for when in page.whens:
        if when.written_year and _is_written_field(page.text, when):
            return _day(page, when, when.confidence)
    for when in page.whens:
        if when.written_year and when.start >= body and IMPRINT.match(page.text, when.end):
            return _day(page, when, when.confidence)
    return None


def signing_day(page: Page, body: int) -> When | None:
    """The first day after the text proper that stands under, or behind, an organ's name."""
    return next(
        (when for when in page.whens if when.written_year and when.start >= body and _signs(page.text, when)), None
    )


def _signs(text: str, when: When) -> bool:
    """Whether a date stands alone on its line, or closes a line that begins with an organ's name."""
    if when.joined or when.start_time:
        return False
    end = text.find("\n", when.end)
    after = text[when.end : end if end >= 0 else len(text)].strip()
    start = text.rfind("\n", 0, when.start) + 1
    before = text[start : when.start].strip()
    organ = re.search(r"[局厅委办会府处部院校心组司室学馆站队镇乡科社]\s?$", before) is not None and len(before) <= 40
    flowing = re.search(
        r"。[^。;:,]{3,40}[局厅委办会府处部院校心组司室团科]\s?$", text[max(0, when.start - 60) : when.start]
    )
    alone = not after or after.startswith(("(此", "附件", "(联系", "(公开", "(信息"))
    if alone and (not before or organ):
        return True
    return bool(flowing) and (not after or alone or len(after) > 4) and not after.startswith(("至", "到", "为", "是"))


def published_date(page: Page, body: int) -> Value | None:
    """The day the web page names as its own; a bare ISO day in the page's head counts with less certainty."""
    dated = [when for when in page.whens if when.written_year and not when.joined]
    head = [when for when in dated if when.end <= max(body, HEADER)]
    fields = [when for when in head if PUBLISHED_FIELD.search(page.text[max(0, when.start - 24) : when.start])]
    fields = fields or [when for when in dated if FOOT_FIELD.search(page.text[max(0, when.start - 24) : when.start])]
    own = [when for when in fields if not _is_written_field(page.text, when) and not _is_activity_time(page.text, when)]
    if own:
        spans = tuple(page.span(when.start, when.end) for when in own if when.first == own[0].first)
        return Value(own[0].first, spans, own[0].confidence, own[0].repaired)
    top = [when for when in head if when.start <= body + 2]
    bare = [when for when in top if _opens_line(page.text, when) or (_is_iso(page.text, when) and when.end <= body)]
    written = [when for when in bare if not _is_written_field(page.text, when)]
    stamped = written[0] if written else foot_stamp(page, body)
    return _day(page, stamped, "medium") if stamped else None


def foot_stamp(page: Page, body: int) -> When | None:
    """The day with a time of day that stands alone on a line under the text, as pages print it."""
    stamps = (when for when in page.whens if when.start > body and when.written_year and when.start_time)
    return next((when for when in stamps if not when.joined and _alone(page.text, when)), None)


def _alone(text: str, when: When) -> bool:
    return text[when.start - 1] == "\n" and STAMP_END.match(text, when.end) is not None


def _is_iso(text: str, when: When) -> bool:
    return re.match(r"20\d\d[-/.]|\d\d\.\d\d\.20\d\d", text[when.start : when.end]) is not None


def _opens_line(text: str, when: When) -> bool:
    """Whether a line begins with the day and goes on with a source or ends: the byline of a page without breaks."""
    before = text[text.rfind("\n", 0, when.start) + 1 : when.start].strip("[]() ")
    if before:  # the site's name: 演示门户网站 2031年6月9日 来源:…
        return len(before) <= LONGEST_SITE and not MARK.search(before) and SOURCE.match(text, when.end) is not None
    ends = "$|\n|" if _is_iso(text, when) or when.start_time else ""
    return re.match(rf"[\s|\])]*(?:{ends}{BYLINE})", text[when.end :]) is not None


def _is_written_field(text: str, when: When) -> bool:
    return WRITTEN_FIELD.search(text[max(0, when.start - 24) : when.start]) is not None


def _is_activity_time(text: str, when: When) -> bool:
    return bool(
        re.search(r"(?:活动|宣传|培训|举办|报名|截止)(?:时间|日期)\W{0,6}$", text[max(0, when.start - 16) : when.start])
    )


def campaign_year(page: Page, title_years: tuple[Value, ...], dated: tuple[Value | None, Value | None]) -> Value | None:
    """The year from the title, else beside the week's name, else from a date (signature, text, page) or a cited number.

    ``dated`` are the written and the published date.
    """
    if title_years:
        counted = Counter(each.value for each in title_years)
        year = max(counted, key=lambda each: (counted[each], each))
        return Value(year, tuple(span for each in title_years if each.value == year for span in each.spans))
    beside = list(CAMPAIGN.finditer(page.blank)) or list(CAMPAIGN.finditer(page.text))
    if beside:
        year, _ = Counter(int(found[1]) for found in beside).most_common(1)[0]
        places = tuple(page.span(*found.span(1)) for found in beside if int(found[1]) == year)
        return Value(year, places[:3])
    written, published = dated
    told = _told_year(page)
    if told and published and _is_last_year(page, told.value, published.value):
        told = None
    for value in (written, told, _upper_notice_year(page), published):
        if value is not None and isinstance(value.value, int):
            return value
        if value is not None and isinstance(value.value, datetime.date):
            return Value(value.value.year, value.spans, "medium", note="from the date of the document")
    years = Counter(int(found[1]) for found in CITED_YEAR.finditer(page.text))
    if len(years) >= 1:
        year = years.most_common(1)[0][0]
        return Value(year, _cited_places(page, year), "low", note="from a document number")
    return None


def _is_last_year(page: Page, year: int, published: datetime.date) -> bool:
    """Whether a year told of is the one before a page on which days stand that lie just before its own."""
    if year != published.year - 1 or _upper_notice_year(page) is not None:
        return False
    days = {when.first for when in resolve(page.mentions, year=published.year) if not when.written_year}
    return any(-AHEAD <= (published - day).days <= BEHIND for day in days)


def _upper_notice_year(page: Page) -> Value | None:
    """The year in the number of a notice of the week that is cited: levels pass it on within weeks."""
    found = UPPER_NOTICE.search(page.text)
    return (
        Value(int(found[1]), (page.span(*found.span(1)),), "medium", note="from a document number") if found else None
    )


def _told_year(page: Page) -> Value | None:
    """The year named most often in the text itself, outside quotations and stamps; of equals the last."""
    places: dict[int, list[tuple[int, int]]] = {}
    for found in NAMED_YEAR.finditer(page.blank):
        stamped = PUBLISHED_FIELD.search(page.text[max(0, found.start() - 24) : found.start()])
        if not stamped and not RESULT.match(page.text, found.end()):
            places.setdefault(int(found[1]), []).append(found.span())
    if not places:
        return None
    year = max(places, key=lambda each: (len(places[each]), each))
    return Value(year, tuple(page.span(*place) for place in places[year][:3]), "medium", note="from the text")


def explicit_years(page: Page) -> dict[int, tuple[Span, ...]]:
    """Every year that is written beside the campaign's name, with its places (for the check of contradictions)."""
    found: dict[int, list[Span]] = {}
    for each in CAMPAIGN.finditer(page.blank):
        found.setdefault(int(each[1]), []).append(page.span(*each.span(1)))
    return {year: tuple(spans) for year, spans in found.items()}


def _cited_places(page: Page, year: int) -> tuple[Span, ...]:
    return tuple(page.span(*found.span()) for found in CITED_YEAR.finditer(page.text) if int(found[1]) == year)


def _day(page: Page, when: When, confidence: str) -> Value:
    return Value(when.first, (page.span(when.start, when.end),), confidence, when.repaired)
