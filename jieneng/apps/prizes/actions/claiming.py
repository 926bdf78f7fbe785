"""What a winner does: come forward with the code, leave name and number, take them back, give the prize up."""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from jieneng.apps.prizes.actions.promising import locked
from jieneng.apps.prizes.actions.winning import call_next, claim_until, take_back
from jieneng.apps.prizes.keeping import code_digest, code_form
from jieneng.apps.prizes.models import CLAIMED, FORFEITED, HANDED, WON, Claim, CodeTry, Win
from jieneng.core.audit.actions import record
from jieneng.core.people.personal import sealed
from jieneng.engine.periods import in_beijing
from jieneng.rulebook import prize_rules
from jieneng.ui.refusals import Refused

_HOUR = timedelta(hours=1)


@transaction.atomic
def find_by_code(typed: str, *, address: str, now: datetime) -> Win | None:
    """The win that a code belongs to, None when there is none; whoever tries too many is stopped for an hour."""
    sender = digest_of(address, now)
    if CodeTry.objects.filter(sender=sender, at__gt=now - _HOUR).count() >= prize_rules().limits.wrong_codes_per_hour:
        raise Refused("prizes-codes-too-many")
    rows = Win.objects.select_related("draw__organization", "unit__prize", "organization")
    found = rows.filter(code_digest=code_digest(code_form(typed))).first()
    if found is None:
        CodeTry.objects.filter(at__lt=now - _HOUR).delete()
        record(None, "prizes.wrong_code", CodeTry.objects.create(sender=sender, at=now))
    return found


@transaction.atomic
def claim(win: Win, *, name: str, phone: str, version: str, now: datetime) -> Claim:
    """Leave a name and a number after reading the notice of this version; said again, it is corrected."""
    win = held(win)
    if win.state not in (WON, CLAIMED):
        raise Refused("prizes-not-to-claim")
    if win.state == WON and now > win.claim_until:
        raise Refused("prizes-claim-late", at=win.claim_until)
    if version != prize_rules().notice.version:
        raise Refused("prizes-notice-changed")
    said = {"notice_version": version, "consented_at": now, "withdrawn_at": None, "purged_at": None}
    made, _ = Claim.objects.update_or_create(win=win, defaults=said)
    made.name_kept, made.phone_kept = sealed(name, made, "name_kept"), sealed(phone, made, "phone_kept")
    made.save(update_fields=["name_kept", "phone_kept"])
    _move(win, CLAIMED)
    record(None, "prizes.claim", win, changes={"notice": version})
    return made


@transaction.atomic
def withdraw(win: Win, *, now: datetime) -> Win:
    """Take back what was agreed to: name and number are gone at once. The prize is not lost by it."""
    win = held(win)
    kept = Claim.objects.filter(win=win, purged_at__isnull=True).first()
    if kept is None:
        raise Refused("prizes-nothing-kept")
    empty(kept, now)
    kept.withdrawn_at = now
    kept.save(update_fields=["withdrawn_at"])
    if win.state == CLAIMED:
        win.claim_until = max(win.claim_until, claim_until(win.draw, now))
        win.save(update_fields=["claim_until"])
        _move(win, WON)
    record(None, "prizes.withdraw", win)
    return win


@transaction.atomic
def decline(win: Win, *, now: datetime) -> Win:
    """Give the prize up; the next reserve gets it."""
    win = held(win)
    if win.state not in (WON, CLAIMED):
        raise Refused("prizes-not-to-claim")
    free(win, because="本人放弃", now=now)
    record(None, "prizes.decline", win)
    return win


def free(win: Win, *, because: str, now: datetime) -> Win | None:
    """Take the prize from whoever holds it, with their data, and give it to the next; the caller holds the win."""
    for kept in Claim.objects.filter(win=win, purged_at__isnull=True):
        empty(kept, now)
    take_back(win.draw, win, because=because, now=now)
    return call_next(win.draw, win.unit, now=now)


def held(win: Win) -> Win:
    """The win as it is now, with its draw, which is held first: whoever frees a prize calls the next reserve."""
    draw = locked(win.draw)
    found = Win.objects.select_for_update(of=("self",)).select_related("unit__prize", "organization").get(pk=win.pk)
    found.draw = draw
    return found


def empty(kept: Claim, now: datetime) -> None:
    """The row stays as a mark that something was there."""
    kept.name_kept = kept.phone_kept = ""
    kept.purged_at = now
    kept.save(update_fields=["name_kept", "phone_kept", "purged_at"])


def digest_of(address: str, now: datetime) -> str:
    """What is kept of where a wrong code came from: not to be turned back, and another one each day."""
    said = f"prizes|{in_beijing(now):%Y-%m-%d}|{address}"
    return hmac.new(settings.SECRET_KEY.encode(), said.encode(), hashlib.sha256).hexdigest()


def _move(win: Win, state: str) -> None:
    assert win.state not in (HANDED, FORFEITED)
    win.state = state
    win.save(update_fields=["state"])
