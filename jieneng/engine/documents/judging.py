"""Whether a paper keeps to GB/T 9704-2012, from its measures: what is wrong, in words, each with the figure found."""

from collections.abc import Iterator

from jieneng.engine.documents.measure import Measures

A4 = (210.0, 297.0)
MARGINS = {"top": 37.0, "bottom": 35.0, "left": 28.0, "right": 26.0}  # millimetres
WITHIN = 1.0
LINES, CHARACTERS = 22, 28
PITCH = (28.5, 29.7)  # points: 225 mm in 22 lines, with or without the gap below the last
SIDES = {"odd": "right", "even": "left"}
# The part of a paper: its size in points, and what its type may be called. Where 仿宋 or 楷体 may not be passed on, a
# pdf has Song type in their place.
TYPE: dict[str, tuple[float | None, tuple[str, ...]]] = {
    "Mark": (None, ("小标宋", "XiaoBiaoSong", "FandolSong", "NotoSerifSC")),
    "Title": (22.0, ("小标宋", "XiaoBiaoSong", "FandolSong", "NotoSerifSC")),
    "Body": (16.0, ("仿宋", "FangSong", "FandolFang", "NotoSerifSC")),
    "Heading1": (16.0, ("黑体", "SimHei", "FandolHei", "NotoSansSC")),
    "Heading2": (16.0, ("楷体", "KaiTi", "FandolKai", "NotoSerifSC")),
    "Imprint": (14.0, ("仿宋", "FangSong", "FandolFang", "NotoSerifSC")),
    "PageNumber": (14.0, ("宋体", "SimSun", "FandolSong", "NotoSerifSC")),
}


def faults(measures: Measures) -> list[str]:
    """What is not as the standard wants it; empty for a paper that keeps to it."""
    return [*_page(measures), *_grid(measures), *_type(measures), *_signs(measures)]


def _page(measures: Measures) -> Iterator[str]:
    if any(abs(found - wanted) > WITHIN for found, wanted in zip(sorted(measures.page), A4, strict=True)):
        yield f"page {measures.page[0]:.1f} x {measures.page[1]:.1f} mm"
    for side, wanted in MARGINS.items():
        found: float | None = getattr(measures, side)
        if found is not None and abs(found - wanted) > WITHIN:
            yield f"{side} margin {found:.1f} mm, not {wanted:.0f}"


def _grid(measures: Measures) -> Iterator[str]:
    """A paper that is a table alone has no lines of body text to measure."""
    if not measures.line_pitch:
        return
    pitch = measures.fixed_line or measures.line_pitch
    if not PITCH[0] <= pitch <= PITCH[1]:
        yield f"lines {pitch:.2f} pt apart"
    if measures.lines != LINES:
        yield f"{measures.lines} lines a page, not {LINES}"
    if measures.character_pitch and measures.characters != CHARACTERS:
        yield f"{measures.characters} characters a line, not {CHARACTERS}"
    if measures.first_line_characters not in (None, 2):
        yield f"paragraphs {measures.first_line_characters} characters in, not 2"


def _type(measures: Measures) -> Iterator[str]:
    for role, fonts in measures.fonts.items():
        size, names = TYPE.get(role, (None, ("",)))
        for font in fonts:
            if not any(name in font.chinese for name in names):
                yield f"{role} in {font.chinese}"
            if size is not None and abs(font.size - size) > 0.3:
                yield f"{role} of {font.size} pt, not {size}"


def _signs(measures: Measures) -> Iterator[str]:
    for brackets in sorted(measures.brackets - {"〔〕"}):
        yield f"year of the number in {brackets}"
    for day in sorted(measures.bad_dates):
        yield f"day written {day}"
    for parity, side in measures.page_number_sides.items():
        if side != SIDES[parity]:
            yield f"page number of {parity} pages on the {side or 'no'} side"
