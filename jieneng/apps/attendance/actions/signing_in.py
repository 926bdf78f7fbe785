"""Sign in who has come: by the code on their phone, by the code on the hall's screen, or by name. Each once."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from jieneng.apps.attendance.counting import change_of, count
from jieneng.apps.attendance.models import Registration, Scan, Session, SignIn
from jieneng.apps.attendance.models.seats import AT_HALL, BY_NAME, SCANNED, SEATED, WAITING
from jieneng.apps.attendance.passes import registration_of
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.tallying import Place
from jieneng.core.orgs.acting import require
from jieneng.core.scans import Scanned, require_few
from jieneng.engine.periods import in_beijing
from jieneng.ui.refusals import Refused

IN, UNKNOWN, OTHER, GONE, QUEUED, WRONG_DAY, ALREADY = (
    "in",
    "pass-unknown",
    "pass-other-session",
    "pass-withdrawn",
    "pass-waiting",
    "pass-wrong-day",
    "pass-already-in",
)


@dataclass(frozen=True)
class Outcome:
    """What became of a scan: `code` is IN or that of a refusal."""

    nonce: str
    code: str
    registration: Registration | None = None


@transaction.atomic
def take_scans(session: Session, scans: Sequence[Scanned], *, by: Any, now: datetime) -> list[Outcome]:
    """Take in what a phone has scanned, perhaps without a network for a while; what came before is answered as then."""
    require(by, session.organization, "attendance.check_in")
    session = _open(session)
    require_few(scans)
    meant = {each.nonce: registration_of(each.code) for each in scans}
    people = _locked(pk for pk in meant.values() if pk)
    known = _known(session, meant)
    here, outcomes, new = _signed_in(people), [], []
    for each in scans:
        who = people.get(meant[each.nonce] or 0)
        if each.nonce in known:
            outcomes.append(Outcome(each.nonce, known[each.nonce].outcome, who))
            continue
        at = each.moment(now)
        code = why_not(session, who, here, at)
        if code == IN and who is not None:
            here.add(who.pk)
        known[each.nonce] = Scan(
            session=session,
            nonce=each.nonce,
            registration=who if code != OTHER else None,
            outcome=code,
            scanned_at=at,
            at=now,
            by=by,
        )
        new.append(known[each.nonce])
        outcomes.append(Outcome(each.nonce, code, who if code != OTHER else None))
    if new:
        Scan.objects.bulk_create(new, ignore_conflicts=True)
        come = [(row.registration, row.scanned_at) for row in new if row.outcome == IN and row.registration]
        _enter(session, come, how=SCANNED, by=by)
        record(by, "attendance.scan", session, changes={"n": len(come)})
    return outcomes


@transaction.atomic
def sign_in(registration: Registration, *, how: str, by: Any, now: datetime) -> SignIn:
    """Sign one person in; raises Refused with the reason why not. `by` is None where they did it themselves."""
    session = _open(registration.session)
    if how != AT_HALL:
        require(by, session.organization, "attendance.check_in")
    who = _locked([registration.pk])[registration.pk]
    code = why_not(session, who, _signed_in([who.pk]), now)
    if code != IN:
        raise Refused(code)
    _enter(session, [(who, now)], how=how, by=by)
    record(by, "attendance.sign_in", who, changes={"how": dict(SignIn._meta.get_field("how").choices or ())[how]})
    return SignIn.objects.get(registration=who)


def why_not(session: Session, who: Registration | None, here: Iterable[int], at: datetime) -> str:
    """IN, or the code of why this pass does not open."""
    if who is None:
        return UNKNOWN
    if who.session_id != session.pk:
        return OTHER
    if who.state == WAITING:
        return QUEUED
    if who.state != SEATED:
        return GONE
    if not session.day <= in_beijing(at).date() <= session.last_day:
        return WRONG_DAY
    return ALREADY if who.pk in set(here) else IN


def _enter(session: Session, come: Sequence[tuple[Registration, datetime]], *, how: str, by: Any) -> None:
    """Write down who has come; those of one organisation and day are one change."""
    changes: Counter[tuple[Any, Place]] = Counter()
    rows = []
    for who, at in come:
        day = in_beijing(at).date()
        rows.append(
            SignIn(
                registration=who,
                session=session,
                how=how,
                at=at,
                by=by,
                route=who.route,
                category=who.category,
                day=day,
            )
        )
        changes[day, Place(who.route, who.category)] += 1
    SignIn.objects.bulk_create(rows)
    kind = session.activity.kind
    for (day, place), n in changes.items():
        count(session.activity, day, place, change_of(kind, "signed_in", n))


def _open(session: Session) -> Session:
    session = Session.objects.select_related("activity__campaign", "organization").get(pk=session.pk)
    if not session.is_open:
        raise Refused("session-closed", title=session.activity.title)
    return session


def _locked(ids: Iterable[int]) -> dict[int, Registration]:
    """The registrations by id, locked in one order: two phones that scan the same person take turns."""
    rows = Registration.objects.filter(pk__in=set(ids)).order_by("pk").select_for_update(of=("self",))
    return {row.pk: row for row in rows.select_related("organization")}


def _known(session: Session, nonces: Iterable[str]) -> dict[str, Scan]:
    """The scans that were taken in before, by the nonce their phone gave them."""
    return {row.nonce: row for row in Scan.objects.filter(session=session, nonce__in=list(nonces))}


def _signed_in(ids: Iterable[int]) -> set[int]:
    return set(SignIn.objects.filter(registration__in=list(ids)).values_list("registration_id", flat=True))


__all__ = ["AT_HALL", "BY_NAME", "IN", "SCANNED", "Outcome", "sign_in", "take_scans", "why_not"]
