"""What a pdf really shows of its layout, to be held against GB/T 9704-2012.

Read character by character from the file alone, so that papers of other makers can be measured as well; nothing is
taken from `layout`. A line's box is as high as the pitch and stands evenly round its type, as Word sets a fixed line.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from jieneng.engine.documents.measure import Font, Measures, bad_dates, brackets_of
from jieneng.engine.documents.signs import Page, Sign, pages_of

MM = 72 / 25.4
BODY, TITLE, SMALL = 16.0, 22.0, 14.0  # points
ABOVE, BELOW = 0.88, 0.12  # of the type, round the baseline of a Chinese glyph
FOOT_MM = 34.0  # what stands lower than this is the page number, not text
FIRST_LEVEL = re.compile(r"[一二三四五六七八九十]{1,3}、")
SECOND_LEVEL = re.compile(r"（[一二三四五六七八九十]{1,3}）")
PAGE_NUMBER = re.compile(r"—(\d+)—")
COPIES = ("抄送：", "报：", "送：", "发：")  # how lines of the imprint begin
FULL, STRONG = 22, 0.9  # lines of a full page; points, of the outer rules of the imprint
PROSE = 20  # characters: a longer line is prose, no head or number
NEAR = 0.6  # points: what lies this near is one line, one size, one step


@dataclass(frozen=True)
class Line:
    """Upright signs on one baseline, from left to right."""

    signs: tuple[Sign, ...]

    @property
    def text(self) -> str:
        return "".join(sign.text for sign in self.signs).strip()

    @property
    def y(self) -> float:
        return self.signs[0].y

    @property
    def size(self) -> float:
        return Counter(round(sign.size, 1) for sign in self.signs).most_common(1)[0][0]


def measure_pdf(data: bytes) -> Measures:
    """The measures of a pdf, of the kind that a docx has. Raises pypdfium2.PdfiumError for bytes that are no pdf.

    `top`, `bottom` and `right` are None where no page shows them: `top` needs a page that text is continued on,
    `bottom` one that text or the imprint fills, `right` a line that goes on in another.
    """
    pages = list(pages_of(data))
    upright = [page for page in pages if not page.is_across]
    lines = [list(_lines(page)) for page in upright]
    pitch = _commonest(_steps_down(lines))
    step = _commonest(_steps_across(line for page in lines for line in page))
    top, bottom = _top(lines, upright, pitch), _bottom(upright, lines, pitch)
    left, right = _sides(upright, lines)
    width, height = (pages[0].width, pages[0].height)
    text = "\n".join(line.text for page in pages for line in _lines(page))
    return Measures(
        page=(width / MM, height / MM),
        top=top,
        bottom=bottom,
        left=left,
        right=right,
        grid="",
        lines=int((225 * MM + NEAR) / pitch) if pitch else 0,
        characters=int((156 * MM + NEAR) / step) if step else 0,
        line_pitch=pitch,
        character_pitch=step,
        fixed_line=pitch or None,
        first_line_characters=_first_line(lines, left, step),
        fonts=_fonts(lines),
        brackets=brackets_of(text),
        page_number_sides=_number_sides(pages),
        bad_dates=bad_dates(text),
    )


def _lines(page: Page) -> Iterator[Line]:
    """The lines of a page from the top: upright signs on one baseline."""
    signs = sorted((sign for sign in page.signs if not sign.is_turned), key=lambda sign: (-round(sign.y), sign.x))
    for _, group in groupby(signs, key=lambda sign: -round(sign.y)):
        yield Line(tuple(group))


def _body(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if abs(line.size - BODY) < NEAR and not line.signs[0].is_red]


def _steps_down(pages: list[list[Line]]) -> Iterator[float]:
    for page in pages:
        for upper, lower in pairwise(_body(page)):
            yield round(upper.y - lower.y, 2)


def _steps_across(lines: Iterable[Line]) -> Iterator[float]:
    """From one Chinese character of the body to the next."""
    for line in _body(lines):
        for sign, following in pairwise(line.signs):
            if "一" <= sign.text <= "鿿" and "一" <= following.text <= "鿿":
                yield round(following.x - sign.x, 2)


def _commonest(steps: Iterator[float]) -> float:
    found = Counter(steps).most_common(1)
    return found[0][0] if found else 0.0


def _top(pages: list[list[Line]], sheets: list[Page], pitch: float) -> float | None:
    """From the edge to the text area, by the highest line of body type on the pages after the first."""
    tops = [
        sheet.height - (lines[0].y + ABOVE * BODY + (pitch - BODY) / 2)
        for sheet, lines in list(zip(sheets, pages, strict=True))[1:]
        if lines and abs(lines[0].size - BODY) < NEAR
    ]
    return min(tops) / MM if tops else None


def _bottom(sheets: list[Page], pages: list[list[Line]], pitch: float) -> float | None:
    """From the text area to the edge: by pages full of body text, and by the last strong rule of the imprint."""
    found = []
    for sheet, lines in zip(sheets, pages, strict=True):
        body = _body(lines)
        if body and body[0].y - body[-1].y > (FULL - 1.5) * pitch:
            found.append(body[-1].y - BELOW * BODY - (pitch - BODY) / 2)
        found += [rule.y for rule in sheet.rules if rule.thickness > STRONG and rule.y < sheet.height / 2]
    return min(found) / MM if found else None


def _sides(sheets: list[Page], pages: list[list[Line]]) -> tuple[float | None, float | None]:
    """From the edges to what reaches farthest: black type and rules of the text area.

    The right side shows only where a line was full, that is where another goes on flush left, or where a rule ends.
    """
    lefts, rights, goes_on = [], [], False
    for sheet, lines in zip(sheets, pages, strict=True):
        kept = [sign for sign in sheet.signs if not sign.is_red and sign.y > FOOT_MM * MM]
        lefts += [sign.x for sign in kept] + [rule.x for rule in sheet.rules]
        rights += [sheet.width - sign.end for sign in kept] + [sheet.width - rule.end for rule in sheet.rules]
        flush = min(lefts, default=0) + NEAR
        full = [below.signs[0].x < flush for line, below in pairwise(_body(lines)) if len(line.signs) > PROSE]
        goes_on = goes_on or bool(sheet.rules) or any(full)
    return (min(lefts) / MM if lefts else None, min(rights) / MM if rights and goes_on else None)


def _first_line(pages: list[list[Line]], left: float | None, step: float) -> float | None:
    """How many characters a paragraph begins to the right of the text area: the commonest beginning but flush left."""
    starts = [line.signs[0].x - (left or 0) * MM for page in pages for line in _body(page)]
    inwards = Counter(round(start / step) for start in starts if step and step < start < 4 * step)
    return float(inwards.most_common(1)[0][0]) if inwards else None


def _fonts(pages: list[list[Line]]) -> dict[str, frozenset[Font]]:
    fonts: dict[str, set[Font]] = {}
    for page in pages:
        for line in page:
            role = _role(line)
            if role:
                chinese = [sign.font for sign in line.signs if sign.text > "ÿ"] or [line.signs[0].font]
                western = [sign.font for sign in line.signs if sign.text <= "ÿ"] or chinese
                fonts.setdefault(role, set()).add(Font(_most(chinese), _most(western), line.size))
    return {role: frozenset(found) for role, found in fonts.items()}


def _most(fonts: list[str]) -> str:
    return Counter(fonts).most_common(1)[0][0]


def _role(line: Line) -> str:
    """What part of a paper a line is, by its place, its size and how it begins; "" where that does not say."""
    if line.y < FOOT_MM * MM:
        return "PageNumber" if PAGE_NUMBER.search("".join(line.text.split())) else ""
    if line.signs[0].is_red:
        return "Mark"
    if abs(line.size - TITLE) < NEAR:
        return "Title"
    if abs(line.size - SMALL) < NEAR and line.text.startswith(COPIES):
        return "Imprint"
    if abs(line.size - BODY) >= NEAR:
        return ""
    if FIRST_LEVEL.match(line.text):
        return "Heading1"
    return "Heading2" if SECOND_LEVEL.match(line.text) else "Body" if len(line.signs) > PROSE else ""


def _number_sides(pages: list[Page]) -> dict[str, str]:
    """On which side the page number stands on odd and on even sheets, as if every sheet were held upright."""
    sides: dict[str, set[str]] = {}
    for n, page in enumerate(pages, 1):
        side = _turned_side(page) if page.is_across else _upright_side(page)
        if side:
            sides.setdefault("odd" if n % 2 else "even", set()).add(side)
    return {parity: "/".join(sorted(found)) for parity, found in sides.items()}


def _upright_side(page: Page) -> str:
    for line in _lines(page):
        if line.y < FOOT_MM * MM and PAGE_NUMBER.search("".join(line.text.split())):
            middle = (line.signs[0].x + line.signs[-1].end) / 2
            return "right" if middle > page.width / 2 else "left"
    return ""


def _turned_side(page: Page) -> str:
    """A sheet across is turned to the left to be held upright: its lower end is then the right one."""
    turned = [sign for sign in page.signs if sign.is_turned and sign.text == "—"]
    if not turned:
        return ""
    return "right" if sum(sign.y for sign in turned) / len(turned) < page.height / 2 else "left"
