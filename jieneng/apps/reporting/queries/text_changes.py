"""What has changed between two texts: clause by clause first, then sign by sign where clauses differ."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from jieneng.core.forms.values import length

Kind = Literal["same", "ins", "del", "cut"]
_CLAUSE = re.compile(r"[^，。；：、！？\n]*[，。；：、！？\n]?")
_SHORT = 160  # signs; longer clauses are only compared whole
_ALIKE = 0.5
_AROUND = 24  # signs kept on either side of a change in an excerpt


@dataclass(frozen=True)
class Piece:
    """A stretch of text that stayed, came, or went; "cut" stands for what an excerpt leaves out."""

    kind: Kind
    text: str


def pieces(before: str, now: str) -> list[Piece]:
    """The new text with what came and what went, in reading order.

    >>> [(piece.kind, piece.text) for piece in pieces("收看266人，已通报。", "收看286人，已通报。")]
    [('same', '收看2'), ('del', '6'), ('ins', '8'), ('same', '6人，已通报。')]
    """
    return _joined(_clauses(before, now))


def excerpt(found: list[Piece]) -> list[Piece]:
    """Only what changed, with a few words around it."""
    shown: list[Piece] = []
    for at, piece in enumerate(found):
        if piece.kind != "same" or len(piece.text) <= 2 * _AROUND:
            shown.append(piece)
            continue
        head = piece.text[:_AROUND] if at else ""
        tail = piece.text[-_AROUND:] if at < len(found) - 1 else ""
        shown += [piece for piece in (Piece("same", head), Piece("cut", "……"), Piece("same", tail)) if piece.text]
    return shown


def n_signs(found: list[Piece], kind: Kind) -> int:
    """How many characters came or went, as officials count them."""
    return sum(length(piece.text) for piece in found if piece.kind == kind)


def _clauses(before: str, now: str) -> Iterator[Piece]:
    old, new = _CLAUSE.findall(before), _CLAUSE.findall(now)
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        if tag == "equal":
            yield Piece("same", come)
        else:
            yield from _signs(gone, come)


def _signs(gone: str, come: str) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, gone, come, autojunk=False)
    if max(len(gone), len(come)) > _SHORT or matcher.ratio() < _ALIKE:
        yield from (Piece("del", gone), Piece("ins", come))
        return
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", come[c:d])
        else:
            yield from (Piece("del", gone[a:b]), Piece("ins", come[c:d]))


def _joined(found: Iterator[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for piece in found:
        if not piece.text:
            continue
        if joined and joined[-1].kind == piece.kind:
            joined[-1] = Piece(piece.kind, joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return joined
