"""Give single prizes to those who won them, and count them where they belong."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max
from django.utils import timezone

from jieneng.apps.prizes.keeping import code_digest, kept_code, new_code
from jieneng.apps.prizes.models import FORFEITED, Draw, Unit, Win
from jieneng.core.campaigns.models import Activity
from jieneng.core.campaigns.tallying import Place, tally
from jieneng.core.orgs.models import Organization, RosterEntry
from jieneng.rulebook import tallies

_AT_ONCE = 500


@dataclass(frozen=True)
class Winner:
    """Who wins which single prize, from where, and at which place."""

    pseudonym: str
    organization_id: int
    unit_id: int
    place: int


def give(draw: Draw, winners: Iterable[Winner], *, how: str, now: datetime) -> list[Win]:
    """Put the wins down, in the caller's transaction. A prize that somebody holds already is a fault, not a refusal."""
    winning = list(winners)
    places = _places({each.organization_id for each in winning}, draw.activity.campaign.year)
    day, until = timezone.localtime(now).date(), claim_until(draw, now)
    made = []
    for each in winning:
        code, place = new_code(), places[each.organization_id]
        made.append(
            Win(
                draw=draw,
                unit_id=each.unit_id,
                pseudonym=each.pseudonym,
                organization_id=each.organization_id,
                route=place.route,
                category=place.category,
                day=day,
                how=how,
                place=each.place,
                at=now,
                claim_until=until,
                code_digest=code_digest(code),
                code_kept=kept_code(code),
            )
        )
    Win.objects.bulk_create(made, batch_size=_AT_ONCE)
    for place, n in Counter(Place(win.route, win.category) for win in made).items():
        count(draw.activity, day, place, n)
    return made


def take_back(draw: Draw, win: Win, *, because: str, now: datetime) -> None:
    """The prize is free again, in the caller's transaction, which holds the draw."""
    last = Win.objects.filter(draw=draw).aggregate(last=Max("forfeit_no"))["last"] or 0
    win.state, win.forfeited_at, win.forfeit_no, win.because = FORFEITED, now, last + 1, because
    win.save(update_fields=["state", "forfeited_at", "forfeit_no", "because"])
    count(draw.activity, win.day, Place(win.route, win.category), -1)


def call_next(draw: Draw, unit: Unit, *, now: datetime) -> Win | None:
    """The first reserve who was not called yet gets the freed prize; None when nobody is left."""
    reserve = draw.standing_by.filter(called_at__isnull=True).order_by("ord").first()
    if reserve is None:
        return None
    reserve.called_at = now
    reserve.save(update_fields=["called_at"])
    winner = Winner(reserve.pseudonym, reserve.organization_id, unit.pk, reserve.ord)
    return give(draw, [winner], how="reserve", now=now)[0]


def claim_until(draw: Draw, now: datetime) -> datetime:
    """The end of the last day on which somebody who won now may come forward."""
    last = timezone.localtime(now) + timedelta(days=draw.claim_days)
    return last.replace(hour=23, minute=59, second=59, microsecond=0)


def counts(activity: Activity) -> bool:
    """Whether winners are counted of this kind of activity."""
    return f"{activity.kind}.winners" in tallies()


def count(activity: Activity, day: Any, place: Place, n: int) -> None:
    if counts(activity):
        tally(activity, day, place, {f"{activity.kind}.winners": n})


def _places(organization_ids: set[int], year: int) -> dict[int, Place]:
    """Where each organisation counts, two queries for every five hundred."""
    found, ids = dict[int, Place](), sorted(organization_ids)
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        for one in Organization.objects.filter(pk__in=some).only("path", "category"):
            found[one.pk] = Place(one.path, one.category)
        rows = RosterEntry.objects.filter(year=year, organization__in=some)
        found |= {
            pk: Place(path, category) for pk, path, category in rows.values_list("organization_id", "path", "category")
        }
    return found
