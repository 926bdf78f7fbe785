"""Certificates of service: for everybody who served, at once; revoked with a reason."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Sum

from jieneng.apps.participation.actions.holding import held
from jieneng.apps.participation.counting import PROOFS, count
from jieneng.apps.participation.models import Drive, ServiceProof, SignUp, Volunteer
from jieneng.core.audit.actions import record
from jieneng.core.documents.certificates import new_code
from jieneng.engine.hours import as_hours
from jieneng.engine.periods import in_beijing
from jieneng.rulebook.volunteers import five_ones
from jieneng.ui.refusals import Refused

_AT_ONCE = 1_000


@transaction.atomic
def issue(drive: Drive, *, by: Any, now: datetime) -> int:
    """A certificate for each who has hours and none yet, at most a thousand at once; how many."""
    drive = held(drive, by)
    if now < drive.closes_at:
        raise Refused("drive-running", end=drive.closes_at)
    served = SignUp.objects.filter(post__drive=drive, tenths__gt=0, volunteer__proof__isnull=True)
    hours = dict(served.values_list("volunteer").annotate(n=Sum("tenths")).order_by("volunteer")[:_AT_ONCE])
    people = Volunteer.objects.select_related("organization").in_bulk(list(hours))
    if not people:
        raise Refused("proofs-none-due")
    made = [_made(drive, people[pk], tenths, by, now) for pk, tenths in hours.items()]
    for proof in ServiceProof.objects.bulk_create(made, batch_size=500):
        count(drive.activity, proof, {PROOFS: 1})
    record(by, "participation.certify", drive, changes={"n": len(made)})
    return len(made)


@transaction.atomic
def revoke(proof: ServiceProof, *, because: str, by: Any, now: datetime) -> ServiceProof:
    """Say that a certificate does not hold; whoever checks it reads so."""
    drive = held(proof.drive, by)
    found = ServiceProof.objects.select_for_update(of=("self",)).get(pk=proof.pk)
    if found.revoked_at is not None:
        raise Refused("certificate-revoked")
    if not because.strip():
        raise Refused("reason-missing", what="撤销原因")
    found.revoked_at, found.revoked_because = now, because.strip()[:200]
    found.save(update_fields=["revoked_at", "revoked_because"])
    count(drive.activity, found, {PROOFS: -1})
    record(by, "participation.revoke", found, because=found.revoked_because, at=drive.organization)
    return found


def _made(drive: Drive, who: Volunteer, tenths: int, by: Any, now: datetime) -> ServiceProof:
    face = {
        "name": who.name,
        "organization": who.organization.name,
        "title": drive.title,
        "issuer": drive.organization.name,
        "hours": f"{as_hours(tenths):f}",
        "ones": [five_ones()[done.one].label for done in who.ones.order_by("id")],
    }
    return ServiceProof(
        volunteer=who,
        drive=drive,
        code=new_code(),
        face=face,
        by=by,
        at=now,
        route=who.route,
        category=who.category,
        day=in_beijing(now).date(),
    )
