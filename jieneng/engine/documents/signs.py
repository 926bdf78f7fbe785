"""What stands on the pages of a pdf, piece by piece: every character with its place and type, every black line."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import pypdfium2
from pypdfium2 import raw

Handle: TypeAlias = Any  # the package has no types
LONGEST_NAME = 200


@dataclass(frozen=True)
class Sign:
    """One character: where it begins and ends, its baseline (points from the lower left), its type."""

    text: str
    x: float
    end: float
    y: float
    size: float
    font: str
    is_red: bool
    is_turned: bool


@dataclass(frozen=True)
class Rule:
    """A black line: where it begins and ends, its height over the lower edge, how thick it is (points)."""

    x: float
    end: float
    y: float
    thickness: float


@dataclass(frozen=True)
class Page:
    width: float
    height: float
    signs: tuple[Sign, ...]
    rules: tuple[Rule, ...]

    @property
    def is_across(self) -> bool:
        return self.width > self.height


def pages_of(data: bytes) -> Iterator[Page]:
    """The pages of a pdf. Raises pypdfium2.PdfiumError for bytes that are no pdf."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        words = page.get_textpage()
        width, height = page.get_size()
        yield Page(width, height, tuple(_signs(words.raw)), tuple(_rules(page)))
        words.close()
        page.close()
    document.close()


def _signs(words: Handle) -> Iterator[Sign]:
    matrix, box = raw.FS_MATRIX(), raw.FS_RECTF()
    for n in range(raw.FPDFText_CountChars(words)):
        text = chr(raw.FPDFText_GetUnicode(words, n))
        if not text.strip() or raw.FPDFText_IsGenerated(words, n) == 1:
            continue
        raw.FPDFText_GetMatrix(words, n, matrix)
        raw.FPDFText_GetLooseCharBox(words, n, box)
        turned = abs(matrix.b) > abs(matrix.a)
        size = raw.FPDFText_GetFontSize(words, n) * max(abs(matrix.d), abs(matrix.b))
        y = (box.bottom + box.top) / 2 if turned else matrix.f
        red = _is_red(raw.FPDFText_GetFillColor, words, n)
        yield Sign(text, box.left, box.right, y, round(size, 1), _font(words, n), red, turned)


def _font(words: Handle, n: int) -> str:
    """The name of the font without the mark of a subset."""
    name, flags = ctypes.create_string_buffer(LONGEST_NAME), ctypes.c_int()
    raw.FPDFText_GetFontInfo(words, n, name, LONGEST_NAME, flags)
    return name.value.decode("utf-8", "replace").rpartition("+")[2]


def _rules(page: Handle) -> Iterator[Rule]:
    """The drawn lines that are not red; the bounds that PDFium gives are wider by the pen on each side."""
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        width = ctypes.c_float()
        raw.FPDFPageObj_GetStrokeWidth(drawn.raw, width)
        left, bottom, right, _ = drawn.get_bounds()
        if not _is_red(raw.FPDFPageObj_GetStrokeColor, drawn.raw):
            yield Rule(left + width.value, right - width.value, bottom + width.value, width.value)


def _is_red(ask: Any, *of: Any) -> bool:
    red, green, blue, _ = colors = [ctypes.c_uint() for _ in range(4)]
    ask(*of, *colors)
    return red.value > 200 and green.value < 80 and blue.value < 80
