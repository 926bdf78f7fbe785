"""Where a new child stands: the next path under a parent that no organisation has, or ever had in a roster.

A path is never used twice. Figures of a period are kept by the path an organisation had then; if a newcomer took the
path of one that moved away, it would find the other's figures under its own name.
"""

from treebeard.exceptions import PathOverflow

from jieneng.core import paths
from jieneng.core.orgs import roster
from jieneng.core.orgs.models import Organization, RosterEntry

_DIGITS = Organization.alphabet
_MOST = len(_DIGITS) ** paths.STEP - 1


def last_step(parent: str) -> int:
    """The number of the last child a path ever had; 0 without any. A few look-ups on indexes."""
    depth = paths.depth(parent) + 1
    below = paths.below(parent)
    rows = [Organization.objects.filter(below, depth=depth)]
    rows += [RosterEntry.objects.filter(below, year=year, depth=depth) for year in roster.years()]
    last = (row.order_by("-path").values_list("path", flat=True).first() for row in rows)
    return max((number_of(path[-paths.STEP :]) for path in last if path), default=0)


def child_path(parent: str, step: int) -> str:
    """The path of the child with this number.

    >>> child_path("0001", 37)
    '00010011'
    """
    if step > _MOST:
        raise PathOverflow(f"{parent} has no room for another child")
    digits = ""
    while step:
        step, digit = divmod(step, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return parent + digits.rjust(paths.STEP, _DIGITS[0])


def number_of(digits: str) -> int:
    """The number that four characters of a path stand for.

    >>> number_of("0011")
    37
    """
    return int(digits, len(_DIGITS))
