"""Recommend works level by level, each organisation within its quota: unit, county, city, up to who called.

A recommendation takes the lowest place of the organisation's quota that is free, unique in the database: two clerks who
send the last one at the same moment cannot both do so.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from jieneng.apps.participation.actions.handing_in import locked
from jieneng.apps.participation.counting import count, recommended
from jieneng.apps.participation.models import Call, Recommendation, Work
from jieneng.apps.participation.queries.judging import quota_of, rung_of
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.tallying import place_of
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.core.uniqueness import once
from jieneng.engine.periods import in_beijing
from jieneng.ui.refusals import Refused

RECOMMEND = "participation.take_part"
_MOST = 10_000  # places of a step without a quota


@transaction.atomic
def recommend(work: Work, organization: Organization, *, by: Any, now: datetime) -> Recommendation:
    """Send a work that stands with an organisation one level up."""
    require(by, organization, RECOMMEND)
    work = locked(work)
    call = work.call
    _require_moving(work, now)
    if work.stands_at_id != organization.pk:
        raise Refused("work-not-here", organization=work.stands_at.name)
    above = organization.parent
    if organization.pk == call.organization_id or above is None:
        raise Refused("work-at-top")
    place = place_of(organization, call.activity.campaign.year)
    with once("quota-meanwhile"):
        made = Recommendation.objects.create(
            work=work,
            call=call,
            organization=organization,
            org_path=organization.path,
            rung=rung_of(organization),
            quota_no=_free_place(call, organization),
            by=by,
            at=now,
            route=place.route,
            category=place.category,
            day=in_beijing(now).date(),
        )
    work.stands_at = above
    work.save(update_fields=["stands_at"])
    count(call.activity, made, {recommended(made.rung): 1})
    record(by, "participation.recommend", work, at=organization)
    return made


@transaction.atomic
def take_back(work: Work, organization: Organization, *, by: Any, now: datetime) -> Recommendation:
    """Call a recommendation back, while the level above has not sent the work on."""
    require(by, organization, RECOMMEND)
    work = locked(work)
    _require_moving(work, now)
    rows = Recommendation.objects.filter(work=work, taken_back_at__isnull=True)
    sent = rows.select_for_update().order_by("-id").first()
    if sent is None or sent.organization_id != organization.pk:
        raise Refused("work-sent-on", organization=work.stands_at.name)
    sent.taken_back_at, sent.quota_no = now, None
    sent.save(update_fields=["taken_back_at", "quota_no"])
    work.stands_at = organization
    work.save(update_fields=["stands_at"])
    count(work.call.activity, sent, {recommended(sent.rung): -1})
    record(by, "participation.take_back", work, at=organization)
    return sent


def _require_moving(work: Work, now: datetime) -> None:
    if work.withdrawn_at is not None:
        raise Refused("work-withdrawn")
    if work.call.judging_at is not None:
        raise Refused("call-judging", title=work.call.title)
    if now >= work.call.recommends_by:
        raise Refused("participation-over", title=work.call.title, end=work.call.recommends_by)


def _free_place(call: Call, organization: Organization) -> int:
    quota = quota_of(call, organization)
    rows = Recommendation.objects.filter(call=call, organization=organization, quota_no__isnull=False)
    taken = set(rows.values_list("quota_no", flat=True))
    free = next((no for no in range(1, (quota or _MOST) + 1) if no not in taken), None)
    if free is None:
        raise Refused("quota-full", n=quota)
    return free
