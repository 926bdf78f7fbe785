"""Instant win: take a chance, number it among those of its day, and see whether that number wins."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from jieneng.apps.prizes import audit_files
from jieneng.apps.prizes.actions.promising import locked
from jieneng.apps.prizes.actions.winning import Winner, give
from jieneng.apps.prizes.keeping import pseudonym_of, secret_of
from jieneng.apps.prizes.models import DRAWN, PUBLISHED, Attempt, Draw, Result, Unit, Win
from jieneng.apps.prizes.promise import promised_plan
from jieneng.core.audit.actions import record
from jieneng.core.orgs.models import Organization
from jieneng.core.uniqueness import once
from jieneng.engine.draws.canonical import canonical
from jieneng.engine.draws.instant import Plan, prizes_at
from jieneng.ui.refusals import Refused

_AT_ONCE = 500
Prizes = Mapping[date, Mapping[int, str]]


class Chance(NamedTuple):
    """What came of somebody's chances: how many there were, and the win, if any."""

    attempt: Attempt | None
    win: Win | None


def take_chance(draw: Draw, player: str, path: str, *, now: datetime) -> Chance:
    """A player's chance of the day. Sent again it is the same chance, with the same answer.

    The attempt is added by itself; then whoever comes numbers all that wait, so that a thousand who come together
    need few turns at the draw and not a thousand.
    """
    if draw.state != PUBLISHED or not draw.opens_at <= now < draw.closes_at:
        raise Refused("prizes-not-running")
    who = pseudonym_of(draw, player)
    assert who is not None
    won = Win.objects.filter(draw=draw, pseudonym=who).first()
    if won is not None:
        return Chance(None, won)
    organization_id = Organization.objects.filter(path=path).values_list("pk", flat=True).first()
    attempt, _ = Attempt.objects.get_or_create(
        draw=draw,
        pseudonym=who,
        day=timezone.localtime(now).date(),
        defaults={"organization_id": organization_id or draw.organization_id, "at": now},
    )
    if attempt.n is None:
        number_waiting(draw, now=now)
        attempt = Attempt.objects.filter(pk=attempt.pk).first() or attempt
    return Chance(attempt, Win.objects.filter(draw=draw, pseudonym=who).first())


def number_waiting(draw: Draw, *, now: datetime) -> int:
    """Give every attempt that waits its number, and a prize to those whose number wins; gives how many there were."""
    n = 0
    while some := _number_some(draw, now=now):
        n += some
    return n


@transaction.atomic
def reveal(draw: Draw, *, now: datetime) -> Result | None:
    """After the close: publish the secret, how many came on each day, and what was won at which number."""
    number_waiting(draw, now=now)
    draw = locked(draw)
    if draw.state != PUBLISHED or not draw.is_instant or now < draw.closes_at:
        return None
    said = canonical(_told(draw))
    n = Win.objects.filter(draw=draw).count()
    with once("prizes-drawn-already"):
        result = Result.objects.create(draw=draw, listed=None, sha256=audit_files.put(said), n_winners=n, at=now)
    draw.state, draw.drawn_at = DRAWN, now
    draw.save(update_fields=["state", "drawn_at"])
    record(None, "prizes.reveal", draw, changes={"n": n, "digest": result.sha256})
    return result


@transaction.atomic
def _number_some(draw: Draw, *, now: datetime) -> int:
    draw = locked(draw)  # one at a time from here on: the number of a turn is one more than the last
    waiting = list(Attempt.objects.filter(draw=draw, n__isnull=True).order_by("day", "id")[:_AT_ONCE])
    if not waiting:
        return 0
    plan, winning = promised_plan(draw), dict[int, Winner]()
    turns = _turns(draw, plan)
    for attempt in waiting:
        day = max([attempt.day, *(day for day, n in turns.items() if n)])
        n = turns.get(day, 0) + 1
        if _has_won(draw, attempt, winning.values()):
            attempt.delete()
            continue
        turns[day] = n
        attempt.turn_day, attempt.n = day, n
        attempt.save(update_fields=["turn_day", "n"])
        prizes = _prizes(draw, plan, turns, day)
        if n in prizes[day]:
            winning[attempt.pk] = Winner(attempt.pseudonym, attempt.organization_id, _unit(draw, prizes, day, n), n)
    for win in give(draw, winning.values(), how="instant", now=now):
        record(None, "prizes.win", win)
    return len(waiting)


def _turns(draw: Draw, plan: Plan) -> dict[date, int]:
    """How many attempts each day has had, 0 for none."""
    rows = Attempt.objects.filter(draw=draw, turn_day__in=plan.days).values("turn_day").annotate(last=Max("n"))
    return dict.fromkeys(plan.days, 0) | {row["turn_day"]: row["last"] for row in rows}


def _prizes(draw: Draw, plan: Plan, turns: Mapping[date, int], day: date) -> Prizes:
    """The winning numbers of the days up to this one, each with its prize."""
    return _worked_out(
        draw.pk, draw.commitment, draw.sealed, draw.rules, tuple(turns[each] for each in plan.days if each < day)
    )


@lru_cache(maxsize=32)
def _worked_out(pk: int, commitment: str, sealed: str, rules: str, closed: tuple[int, ...]) -> Prizes:
    """Kept, since it costs a hash for every attempt expected; nothing of it ever changes."""
    draw = Draw(pk=pk, commitment=commitment, sealed=sealed, rules=rules)
    plan = promised_plan(draw)
    return prizes_at(secret_of(draw), plan, dict(zip(plan.days, closed, strict=False)))


def _unit(draw: Draw, prizes: Prizes, day: date, n: int) -> int:
    """The next single prize of its kind: as many were given before as winning numbers stand before this one."""
    code = prizes[day][n]
    before = Counter(
        prize for each, places in prizes.items() for place, prize in places.items() if (each, place) < (day, n)
    )
    return Unit.objects.get(prize__draw=draw, prize__code=code, no=before[code] + 1).pk


def _has_won(draw: Draw, attempt: Attempt, winning: object) -> bool:
    """Somebody who waited with two attempts wins once."""
    now_won = any(each.pseudonym == attempt.pseudonym for each in winning)  # type: ignore[attr-defined]
    return now_won or Win.objects.filter(draw=draw, pseudonym=attempt.pseudonym).exists()


def _told(draw: Draw) -> dict[str, object]:
    plan = promised_plan(draw)
    codes = dict(Win.objects.filter(draw=draw).values_list("pseudonym", "unit__prize__code"))
    winners = Win.objects.filter(draw=draw).values("pseudonym")
    rows = Attempt.objects.filter(draw=draw, n__isnull=False, pseudonym__in=winners).order_by("turn_day")
    # nobody has a turn after the one that won, so of several the last is meant
    turns = {who: (day.isoformat(), n) for who, day, n in rows.values_list("pseudonym", "turn_day", "n")}
    wins = sorted((day, n, codes[who], who) for who, (day, n) in turns.items())
    return {
        "commitment": draw.commitment,
        "days": [{"attempts": n, "day": day.isoformat()} for day, n in _turns(draw, plan).items()],
        "plan": plan.as_json(),
        "secret": secret_of(draw).hex(),
        "wins": [{"day": day, "entrant": who, "n": n, "prize": code} for day, n, code, who in wins],
    }
