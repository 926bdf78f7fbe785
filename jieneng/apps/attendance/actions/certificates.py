"""Certificates of attendance: for everybody who signed in, at once; revoked with a reason."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.db import transaction

from jieneng.apps.attendance.counting import change_of, count
from jieneng.apps.attendance.models import Certificate, Session, SignIn
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.tallying import Place
from jieneng.core.documents.certificates import new_code
from jieneng.core.orgs.acting import require
from jieneng.engine.documents.numbers import date_cn
from jieneng.ui.refusals import Refused


@transaction.atomic
def issue(session: Session, *, by: Any, now: datetime) -> int:
    """A certificate for each who signed in and has none yet; how many."""
    require(by, session.organization, "attendance.hold")
    rows = Session.objects.select_for_update(no_key=True, of=("self",))
    session = rows.select_related("activity__campaign", "organization").get(pk=session.pk)
    if not session.gives_certificates:
        raise Refused("session-offer-unfit", what="参加证明")
    if now < session.ends_at:
        raise Refused("session-not-ended", end=session.ends_at)
    come = SignIn.objects.filter(session=session, registration__certificate__isnull=True)
    made = [_made(session, one, by, now) for one in come.select_related("registration__organization").order_by("id")]
    if not made:
        raise Refused("certificates-none-due")
    Certificate.objects.bulk_create(made, batch_size=500)
    places = Counter(Place(one.route, one.category) for one in made)
    for place, n in places.items():
        count(session.activity, session.day, place, change_of(session.activity.kind, "certificate", n))
    record(by, "attendance.certify", session, changes={"n": len(made)})
    return len(made)


@transaction.atomic
def revoke(certificate: Certificate, *, because: str, by: Any, now: datetime) -> Certificate:
    """Say that a certificate does not hold; whoever checks it reads so."""
    rows = Certificate.objects.select_for_update(of=("self",))
    found = rows.select_related("session__organization", "session__activity__campaign").get(pk=certificate.pk)
    session = found.session
    require(by, session.organization, "attendance.hold")
    if found.revoked_at is not None:
        raise Refused("certificate-revoked")
    if not because.strip():
        raise Refused("reason-missing", what="撤销原因")
    found.revoked_at, found.revoked_because, found.revoked_by = now, because.strip()[:200], by
    found.save(update_fields=["revoked_at", "revoked_because", "revoked_by"])
    count(
        session.activity,
        found.day,
        Place(found.route, found.category),
        change_of(session.activity.kind, "certificate", -1),
    )
    record(by, "attendance.revoke", found, because=found.revoked_because, at=session.organization)
    return found


def _made(session: Session, one: SignIn, by: Any, now: datetime) -> Certificate:
    who = one.registration
    days = dict.fromkeys((date_cn(session.day), date_cn(session.last_day)))
    face = {
        "name": who.name,
        "organization": who.organization.name,
        "title": session.activity.title,
        "issuer": session.organization.name,
        "days": "至".join(days),
        "hours": f"{session.hours:f}".rstrip("0").rstrip(".") if session.hours else "",
    }
    return Certificate(
        registration=who,
        session=session,
        code=new_code(),
        face=face,
        by=by,
        at=now,
        route=who.route,
        category=who.category,
        day=session.day,
    )
