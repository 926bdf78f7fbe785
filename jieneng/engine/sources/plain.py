"""Text files as editors of the trade save them: UTF-8 and UTF-16 with and without a mark, GB 18030."""

from __future__ import annotations

import codecs
import re

from jieneng.engine.sources.found import Limits, NotRead, Source, within

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like UTF-16, so it is asked first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GB18030_MARK = b"\x84\x31\x95\x33"
_UNMARKED = ("utf-8", "gb18030")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f\ufffe\uffff]")
_USUAL = re.compile("[\\s!-~\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]")
_SAMPLE = 4_096  # characters by which a guess is judged
_MOST_CONTROL, _LEAST_USUAL = 0.01, 0.8


def source_of(data: bytes, limits: Limits) -> Source:
    """The text as it stands. Raises NotRead: unknown, empty, too-long."""
    return within(Source("text", decoded(data)), limits)


def decoded(data: bytes) -> str:
    """The text of the bytes, line ends as LF. Raises NotRead "unknown" when they are no text in any usual encoding.

    >>> decoded("节能宣传周".encode("gb18030")), decoded("节能宣传周".encode("utf-16"))
    ('节能宣传周', '节能宣传周')
    """
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text, encoding):
            return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    raise NotRead("unknown")


def _candidates(data: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return (encoding,)
    if data.startswith(_GB18030_MARK):
        return ("gb18030",)
    # A zero byte stands in every UTF-16 text with a digit or a line end, and in no other text.
    return ("utf-16-le", "utf-16-be") if b"\0" in data[: 2 * _SAMPLE] else _UNMARKED


def _is_text(text: str, encoding: str) -> bool:
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > _MOST_CONTROL * len(sample):
        return False
    return not encoding.startswith("utf-16-") or len(_USUAL.findall(sample)) >= _LEAST_USUAL * len(sample)
