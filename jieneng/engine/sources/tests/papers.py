"""Files made in code: docx packages part by part, pdfs object by object, web pages."""

import io
import zipfile
import zlib

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def docx(body, **more):
    """A docx of this body; more parts by name, the folder word/ and the ending .xml added."""
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>",
    }
    return zipped(parts | {f"word/{name}.xml": f"<w:{name} {W}>{xml}</w:{name}>" for name, xml in more.items()})


def p(text, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def listed(text, depth=0, number=1):
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def level(depth, style, text, more=""):
    counts = f'<w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{counts}</w:lvl>'


def pdf(pages, *, encoding="GBK-EUC-H", codec="gbk"):
    """A pdf of pages, each of (x, y, text); its font has no table to Unicode, as typesetters of the trade leave it."""
    n = len(pages)
    top = 4 + 2 * n
    objects = [
        f"<</Type/Font/Subtype/Type0/BaseFont/FZXBSJW--GB1-0/Encoding/{encoding}/DescendantFonts[2 0 R]>>".encode(),
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/FZXBSJW--GB1-0/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        b"/Supplement 2>>/DW 1000/FontDescriptor 3 0 R>>",
        b"<</Type/FontDescriptor/FontName/FZXBSJW--GB1-0/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 900"
        b"/Descent -200/CapHeight 700/StemV 80>>",
    ]
    for page in pages:
        drawn = "".join(f"1 0 0 1 {x} {y} Tm <{text.encode(codec).hex()}> Tj\n" for x, y, text in page)
        packed = zlib.compress(f"BT /F1 16 Tf\n{drawn}ET".encode())
        objects += [
            b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 1 0 R>>>>>>"
            % (top, len(objects) + 1),
        ]
    kids = " ".join(f"{5 + 2 * at} 0 R" for at in range(n))
    objects += [
        f"<</Type/Pages/Count {n}/Kids[{kids}]>>".encode(),
        f"<</Type/Catalog/Pages {top} 0 R>>".encode(),
    ]
    return assembled(objects)


def assembled(objects, trailer=""):
    """Objects, the last of them the catalogue, as a whole file."""
    out, places = b"%PDF-1.7\n", []
    for no, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (no, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return (
        out
        + f"trailer<</Size {size}/Root {size - 1} 0 R{trailer}>>\nstartxref\n{out.rindex(b'xref')}\n%%EOF\n".encode()
    )


def paper(lines, *, first=760, step=29, foot=""):
    """A page of lines from the top, and its foot."""
    return [(72, first - step * at, line) for at, line in enumerate(lines)] + ([(280, 40, foot)] if foot else [])
