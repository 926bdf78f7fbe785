"""Every contribution there is, from the rows: what `facts verify` adds up.

The sums are not taken from where the actions kept them but worked out anew from the accepted figures, by the form. One
collection after the other, row by row: no more is held than the fields of one collection and a handful of answers.
"""

from collections.abc import Iterator

from jieneng.core.collections.composed import every_field
from jieneng.core.collections.contribution import contribution
from jieneng.core.collections.models import Collection, Confirmation, Submission
from jieneng.core.facts.amounts import Amounts
from jieneng.core.facts.verify import Contribution
from jieneng.core.forms.counted import sums_of
from jieneng.core.forms.definition import Field

_BATCH = 1_000
OTHER_SUMS = "sums not of its figures"  # a counter that no cell has: it shows where kept sums were tampered with


def witness() -> Iterator[Contribution]:
    """The contributions of answers, then of levels that have reported upward."""
    for collection in Collection.objects.select_related("form_version").order_by("pk").iterator():
        yield from _of_answers(collection)
    standing = Confirmation.objects.filter(taken_back_at__isnull=True).select_related("collection").defer("gaps")
    for confirmation in standing.iterator(chunk_size=_BATCH):
        series = confirmation.collection.series_id
        yield Contribution(series, confirmation.route, confirmation.category, Amounts({"confirmed": 1}))


def _of_answers(collection: Collection) -> Iterator[Contribution]:
    fields = every_field(collection)
    answers = Submission.objects.filter(collection=collection).exclude(route="").select_related("accepted_version")
    for submission in answers.defer("draft", "accepted_version__notes").iterator(chunk_size=_BATCH):
        amounts = _recomputed(submission, fields)
        yield Contribution(collection.series_id, submission.route, submission.category, amounts)


def _recomputed(submission: Submission, fields: list[Field]) -> Amounts:
    amounts, version = contribution(submission), submission.accepted_version
    if version is not None:
        kept, amounts.sums = amounts.sums, sums_of(fields, version.values)
        if kept != amounts.sums:
            amounts.counters[OTHER_SUMS] = 1
    return amounts
