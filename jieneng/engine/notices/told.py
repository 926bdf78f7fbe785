"""Activities without headings: what sentences say is held, days with a name, the one event a title speaks of."""

from __future__ import annotations

import re

from jieneng.engine.notices.kinds import tells
from jieneng.engine.notices.page import Page
from jieneng.engine.texts.structure import Section

_EVENT = (
    r"(?:体验日?|仪式|竞赛|竞答|讲座|培训班|培训会|培训|征集|征文|展览|比赛|大赛|班会|座谈会|签名|健步走|志愿服务|出行(?!健步|骑行|、)|报告会|交流会|论坛|云?党课"
    r"|主题宣传|主题(?=活动)|回收兑换)"
)
HELD = re.compile(
    r"(?<!通过)(?:开展|举办|组织|举行|召开|参加|收看|做好|搞好)了?(?:一次|一场|好)?(?:的|(?:开展|举办|举行)了?|以(?!“))*"
    rf"(?P<title>(?:“[^”\n]{{3,40}}”)?[^,。;:\n]{{0,40}}?{_EVENT}(?:和绿色低碳出行)?”?(?:活动|方式)?)(?!等|工作)"
)
# 2031年云川市节能宣传周启动仪式在市民中心举行
TOOK_PLACE = re.compile(
    r"(?:(?<=[,。;\n])|(?<=[日午])|\A)(?P<title>[^,。;:\n]{0,36}?(?:仪式|讲座|培训班|培训会|竞赛|报告会|签名活动|现场会))”?(?:活动)?"
    r"(?:于[^,。;]{2,12})?在[^,。;]{2,24}?(?:举行|举办|召开|启动)"
)
# 11日为“能源紧缺体验日”,12日为“绿色出行日”
NAMED_DAY = re.compile(r"日[为是]“(?P<title>[^”\n]{2,10}(?:体验|出行|无车|行动|活动)日)”")
VAGUE = re.compile(r"^[一二两三四五六七八九十\d]+个|^多种|宣传[周月]|形式多样|系列|有关|各项|此次|本次|相关|主题是|等")
# 组织干部职工在会议室收看…: who, and where, before what they do.
WHO_FIRST = re.compile(
    r"[\u4e00-\u9fff]{0,12}?(?:员工|职工|干部|师生|学生|市民|人员|部门|单位)(?:在[^,。“]{2,16}?)?(?:集中|积极|认真)*(?:(?=观看|收看)|(?:参加|参与|开展|举办)了?)"
    r"(?=[^,。]{4})"
)
DATELINE = re.compile(r"\s?(?:电|讯|消息)")
OF_TITLE = re.compile(
    r"(?:关于)?(?:组织|积极|认真)*(?:开展|举办|举行|启动|参加|收看|观看)(?P<title>[^“”]{4,40}?)(?:的?(?:预?通知|函|公告|方案))?$"
)


def told_in(page: Page, start: int, stop: int) -> list[Section]:
    """What the sentences between two places say is held or done, when the words tell an activity."""
    found: list[Section] = []
    places = [told for pattern in (HELD, TOOK_PLACE, NAMED_DAY) for told in pattern.finditer(page.text, start, stop)]
    for told in sorted(places, key=lambda each: each.start()):
        who = WHO_FIRST.match(told["title"])
        title_start, title_end = told.start("title") + (who.end() if who else 0), told.end("title")
        title = page.text[title_start:title_end]
        if not tells(title) or (VAGUE.search(title) and not title.rstrip("”").endswith("仪式")):
            continue
        before = [page.text[each.title_start : each.title_end] for each in found]
        if title.count("“") != title.count("”") or any(title in each or each in title for each in before):
            continue
        begin, end = _bounds(page, told.start())
        begin = max(begin, start)
        found.append(Section("told", "", begin, title_start, title_end, max(begin, start), end))
    return found


def of_title(page: Page, title_start: int, title_end: int, start: int) -> list[Section]:
    """The one event that the title speaks of (关于举办…征集大赛的通知); no week and no day is one."""
    found = OF_TITLE.search(page.text[title_start:title_end])
    if found is None or VAGUE.search(found["title"]) or not tells(found["title"]):
        return []
    begin, end = found.span("title")
    return [Section("told", "", title_start, title_start + begin, title_start + end, start, page.sentence(start)[1])]


def _bounds(page: Page, place: int) -> tuple[int, int]:
    """The sentence, from the day nearest before the place on, and with the next one when that begins with its day."""
    begin, end = page.sentence(place)
    before = [when for when in page.whens_in(begin, place) if not DATELINE.match(page.text, when.end)]
    following = [when for when in page.whens_in(end, end + 4) if page.text.startswith(("当天", "当日"), when.end)]
    return (before[-1].start if before else begin), (page.sentence(end + 1)[1] if following else end)
