"""The head of a notice: its title, who issues it, and to whom it is addressed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jieneng.engine.notices.draft import Value
from jieneng.engine.notices.headlines import headline_in
from jieneng.engine.notices.page import Page
from jieneng.engine.texts.clean import Clean

KIND = r"(?:通知|公告|通告|倡议书|函|实施方案|工作方案|活动方案|方案|意见|预通知|简讯|简报)"
ABOUT = re.compile(
    rf"(?P<issuer>[^\n。:;,]{{0,60}}(?:\n[^\n。:;,]{{0,40}})??)(?P<about>关于[^。:;]{{2,140}}?{KIND})(?=\s|\(|$"
    rf"|[^\u4e00-\u9fff的》”书]|[\u4e00-\u9fff]{{1,10}}[〔\[]\s?(?:19|20)\d\d)",
)
PLAIN = re.compile(rf"(?:^|\n)[•·\s]*(?P<title>[^\n。:;]{{4,70}}{KIND})(?=\n|$|\s|\()")
HEAD = 2500  # characters in which the title must stand
CLEAR = 5  # points of a headline that beats a notice spoken of in prose
ORGAN = (
    r"(?:委员会|办公室|办公厅|管理局|事务局|事务中心|服务中心|管理中心|领导小组|协调小组|人民政府|工作部门|大学|学院|学校|医院|中学|小学|银行|公司|总社|协会"
    r"|联合会|常委会|组委会|工会|[局厅委办部署院处校所站])"
)
WHOLE_ISSUER = re.compile(rf"[\u4e00-\u9fff()·]{{1,30}}{ORGAN}")
ADDRESS = re.compile(
    r"(?P<line>(?:各|有关|省|市|区|县|州|全|中央|国务院|直属|局|校|院|厅|委|本|机关|驻|在|镇|乡|街|公司|所属|部|新疆|相关)"
    r"(?:[^。:;!?\n]|(?<=[、,])\n){1,420}?)\s?:(?!\d)",
)
BARE_ADDRESS = re.compile(r"[^。:;!?\n]{2,60}(?:单位|部门|学校|学院|处室|科室|街道|乡镇|同志|老师|同学|干部职工):")
PROSE = re.compile(r"(?<=\n)(?=[^\n]{0,80}[,。])[^\n]{30,}|(?<=\n)[^\n]{12,}。(?=\n|\Z)")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
SPLIT = re.compile(r"[,;]")
UNIT_WORD = re.compile(r"(?:各|有关|局|委|办|部门|单位|政府|处|室|校|院|中心|公司|镇|乡|街道|企业|机构)")
FIELD_ISSUER = re.compile(
    r"(?:发布机构|发文机关|发文单位|发布单位|制发机关|发布部门|信息来源|来源|供稿单位)[^\u4e00-\u9fff\n]{0,6}(?:\n\W{0,4})?(?P<name>(?!(?:发布|成文|更新)?(?:日期|时间)|浏览|作者|编辑|字号|点击|阅读|本站|原创|转载|互联网|未知|网络)[\u4e00-\u9fff()、]{3,30})"
)
RED_HEAD = re.compile(r"(?<=[局厅委办会府处部院校心])(?:文件|通知|公告|通告|函)$")
PASSING_ON = re.compile(r"(?:转发|印发|批转)[^\n]*$")


@dataclass(frozen=True)
class Head:
    """What stands before the first sentence; ``body`` is where the text proper begins."""

    title: Value | None
    title_years: tuple[Value, ...]
    issuer: Value | None
    addressees: tuple[Value, ...]
    body: int
    title_end: int


def read_head(page: Page) -> Head:
    """Title, issuer and addressees, from the first characters of the page and from the signature."""
    start, about, end = _title_place(page.text)
    title = _squeezed(page.clean, start, end) if end else None
    line = _address_line(page.text, end)
    addressees = tuple(_addressees(page, *line)) if line else ()
    body = line[1] + 1 if line else _prose_start(page.text, end)
    years = tuple(Value(int(year[0]), (page.span(*year.span()),)) for year in YEAR.finditer(page.text, start, end))
    return Head(title, years, _issuer(page, (start, about, end), line[0] if line else end), addressees, body, end)


def _prose_start(text: str, start: int) -> int:
    """Where the first line of running text begins at or after a place; the place itself when there is none near."""
    for found in PROSE.finditer(text, start, start + HEAD):
        return found.start()
    return start


def _title_place(text: str) -> tuple[int, int, int]:
    """Where the title begins, where its 关于 stands (or its end), and where it ends; zeros without one."""
    top = text[:HEAD]
    best: tuple[int, int, int] | None = None
    for found in ABOUT.finditer(top):
        about, end = found.start("about"), found.end()
        start = _issuer_start(top, found.start(), about)
        if _quoted(top, about, end) or (best and _is_prose(top, start)):
            continue
        here = (start, about, end)
        if not _is_prose(top, start):
            return _repeated(text, here)
        best = best or here
    plain = PLAIN.search(top)
    if plain and (best is None or plain.start() < best[0]):
        return plain.start("title"), plain.end("title"), plain.end("title")
    headline = headline_in(text, HEAD)
    if headline and (best is None or headline.points >= CLEAR):
        return headline.start, headline.end, headline.end
    return best or (0, 0, 0)


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
    return Value(re.sub(r"\s", "", clean.written(start, end)), (clean.span(start, end),))


def _address_line(text: str, title_end: int) -> tuple[int, int] | None:
    """The 主送 line: the first line after the title that names units and ends in a colon."""
    window = text[title_end : title_end + 900]
    for found in ADDRESS.finditer(window):
        at_line = found.start() == 0 or window[found.start() - 1] in "\n )" or (found.start() < 40 and title_end > 0)
        words = found["line"]
        if (
            at_line
            and UNIT_WORD.search(words)
            and not re.search(r"(?:如下|通知|电话|时间|主题|日期|来源|发布|位置)$", words)
        ):
            return title_end + found.start(), title_end + found.start() + len(words)
        if "。" in window[: found.end()]:
            break
    bare = BARE_ADDRESS.search(window[:300])
    if bare and (bare.start() == 0 or window[bare.start() - 1] == "\n"):
        return title_end + bare.start(), title_end + bare.end() - 1
    return None


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


def _issuer(page: Page, title: tuple[int, int, int], body: int) -> Value | None:
    """From the title; else from the lines around it, the signature, the page's own fields, in this order."""
    start, about, end = title
    lead = PASSING_ON.sub("", page.text[start:about])
    names = _names(page, start, start + len(lead))
    if names:
        return _one_or_more(names)
    for line_start, line_end in [*_organ_lines(page.text, 0, start), *_organ_lines(page.text, end, body)]:
        names = _names(page, line_start, line_end)
        if names:
            return _one_or_more(names)
    signed = _signature(page, body)
    if signed:
        return signed
    field = FIELD_ISSUER.search(page.text)
    if field:
        return Value(page.written(*field.span("name")), (page.span(*field.span("name")),), "medium")
    return None


def _names(page: Page, start: int, end: int) -> list[Value]:
    found = []
    for part in re.finditer(r"[^\s、,]+", page.text[start:end]):
        words = RED_HEAD.sub("", part[0])
        if WHOLE_ISSUER.fullmatch(words):
            at = start + part.start()
            found.append(Value(page.written(at, at + len(words)), (page.span(at, at + len(words)),)))
    return found


def _organ_lines(text: str, begin: int, stop: int) -> list[tuple[int, int]]:
    """Lines that are nothing but organs' names: the red head above the title, or the issuers under it."""
    lines = [found.span() for found in re.compile(r"[^\n]+").finditer(text, begin, stop)]
    return [
        (start, end)
        for start, end in lines
        if RED_HEAD.search(text[start:end].rstrip())
        or all(WHOLE_ISSUER.fullmatch(part) for part in re.split(r"[ 、]+", text[start:end]))
    ]


def _signature(page: Page, body: int) -> Value | None:
    """The last line after the text that is nothing but an organ's name, mostly just above the date."""
    for found in reversed(list(re.finditer(r"(?:^|\n)([^\n]{4,60})(?=\n|$)", page.text[body:]))):
        at = body + found.start(1)
        words = re.sub(r"\s?(?:\d{4}年.*|[一二][〇○零]..年.*)$", "", found[1])
        names = _names(page, at, at + len(words))
        if names and "".join(str(name.value) for name in names) == re.sub(r"\s", "", page.written(at, at + len(words))):
            return _one_or_more(names)
    return None


def _one_or_more(names: list[Value]) -> Value:
    spans = tuple(span for name in names for span in name.spans)
    return Value(names[0].value if len(names) == 1 else [name.value for name in names], spans)
