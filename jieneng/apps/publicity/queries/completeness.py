"""Who has reported, section by section, for a summary or a circular: from counters and headcounts only."""

from collections.abc import Mapping

from jieneng.apps.publicity.queries.figures import Cell
from jieneng.core.collections.models import Collection
from jieneng.core.collections.queries.board import Row, board
from jieneng.core.orgs.models import Organization
from jieneng.engine.briefs.material import Completeness
from jieneng.engine.briefs.ranking import Section


def sections_of(collection: Collection, organization: Organization) -> tuple[Section, ...]:
    """The levels below, and the level's own units together; the level itself is not ranked among them."""
    rows = board(collection, organization).rows
    return tuple(_section(row) for row in rows if row.kind != "own" and row.n_expected)


def completeness_of(reported: Mapping[str, Cell], sections: tuple[Section, ...]) -> Completeness:
    """The figures of the whole with the sections they are made of."""
    return Completeness(**{name: cell.figure for name, cell in reported.items()}, sections=sections)


def _section(row: Row) -> Section:
    return Section(row.name, row.n_expected, row.n("on_time"), row.n("late"))
