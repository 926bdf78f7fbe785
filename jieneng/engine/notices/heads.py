"""The head of a notice: its title, who issues it, and to whom it is addressed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jieneng.engine.notices.draft import Value
from jieneng.engine.notices.headlines import headline_in
from jieneng.engine.notices.issuers import ORGAN, WHOLE_ISSUER, issuer_of
from jieneng.engine.notices.page import Page
from jieneng.engine.texts.clean import MENU, Clean

KIND = r"(?:通知|公告|通告|通报|倡议书|函|实施方案|工作方案|活动方案|方案|意见|预通知|简讯|简报)"
ABOUT = re.compile(
    rf"(?P<issuer>[^\n。:;,]{{0,60}}(?:\n[^\n。:;,]{{0,40}})??)(?P<about>关于[^。:;]{{2,140}}?{KIND})(?=\s|\(|$"
    rf"|[^\u4e00-\u9fff的》”书]|[\u4e00-\u9fff]{{1,10}}[〔\[]\s?(?:19|20)\d\d)",
)
LONGEST_LEAD = 101  # characters of an issuer on one line or two
PLAIN = re.compile(
    rf"(?:^|\n)[•·\s]*(?P<title>(?!(?:通知|公告|公示|政务|新闻|文件|政策|最新|重要|站内|信息|首页)(?:公告|通知|通告|函|意见))[^\n。:;]{{2,70}}{KIND})(?=\n|$|\s|\(|为(?:了|深入|广泛|进一步|切实|认真|全面|贯彻|落实|推动|做好))"
)
TAG = re.compile(
    r"\[[^\]\n]{1,8}\]\s?|【[^】\n]{1,8}】\s?|[【\[](?![^\n]{0,140}[】\]])"
)  # what pages set before titles
FIRST_LINE = re.compile(r"[\u4e00-\u9fff]{0,16}(?:19|20)\d\d年[\u4e00-\u9fff“”]{2,28}[周月日]")
# 根据云川市关于…的通知: not this text's own title.
CITING = re.compile(
    r"(?:根据|按照|依据|依照|遵照|贯彻|落实)[\u4e00-\u9fff]{0,20}\Z"
    r"|[,。日)][^\n。]{4,40}(?:印发|下发|发布|发出|出台)(?:了|的)?\Z"  # 昨日,云川市教育局印发关于…的通知
)
CRUMBS = re.compile(r"首\s?[页頁]\s*[>»›＞]|(?:位置|[>»›＞])\s?[:：]?[^>»›＞\n]*[>»›＞]\s*正文")
HEAD = 2500  # characters in which the title must stand
# A title's line may open with the document's number: 云政办发〔2031〕4号 云川市人民政府办公室印发…的通知.
OWN_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{2,12}[〔\[(【]\s?(?:19|20)\d\d\s?[〕\])】]?\s?第?\d{1,5}号\s*(?=[\u4e00-\u9fff“]{4})"
)
SHORTEST_TWICE = 8  # characters of a title that may be printed twice in one line
CLEAR = 5  # points of a headline that beats a notice spoken of in prose
ADDRESS = re.compile(
    r"(?P<line>(?:各|有关|省|市|区|县|州|全|中央|国务院|直属|局|校|院|厅|委|本|机关|驻|在|镇|乡|街|公司|所属|部|新疆|相关)"
    r"(?:[^。:;!?\n]|(?<=[、,])\n){1,420}?)\s?:(?!\d)",
)
NO_ADDRESS = re.compile(
    r"^..?$|据悉|据了解|[此本]次|主要(?:包括|有|内容)|方面(?:内容)?$|(?:要求|强调|指出|表示|提出|认为|介绍)$|(?:颁布|发布|发文|制定|传送|发送|主管)(?:部门|机构|单位)$|(?:如下|通知|电话|时间|主题|日期|来源|发布|位置|方案|(?:主办|承办|协办|责任|牵头|联系|支持|组织)(?:单位|部门))$|《|^(?:为|根据|按照|面向|请|由|经|对|在)|制定|结合.{0,8}实际"
)
BEFORE_ADDRESS = re.compile(r"(?:通知|方案|安排|函|号|[\])])$")
FIRST_NAME = re.compile(r"(?:(?!通知|号|方案)[\u4e00-\u9fff、,()]){1,40}")
BARE_ADDRESS = re.compile(
    r"[\u4e00-\u9fff、,()及和]{2,60}?(?:单位|部门|学校|学院|处室|科室|街道|乡镇|同志|老师|同学|干部职工):"
)
PROSE = re.compile(r"(?:^|(?<=\n))(?=[^\n]{0,200}[,。])[^\n]{30,}|(?<=\n)[^\n]{12,}。(?=\n|\Z)")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
SPLIT = re.compile(r"[,;]")
UNIT_WORD = re.compile(r"(?:各|有关|全体|局|委|办|部门|单位|政府|处|室|校|院|中心|公司|镇|乡|街道|企业|机构)")


@dataclass(frozen=True)
class Head:
    """What stands before the first sentence; ``body`` is where the text proper begins."""

    title: Value | None
    title_years: tuple[Value, ...]
    issuer: Value | None
    addressees: tuple[Value, ...]
    body: int
    title_start: int
    title_end: int


def read_head(page: Page) -> Head:
    """Title, issuer and addressees, from the first characters of the page and from the signature."""
    start, about, end = _title_place(page.text)
    if not end:
        start, about, end = _below_crumbs(page)
    title = _squeezed(page.clean, start, end) if end else None
    line = _address_line(page.text, end)
    addressees = tuple(_addressees(page, *line)) if line else ()
    body = line[1] + 1 if line else _prose_start(page.text, end)
    years = tuple(Value(int(year[0]), (page.span(*year.span()),)) for year in YEAR.finditer(page.text, start, end))
    return Head(
        title, years, issuer_of(page, (start, about, end), line[0] if line else end), addressees, body, start, end
    )


def _below_crumbs(page: Page) -> tuple[int, int, int]:
    """The headline under 首页 > … > 正文, when a page prints the beginning of its text above as well."""
    for line in page.clean.furniture:
        place = page.clean.place(line.end)
        if 0 < place < HEAD and CRUMBS.search(page.clean.raw, line.start, line.end):
            found = headline_in(page.text[place:], HEAD)
            return (place + found.start, place + found.end, place + found.end) if found else (0, 0, 0)
    return 0, 0, 0


def _prose_start(text: str, start: int) -> int:
    """Where the first line of running text begins at or after a place; the place itself when there is none near."""
    for found in PROSE.finditer(text, start, start + HEAD):
        return found.start()
    return start


def _title_place(text: str) -> tuple[int, int, int]:
    """Where the title begins, where its 关于 stands (or its end), and where it ends; zeros without one."""
    top = text[:HEAD]
    best: tuple[int, int, int] | None = None
    for found in _abouts(top):
        about, end = found.start("about"), found.end()
        start = _issuer_start(top, found.start(), about)
        if (
            _quoted(top, about, end)
            or CITING.search(top, max(0, about - 40), about)
            or (best and _is_prose(top, start))
        ):
            continue
        here = (start, about, end)
        if not _is_prose(top, start):
            once, _ = _once(top, start, end)
            return _repeated(text, here if once == start else (once, max(once, about), end))
        best = best or here
    plain = _plain(top)
    if plain and (best is None or plain[0] < best[0]):
        start, end = _once(top, *plain)
        return start, end, end
    headline = headline_in(text, HEAD)
    if headline and (best is None or headline.points >= CLEAR):
        return headline.start, headline.end, headline.end
    return best or (0, 0, 0)


def _abouts(top: str) -> Iterator[re.Match[str]]:
    """What ``ABOUT`` finds, tried only as far before each 关于 as an issuer can begin."""
    place = 0
    while (about := top.find("关于", place)) >= 0:
        starts = range(max(place, about - LONGEST_LEAD), about + 1)
        found = next((match for start in starts if (match := ABOUT.match(top, start))), None)
        if found:
            yield found
        place = found.end() if found else about + 2


def _plain(top: str) -> tuple[int, int] | None:
    """A title without 关于; one that names its year rather than one that does not (a page's name for such papers)."""
    places = [
        (_with_line_above(top, found.start("title")), found.end("title"))
        for found in PLAIN.finditer(top)
        if not _half_quoted(found["title"]) and not MENU.match(top, found.start("title"))
    ]
    return next((place for place in places if YEAR.search(top, *place)), places[0] if places else None)


def _with_line_above(top: str, start: int) -> int:
    """Where a title begins whose first line ends with the name of the week (2031年全市节能宣传周 / 活动方案)."""
    above = top.rfind("\n", 0, max(0, start - 1)) + 1
    return above if FIRST_LINE.fullmatch(top, above, max(above, start - 1)) else start


def _repeated(text: str, place: tuple[int, int, int]) -> tuple[int, int, int]:
    """The last place before the text proper where the same title stands (pages print it in their head as well)."""
    start, about, end = place
    limit = text.find("。", end)
    limit = min(end + HEAD // 2, limit if limit >= 0 else len(text))
    again = text.rfind(text[about:end], about, limit)
    while again > about and _quoted(text, again, again + end - about):
        again = text.rfind(text[about:end], about, again + end - about - 1)
    if again <= about:
        return place
    lead = about - start if text[again - (about - start) : again] == text[start:about] else 0
    return again - lead, again, again + end - about


def _quoted(text: str, about: int, end: int) -> bool:
    """Whether what looks like a title is a document cited between 《 and 》."""
    before = text[max(0, about - 60) : about]
    return before.rfind("《") > before.rfind("》") or ("《" in text[about:end] and "》" not in text[about:end])


def _half_quoted(title: str) -> bool:
    return any(title.count(one) != title.count(other) for one, other in ("《》", "()"))


def _once(text: str, start: int, end: int) -> tuple[int, int]:
    """The place without the number of a list before a title, and the first of two printings without a break."""
    number = re.match(r"\d{1,2}、\s?", text[start:end]) or OWN_NUMBER.match(text[start:end])
    start += number.end() if number else 0
    half = (end - start) // 2
    twice = half >= SHORTEST_TWICE and text[start : start + half] == text[end - half : end]
    return (end - half if twice else start), end


def _is_prose(text: str, start: int) -> bool:
    return start > 0 and text[start - 1] not in "\n 。)"


def _issuer_start(text: str, start: int, about: int) -> int:
    """The issuer before 关于, when it is one: on the same line, or alone on the line above."""
    lead = text[start:about]
    if "\n" in lead:
        above, _, line = lead.partition("\n")
        if line.strip() or not WHOLE_ISSUER.fullmatch(above.strip()):
            start += len(above) + 1
    lead = text[start:about]
    space = max(lead.rfind(" ", 0, len(lead.rstrip())), lead.rfind(">"), lead.rfind("】"))
    if space >= 0 and not re.search(ORGAN + "$", lead[:space].strip()):
        start += space + 1
    return start + (len(text[start:about]) - len(text[start:about].lstrip()))


def _squeezed(clean: Clean, start: int, end: int) -> Value:
    """A title without the blanks and line breaks of its layout."""
    tag = TAG.match(clean.text, start, end)
    start = tag.end() if tag else start
    return Value(re.sub(r"\s", "", clean.written(start, end)), (clean.span(start, end),))


def _address_line(text: str, title_end: int) -> tuple[int, int] | None:
    """The 主送 line: the first line after the title that names units and ends in a colon."""
    window = text[title_end : title_end + 900]
    for found in ADDRESS.finditer(window):
        start = _whole_line(text, title_end + found.start())
        words = text[start : title_end + found.end("line")]
        if _opens_address(text, start, title_end) and UNIT_WORD.search(words) and not NO_ADDRESS.search(words):
            return start, start + len(words)
        if "。" in window[: found.end()]:
            break
    bare = BARE_ADDRESS.search(window[:300])
    if bare and not NO_ADDRESS.search(bare[0][:-1]) and (bare.start() == 0 or window[bare.start() - 1] in "\n ])"):
        return title_end + bare.start(), title_end + bare.end() - 1
    return None


def _opens_address(text: str, start: int, title_end: int) -> bool:
    """Whether an address may begin here: at a line's start, or behind the title or its number in the same line."""
    line = max(text.rfind("\n", 0, start) + 1, title_end)
    before = text[line:start].strip()
    return not before or BEFORE_ADDRESS.search(before) is not None


def _whole_line(text: str, start: int) -> int:
    """The line's beginning, when nothing but the name of the first addressee stands before the place."""
    line = text.rfind("\n", 0, start) + 1
    return line if FIRST_NAME.fullmatch(text, line, start) else start


def _addressees(page: Page, start: int, end: int) -> list[Value]:
    commas = [at for at in _outside_brackets(page.text, start, end) if SPLIT.match(page.text[at])]
    if not commas:
        parts = _outside_brackets(page.text, start, end, "、")
        pieces = _pieces(start, end, parts)
        listed = all(
            re.match(r"\s*(?:各|有关|市|省|区|县)", page.text[a:b]) and UNIT_WORD.search(page.text[a:b])
            for a, b in pieces
        )
        commas = parts if listed and len(pieces) > 2 else []
    return [
        Value(re.sub(r"\s", "", page.written(a, b)), (page.span(a, b),))
        for a, b in _pieces(start, end, commas)
        if page.text[a:b].strip()
    ]


def _outside_brackets(text: str, start: int, end: int, marks: str = ",;\n") -> list[int]:
    depth, found = 0, []
    for place in range(start, end):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth <= 0 and text[place] in marks:
            found.append(place)
    return found


def _pieces(start: int, end: int, cuts: list[int]) -> list[tuple[int, int]]:
    edges = [start, *(cut + 1 for cut in cuts)]
    return list(zip(edges, [*cuts, end], strict=True))
