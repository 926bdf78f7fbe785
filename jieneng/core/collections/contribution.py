"""What one answer contributes to the totals at this moment: the only place where states become counts.

Every action takes the contribution before and after what it does and appends the difference. The proof of the totals
(witness.py) adds the same counters up again from the rows, so an action cannot count otherwise than the proof expects,
and works the sums out anew from the figures themselves.
"""

from jieneng.core.collections.models import Confirmation, Submission
from jieneng.core.collections.models.answers import DRAFT
from jieneng.core.facts import deltas
from jieneng.core.facts.amounts import Amounts

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
