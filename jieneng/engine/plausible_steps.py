"""Whether a day's steps are hard to believe: for a person to look at, never thrown out by itself."""

from collections.abc import Sequence

_SAME, _FROM = 3, 5_000  # so many days with one number, where it is not small


def oddness(n: int, others: Sequence[int], *, above: int) -> str:
    """Why a number is odd, in words; "" for one that is not. `others` are the walker's other days.

    >>> oddness(60_000, [], above=50_000), oddness(12_000, [12_000, 12_000, 9_000], above=50_000)
    ('超过50000步', '有3天步数相同')
    >>> oddness(12_000, [12_001, 12_000], above=50_000)
    ''
    """
    if n > above:
        return f"超过{above}步"
    same = 1 + sum(other == n for other in others)
    return f"有{same}天步数相同" if n >= _FROM and same >= _SAME else ""
