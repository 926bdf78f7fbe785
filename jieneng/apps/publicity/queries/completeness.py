"""Who has reported, section by section, for a summary or a circular: from counters and headcounts only."""

import re
from collections.abc import Mapping

from jieneng.apps.publicity.queries.figures import Cell
from jieneng.core.collections.models import Collection
from jieneng.core.collections.queries.board import Row, board
from jieneng.core.orgs.models import Organization
from jieneng.engine.briefs.material import Completeness
from jieneng.engine.briefs.ranking import Section

_PLACE = re.compile(r"^.{2,}?(?:自治区|自治州|省|市|县|区|州|盟|旗)")


def sections_of(collection: Collection, organization: Organization) -> tuple[Section, ...]:
    """The levels below, and the level's own units together; the level itself is not ranked among them."""
    rows = [row for row in board(collection, organization).rows if row.kind != "own" and row.n_expected]
    names = _short_names([row.name for row in rows], own=place_of(organization.name))
    return tuple(_section(row, name) for row, name in zip(rows, names, strict=True))


def place_of(name: str) -> str:
    """The area that the name of an office begins with, the whole name where it begins with none.

    >>> place_of("云川市机关事务管理局")
    '云川市'
    """
    found = _PLACE.match(name)
    return found.group() if found else name


def _short_names(names: list[str], *, own: str) -> list[str]:
    """The areas of the offices below; an office of one's own area, or one of two of an area, keeps its whole name."""
    places = [place_of(name) for name in names]
    return [
        place if place != own and places.count(place) == 1 else name for name, place in zip(names, places, strict=True)
    ]


def completeness_of(reported: Mapping[str, Cell], sections: tuple[Section, ...]) -> Completeness:
    """The figures of the whole with the sections they are made of."""
    return Completeness(**{name: cell.figure for name, cell in reported.items()}, sections=sections)


def _section(row: Row, name: str) -> Section:
    return Section(name, row.n_expected, row.n("on_time"), row.n("late"))
