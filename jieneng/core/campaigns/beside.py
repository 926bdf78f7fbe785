"""What the platform counts of a campaign's activities, under the keys of its report form."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from jieneng.core.campaigns.models import Activity
from jieneng.core.campaigns.tallying import Standing, alone, at_categories, at_nodes
from jieneng.core.collections.models import Collection
from jieneng.core.facts.amounts import Amounts
from jieneng.core.forms.page_parts import Counted
from jieneng.core.orgs.models import Organization
from jieneng.engine.quantities import scale
from jieneng.rulebook import tallies
from jieneng.rulebook.tallies import Tally


@dataclass(frozen=True)
class Reported:
    """The activities that a collection's form asks about, by id: their keys in the form, what ends the keys of their
    figures ("" or "@2"), the series of their days, and the decimals of the form's own sums."""

    keys: Mapping[int, str]
    endings: Mapping[int, str]
    of: Mapping[int, int]
    decimals: Mapping[str, int]


def reported(collection: Collection) -> Reported:
    """One query."""
    asked = Activity.objects.filter(campaign__collection=collection, campaign__org_path=collection.org_path)
    rows = (
        asked.filter(passed_on=True)
        .order_by("ord")
        .values_list("pk", "ord", "kind", "days__series", "campaign__collection__series__decimals")
    )
    keys, endings, of, decimals = {}, {}, {}, {}
    seen: Counter[str] = Counter()
    for pk, ord_, kind, series, of_sums in rows:
        if pk not in keys:
            seen[kind] += 1
            keys[pk], endings[pk] = Activity(ord=ord_).key, f"@{seen[kind]}" if seen[kind] > 1 else ""
        decimals = of_sums
        if series is not None:
            of[series] = pk
    return Reported(keys, endings, of, decimals)


def amounts_beside(collection: Collection, nodes: Iterable[str]) -> Mapping[str, Amounts]:
    """What the platform has counted at each node, by the keys of the form; two queries."""
    known = reported(collection)
    found = at_nodes(list(known.keys), known.of, nodes)
    return {node: _amounts(standings, known) for node, standings in found.items()}


def amounts_by_category(collection: Collection, node: str) -> Mapping[str, Amounts]:
    """What the platform has counted at a node, by the categories of the organisations; two queries."""
    known = reported(collection)
    found = at_categories(list(known.keys), known.of, node)
    return {category: _amounts(standings, known) for category, standings in found.items()}


@dataclass(frozen=True)
class OnForm:
    """What the platform has counted of one organisation: by the keys of fields, and by section what no field asks.

    A field stands in `figures` as soon as the platform counts its item of anybody in the campaign: of an organisation
    of which nothing is counted with 0, so that it is asked only for what happened outside of the platform.
    """

    figures: Mapping[str, Decimal | int] = field(default_factory=dict)
    more: Mapping[str, tuple[Counted, ...]] = field(default_factory=dict)


def counted_on_form(collection: Collection, organization: Organization) -> OnForm:
    """What the platform has counted of one organisation alone, as the page of its report shows it; four queries, one
    where nothing is counted."""
    known = reported(collection)
    asked = list(known.keys)
    whole = at_nodes(asked, known.of, [collection.org_path])[collection.org_path]
    figures: dict[str, Decimal | int] = {}
    more: dict[str, tuple[Counted, ...]] = {}
    for pk, standing in alone(asked, known.of, organization.path).items():
        counted = {tallies()[item]: number for item, number in standing.values.items()}
        of_all = [tallies()[item] for item, number in whole[pk].values.items() if number]
        rows = _section_of_rows(collection, of_all)  # asked in rows, so that no field of its own shows the figure
        figures |= {
            tally.item + known.endings[pk]: counted.get(tally, 0) for tally in of_all if tally.is_figure and not rows
        }
        others = [
            Counted(tally.label, number, tally.unit) for tally, number in counted.items() if rows or not tally.is_figure
        ]
        section = rows or known.keys[pk]
        more |= {section: (*more.get(section, ()), *others)} if others else {}
    return OnForm(figures, more)


def _section_of_rows(collection: Collection, items: Iterable[Tally]) -> str:
    """The section whose rows are counted as this kind's items (媒体报道, by the level of the medium); "" without."""
    known = {tally.item.partition(".")[0] for tally in items}
    for section in collection.form_version.form.sections if known else ():
        for one in section.fields:
            if one.count_by and known & {item.partition(".")[0] for item in one.count_by["items"].values()}:
                return section.key
    return ""


def decimals_of(key: str) -> int | None:
    """By how many decimals the sums of an item are scaled that the platform counts."""
    tally = tallies().get(key.partition("@")[0])
    return tally.decimals if tally else None


def _amounts(found: Mapping[int, Standing], known: Reported) -> Amounts:
    """Scaled as the form's own sums, to which they are added: an older form may ask whole kilograms."""
    amounts = Amounts()
    for pk, standing in found.items():
        for item, number in standing.values.items():
            key = item + known.endings[pk]
            decimals = known.decimals.get(key, tallies()[item].decimals)
            amounts.sums[key] = [scale(_to_places(Decimal(number), decimals), decimals), 0, 0, 0]
    return amounts


def _to_places(number: Decimal, decimals: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
