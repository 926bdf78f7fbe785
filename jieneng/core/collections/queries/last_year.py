"""What organisations gave for the same form a year before: what the new figures are held against."""

from collections.abc import Collection as Ids
from decimal import Decimal

from jieneng.core.collections.models import Collection, Submission
from jieneng.core.forms.definition import Form
from jieneng.core.forms.values import Values, number_of

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
