"""Files that mean harm or are not what they seem, made in code when one is asked for.

The bombs take seconds to make, and whoever collects the tests imports this module.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from jieneng.engine.sources.tests.papers import OLE, assembled, docx, p, paper, pdf, zipped

MIB = 1024 * 1024
LINES = ["关于开展2025年节能宣传周活动的通知", "各市机关事务管理局：", "宣传周为6月23日至29日，主题是“节能增效”。"]
TYPES = {"[Content_Types].xml": "<Types/>"}
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))


def document(text="", dtd=""):
    return zipped(TYPES | {"word/document.xml": f"{dtd}<document>{text}</document>"})


def zip_bomb(megabytes=60):
    """A part that says what it is: much."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        with package.open("word/document.xml", "w") as part:
            for _ in range(megabytes):
                part.write(b" " * MIB)
    return out.getvalue()


def lying_zip():
    """A part that says it is small and is not: its size is written over in both places."""
    data = bytearray(zipped(TYPES | {"word/document.xml": b"<a>" + b" " * (8 * MIB) + b"</a>"}))
    told, untrue = struct.pack("<I", 8 * MIB + 7), struct.pack("<I", 64)
    while (at := data.find(told)) >= 0:
        data[at : at + 4] = untrue
    return bytes(data)


def crowded_zip(n=40_000):
    return zipped(TYPES | {f"word/{no}.xml": "" for no in range(n)} | {"word/document.xml": "<a/>"})


def pdf_bomb(megabytes=400):
    """A page whose content is packed twice: a kilobyte that wants to be hundreds of megabytes."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b" " * MIB) for _ in range(megabytes)) + packer.flush()
    twice = zlib.compress(once, 9)
    objects = [
        b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(twice), twice),
        b"<</Type/Page/Parent 3 0 R/MediaBox[0 0 595 842]/Contents 1 0 R>>",
        b"<</Type/Pages/Count 1/Kids[2 0 R]>>",
        b"<</Type/Catalog/Pages 3 0 R>>",
    ]
    return assembled(objects)


def pages_within_pages():
    """A tree of pages that holds itself."""
    return assembled([b"<</Type/Pages/Count 9/Kids[1 0 R 1 0 R]/Parent 1 0 R>>", b"<</Type/Catalog/Pages 1 0 R>>"])


def drawing_within_itself():
    draws = b"/F Do /F Do"
    form = (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 1 0 R>>>>/Length %d>>stream\n%s\nendstream"
    )
    objects = [
        form % (len(draws), draws),
        b"<</Length 5>>stream\n/F Do\nendstream",
        b"<</Type/Page/Parent 4 0 R/MediaBox[0 0 595 842]/Contents 2 0 R/Resources<</XObject<</F 1 0 R>>>>>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Catalog/Pages 4 0 R>>",
    ]
    return assembled(objects)


def locked_pdf():
    key = b"<</Filter/Standard/V 1/R 2/Length 40/P -4/O<" + b"ab" * 32 + b">/U<" + b"cd" * 32 + b">>>"
    objects = [b"<</Type/Pages/Count 0/Kids[]>>", key, b"<</Type/Catalog/Pages 1 0 R>>"]
    return assembled(objects, trailer=f"/Encrypt 2 0 R/ID[<{'01' * 16}><{'01' * 16}>]")


def png(width, height):
    """A few kilobytes that say they are so many pixels."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 4096)) + chunk(b"IEND", b"")
    )


@dataclass(frozen=True)
class Hostile:
    """The name a file comes under, how it is made, and the code of the refusal."""

    name: str
    make: Callable[[], bytes]
    code: str

    @cached_property
    def data(self) -> bytes:
        return self.make()

    def __iter__(self) -> Iterator[str | bytes]:
        return iter((self.name, self.data, self.code))


EXE = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(range(256)) * 8
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'><text>x</text></svg>"
PAGE = "<html><body onload='x()'><p>节能宣传周<script>x()</script></p><img src=x onerror='x()'></body></html>".encode()

# As a notice.
AS_NOTICE = {
    "macros": Hostile(
        "通知.docm", lambda: zipped(TYPES | {"word/document.xml": "<a/>", "word/vbaProject.bin": "x"}), "unsafe-file"
    ),
    "zip bomb": Hostile("通知.docx", zip_bomb, "source-too-heavy"),
    "zip that lies": Hostile("通知.docx", lying_zip, "broken-file"),
    "zip of forty thousand parts": Hostile("通知.docx", crowded_zip, "source-too-heavy"),
    "xml nested without end": Hostile("通知.docx", lambda: document("<a>" * 100_000), "source-too-heavy"),
    "entities that grow": Hostile(
        "通知.docx", lambda: document("&e9;", f'<!DOCTYPE a [<!ENTITY e0 "x">{ENTITIES}]>'), "unsafe-file"
    ),
    "entity from the disk": Hostile(
        "通知.docx",
        lambda: document("&e;", '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>'),
        "unsafe-file",
    ),
    "docx cut off": Hostile("通知.docx", lambda: docx(p("节能宣传周") * 900)[:-300], "broken-file"),
    "docx with a password": Hostile(
        "通知.docx", lambda: OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le"), "source-locked"
    ),
    "old doc": Hostile("通知.wps", lambda: OLE + bytes(512) + "WordDocument".encode("utf-16-le"), "source-old-office"),
    "sheet": Hostile("通知.docx", lambda: zipped(TYPES | {"xl/workbook.xml": "<a/>"}), "source-no-paper"),
    "pdf bomb": Hostile("通知.pdf", pdf_bomb, "source-too-heavy"),
    "pages within pages": Hostile("通知.pdf", pages_within_pages, "broken-file"),
    "drawing within itself": Hostile("通知.pdf", drawing_within_itself, "source-too-heavy"),
    "three hundred pages": Hostile("通知.pdf", lambda: pdf([paper(LINES)] * 300), "source-too-many-pages"),
    "pdf with a password": Hostile("通知.pdf", locked_pdf, "source-locked"),
    "pdf cut off": Hostile("通知.pdf", lambda: pdf([paper(LINES)] * 9)[:-200], "broken-file"),
    "divs nested without end": Hostile(
        "通知.html",
        lambda: b"<html><body>" + b"<div>" * 100_000 + "节能".encode() + b"</div>" * 100_000,
        "source-too-heavy",
    ),
    "page of 20 MB": Hostile("通知.html", lambda: PAGE + b" " * (20 * MIB), "too-large"),
    "page of 6 MB": Hostile("通知.html", lambda: PAGE + b" " * (6 * MIB), "too-large"),
    "program": Hostile("通知.pdf", lambda: EXE, "source-unknown"),
    "drawing with a script": Hostile("通知.png", lambda: SVG, "source-picture"),
    "photograph": Hostile("通知.jpg", lambda: png(9, 9), "source-picture"),
    "nothing": Hostile("通知.docx", lambda: b"", "empty-file"),
    "only blanks": Hostile("通知.txt", lambda: b" \r\n" * 99, "empty-file"),
    "words without end": Hostile("通知.txt", lambda: "节能".encode() * 700_000, "too-long"),
}
# As a file of a report.
AS_ATTACHMENT = {
    "eighty million pixels": Hostile("照片.png", lambda: png(10_000, 8_000), "image-too-big"),
    "program named pdf": Hostile("总结.pdf", lambda: EXE, "wrong-type"),
    "page named docx": Hostile("总结.docx", lambda: PAGE, "wrong-type"),
    "drawing named png": Hostile("照片.png", lambda: SVG, "wrong-type"),
    "text": Hostile("总结.txt", lambda: "节能".encode(), "wrong-type"),
    "macros": Hostile("总结.docx", AS_NOTICE["macros"].make, "unsafe-file"),
    "zip bomb": Hostile("总结.docx", zip_bomb, "unsafe-file"),
    "zip of forty thousand parts": Hostile("总结.docx", crowded_zip, "unsafe-file"),
    "zip that lies": Hostile("总结.docx", lying_zip, "broken-file"),
    "docx cut off": Hostile("总结.docx", AS_NOTICE["docx cut off"].make, "broken-file"),
    "docx with a password": Hostile("总结.docx", AS_NOTICE["docx with a password"].make, "wrong-type"),
    "pdf cut off": Hostile("总结.pdf", AS_NOTICE["pdf cut off"].make, "broken-file"),
    "nothing": Hostile("总结.pdf", lambda: b"", "empty-file"),
}
