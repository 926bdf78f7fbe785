"""What reading a file gives: its text, or why there is none; and how far the reading may go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Where reading stops. What lies beyond is refused, never cut off in silence."""

    most_pages: int = 200
    most_parts: int = 3_000  # of a package
    most_unpacked: int = 100 * MIB  # bytes of a package, all parts together
    most_xml: int = 24 * MIB  # bytes of one part that is read
    most_characters: int = 1_000_000


@dataclass(frozen=True)
class Source:
    """The text of a file, what kind it truly was (text, html, docx, pdf), and which pages of it are only pictures."""

    kind: str
    text: str
    pictures: tuple[int, ...] = ()


class NotRead(Exception):
    """Why a file gives no text. The code is for programs; whoever shows it to people has the sentence.

    empty, unknown, picture, old-office, sheet, slides, ofd, web-archive, locked, unsafe, broken, too-deep, too-large,
    too-many-pages (n, limit), too-long (n, limit), scanned (n), unmapped.
    """

    def __init__(self, code: str, **facts: Any) -> None:
        self.code = code
        self.facts = facts
        super().__init__(code)


def within(source: Source, limits: Limits) -> Source:
    """The source itself, when it has words and not too many. Raises NotRead: empty, too-long."""
    if len(source.text) > limits.most_characters:
        raise NotRead("too-long", n=len(source.text), limit=limits.most_characters)
    if not source.text.strip():
        raise NotRead("empty")
    return source
