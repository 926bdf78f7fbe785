"""Who has reported, section by section, for a summary or a circular: from counters and headcounts only."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from jieneng.apps.publicity.queries.figures import Cell, Figures
from jieneng.core.collections.models import Collection
from jieneng.core.collections.queries.board import Row, board
from jieneng.core.orgs.models import Organization
from jieneng.engine.briefs.material import Completeness
from jieneng.engine.briefs.ranking import COUNTED, Section, cell_key
from jieneng.engine.quantities import scale

UNITS = "units"  # the key of the row of a level's own units, which are no node of the tree
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
    key = UNITS if row.kind == "units" else row.path
    return Section(name, row.n_expected, row.n("on_time"), row.n("late"), row.n("counted"), key)


def cells_of(sections: Iterable[Section], figures: Figures, node: str) -> Iterator[Cell]:
    """The figures of the table, each with the node that it stands for; those of one's own units stand at `node`."""
    reported = figures.reported() | {"expected": figures.coverage()[1]}
    for section in sections:
        for name in COUNTED:
            whole = reported[name]
            text = section.rate.rstrip("%") if name == "rate" else str(getattr(section, f"n_{name}"))
            label = f"{section.name}{whole.figure.label}"[:50]
            figure = replace(whole.figure, key=cell_key(section, name), label=label, value=Decimal(text))
            n = scale(Decimal(text), 1) if name == "rate" else int(text)
            at = node if section.key == UNITS else section.key
            of = (section.n_counted, section.n_expected)
            yield Cell(figure, whole.item, [n, n, 0, 0], node=at, of=of)
