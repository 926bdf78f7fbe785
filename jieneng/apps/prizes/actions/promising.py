"""Set up a draw, change it while it is a draft, and publish what it promises before it opens."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from jieneng.apps.prizes.keeping import new_secret, shut
from jieneng.apps.prizes.models import DRAFT, INSTANT, PUBLISHED, Draw, Prize, Unit
from jieneng.apps.prizes.promise import days_of, plan_of, rules_of, written
from jieneng.core.audit.actions import record
from jieneng.core.campaigns import entrants
from jieneng.core.campaigns.models import Activity
from jieneng.core.jobs.outbox import promise
from jieneng.core.orgs.acting import require
from jieneng.engine.draws.commitment import commit
from jieneng.engine.draws.rules import write_rules
from jieneng.rulebook import prize_rules
from jieneng.ui.refusals import Refused

_AT_ONCE = 2_000
_SETTLED = timedelta(seconds=30)  # after the close, so that what was handed in on the last second is there


@dataclass(frozen=True)
class Terms:
    """What is typed about a draw; `prizes` are names with their stock, best first."""

    title: str
    kind: str
    entrant: str
    opens_at: datetime
    closes_at: datetime
    claim_place: str
    contact: str
    prizes: Sequence[tuple[str, int]]
    objections_until: datetime | None = None
    number_name: str = ""
    number_where: str = ""
    number_due_at: datetime | None = None
    number_digits: int = 0
    reserves: int = 0
    expected: Sequence[int] = field(default_factory=list)
    claim_days: int = 7
    purge_days: int = 90


@transaction.atomic
def make(activity: Activity, terms: Terms, *, by: Any, now: datetime) -> Draw:
    """A draw of an activity, as a draft."""
    organization = activity.campaign.organization
    require(by, organization, "prizes.edit")
    _require_sound(terms)
    draw = Draw(
        activity=activity,
        organization=organization,
        org_path=organization.path,
        code=secrets.token_hex(8),
        made_at=now,
    )
    _fill(draw, terms)
    record(by, "prizes.make", draw, changes={"n": len(terms.prizes)})
    return draw


@transaction.atomic
def change(draw: Draw, terms: Terms, *, edit_no: int, by: Any) -> Draw:
    """Say it otherwise, as long as nothing is promised."""
    require(by, draw.organization, "prizes.edit")
    draw = locked(draw)
    if draw.state != DRAFT:
        raise Refused("prizes-promised")
    if draw.edit_no != edit_no:
        raise Refused("stale-form")
    _require_sound(terms)
    draw.edit_no += 1
    draw.prizes.all().delete()
    _fill(draw, terms)
    record(by, "prizes.change", draw, changes={"n": len(terms.prizes)})
    return draw


@transaction.atomic
def publish(draw: Draw, *, edit_no: int, by: Any, now: datetime) -> Draw:
    """Promise: publish rules and commitment, put the stock down prize by prize, and order what happens at the close."""
    require(by, draw.organization, "prizes.publish")
    draw = locked(draw)
    if draw.state != DRAFT:
        raise Refused("prizes-promised")
    if draw.edit_no != edit_no:
        raise Refused("stale-form")
    if now >= draw.opens_at:
        raise Refused("prizes-opened-already", at=draw.opens_at)
    if entrants.of(draw.activity) is None:
        raise Refused("prizes-no-players", activity=draw.activity.title)
    secret, promised = new_secret(), plan_of(draw) if draw.is_instant else rules_of(draw)
    draw.rules = written(plan_of(draw)) if draw.is_instant else write_rules(rules_of(draw))
    draw.commitment = commit(secret, promised)
    draw.sealed, draw.salt = shut(secret), shut(new_secret())
    draw.state, draw.published_at = PUBLISHED, now
    draw.save(update_fields=["rules", "commitment", "sealed", "salt", "state", "published_at"])
    units = (Unit(prize=prize, no=no) for prize in draw.prizes.all() for no in range(1, prize.stock + 1))
    Unit.objects.bulk_create(units, batch_size=_AT_ONCE)
    work = "prizes.reveal" if draw.is_instant else "prizes.list"
    promise(work, f"{work}:{draw.pk}", {"draw": draw.pk}, due_at=draw.closes_at + _SETTLED)
    record(by, "prizes.publish", draw, changes={"commitment": draw.commitment})
    return draw


def locked(draw: Draw) -> Draw:
    """The draw as it is now, held until the transaction ends; rows may refer to it meanwhile."""
    rows = Draw.objects.select_for_update(of=("self",), no_key=True).select_related(
        "organization", "activity__campaign"
    )
    return rows.get(pk=draw.pk)


def _fill(draw: Draw, terms: Terms) -> None:
    for each in fields(terms):
        if each.name not in ("prizes", "expected"):
            setattr(draw, each.name, getattr(terms, each.name))
    draw.expected = _expected(draw, terms)
    draw.save()
    prizes = enumerate(terms.prizes, 1)
    Prize.objects.bulk_create(Prize(draw=draw, ord=n, code=f"p{n}", name=name, stock=of) for n, (name, of) in prizes)


def _expected(draw: Draw, terms: Terms) -> list[int]:
    """How many attempts are expected on each day; one number is for every day."""
    if terms.kind != INSTANT:
        return []
    n_days = len(days_of(draw))
    expected = list(terms.expected)
    expected = expected * n_days if len(expected) == 1 else expected
    if len(expected) != n_days or not any(expected):
        raise Refused("prizes-expected-days", days=n_days, n=len(expected))
    return expected


def _require_sound(terms: Terms) -> None:
    if not terms.prizes:
        raise Refused("prizes-without-stock")
    if terms.closes_at <= terms.opens_at:
        raise Refused("prizes-closes-before")
    if terms.kind == INSTANT:
        return
    hours = prize_rules().limits.objection_hours
    if terms.objections_until is None or terms.objections_until < terms.closes_at + timedelta(hours=hours):
        raise Refused("prizes-objections-short", hours=hours)
    if terms.number_due_at is None or terms.number_due_at <= terms.objections_until:
        raise Refused("prizes-number-early")
    if not (terms.number_name and terms.number_where and terms.number_digits):
        raise Refused("prizes-number-unnamed")
