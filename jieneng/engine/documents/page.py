"""What a paper is set with: styles, fonts, settings; and a file that is always the same.

python-docx brings the package; its own styles, theme and pictures are taken out, since every measure here is ours.
"""

from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import docx
from docx.oxml.ns import nsdecls

from jieneng.engine.documents.layout import (
    BIAOSONG,
    CHARACTER,
    CLOSER,
    FANGSONG,
    HEITI,
    KAITI,
    LINE_PITCH,
    PAGE_NUMBER_LINE,
    SIZE_3,
    SONGTI,
    STYLES,
    Style,
)
from jieneng.engine.documents.ooxml import Element, element, replace_children, value

LEFT_OUT = ("thumbnail", "customXml", "numbering", "stylesWithEffects", "webSettings", "theme")
STAND_INS = {BIAOSONG: "方正小标宋_GBK", FANGSONG: "仿宋", KAITI: "楷体", HEITI: "SimHei", SONGTI: "SimSun"}
SWITCHED_OFF = ("widowControl", "overflowPunct", "autoSpaceDE", "autoSpaceDN", "snapToGrid")


def blank_page() -> Any:
    """An empty python-docx document with our styles and settings; its sheets are those of `sheets`."""
    word = docx.Document()
    for part in (word.part.package, word.part):
        for key in [key for key, rel in part.rels.items() if rel.reltype.rsplit("/", 1)[-1] in LEFT_OUT]:
            part.rels.pop(key)
    replace_children(word.styles.element, [_defaults(), *(_style(name, style) for name, style in STYLES.items())])
    replace_children(word.settings.element, _settings())
    for part in word.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            part._blob = _font_table()
        elif part.partname == "/docProps/app.xml":
            part._blob = _application()
    return word


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
            packs = not name.startswith("word/media/")  # a photo is packed already
            entry.create_system, entry.compress_type = 0, ZIP_DEFLATED if packs else ZIP_STORED
            target.writestr(entry, source.read(name))
    return tidy.getvalue()
