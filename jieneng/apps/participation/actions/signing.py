"""Sign a pledge: once for each account or browser, held by the database; the row and what it adds, and no more."""

from datetime import datetime

from django.db import transaction

from jieneng.apps.participation.actions.holding import require_taking
from jieneng.apps.participation.counting import SIGNATURES, count
from jieneng.apps.participation.models import Pledge, PointChange, Signature
from jieneng.core.campaigns.tallying import place_of
from jieneng.core.orgs.models import Organization
from jieneng.core.uniqueness import once
from jieneng.engine.periods import in_beijing
from jieneng.ui.refusals import Refused


@transaction.atomic
def sign(pledge: Pledge, organization: Organization, signer: str, point: int, *, now: datetime) -> Signature:
    """Sign as somebody of an organisation, with one of the commitments."""
    require_taking(pledge, organization, now)
    commitments = pledge.commitments
    if not 0 <= point < len(commitments):
        raise Refused("point-missing")
    place = place_of(organization, pledge.activity.campaign.year)
    with once("signed-already"):
        made = Signature.objects.create(
            pledge=pledge,
            organization=organization,
            org_path=organization.path,
            signer=signer,
            point=commitments[point][:60],
            at=now,
            route=place.route,
            category=place.category,
            day=in_beijing(now).date(),
        )
    PointChange.objects.create(pledge=pledge, point=made.point)
    count(pledge.activity, made, {SIGNATURES: 1})
    return made
