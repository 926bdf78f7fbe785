"""The opened figure: what it says, by which rule, of how many, how old, and the rows it is made of."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from jieneng.apps.publicity.models import Brief, Highlight
from jieneng.apps.publicity.queries.candidates import highlight_of
from jieneng.apps.publicity.queries.completeness import UNITS
from jieneng.apps.publicity.queries.paper import picked_keys, written_ways
from jieneng.apps.publicity.queries.past import LastYear, Past
from jieneng.core.documents.models import Citation
from jieneng.core.documents.queries import Behind, Part, behind, by_category, cited, own_answer, parts, value_of
from jieneng.core.facts.amounts import Sum
from jieneng.core.orgs.models import Organization
from jieneng.engine.briefs.ranking import CELL
from jieneng.rulebook import organization_terms

_MOST = 50
HOW = {"exact": "", "approx": "约数", "none": "未统计"}


@dataclass(frozen=True)
class Asked:
    """What the address asks to open: `?figure=…&by=…&node=…&after=…`."""

    figure: str = ""
    by: str = "area"  # area, category, rows
    node: str = ""
    after: str = ""


@dataclass(frozen=True)
class Line:
    """A row of the table of parts; `url` leads further down, "" where nothing is below."""

    part: Part
    url: str


@dataclass
class Panel:
    """The opened figure. `now` is what it would be today, None when nothing has changed."""

    citation: Citation
    value: Decimal | int
    rule: str
    n_silent: int
    now: Decimal | int | None
    ways: tuple[str, ...]
    original: str
    last: LastYear | None
    by: str
    urls: dict[str, str]
    above: list[tuple[str, str]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    rows: list[Behind] = field(default_factory=list)
    next_url: str = ""
    first_url: str = ""

    @property
    def n_not_counted(self) -> int:
        return int(self.citation.sum[3])

    @property
    def can_add_change(self) -> bool:
        return bool(self.last and self.last.is_comparable) and not self.is_change

    @property
    def is_change(self) -> bool:
        """Whether the figure is a change against the year before."""
        return cited(self.citation.item).counts == "change"

    @property
    def is_own(self) -> bool:
        return cited(self.citation.item).is_own

    @property
    def is_cell(self) -> bool:
        """Whether the figure stands in a table, which is made anew as a whole and not written by hand."""
        return self.citation.key.startswith(CELL)

    @property
    def is_of_units(self) -> bool:
        return of_units(self.citation)

    @property
    def counts_organizations(self) -> bool:
        """Whether the figure is a number of organisations and not of what they did."""
        return not cited(self.citation.item).key


def panel_of(
    citation: Citation, changed: dict[str, Sum], asked: Asked, *, past: Past, seen_by: Any, base: str = ""
) -> Panel:
    """What the side panel shows. Rows only as far as `seen_by` may see them."""
    node = asked.node if asked.node.startswith(citation.node) and not of_units(citation) else citation.node
    by = "rows" if cited(citation.item).is_own or of_units(citation) else asked.by
    panel = Panel(
        citation=citation,
        value=value_of(citation, citation.sum),
        rule=_rule(citation),
        n_silent=max(0, citation.n_expected - citation.n_counted),
        now=value_of(citation, changed[citation.key]) if citation.key in changed else None,
        ways=written_ways(citation),
        original=original(citation),
        last=past.of(citation),
        by=by,
        urls={name: _url(citation, base, by=name, node=node) for name in ("area", "category", "rows")},
        above=_above(citation, node, base, by),
    )
    if by == "area":
        panel.lines = [_line(citation, part, node, base) for part in parts(citation, node=node)]
    elif by == "category":
        panel.lines = [Line(_named(part), "") for part in by_category(citation, node=node)]
    else:
        _open_rows(panel, node, asked.after, seen_by=seen_by, base=base)
    return panel


def of_units(citation: Citation) -> bool:
    """Whether a figure of a table is that of the level's own units together: they stand at its node, below no other."""
    return citation.key.startswith(f"{CELL}{UNITS}.")


def original(citation: Citation) -> str:
    """What a figure that was written by hand would say by its facts; "" of any other."""
    if not citation.edited_because or cited(citation.item).counts == "change":
        return ""
    return written_ways(citation)[0]


def told_of(brief: Brief, key: str) -> Highlight | None:
    """The text that a key of the paper leads to; the office's own one is not picked and has no row."""
    related = ("submission__organization", "submission__accepted_version")
    picked = next((one for one in brief.highlights.select_related(*related) if one.key == key), None)
    if picked or key not in picked_keys(brief):
        return picked
    own = own_answer(brief.collection, brief.org_path)
    return Highlight(brief=brief, submission=own, text=highlight_of(own)) if own and key == f"h{own.pk}" else None


def _open_rows(panel: Panel, node: str, after: str, *, seen_by: Any, base: str) -> None:
    outside = _levels_of(panel.citation) if panel.is_of_units else None
    rows = behind(panel.citation, seen_by=seen_by, node=node, after=after, most=_MOST + 1, outside=outside)
    panel.rows = rows[:_MOST]
    if len(rows) > _MOST:
        panel.next_url = _url(panel.citation, base, by="rows", node=node, after=panel.rows[-1].place)
    panel.first_url = _url(panel.citation, base, by="rows", node=node) if after else ""


def _levels_of(citation: Citation) -> list[str]:
    """The levels that have rows of their own in the same table."""
    cells = citation.document.citations.filter(key__startswith=CELL).exclude(node=citation.node)
    return list(cells.values_list("node", flat=True).distinct())


def _line(citation: Citation, part: Part, node: str, base: str) -> Line:
    """A level opens into its own parts, what stands at the node itself into its rows."""
    if part.kind == "level":
        return Line(part, _url(citation, base, by="area", node=part.path))
    return Line(part, _url(citation, base, by="rows", node=node) if part.kind == "units" else "")


def _named(part: Part) -> Part:
    known = organization_terms().categories.get(part.name)
    return Part(**{**vars(part), "name": known.label if known else part.name})


def _above(citation: Citation, node: str, base: str, by: str) -> list[tuple[str, str]]:
    """The way back up from an opened level: names with their addresses."""
    if node == citation.node:
        return []
    line = Organization.objects.ancestors_of(node, own=True).filter(path__gte=citation.node)
    return [(one.name, _url(citation, base, by=by, node=one.path)) for one in line]


def _url(citation: Citation, base: str, **said: str) -> str:
    words: Iterable[tuple[str, str]] = ((name, value) for name, value in said.items() if value)
    return f"{base}?{urlencode([('figure', citation.key), *words])}#figure"


def _rule(citation: Citation) -> str:
    """By which rule the figure is written as it is."""
    if citation.edited_because:
        return _("人工改动")
    if citation.shown.endswith("余"):
        return _("含约数，只舍不入，加“余”") if citation.sum[2] else _("只舍不入，加“余”")
    return _("含约数，加“约”") if citation.shown.startswith("约") else _("按合计数写")
