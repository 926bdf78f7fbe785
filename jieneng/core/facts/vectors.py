"""Amounts laid out flat, so that adding two of them is one pass over whole numbers: the inner loop of folding.

All deltas of a series ask for nearly the same items. A layout gives each name a place when it is first met; two
vectors of one layout then add place by place, without looking a name up, and are written by one pattern.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from operator import add

Vector = list[int]


class Layout:
    """Where each name stands in a vector, so many numbers to a name; a single one is written without brackets.

    >>> sums = Layout(4)
    >>> one = sums.flat({"posters": [120, 1, 0, 0]})
    >>> both = added(one, sums.flat({"viewers": [86, 1, 0, 0], "posters": [80, 1, 1, 0]}))
    >>> sums.written(both)
    '{"posters":[200,2,1,0],"viewers":[86,1,0,0]}'
    >>> sums.written(added(both, sums.flat({"posters": [-200, -2, -1, 0]})))
    '{"viewers":[86,1,0,0]}'
    """

    def __init__(self, width: int) -> None:
        self._width = width
        self._places: dict[str, int] = {}
        self._ways: dict[tuple[str, ...], list[int] | None] = {}  # None: the names stand as in the layout

    def flat(self, amounts: Mapping[str, Sequence[int]]) -> Vector:
        """The amounts as a vector, which may end before the last place."""
        names = tuple(amounts)
        if names not in self._ways:
            self._ways[names] = self._way(names)
        way = self._ways[names]
        if way is None:
            return list(chain.from_iterable(amounts.values()))
        vector = [0] * (max(way) + self._width)
        for place, numbers in zip(way, amounts.values(), strict=True):
            vector[place : place + self._width] = numbers
        return vector

    def written(self, vector: Vector) -> str:
        """The amounts by name as JSON, as they are stored, without those that are nothing."""
        is_full = len(vector) == len(self._places) * self._width
        if is_full and self._nothing not in self._parts(vector):
            return self._pattern % tuple(vector)
        named = zip(self._patterns, self._parts(vector), strict=False)
        return f"{{{','.join([pattern % part for pattern, part in named if part != self._nothing])}}}"

    def _parts(self, vector: Vector) -> Iterator[tuple[int, ...]]:
        """The numbers of each name."""
        return zip(*[iter(vector)] * self._width, strict=True)

    @cached_property
    def _nothing(self) -> tuple[int, ...]:
        return (0,) * self._width

    @cached_property
    def _patterns(self) -> list[str]:
        """How each name is written with its numbers."""
        numbers = ",".join(["%d"] * self._width)
        said = numbers if self._width == 1 else f"[{numbers}]"
        return [f"{json.dumps(name).replace('%', '%%')}:{said}" for name in self._places]

    @cached_property
    def _pattern(self) -> str:
        return f"{{{','.join(self._patterns)}}}"

    def _way(self, names: Collection[str]) -> list[int] | None:
        way = [self._place(name) for name in names]
        return None if way == list(range(0, len(way) * self._width, self._width)) else way

    def _place(self, name: str) -> int:
        if name not in self._places:
            self._places[name] = len(self._places) * self._width
            self.__dict__.pop("_patterns", None)  # made before this name was met
            self.__dict__.pop("_pattern", None)
        return self._places[name]


def added(one: Vector, other: Vector) -> Vector:
    """The sum of two vectors of one layout; what only the longer one has stays."""
    total = list(map(add, one, other))
    longer = one if len(one) > len(other) else other
    return total + longer[len(total) :]
