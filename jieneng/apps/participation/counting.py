"""What of taking part counts as what (rulebook/tallies.yaml), and the same counted again from the rows."""

from collections.abc import Iterator

from jieneng.apps.participation.models import Choice, Recommendation, Vote, Work
from jieneng.core.campaigns.models import Activity
from jieneng.core.campaigns.tallying import Change, Place, Tallied, tally
from jieneng.rulebook.works import work_rungs

_ROWS = 2_000
WORKS, CHOSEN, VOTES = "works_collection.works", "works_collection.chosen", "works_collection.votes"


def recommended(rung: str) -> str:
    """The item that counts recommendations of a step."""
    return f"works_collection.{work_rungs()[rung].item}"


def count(activity: Activity, row: object, change: Change) -> None:
    """Count what a row adds, or takes back, where and when the row counts."""
    place = Place(row.route, row.category)  # type: ignore[attr-defined]
    tally(activity, row.day, place, change)  # type: ignore[attr-defined]


def witness() -> Iterator[Tallied]:
    """Every row that counts, one after another."""
    yield from _of_works()


def _of_works() -> Iterator[Tallied]:
    for work in Work.objects.standing().select_related("call").iterator(chunk_size=_ROWS):
        yield _tallied(work.call.activity_id, work, WORKS)
    sent = Recommendation.objects.filter(taken_back_at__isnull=True).select_related("call")
    for one in sent.iterator(chunk_size=_ROWS):
        yield _tallied(one.call.activity_id, one, recommended(one.rung))
    for vote in Vote.objects.select_related("call").iterator(chunk_size=_ROWS):
        yield _tallied(vote.call.activity_id, vote, VOTES)
    chosen = Choice.objects.filter(struck_at__isnull=True, call__confirmed_at__isnull=False)
    for choice in chosen.select_related("call").iterator(chunk_size=_ROWS):
        yield _tallied(choice.call.activity_id, choice, CHOSEN)


def _tallied(activity: int, row: object, item: str) -> Tallied:
    return Tallied(activity, row.day, Place(row.route, row.category), {item: 1})  # type: ignore[attr-defined]
