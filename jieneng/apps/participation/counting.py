"""What of taking part counts as what (rulebook/tallies.yaml), and the same counted again from the rows."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from jieneng.apps.participation.models import (
    Choice,
    OneDone,
    Pledge,
    Post,
    Recommendation,
    ServiceProof,
    ShortageEntry,
    Signature,
    SignUp,
    Steps,
    Team,
    Volunteer,
    Vote,
    Walker,
    Work,
)
from jieneng.core.campaigns.models import Activity
from jieneng.core.campaigns.tallying import Change, Place, Tallied, tally
from jieneng.engine.hours import as_hours
from jieneng.rulebook.volunteers import five_ones
from jieneng.rulebook.works import work_rungs

_ROWS = 2_000
WORKS, CHOSEN, VOTES = "works_collection.works", "works_collection.chosen", "works_collection.votes"

VOLUNTEERS, EVENTS, HOURS = "volunteer.volunteers", "volunteer.events", "volunteer.hours"
FIVE_ONES, PROOFS = "volunteer.five_ones", "volunteer.certificates"

SIGNATURES = "pledge.signatures"
UNITS, PEOPLE, MEASURES, OFF_HOURS, MEASURED, SAVED = (
    f"energy_shortage.{code}" for code in ("units", "participants", "measures", "hours", "measured", "saved_kwh")
)
WALKERS, STEPS, TEAMS = "green_commute.participants", "green_commute.steps", "green_commute.teams"


def one_item(one: str) -> str:
    """The item that counts one of the five ones."""
    return f"volunteer.{five_ones()[one].item}"


def recommended(rung: str) -> str:
    """The item that counts recommendations of a step."""
    return f"works_collection.{work_rungs()[rung].item}"


def count(activity: Activity, row: object, change: Change) -> None:
    """Count what a row adds, or takes back, where and when the row counts."""
    at(activity, row.day, row, change)  # type: ignore[attr-defined]


def at(activity: Activity, day: date, row: object, change: Change) -> None:
    """The same on a day that is not the row's own."""
    tally(activity, day, Place(row.route, row.category), change)  # type: ignore[attr-defined]


def witness() -> Iterator[Tallied]:
    """Every row that counts, one after another."""
    yield from _of_works()
    yield from _of_volunteers()
    yield from _of_pledges()
    yield from _of_walks()
    yield from _of_shortage()


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


def _of_volunteers() -> Iterator[Tallied]:
    for post in Post.objects.filter(held_on__isnull=False).select_related("drive").iterator(chunk_size=_ROWS):
        yield _tallied(post.drive.activity_id, post, EVENTS, day=post.held_on)
    for who in Volunteer.objects.select_related("drive").iterator(chunk_size=_ROWS):
        for item, day in ((VOLUNTEERS, who.served_on), (FIVE_ONES, who.five_on)):
            if day is not None:
                yield _tallied(who.drive.activity_id, who, item, day=day)
    for one in SignUp.objects.filter(tenths__gt=0).select_related("post__drive").iterator(chunk_size=_ROWS):
        yield _tallied(one.post.drive.activity_id, one, HOURS, n=as_hours(one.tenths or 0))
    for done in OneDone.objects.select_related("volunteer__drive").iterator(chunk_size=_ROWS):
        yield _tallied(done.volunteer.drive.activity_id, done, one_item(done.one))
    for proof in ServiceProof.objects.filter(revoked_at=None).select_related("drive").iterator(chunk_size=_ROWS):
        yield _tallied(proof.drive.activity_id, proof, PROOFS)


def _of_pledges() -> Iterator[Tallied]:
    for pledge in Pledge.objects.opened().iterator(chunk_size=_ROWS):
        yield _tallied(pledge.activity_id, pledge, pledge.counts_as)
    for one in Signature.objects.select_related("pledge").iterator(chunk_size=_ROWS):
        yield _tallied(one.pledge.activity_id, one, SIGNATURES)


def _of_walks() -> Iterator[Tallied]:
    for team in Team.objects.select_related("walk").iterator(chunk_size=_ROWS):
        yield _tallied(team.walk.activity_id, team, TEAMS)
    begun = Walker.objects.filter(first_on__isnull=False).select_related("team__walk")
    for walker in begun.iterator(chunk_size=_ROWS):
        yield _tallied(walker.team.walk.activity_id, walker.team, WALKERS, day=walker.first_on)
    for steps in Steps.objects.filter(counted__gt=0).select_related("walk").iterator(chunk_size=_ROWS):
        yield _tallied(steps.walk.activity_id, steps, STEPS, n=steps.counted)


def of_entry(entry: ShortageEntry) -> dict[str, int | Decimal]:
    """What an entry of a low-energy day comes to; a saving counts only where a meter says so."""
    change: dict[str, int | Decimal] = {
        UNITS: 1,
        PEOPLE: entry.people,
        MEASURES: entry.n_measures,
        OFF_HOURS: entry.hours,
    }
    if entry.saved_kwh is not None:
        change |= {MEASURED: 1, SAVED: entry.saved_kwh}
    return change


def _of_shortage() -> Iterator[Tallied]:
    for entry in ShortageEntry.objects.select_related("shortage").iterator(chunk_size=_ROWS):
        place = Place(entry.route, entry.category)
        yield Tallied(entry.shortage.activity_id, entry.day, place, of_entry(entry))


def _tallied(activity: int, row: object, item: str, *, day: date | None = None, n: int | Decimal = 1) -> Tallied:
    place = Place(row.route, row.category)  # type: ignore[attr-defined]
    return Tallied(activity, day or row.day, place, {item: n})  # type: ignore[attr-defined]
