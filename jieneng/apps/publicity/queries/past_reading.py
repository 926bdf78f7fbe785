"""The figures of a brief of an earlier year, each with its sentence, the item it may be, and what is kept already."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from jieneng.apps.publicity.models import PastFigure
from jieneng.core.orgs.models import Organization
from jieneng.engine.figures import Figures, Stat
from jieneng.engine.figures.matching import Item, propose, units_agree
from jieneng.engine.figures.quoting import doubts, quoted, typed
from jieneng.engine.notices import Unreadable, read
from jieneng.engine.notices.reader import LONGEST
from jieneng.engine.quantities import digits
from jieneng.rulebook import Figure, figures, kinds
from jieneng.ui.refusals import Refused
from jieneng.ui.wording import thousands


@dataclass(frozen=True)
class OldBrief:
    """A text as it was read: its figures, and the year and the title that it seems to have."""

    text: str
    year: int | None
    title: str
    stats: tuple[Stat, ...]


@dataclass(frozen=True)
class FoundFigure:
    """One figure of the text; `proposed` is the code of the item it seems to be, "" where none fits."""

    n: int
    quote: tuple[str, str, str]
    stat: Stat
    proposed: str
    items: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    kept: str
    is_kept: bool

    @property
    def typed(self) -> str:
        """The count as somebody would type it."""
        return typed(self.stat)


def old_brief(text: str) -> OldBrief:
    """Read a text as a brief. Raises Refused when it is empty, not Chinese or too long."""
    try:
        draft = read(text)
    except Unreadable as no:
        if no.code == "too-long":
            raise Refused("too-long", field="简讯原文", n=len(text), limit=LONGEST) from no
        raise Refused("empty-text" if no.code == "empty" else "not-chinese", field="简讯原文") from no
    year = int(draft.year.value) if draft.year else None
    return OldBrief(text, year, str(draft.title.value) if draft.title else "", draft.stats)


def found_in(brief: OldBrief, kept: dict[str, PastFigure]) -> list[FoundFigure]:
    """Every figure of the brief in its order; `kept` is what the year has already, by item."""
    items = [Item(each.item, each.label, each.unit, each.aliases) for each in figures().values()]
    fits: dict[int, str] = {}
    for proposal in propose(Figures(stats=brief.stats), items):
        fits.setdefault(_n_of(brief.stats, proposal.stat), proposal.key)
    return [_found(n, stat, brief.text, fits.get(n, ""), kept) for n, stat in enumerate(brief.stats)]


def kept_of(organization: Organization, year: int | None) -> dict[str, PastFigure]:
    """What is kept of a year, by item, in the order of the rulebook."""
    rows = {row.item: row for row in PastFigure.objects.filter(organization=organization, year=year or 0)}
    return {item: rows[item] for item in figures() if item in rows}


def years_of(organization: Organization) -> list[int]:
    """The years of which anything is kept, the newest first."""
    return sorted(
        set(PastFigure.objects.filter(organization=organization).values_list("year", flat=True)), reverse=True
    )


def labelled(items: Iterable[Figure]) -> tuple[tuple[str, str], ...]:
    """Items for a choice: code, and label with the kind of activity it belongs to."""
    return tuple((each.item, f"{each.label}（{kinds()[each.item.partition('.')[0]].label}）") for each in items)


def said(count: Decimal, unit: str, *, approx: bool) -> str:
    """A kept figure in words: 3,200套（约数）."""
    return f"{thousands(digits(count))}{unit}" + ("（约数）" if approx else "")


def _n_of(stats: tuple[Stat, ...], stat: Stat) -> int:
    """Its place in the list: by its place in the text, since a proposal may carry a part of it."""
    return next((n for n, each in enumerate(stats) if each.spans[0] == stat.spans[0] and each.item == stat.item), -1)


def _found(n: int, stat: Stat, text: str, proposed: str, kept: dict[str, PastFigure]) -> FoundFigure:
    open_to = [each for each in figures().values() if units_agree(stat.unit, each.unit)]
    unit = figures()[proposed].unit if proposed else ""
    before = kept.get(proposed)
    return FoundFigure(
        n=n,
        quote=quoted(text, stat),
        stat=stat,
        proposed=proposed,
        items=labelled(open_to),
        notes=tuple(doubts(stat, unit)),
        kept=said(before.count, unit, approx=before.approx) if before else "",
        is_kept=before is not None and (before.count, before.approx) == (stat.count, stat.approx),
    )
