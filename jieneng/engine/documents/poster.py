"""A poster on one sheet of A4 or A3, to be printed: the same bytes for the same words, day and fonts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from jieneng.engine.documents.markup import text
from jieneng.engine.documents.pdf import UNDATED, typeset

SIZES = {"a4": 210, "a3": 297}  # the width in millimetres; the height follows
LAYOUT = files(__package__).joinpath("poster.typ").read_bytes()


@dataclass(frozen=True)
class Poster:
    """What stands on it. `over`: the line above the title; `lines`: label and words, as 时间 and the days; `call`:
    what is written under the code. `qr`: the code as SVG, which leads to `address`."""

    title: str
    host: str
    address: str
    qr: bytes
    call: str
    over: str = ""
    slogan: str = ""
    lines: tuple[tuple[str, str], ...] = ()


def build(poster: Poster, size: str, *, fonts: Sequence[Path], made_on: date = UNDATED) -> bytes:
    """The poster as a pdf. Raises KeyError for a size that is none of `SIZES`, MissingFonts as `pdf.build` does."""
    return typeset(markup(poster, size), {"poster.typ": LAYOUT, "qr.svg": poster.qr}, fonts=fonts, made_on=made_on)


def markup(poster: Poster, size: str) -> str:
    """The call of the layout, every text as a literal."""
    words = ("over", "title", "slogan", "host", "call", "address")
    said = [f"{name}: {text(_line(getattr(poster, name)))}" for name in words]
    lines = "".join(f"({text(_line(label))}, {text(_line(words_))}), " for label, words_ in poster.lines)
    call = f"#poster(width: {SIZES[size]}mm, {', '.join(said)}, lines: ({lines}))"
    return f'#import "poster.typ": *\n{call}\n'


def _line(words: str) -> str:
    return " ".join(words.split())
