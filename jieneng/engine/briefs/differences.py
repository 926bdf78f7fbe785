"""What changed between two versions of a text: which paragraphs, and inside a paragraph which words.

Chinese is not parted into words by blanks: a number with its 万 and 余, a Latin word, and every other character stand
for themselves, and what is left equal between two changes is only shown as equal when it is long enough to be read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

PIECE = re.compile(r"\d[\d,.]*[万亿]?余?%?|[A-Za-z]+|\s+|.", re.DOTALL)
SHORTEST_EQUAL = 2  # a single character between two changes tells nobody anything
LIKE_ENOUGH = 0.4  # below this a paragraph was replaced, not reworded

Kind = Literal["same", "gone", "new"]


@dataclass(frozen=True)
class Piece:
    """A stretch of text that both have, or only the older, or only the newer version."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Change:
    """One paragraph as it changed; `kind` says whether it was kept, taken out, put in or reworded."""

    kind: Literal["same", "gone", "new", "reworded"]
    pieces: tuple[Piece, ...]


def differences(older: Sequence[str], newer: Sequence[str]) -> list[Change]:
    """The paragraphs of both in reading order.

    >>> [change.kind for change in differences(["甲", "张贴120套"], ["张贴130套", "乙乙乙"])]
    ['gone', 'reworded', 'new']
    """
    matcher = SequenceMatcher(None, older, newer, autojunk=False)
    found: list[Change] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            found += [Change("same", (Piece("same", text),)) for text in older[i:j]]
        else:
            found += _between(older[i:j], newer[k:m])
    return found


def _between(older: Sequence[str], newer: Sequence[str]) -> Iterator[Change]:
    """Paragraphs of a changed stretch: each new one beside the first old one, not passed yet, that it resembles."""
    at = 0
    for text in newer:
        like = next((n for n in range(at, len(older)) if _likeness(older[n], text) >= LIKE_ENOUGH), None)
        if like is None:
            yield Change("new", (Piece("new", text),))
            continue
        yield from (Change("gone", (Piece("gone", gone),)) for gone in older[at:like])
        yield Change("reworded", tuple(pieces(older[like], text)))
        at = like + 1
    yield from (Change("gone", (Piece("gone", gone),)) for gone in older[at:])


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < LIKE_ENOUGH:
        return 0.0
    return matcher.ratio()


def pieces(older: str, newer: str) -> list[Piece]:
    """How one text became the other.

    >>> [(piece.kind, piece.text) for piece in pieces("共张贴2220余套。", "共张贴2300套。")]
    [('same', '共张贴'), ('gone', '2220余'), ('new', '2300'), ('same', '套。')]
    """
    one, other = PIECE.findall(older), PIECE.findall(newer)
    codes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    found: list[Piece] = []
    for place, (tag, i, j, k, m) in enumerate(codes):
        gone, new = "".join(one[i:j]), "".join(other[k:m])
        is_short = tag == "equal" and len(gone) < SHORTEST_EQUAL and 0 < place < len(codes) - 1
        if tag == "equal" and not is_short:
            found.append(Piece("same", gone))
        else:
            found += [Piece("gone", gone)] if gone else []
            found += [Piece("new", new)] if new else []
    return list(_joined(found))


def _joined(found: list[Piece]) -> Iterator[Piece]:
    """Between two equal stretches, all that went as one piece, then all that came as one."""
    gone = new = ""
    for piece in (*found, Piece("same", "")):
        if piece.kind == "gone":
            gone += piece.text
        elif piece.kind == "new":
            new += piece.text
        else:
            yield from (part for part in (Piece("gone", gone), Piece("new", new), piece) if part.text)
            gone = new = ""
