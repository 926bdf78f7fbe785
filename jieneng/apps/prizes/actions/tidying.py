"""What time itself does: prizes that nobody claimed go on, personal data end, the salt last of all."""

from datetime import datetime, timedelta

from django.db import transaction

from jieneng.apps.prizes.actions.claiming import empty, free, held
from jieneng.apps.prizes.actions.promising import locked
from jieneng.apps.prizes.models import CLAIMED, DRAWN, HANDED, WON, Claim, Draw, Win
from jieneng.core.audit.actions import record

_AT_ONCE = 200


def forfeit_overdue(now: datetime) -> int:
    """Every prize whose winner did not come forward in time goes to the next; each in a transaction of its own."""
    late = Win.objects.filter(state=WON, claim_until__lt=now).select_related("draw").order_by("claim_until", "id")
    return sum(_forfeit_one(win, now) for win in list(late[:_AT_ONCE]))


def purge(now: datetime) -> int:
    """Names and numbers end so many days after the hand-out, draw by draw; then the salt of the draw."""
    kept = Claim.objects.filter(purged_at__isnull=True, win__state=HANDED).values("win__draw")
    n = sum(_purge_draw(draw, now) for draw in Draw.objects.filter(pk__in=kept))
    done = Draw.objects.filter(state=DRAWN).exclude(salt="")
    return n + sum(_forget(draw, now) for draw in done)


@transaction.atomic
def _forfeit_one(win: Win, now: datetime) -> int:
    win = held(win)
    if win.state != WON or win.claim_until >= now:
        return 0
    free(win, because="逾期未登记", now=now)
    record(None, "prizes.forfeit", win, because="逾期未登记")
    return 1


@transaction.atomic
def _purge_draw(draw: Draw, now: datetime) -> int:
    due = Claim.objects.filter(win__draw=draw, purged_at__isnull=True, win__state=HANDED)
    rows = list(due.filter(win__handed_at__lt=now - timedelta(days=draw.purge_days)).order_by("id")[:_AT_ONCE])
    for kept in rows:
        empty(kept, now)
    if rows:
        record(None, "prizes.purge", draw, changes={"n": len(rows)})
    return len(rows)


@transaction.atomic
def _forget(draw: Draw, now: datetime) -> int:
    """Nobody can be found in the list any more, once nobody needs to be."""
    draw = locked(draw)
    if not draw.salt or draw.drawn_at is None or draw.drawn_at > now - timedelta(days=draw.purge_days):
        return 0
    open_wins = Win.objects.filter(draw=draw, state__in=(WON, CLAIMED))
    if open_wins.exists() or Claim.objects.filter(win__draw=draw, purged_at__isnull=True).exists():
        return 0
    draw.salt = ""
    draw.save(update_fields=["salt"])
    record(None, "prizes.forget", draw)
    return 1
