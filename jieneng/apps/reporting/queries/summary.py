"""The figures of a unit's own summary, each with its sentence, the field it may go into, and what stands there now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jieneng.apps.reporting.queries.filling import Report
from jieneng.core.forms.definition import Field
from jieneng.core.forms.page_parts import thousands_typed
from jieneng.core.forms.raw import Raw
from jieneng.core.forms.values import length
from jieneng.engine.figures import Stat, read
from jieneng.engine.figures.matching import Item, propose, units_agree
from jieneng.engine.figures.quoting import doubts, quoted, typed
from jieneng.rulebook import figures
from jieneng.ui.wording import thousands

LONGEST = 20_000  # characters
_HOW = {"exact": "精确", "approx": "约数", "none": "未统计"}


@dataclass(frozen=True)
class Place:
    """A field that a figure may go into, and what stands in it."""

    key: str
    label: str
    now: str


@dataclass(frozen=True)
class FoundFigure:
    """One figure of the text: `before`, `said`, `after` are its sentence. `proposed` is None where nothing fits."""

    n: int
    before: str
    said: str
    after: str
    typed: str
    unit: str
    how: str
    proposed: Place | None
    places: tuple[Place, ...]
    notes: tuple[str, ...]
    is_there: bool

    @property
    def how_label(self) -> str:
        return _HOW[self.how]

    @property
    def is_conflict(self) -> bool:
        """Whether something else stands in the field already."""
        return self.proposed is not None and bool(self.proposed.now) and not self.is_there


@dataclass(frozen=True)
class TextPlace:
    """A field for text that may take the whole summary; `too_long` by how many characters it does not fit."""

    key: str
    label: str
    n_now: int
    too_long: int


def figures_of(report: Report, text: str) -> list[FoundFigure]:
    """Every figure of the text in its order; what fits no field has no proposal, but may be given one."""
    fields = _open_numbers(report)
    found = read(text)
    items = [Item(key, each.label, each.unit, _aliases(each)) for key, each in fields.items()]
    fits: dict[tuple[Any, ...], str] = {}
    for proposal in propose(found, items):
        fits.setdefault(_place(proposal.stat), proposal.key)
    return [_found(n, stat, text, report, fields, fits.get(_place(stat), "")) for n, stat in enumerate(found.stats)]


def text_places(report: Report, text: str) -> list[TextPlace]:
    """The fields for text that are open."""
    return [
        TextPlace(each.key, each.label, length(str(report.draft.get(each.key) or "")), _over(each, text))
        for each in report.form.fields.values()
        if each.type == "text" and (report.open_keys is None or each.key in report.open_keys)
    ]


def raw_of(field: Field, typed: str, how: str) -> Any:
    """A figure as the form would have sent it."""
    return {"n": typed, "how": how} if field.type == "count" else typed


def _open_numbers(report: Report) -> dict[str, Field]:
    return {each.key: each for each in report.form.numbers if report.open_keys is None or each.key in report.open_keys}


def _aliases(field: Field) -> tuple[str, ...]:
    known = figures().get(field.item)
    return known.aliases if known else ()


def _place(stat: Stat) -> tuple[Any, ...]:
    return stat.spans[0].start, stat.spans[0].end, stat.item


def _found(n: int, stat: Stat, text: str, report: Report, fields: Mapping[str, Field], proposed: str) -> FoundFigure:
    places = tuple(_as_place(report, each) for each in fields.values() if units_agree(stat.unit, each.unit))
    count, how = typed(stat), "approx" if stat.approx else "exact"
    at = next((each for each in places if each.key == proposed), None)
    before, said, after = quoted(text, stat)
    return FoundFigure(
        n=n,
        before=before,
        said=said,
        after=after,
        typed=count,
        unit=stat.unit,
        how=how,
        proposed=at,
        places=places,
        notes=tuple(_notes(stat, report, fields, proposed)),
        is_there=at is not None and _stands(report.draft, fields[at.key]) == (count, how),
    )


def _notes(stat: Stat, report: Report, fields: Mapping[str, Field], proposed: str) -> Iterator[str]:
    yield from doubts(stat, fields[proposed].unit if proposed else "")
    if not proposed:
        return
    field = fields[proposed]
    if sum(bool(field.item) and each.item == field.item for each in fields.values()) > 1:
        yield "有几项同类活动，请选对应的一项"
    if (n := report.counted.figures.get(proposed)) is not None:
        yield f"平台已计 {thousands(n)} {field.unit}，文中所写含平台人数的请减去后填入" if n else "只填平台外的"
    if stat.count != stat.count.quantize(Decimal(1).scaleb(-field.decimals)):
        yield f"表中保留 {field.decimals} 位小数"


def _as_place(report: Report, field: Field) -> Place:
    section = next(each for each in report.form.sections if field in each.fields)
    typed, how = _stands(report.draft, field)
    said = _HOW["none"] if how == "none" else typed and f"{thousands_typed(typed)}{field.unit}（{_HOW[how]}）"
    outside = "平台外" if field.key in report.counted.figures else ""
    return Place(field.key, f"{outside}{field.label}（{section.title}）", said)


def _stands(draft: Raw, field: Field) -> tuple[str, str]:
    """What is typed in a field and how sure it is."""
    given = draft.get(field.key)
    if isinstance(given, Mapping):
        return str(given.get("n") or ""), str(given.get("how") or "exact")
    return str(given or ""), "exact"


def _over(field: Field, text: str) -> int:
    return max(0, length(text) - field.limit) if field.limit is not None else 0
