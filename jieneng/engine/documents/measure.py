"""What a docx really says about its layout, to be held against GB/T 9704-2012.

Read from the file alone, so that papers of other makers can be measured as well; nothing is taken from `layout`.
"""

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn

MM_PER_TWIP = 25.4 / 1440
NUMBER = re.compile(r"([〔\[［（(【〈])\d{4}([〕\]］）)】〉])\s*\d+\s*号")
DAY = re.compile(
    r"([\d〇零一二三四五六七八九]+)\s*年\s*([\d一二三四五六七八九十]+)\s*月\s*([\d一二三四五六七八九十]+)\s*日"
)
GOOD_DAY = re.compile(r"\d{4}年[1-9]\d?月[1-9]\d?日")
SIGNED_DAY = re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}")


@dataclass(frozen=True)
class Font:
    """The font of Chinese and of Western characters, and the size in points."""

    chinese: str
    western: str
    size: float


@dataclass(frozen=True)
class Measures:
    """Lengths in millimetres, pitches in points; `fonts` by the style of the paragraphs that hold text.

    Margins are None where a pdf does not show them; a docx always says.
    `line_pitch` and `character_pitch` are those of the grid (0 without one); `lines` a page and `characters` a line are
    what body text really gets: by its own fixed line and spacing where it has left the grid.
    """

    page: tuple[float, float]
    top: float | None
    bottom: float | None
    left: float | None
    right: float | None
    grid: str
    lines: int
    characters: int
    line_pitch: float
    character_pitch: float
    fixed_line: float | None
    first_line_characters: float | None
    fonts: dict[str, frozenset[Font]]
    brackets: frozenset[str]
    page_number_sides: dict[str, str]
    bad_dates: frozenset[str]


def brackets_of(text: str) -> frozenset[str]:
    """The brackets round the year in document numbers.

    >>> brackets_of("云机管发〔2025〕12号")
    frozenset({'〔〕'})
    """
    return frozenset(opened + closed for opened, closed in NUMBER.findall(text))


def bad_dates(text: str) -> frozenset[str]:
    """Days that are not in Arabic digits, with the full year and no leading zeros. Source: GB/T 9704-2012, 7.3.5.

    >>> sorted(bad_dates("2025年7月2日，2025年07月02日，二〇二五年七月二日，2025-07-02"))
    ['2025-07-02', '2025年07月02日', '二〇二五年七月二日']
    """
    days = (found.group() for found in DAY.finditer(text))
    return frozenset(day for day in days if not GOOD_DAY.fullmatch("".join(day.split()))) | frozenset(
        SIGNED_DAY.findall(text)
    )


def measure(data: bytes) -> Measures:
    """The measures of a docx with one section. Raises what python-docx raises for bytes that are no docx."""
    word = docx.Document(BytesIO(data))
    section = word.sections[0]._sectPr
    styles = {style.get(qn("w:styleId")): style for style in word.styles.element.findall(qn("w:style"))}
    default = next(key for key, style in styles.items() if style.get(qn("w:default")) in ("1", "true"))
    page, margin, grid = (section.find(qn(f"w:{tag}")) for tag in ("pgSz", "pgMar", "docGrid"))
    width, height = _twips(page, "w"), _twips(page, "h")
    sides = {side: _twips(margin, side) for side in ("top", "bottom", "left", "right")}
    line = _twips(grid, "linePitch") / 20
    type_size = _style_font(styles, default, default).size
    character = type_size + _twips(grid, "charSpace") / 4096 if grid is not None else 0.0
    body = _body_properties(word, styles, default)
    fixed = _fixed_line(body)
    return Measures(
        page=(width * MM_PER_TWIP, height * MM_PER_TWIP),
        top=sides["top"] * MM_PER_TWIP,
        bottom=sides["bottom"] * MM_PER_TWIP,
        left=sides["left"] * MM_PER_TWIP,
        right=sides["right"] * MM_PER_TWIP,
        grid=grid.get(qn("w:type"), "") if grid is not None else "",
        lines=int((height - sides["top"] - sides["bottom"]) / 20 / (fixed or line or type_size * 1.3)),
        characters=int((width - sides["left"] - sides["right"]) / 20 / _real_pitch(body, type_size, character)),
        line_pitch=line,
        character_pitch=character,
        fixed_line=fixed,
        first_line_characters=_first_line(body),
        fonts=_fonts(word, styles, default),
        brackets=brackets_of(_text(word)),
        bad_dates=bad_dates(_text(word)),
        page_number_sides=_page_number_sides(word, styles, default),
    )


def _twips(found: Any, name: str) -> float:
    return float(found.get(qn(f"w:{name}"), 0)) if found is not None else 0.0


def _lineage(styles: dict[str, Any], key: str, default: str) -> list[Any]:
    """The style and those that it is based on, nearest first."""
    found = []
    style = styles.get(key, styles[default])
    while style is not None:
        found.append(style)
        above = style.find(qn("w:basedOn"))
        style = styles.get(above.get(qn("w:val"))) if above is not None else None
    return found


def _first(parents: list[Any], path: str, attribute: str) -> str | None:
    """The attribute where the nearest of the parents gives it."""
    for parent in parents:
        found = parent.find("/".join(qn(tag) for tag in path.split("/")))
        if found is not None and found.get(qn(attribute)) is not None:
            return str(found.get(qn(attribute)))
    return None


def _style_font(styles: dict[str, Any], key: str, default: str, run: Any = None) -> Font:
    parents = ([run] if run is not None else []) + _lineage(styles, key, default)
    chinese, western = (_first(parents, "w:rPr/w:rFonts", f"w:{script}") or "" for script in ("eastAsia", "ascii"))
    return Font(chinese, western, float(_first(parents, "w:rPr/w:sz", "w:val") or 20) / 2)


def _style_of(paragraph: Any, default: str) -> str:
    return _first([paragraph], "w:pPr/w:pStyle", "w:val") or default


def _fonts(word: Any, styles: dict[str, Any], default: str) -> dict[str, frozenset[Font]]:
    fonts: dict[str, set[Font]] = {}
    for paragraph in word.element.body.iter(qn("w:p")):
        key = _style_of(paragraph, default)
        for run in paragraph.findall(qn("w:r")):
            if run.find(qn("w:t")) is not None:
                fonts.setdefault(key, set()).add(_style_font(styles, key, default, run))
    return {key: frozenset(found) for key, found in fonts.items()}


def _body_properties(word: Any, styles: dict[str, Any], default: str) -> list[Any]:
    """Where the longest paragraph, which is body text, takes its layout from: itself, then its styles."""
    paragraphs = word.element.body.findall(qn("w:p"))
    longest = max(paragraphs, key=lambda paragraph: len("".join(paragraph.itertext())))
    return [longest, *_lineage(styles, _style_of(longest, default), default)]


def _fixed_line(body: list[Any]) -> float | None:
    if _first(body, "w:pPr/w:spacing", "w:lineRule") != "exact":
        return None
    return float(_first(body, "w:pPr/w:spacing", "w:line") or 0) / 20


def _real_pitch(body: list[Any], type_size: float, on_grid: float) -> float:
    """On the grid its pitch; off it, the type and what is put between."""
    if on_grid and _first(body, "w:pPr/w:snapToGrid", "w:val") not in ("0", "false"):
        return on_grid
    return type_size + float(_first(body, "w:rPr/w:spacing", "w:val") or 0) / 20


def _first_line(body: list[Any]) -> float | None:
    hundredths = _first(body, "w:pPr/w:ind", "w:firstLineChars")
    return float(hundredths) / 100 if hundredths else None


def _text(word: Any) -> str:
    return "\n".join("".join(paragraph.itertext(qn("w:t"))) for paragraph in word.element.body.iter(qn("w:p")))


def _page_number_sides(word: Any, styles: dict[str, Any], default: str) -> dict[str, str]:
    """On which side the page number stands on odd and on even pages; without different ones, both are the same."""
    section = word.sections[0]
    odd = _side(section.footer._element, styles, default)
    if not word.settings.odd_and_even_pages_header_footer:
        return {"odd": odd, "even": odd}
    return {"odd": odd, "even": _side(section.even_page_footer._element, styles, default)}


def _side(footer: Any, styles: dict[str, Any], default: str) -> str:
    for paragraph in footer.iter(qn("w:p")):
        if "PAGE" in "".join(paragraph.itertext(qn("w:instrText"))):
            parents = [paragraph, *_lineage(styles, _style_of(paragraph, default), default)]
            return _first(parents, "w:pPr/w:jc", "w:val") or "left"
    return ""
