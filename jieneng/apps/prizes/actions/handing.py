"""The hand-out book: give a prize against code and signature, call somebody's prize forfeited, look at a name."""

import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.http import Http404

from jieneng.apps.prizes.actions.claiming import free, held
from jieneng.apps.prizes.keeping import code_digest, code_form
from jieneng.apps.prizes.models import CLAIMED, HANDED, WON, Claim, Draw, Win
from jieneng.core.audit.actions import record
from jieneng.core.audit.models import Entry
from jieneng.core.orgs.acting import require
from jieneng.core.people.personal import opened
from jieneng.rulebook import prize_rules
from jieneng.ui.refusals import Refused

_SHOWN_FOR = timedelta(minutes=10)
_DAY = timedelta(days=1)


@transaction.atomic
def hand_out(win: Win, *, code: str, tail: str, signed_by: str, by: Any, now: datetime) -> Win:
    """Give the prize to whoever has the code; who left a number signs with its last four digits."""
    require(by, win.draw.organization, "prizes.hand_out")
    win = held(win)
    if win.state == HANDED:
        raise Refused("prizes-handed-already", at=win.handed_at)
    if win.state not in (WON, CLAIMED):
        raise Refused("prizes-not-to-claim")
    if not hmac.compare_digest(win.code_digest, code_digest(code_form(code))):
        raise Refused("prizes-code-wrong")
    kept = Claim.objects.filter(win=win, purged_at__isnull=True).first()
    phone = kept and opened(kept.phone_kept, kept, "phone_kept")
    if phone and phone[-4:] != tail.strip():
        raise Refused("prizes-tail-wrong")
    win.state, win.handed_at, win.handed_by, win.signed_by, win.code_kept = HANDED, now, by, signed_by, ""
    win.save(update_fields=["state", "handed_at", "handed_by", "signed_by", "code_kept"])
    record(by, "prizes.hand_out", win, changes={"prize": win.unit.prize.name}, at=win.draw.organization)
    return win


@transaction.atomic
def forfeit(win: Win, *, because: str, by: Any, now: datetime) -> Win | None:
    """The winner has given it up to the desk; gives the win of the reserve who follows, if one is left."""
    require(by, win.draw.organization, "prizes.forfeit")
    if not because.strip():
        raise Refused("reason-missing", what="弃奖原因")
    win = held(win)
    if win.state not in (WON, CLAIMED):
        raise Refused("prizes-not-to-claim")
    following = free(win, because=because.strip(), now=now)
    record(by, "prizes.forfeit", win, because=because.strip(), at=win.draw.organization)
    return following


@transaction.atomic
def allow_person(win: Win, *, because: str, by: Any, now: datetime) -> Entry:
    """See one winner's whole name and number for some minutes, for a reason that is written down."""
    require(by, win.draw.organization, "prizes.unmask")
    if not because.strip():
        raise Refused("reason-missing", what="查看原因")
    if not Claim.objects.filter(win=win, purged_at__isnull=True).exists():
        raise Refused("prizes-nothing-kept")
    done = Entry.objects.filter(person=by, action="prizes.unmask", at__gt=now - _DAY).count()
    if done >= prize_rules().limits.unmasked_per_day:
        raise Refused("prizes-unmasked-too-many", n=prize_rules().limits.unmasked_per_day)
    return record(by, "prizes.unmask", win, because=because.strip(), at=win.draw.organization)


@transaction.atomic
def allow_book(draw: Draw, *, because: str, by: Any) -> Entry:
    """Take the whole book along, with names and numbers, for a reason that is written down."""
    require(by, draw.organization, "prizes.unmask")
    if not because.strip():
        raise Refused("reason-missing", what="导出原因")
    n = Claim.objects.filter(win__draw=draw, purged_at__isnull=True).count()
    return record(by, "prizes.export", draw, because=because.strip(), changes={"n": n})


def is_allowed(pk: int, action: str, thing: Win | Draw, *, by: Any, now: datetime) -> bool:
    """Whether this entry lets the person look, at this thing, still."""
    kind = {"thing_type": thing._meta.label_lower, "thing_id": str(thing.pk)}
    return Entry.objects.filter(pk=pk, action=action, person=by, at__gt=now - _SHOWN_FOR, **kind).exists()


def require_allowed(pk: int, action: str, thing: Win | Draw, *, by: Any, now: datetime) -> None:
    if not is_allowed(pk, action, thing, by=by, now=now):
        raise Http404


def person_of(kept: Claim) -> Mapping[str, str]:
    """Name and number as they were left; only for who may see them."""
    return {name: opened(getattr(kept, f"{name}_kept"), kept, f"{name}_kept") or "" for name in ("name", "phone")}
