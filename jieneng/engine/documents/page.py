"""The sheet that a paper is set on: page, grid, styles, page numbers, settings; and a file that is always the same.

python-docx brings the package; its own styles, theme and pictures are taken out, since every measure here is ours.
"""

from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.oxml.ns import nsdecls

from jieneng.engine.documents.layout import (
    BIAOSONG,
    BOTTOM_MM,
    CHAR_SPACE,
    CHARACTER,
    CLOSER,
    FANGSONG,
    HEITI,
    KAITI,
    LEFT_MM,
    LINE_PITCH,
    PAGE_MM,
    PAGE_NUMBER_GAP_MM,
    RIGHT_MM,
    SIZE_3,
    SIZE_4,
    SONGTI,
    STYLES,
    TOP_MM,
    TWIPS_PER_PT,
    Style,
    twips,
)
from jieneng.engine.documents.ooxml import Element, Place, element, page_field, paragraph, run, value

LEFT_OUT = ("thumbnail", "customXml", "numbering", "stylesWithEffects", "webSettings", "theme")
STAND_INS = {BIAOSONG: "方正小标宋_GBK", FANGSONG: "仿宋", KAITI: "楷体", HEITI: "SimHei", SONGTI: "SimSun"}
SWITCHED_OFF = ("widowControl", "overflowPunct", "autoSpaceDE", "autoSpaceDN", "snapToGrid")
PAGE_NUMBER_LINE = round(SIZE_4 * TWIPS_PER_PT)
CODE_SIZE, CODE_LINE = 9.0, 240


def blank_page(code: str) -> Any:
    """An empty python-docx document with our styles, page, grid, page numbers and settings."""
    word = docx.Document()
    for part in (word.part.package, word.part):
        for key in [key for key, rel in part.rels.items() if rel.reltype.rsplit("/", 1)[-1] in LEFT_OUT]:
            part.rels.pop(key)
    _replace(word.styles.element, [_defaults(), *(_style(name, style) for name, style in STYLES.items())])
    _replace(word.settings.element, _settings())
    for part in word.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            part._blob = _font_table()
        elif part.partname == "/docProps/app.xml":
            part._blob = _application()
    _page_numbers(word.sections[0], code)
    _replace(word.sections[0]._sectPr, [*word.sections[0]._sectPr.footerReference_lst, *_section(code)])
    return word


def _replace(parent: Element, children: list[Element]) -> None:
    for child in list(parent):
        parent.remove(child)
    parent.extend(children)


def _section(code: str) -> list[Element]:
    width, height = (twips(side) for side in PAGE_MM)
    footer = twips(BOTTOM_MM - PAGE_NUMBER_GAP_MM) - PAGE_NUMBER_LINE - (CODE_LINE if code else 0)
    margins: dict[str, str | int] = {
        "w:top": twips(TOP_MM),
        "w:right": twips(RIGHT_MM),
        "w:bottom": twips(BOTTOM_MM),
        "w:left": twips(LEFT_MM),
        "w:header": twips(15),
        "w:footer": footer,
        "w:gutter": 0,
    }
    grid: dict[str, str | int] = {
        "w:type": "linesAndChars",
        "w:linePitch": LINE_PITCH,
        "w:charSpace": CHAR_SPACE,
    }
    return [
        element("w:pgSz", {"w:w": width, "w:h": height}),
        element("w:pgMar", margins),
        element("w:docGrid", grid),
    ]


def _page_numbers(section: Any, code: str) -> None:
    """— 1 — in size 4 Song: on odd pages right, on even pages left, one character in."""
    sides = (
        (section.footer, Place("right", right=1, character=PAGE_NUMBER_LINE)),
        (section.even_page_footer, Place("left", left=1, character=PAGE_NUMBER_LINE)),
    )
    for footer, place in sides:
        footer.is_linked_to_previous = False
        lines = [paragraph("PageNumber", run("— "), *page_field(), run(" —"), place=place)]
        if code:
            mark = run(f"版本码 {code}", size=CODE_SIZE, color="808080")
            lines.append(paragraph("PageNumber", mark, place=Place("center", exact_line=CODE_LINE)))
        _replace(footer._element, lines)


def _defaults() -> Element:
    language = element("w:lang", {"w:val": "en-US", "w:eastAsia": "zh-CN", "w:bidi": "ar-SA"})
    return element("w:docDefaults", None, element("w:rPrDefault", None, _type(FANGSONG, SIZE_3, language)))


def _type(font: str, points: float, *more: Element) -> Element:
    fonts = element("w:rFonts", {f"w:{script}": font for script in ("ascii", "eastAsia", "hAnsi", "cs")})
    closer = value("w:spacing", CLOSER if points == SIZE_3 else 0)
    size = round(points * 2)
    return element("w:rPr", None, fonts, closer, value("w:sz", size), value("w:szCs", size), *more)


def _style(key: str, style: Style) -> Element:
    made = element("w:style", {"w:type": "paragraph", "w:styleId": key}, value("w:name", style.name))
    if key == "Normal":
        made.set(f"{{{made.nsmap['w']}}}default", "1")
    else:
        made.append(value("w:basedOn", "Normal"))
    made.extend((element("w:qFormat"), _paragraph_properties(key, style)))
    made.append(_type(style.font, style.size))
    return made


def _paragraph_properties(key: str, style: Style) -> Element:
    """Left to the grid, size 3 would be set right by Word, but LibreOffice gives each such character two cells of it.

    So the grid is declared, and the type is set to its pitch by itself: lines fixed, characters closer by 0.3 pt.
    """
    off = [value(f"w:{name}", 0) for name in SWITCHED_OFF]
    made = element("w:pPr", None, *off, _line(key))
    if style.first_line:
        made.append(element("w:ind", {"w:firstLineChars": 200, "w:firstLine": 2 * CHARACTER}))
    made.append(value("w:jc", style.align))
    if style.outline is not None:
        made.append(value("w:outlineLvl", style.outline))
    return made


def _line(key: str) -> Element:
    """Fixed at the grid's pitch; lower for small type; free where a picture stands, which a fixed line would cut."""
    if key == "Picture":
        return element("w:spacing", {"w:line": 240, "w:lineRule": "auto"})
    low = {"Cell": 360, "CellHead": 360, "Caption": 360, "Imprint": 480, "PageNumber": PAGE_NUMBER_LINE}
    return element("w:spacing", {"w:line": low.get(key, LINE_PITCH), "w:lineRule": "exact"})


def _settings() -> list[Element]:
    schema = "http://schemas.microsoft.com/office/word"
    mode = element("w:compatSetting", {"w:name": "compatibilityMode", "w:uri": schema, "w:val": 15})
    return [
        element("w:zoom", {"w:percent": 100}),
        element("w:evenAndOddHeaders"),
        value("w:defaultTabStop", 420),
        value("w:characterSpacingControl", "compressPunctuation"),
        element("w:compat", None, element("w:balanceSingleByteDoubleByteWidth"), element("w:useFELayout"), mode),
        element("w:themeFontLang", {"w:val": "en-US", "w:eastAsia": "zh-CN"}),
    ]


def _font_table() -> bytes:
    """The fonts by the names that the standard's users know, and what to take where a machine lacks them."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
        for name, other in STAND_INS.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'.encode()


def _application() -> bytes:
    schema = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}<Properties xmlns="{schema}"><Application>Jieneng</Application></Properties>'.encode()


def packed(word: Any, *, title: str, made_on: date) -> bytes:
    """The docx as bytes: no person's name in it, and the same bytes for the same paper and day."""
    properties = word.core_properties
    properties.title = title[:255]
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.language = "zh-CN"
    properties.created = properties.modified = datetime.combine(made_on, time())
    properties.revision = 1
    loose, tidy = BytesIO(), BytesIO()
    word.save(loose)
    with ZipFile(loose) as source, ZipFile(tidy, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, (made_on.year, made_on.month, made_on.day, 0, 0, 0))
            entry.create_system, entry.compress_type = 0, ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return tidy.getvalue()
