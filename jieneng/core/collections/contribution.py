"""What one answer contributes to the totals at this moment: the only place where states become counts.

Every action takes the contribution before and after what it does and appends the difference. The proof of the totals
adds the same contributions up again from the rows, so an action cannot count otherwise than the proof expects.
"""

from collections.abc import Iterator

from jieneng.core.collections.models import Confirmation, Submission
from jieneng.core.collections.models.answers import DRAFT
from jieneng.core.facts import deltas
from jieneng.core.facts.amounts import Amounts
from jieneng.core.facts.verify import Contribution

# counters by name: waiting, returned, accepted (the state), on_time, late (of those handed in), counted (has a fact),
# confirmed (levels that have reported their part upward)
HANDED_IN = ("on_time", "late")


def contribution(submission: Submission) -> Amounts:
    """The counters and sums of a submission as it stands."""
    amounts = Amounts()
    if submission.state != DRAFT:
        amounts.counters[submission.state] = 1
        amounts.counters["late" if submission.is_late else "on_time"] = 1
    if submission.accepted_version:
        amounts.counters["counted"] = 1
        amounts.sums = {key: list(sum_) for key, sum_ in submission.accepted_version.sums.items()}
    return amounts


def append_change(submission: Submission, before: Amounts) -> None:
    """Append what has changed since `before`, on the route that was stored at the first submit."""
    series = submission.collection.series_id
    deltas.append(series, submission.route, submission.category, before=before, after=contribution(submission))


def append_confirmed(confirmation: Confirmation, sign: int) -> None:
    """A level has reported upward (+1), or its report was taken back (-1)."""
    count, nothing = Amounts({"confirmed": 1}), Amounts()
    before, after = (nothing, count) if sign > 0 else (count, nothing)
    series = confirmation.collection.series_id
    deltas.append(series, confirmation.route, confirmation.category, before=before, after=after)


def witness() -> Iterator[Contribution]:
    """Every contribution there is, from the rows: what `facts verify` adds up."""
    answers = Submission.objects.exclude(route="").select_related("accepted_version", "collection")
    for submission in answers.iterator(chunk_size=2_000):
        amounts = contribution(submission)
        yield Contribution(submission.collection.series_id, submission.route, submission.category, amounts)
    standing = Confirmation.objects.filter(taken_back_at__isnull=True).select_related("collection")
    for confirmation in standing.iterator(chunk_size=2_000):
        series = confirmation.collection.series_id
        yield Contribution(series, confirmation.route, confirmation.category, Amounts({"confirmed": 1}))
