"""Samples that can be drawn again: whom an inspection visits, by a seed that was fixed before.

Who stands in a sample depends on the seed and the names only, not on the order in which they were read, and a larger
sample contains the smaller one: "ten more" does not mean "others".
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence

from jieneng.engine.draws.ranking import ranked
from jieneng.engine.draws.shares import shares


def sample(seed: bytes, items: Iterable[str], n: int) -> tuple[str, ...]:
    """`n` of the items, in the order drawn. Raises ValueError when there are fewer, or one stands there twice.

    >>> sample(b"2025 Q3", ["一小", "二小", "三小", "四小"], 2)
    ('四小', '一小')
    """
    order = ranked(seed, items)
    if not 0 <= n <= len(order):
        raise ValueError(f"Cannot draw {n} of {len(order)}")
    return order[:n]


def sample_by(seed: bytes, strata: Mapping[str, Sequence[str]], n: int) -> dict[str, tuple[str, ...]]:
    """`n` items out of all strata: one at least of each that has any, the rest in proportion to their sizes.

    Each stratum is drawn with a key of its own, so that a change in one moves no other's draw. Raises ValueError
    when `n` is less than the strata or more than the items, or when an item stands in two strata.

    >>> drawn = sample_by(b"2025 Q3", {"学校": [f"第{i}小学" for i in range(1, 19)], "医院": ["中医院", "妇幼院"]}, 4)
    >>> {stratum: len(items) for stratum, items in drawn.items()}
    {'学校': 3, '医院': 1}
    """
    everything = [item for items in strata.values() for item in items]
    if len(set(everything)) < len(everything):
        raise ValueError("An item belongs to one stratum, once")
    how_many = shares({name: len(items) for name, items in strata.items()}, n, at_least=1)
    return {name: sample(key_of(seed, name), items, how_many[name]) for name, items in strata.items()}


def round_of(seed: bytes, items: Iterable[str], rounds: int) -> dict[str, int]:
    """In which round, from 1, each item comes: all of them within `rounds`, nobody twice, rounds equal but for one.

    The items stand in the order of their visits. Raises ValueError without rounds or when an item is there twice.

    >>> round_of(b"2025-2026", ["一小", "二小", "三小", "四小", "五小"], 2)
    {'三小': 1, '四小': 1, '一小': 1, '五小': 2, '二小': 2}
    """
    if rounds < 1:
        raise ValueError("Full coverage takes one round at least")
    order = ranked(seed, items)
    return {item: place * rounds // len(order) + 1 for place, item in enumerate(order)}


def key_of(seed: bytes, name: str) -> bytes:
    """A key for one part of what the seed decides: HMAC-SHA256(seed, name), 32 bytes."""
    return hmac.new(seed, name.encode(), hashlib.sha256).digest()
