"""What organisations gave for the same form a year before: what the new figures are held against."""

from collections.abc import Collection as Ids
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, IntegerField, When

from jieneng.core.collections.models import Collection, Submission
from jieneng.core.facts.amounts import EMPTY, Amounts
from jieneng.core.facts.totals import total
from jieneng.core.forms.definition import Form
from jieneng.core.forms.values import Values, number_of
from jieneng.core.orgs.headcounts import expected
from jieneng.core.orgs.models import RosterEntry
from jieneng.engine.quantities import unscale

Figures = dict[str, Decimal]


def last_year(collection: Collection, organizations: Ids[int]) -> dict[int, Figures]:
    """The accepted figures of the year before, by organisation and key; two queries for however many.

    Keys of a form are stable from year to year; where several collections asked the same form, the last one holds.
    """
    answers = Submission.objects.counted().filter(
        organization__in=organizations,
        collection__year=collection.year - 1,
        collection__form_version__code=collection.form_version.code,
    )
    given = list(answers.values_list("collection", "organization", "accepted_version__values"))
    asked = Collection.objects.filter(pk__in={earlier for earlier, _, _ in given}) if given else ()
    earlier_ones = sorted(asked, key=lambda earlier: (earlier.due_at, earlier.pk))
    forms = {earlier.pk: earlier.form for earlier in earlier_ones}
    order = list(forms)
    found: dict[int, Figures] = {}
    for earlier, organization, values in sorted(given, key=lambda row: order.index(row[0])):
        found[organization] = figures_of(forms[earlier], values)
    return found


def last_year_of(collection: Collection, organization: int) -> Figures:
    """The same for one organisation; empty when it gave nothing."""
    return last_year(collection, [organization]).get(organization, {})


def figures_of(form: Form, values: Values) -> Figures:
    """The numbers of stored values by key, without those that were not counted."""
    numbers = {asked.key: number_of(asked, values.get(asked.key)) for asked in form.numbers}
    return {key: number for key, number in numbers.items() if number is not None}


@dataclass(frozen=True)
class YearBefore:
    """What a node came to when the same form was asked a year before."""

    collection: Collection
    amounts: Amounts
    n_expected: int

    @property
    def n_counted(self) -> int:
        return self.amounts.counters.get("counted", 0)

    def value(self, key: str) -> Decimal | None:
        """The total of an item, None where nobody gave it."""
        scaled, n_given, *_ = self.amounts.sums.get(key, EMPTY)
        return unscale(scaled, self.collection.series.decimals.get(key, 0)) if n_given else None

    def is_approximate(self, key: str) -> bool:
        return self.amounts.sums.get(key, EMPTY)[2] > 0

    def asks_alike(self, collection: Collection, key: str) -> bool:
        """Whether both years ask for as many activities of this kind: else a total of one means something else."""
        item = key.partition("@")[0]
        forms = (self.collection.series.decimals, collection.series.decimals)
        before, now = ({one for one in keys if one.partition("@")[0] == item} for keys in forms)
        return before == now


def year_before(collection: Collection, node: str) -> YearBefore | None:
    """The totals of a node in the year before, by that year's roster; a handful of queries, whatever stands below.

    The same line of campaigns: the same form, asked of the node by the same office if it asked again, else by the last
    one that did.
    """
    year = collection.year - 1
    entry = RosterEntry.objects.filter(year=year, organization__path=node).first()
    path = entry.path if entry else node
    asked = Collection.objects.reaching(path).filter(year=year, form_version__code=collection.form_version.code)
    rows = asked.select_related("series", "audience").annotate(
        is_same=Case(When(organization=collection.organization_id, then=1), default=0, output_field=IntegerField())
    )
    earlier = rows.order_by("-is_same", "-due_at", "-pk").first()
    if earlier is None:
        return None
    amounts = total(earlier.series_id, path).amounts
    return YearBefore(earlier, amounts, expected(earlier.audience, year, [path])[path])
