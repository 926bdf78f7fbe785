"""The list of who takes part: made at the close, corrected with a reason while objections may be raised."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, TypeVar

from django.db import transaction

from jieneng.apps.prizes.actions.promising import locked
from jieneng.apps.prizes.keeping import salt_of
from jieneng.apps.prizes.models import LISTED, PUBLISHED, Draw, Entrant, EntrantList
from jieneng.core.audit.actions import record
from jieneng.core.campaigns import entrants
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.engine.draws.entrants import pseudonym
from jieneng.engine.draws.long_lists import parts_of, root_over
from jieneng.rulebook import prize_rules
from jieneng.ui.refusals import Refused

_AT_ONCE = 2_000
Item = TypeVar("Item")


@transaction.atomic
def make_list(draw: Draw, *, now: datetime) -> EntrantList | None:
    """The first list, when the draw has closed; nothing is done a second time."""
    draw = locked(draw)
    if draw.state != PUBLISHED or draw.is_instant or now < draw.closes_at:
        return None
    for batch in _in_batches(_players(draw)):
        Entrant.objects.bulk_create([_entrant(draw, who, where, 1) for who, where in _placed(draw, batch)])
    made = _publish_version(draw, 1, because="", by=None, now=now)
    draw.state = LISTED
    draw.save(update_fields=["state"])
    record(None, "prizes.list", draw, changes={"n": made.n, "root": made.root})
    return made


@transaction.atomic
def strike(draw: Draw, who: str, *, because: str, by: Any, now: datetime) -> EntrantList:
    """Take somebody off the list after an objection."""
    draw, last = _correctable(draw, because, by=by, now=now)
    no = last.no + 1
    if not Entrant.objects.filter(draw=draw, pseudonym=who, until__isnull=True).update(until=no):
        raise Refused("prizes-not-listed", who=who[:16])
    return _corrected(draw, no, because, by=by, now=now)


@transaction.atomic
def relist(draw: Draw, *, because: str, by: Any, now: datetime) -> EntrantList:
    """Ask again who qualifies, and publish the list anew. Whom a correction has struck stays struck."""
    draw, last = _correctable(draw, because, by=by, now=now)
    no, seen = last.no + 1, set[str]()
    for batch in _in_batches(_players(draw)):
        known = set(
            Entrant.objects.filter(draw=draw, pseudonym__in=[who for who, _ in batch]).values_list(
                "pseudonym", flat=True
            )
        )
        new = [(who, path) for who, path in batch if who not in known]
        Entrant.objects.bulk_create([_entrant(draw, who, where, no) for who, where in _placed(draw, new)])
        seen.update(who for who, _ in batch)
    gone = (pk for pk, who in _standing(draw) if who not in seen)
    for pks in _in_batches(gone):
        Entrant.objects.filter(pk__in=pks).update(until=no)
    return _corrected(draw, no, because, by=by, now=now)


def objections_end(draw: Draw, last: EntrantList) -> datetime:
    """When objections end: as promised, and not before everybody had the hours for the list as it is."""
    assert draw.objections_until is not None
    hours = timedelta(hours=prize_rules().limits.objection_hours)
    return max(draw.objections_until, last.at + hours) if last.no == 1 else draw.objections_until


def _correctable(draw: Draw, because: str, *, by: Any, now: datetime) -> tuple[Draw, EntrantList]:
    require(by, draw.organization, "prizes.correct")
    draw = locked(draw)
    last = draw.lists.order_by("-no").first()
    if draw.state != LISTED or last is None:
        raise Refused("prizes-not-in-objections")
    if now >= objections_end(draw, last) or (draw.number_due_at and now >= draw.number_due_at):
        raise Refused("prizes-objections-over")
    if not because.strip():
        raise Refused("reason-missing", what="更正原因")
    return draw, last


def _corrected(draw: Draw, no: int, because: str, *, by: Any, now: datetime) -> EntrantList:
    made = _publish_version(draw, no, because=because.strip(), by=by, now=now)
    record(by, "prizes.correct", draw, because=made.because, changes={"n": made.n, "root": made.root})
    return made


def _publish_version(draw: Draw, no: int, *, because: str, by: Any, now: datetime) -> EntrantList:
    rows = Entrant.objects.filter(draw=draw).in_version(no)
    lines = rows.values_list("pseudonym", flat=True).iterator(chunk_size=_AT_ONCE)
    parts = list(parts_of(lines))
    n = rows.count()
    if n > prize_rules().limits.largest_list:
        raise Refused("prizes-list-too-long", n=n)
    return EntrantList.objects.create(
        draw=draw, no=no, n=n, root=root_over(parts), parts=parts, because=because, by=by, at=now
    )


def _players(draw: Draw) -> Iterator[tuple[str, str]]:
    source = entrants.of(draw.activity)
    if source is None:
        raise Refused("prizes-no-players", activity=draw.activity.title)
    salt = salt_of(draw)
    return ((pseudonym(key, salt), path) for key, path in source.qualified(draw.activity))


def _placed(draw: Draw, batch: list[tuple[str, str]]) -> Iterator[tuple[str, int]]:
    """With the number of the organisation at each path; one that is gone counts for whoever draws."""
    paths = {path for _, path in batch}
    at = dict(Organization.objects.filter(path__in=paths).values_list("path", "id"))
    own = int(draw.organization_id)
    return ((who, at.get(path) or own) for who, path in batch)


def _entrant(draw: Draw, who: str, organization_id: int, since: int) -> Entrant:
    return Entrant(draw=draw, pseudonym=who, organization_id=organization_id, since=since)


def _standing(draw: Draw) -> Iterator[tuple[int, str]]:
    rows = Entrant.objects.filter(draw=draw, until__isnull=True)
    return iter(list(rows.values_list("pk", "pseudonym")))


def _in_batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    waiting = iter(items)
    while batch := list(islice(waiting, _AT_ONCE)):
        yield batch
