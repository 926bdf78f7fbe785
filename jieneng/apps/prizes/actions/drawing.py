"""The public number, typed by one and confirmed by another; then the draw, once."""

from datetime import datetime
from typing import Any

from django.db import transaction

from jieneng.apps.prizes import audit_files
from jieneng.apps.prizes.actions.listing import objections_end
from jieneng.apps.prizes.actions.promising import locked
from jieneng.apps.prizes.actions.winning import Winner, give
from jieneng.apps.prizes.keeping import secret_of
from jieneng.apps.prizes.models import DRAWN, LISTED, Draw, DrawNumber, Entrant, EntrantList, Reserve, Result, Unit
from jieneng.apps.prizes.promise import promised_rules
from jieneng.core.audit.actions import record
from jieneng.core.jobs.outbox import promise
from jieneng.core.orgs.acting import require
from jieneng.core.uniqueness import once
from jieneng.engine.draws.audit import audit_json
from jieneng.engine.draws.ranking import Outcome, outcome
from jieneng.ui.refusals import Refused

_AT_ONCE = 2_000


@transaction.atomic
def enter_number(draw: Draw, value: str, source: str, *, by: Any, now: datetime) -> DrawNumber:
    """Type the public number with where it was read. Until somebody confirms it, it can be typed anew."""
    require(by, draw.organization, "prizes.number")
    draw = locked(draw)
    _require_due(draw, now)
    if not promised_rules(draw).number.accepts(value):
        raise Refused("prizes-number-form", digits=draw.number_digits)
    entered, _ = DrawNumber.objects.update_or_create(
        draw=draw, defaults={"value": value, "source": source, "entered_by": by, "entered_at": now}
    )
    record(by, "prizes.enter_number", draw, changes={"number": value, "source": source})
    return entered


@transaction.atomic
def confirm_number(draw: Draw, value: str, *, by: Any, now: datetime) -> DrawNumber:
    """Somebody else reads it at its source and types it again; then the draw is ordered, and nothing can be changed."""
    require(by, draw.organization, "prizes.confirm")
    draw = locked(draw)
    _require_due(draw, now)
    entered = DrawNumber.objects.select_for_update().filter(draw=draw).first()
    if entered is None:
        raise Refused("prizes-number-missing")
    if entered.entered_by_id == by.pk:
        raise Refused("prizes-two-people")
    if entered.value != value:
        raise Refused("prizes-number-differs")
    entered.confirmed_by, entered.confirmed_at = by, now
    entered.save(update_fields=["confirmed_by", "confirmed_at"])
    promise("prizes.draw", f"prizes.draw:{draw.pk}", {"draw": draw.pk}, due_at=now)
    record(by, "prizes.confirm_number", draw, changes={"number": value})
    return entered


@transaction.atomic
def draw_now(draw: Draw, *, now: datetime) -> Result | None:
    """Work out who has won, from what is published and confirmed. Nobody can ask for it twice: there is one result."""
    draw = locked(draw)
    entered = DrawNumber.objects.filter(draw=draw, confirmed_at__isnull=False).first()
    listed = draw.lists.order_by("-no").first()
    if draw.state != LISTED or entered is None or listed is None:
        return None
    rules, secret = promised_rules(draw), secret_of(draw)
    rows = Entrant.objects.filter(draw=draw).in_version(listed.no)
    names = tuple(rows.values_list("pseudonym", flat=True).iterator(chunk_size=_AT_ONCE))
    drawn = outcome(rules, secret, entered.value, names)
    said = audit_json(
        rules, commitment=draw.commitment, secret=secret, entrants=names, number=entered.value, source=entered.source
    )
    with once("prizes-drawn-already"):
        result = Result.objects.create(
            draw=draw, listed=listed, sha256=audit_files.put(said), n_winners=len(drawn.awards), at=now
        )
    _put_down(draw, drawn, now)
    draw.state, draw.drawn_at = DRAWN, now
    draw.save(update_fields=["state", "drawn_at"])
    record(None, "prizes.draw", draw, changes={"n": result.n_winners, "digest": result.sha256})
    return result


def _put_down(draw: Draw, drawn: Outcome, now: datetime) -> None:
    wanted = [*(award.entrant for award in drawn.awards), *drawn.reserves]
    at = _organizations(draw, wanted)
    units = Unit.objects.filter(prize__draw=draw).order_by("prize__ord", "no").values_list("pk", flat=True)
    awards = zip(drawn.awards, units, strict=False)
    give(
        draw, (Winner(each.entrant, at[each.entrant], unit, each.place) for each, unit in awards), how="drawn", now=now
    )
    standing_by = enumerate(drawn.reserves, 1)
    Reserve.objects.bulk_create(
        (Reserve(draw=draw, ord=n, pseudonym=who, organization_id=at[who]) for n, who in standing_by),
        batch_size=_AT_ONCE,
    )


def _organizations(draw: Draw, names: list[str]) -> dict[str, int]:
    found = dict[str, int]()
    for start in range(0, len(names), _AT_ONCE):
        rows = Entrant.objects.filter(draw=draw, pseudonym__in=names[start : start + _AT_ONCE], until__isnull=True)
        found |= dict(rows.values_list("pseudonym", "organization_id"))
    return found


def _require_due(draw: Draw, now: datetime) -> None:
    last: EntrantList | None = draw.lists.order_by("-no").first()
    if draw.state == DRAWN or DrawNumber.objects.filter(draw=draw, confirmed_at__isnull=False).exists():
        raise Refused("prizes-drawn-already")
    if draw.state != LISTED or last is None or now < objections_end(draw, last):
        raise Refused("prizes-not-yet-drawn")
    if draw.number_due_at is not None and last.at >= draw.number_due_at:
        raise Refused("prizes-list-too-late")
    if draw.number_due_at is not None and now < draw.number_due_at:
        raise Refused("prizes-number-not-due", at=draw.number_due_at)
