"""What can be cited in a brief and is not yet: every counted item that somebody gave, with the token to put it in."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from jieneng.apps.publicity.models import Brief
from jieneng.apps.publicity.queries.figures import Cell
from jieneng.apps.publicity.queries.material import figures_at
from jieneng.core.documents.queries import Standing, standing
from jieneng.engine.briefs.editing import token
from jieneng.engine.documents.blocks import Run


@dataclass(frozen=True)
class Offered:
    """A figure to put in. `n_given`: how many organisations gave it; `is_in`: the paper cites it already."""

    label: str
    shown: str
    unit: str
    token: str
    n_given: int
    n_approximate: int
    is_in: bool


@dataclass(frozen=True)
class Offer:
    """All figures, what was asked and nobody gave, and what is known at this moment."""

    figures: list[Offered]
    unreported: list[str]
    known: Standing


def offer_of(brief: Brief) -> Offer:
    """The list of the edit page; one reading of the totals."""
    known = standing(brief.collection, brief.org_path)
    figures = figures_at(brief.collection, brief.organization, known)
    labels = dict(brief.document.citations.values_list("key", "label"))
    shown = dict(brief.document.citations.values_list("key", "shown"))
    cells = labelled(figures.everything(), labels)
    return Offer([_offered(cell, shown.get(cell.figure.key)) for cell in cells], figures.unreported(), known)


def uncited(brief: Brief) -> tuple[dict[str, Cell], Standing]:
    """The figures that the brief does not cite yet, by their label, with what is known at this moment."""
    known = standing(brief.collection, brief.org_path)
    figures = figures_at(brief.collection, brief.organization, known)
    labels = dict(brief.document.citations.values_list("key", "label"))
    cells = labelled(figures.everything(), labels)
    return {cell.figure.label: cell for cell in cells if cell.figure.key not in labels}, known


def labelled(cells: Iterable[Cell], labels: dict[str, str]) -> list[Cell]:
    """The cells under the labels that the brief knows them by; a new one gets a label unlike all the others."""
    taken, found = set(labels.values()), []
    for cell in cells:
        label = labels.get(cell.figure.key) or _free(cell.figure.label[:50], taken)
        taken.add(label)
        found.append(replace(cell, figure=replace(cell.figure, label=label)))
    return found


def _free(label: str, taken: set[str]) -> str:
    n, free = 1, label
    while free in taken:
        n += 1
        free = f"{label}{n}"
    return free


def _offered(cell: Cell, shown: str | None) -> Offered:
    figure = cell.figure
    said = shown or figure.text
    put_in = token(Run(said, figure.key), {figure.key: figure.label})
    return Offered(figure.label, said, figure.unit, put_in, cell.sum[1], cell.sum[2], shown is not None)
