"""A text that comes in, pasted or as a file: decoded and read, or refused in one sentence."""

from jieneng.engine.notices import Draft, Unreadable, read
from jieneng.engine.notices.reader import LONGEST
from jieneng.ui.refusals import Refused

LIMIT_BYTES = 5_000_000
ENCODINGS = ("utf-8-sig", "gb18030")  # what editors of the trade save as "text"
PASTED = "通知原文"


def text_of(data: bytes, name: str) -> str:
    """The text of a file in UTF-8 or GB18030. Refused when it is empty, too large or no text."""
    if len(data) >= LIMIT_BYTES:
        raise Refused("too-large", name=name, limit="5 MB")
    if not data.strip():
        raise Refused("empty-file", name=name)
    if b"\0" not in data:
        for encoding in ENCODINGS:
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise Refused("notice-file-not-text", name=name)


def read_or_refuse(text: str, name: str = PASTED) -> Draft:
    """The draft that the engine reads, or the refusal that says why there is none."""
    try:
        return read(text)
    except Unreadable as unreadable:
        raise _refusal(unreadable.code, text, name) from unreadable


def _refusal(code: str, text: str, name: str) -> Refused:
    if code == "too-long":
        return Refused("too-long", field=name, n=len(text), limit=LONGEST)
    return Refused("empty-text" if code == "empty" else "not-chinese", field=name)
