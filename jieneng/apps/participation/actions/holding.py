"""What holding has in common for every part: whose activity it is, locking, changing, opening."""

import secrets
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction

from jieneng.apps.participation.counting import count
from jieneng.apps.participation.models.held import CountedHeld, Held
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.models import Activity
from jieneng.core.campaigns.tallying import place_of
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.engine.periods import in_beijing
from jieneng.ui.refusals import Refused

HOLD = "participation.hold"
T = TypeVar("T", bound=Held)


def columns_of(activity: Activity, kind: str, *, by: Any, now: datetime) -> dict[str, Any]:
    """The columns of something new that is held for an activity of one's own campaign."""
    organization = activity.campaign.organization
    require(by, organization, HOLD)
    if activity.kind != kind:
        raise Refused("participation-kind", kind=activity.kind_label)
    return {
        "activity": activity,
        "organization": organization,
        "org_path": organization.path,
        "code": secrets.token_hex(6),
        "made_at": now,
    }


def held(thing: T, by: Any, action: str = HOLD) -> T:
    """The thing, locked for who holds it."""
    require(by, thing.organization, action)
    rows = type(thing).objects.select_for_update(no_key=True, of=("self",))
    found: T = rows.select_related("activity__campaign", "organization").get(pk=thing.pk)
    return found


def changed(thing: T, columns: dict[str, Any], *, edit_no: int, by: Any) -> T:
    """The thing with other terms, if nobody has changed it since the form was opened."""
    thing = held(thing, by)
    if thing.edit_no != edit_no:
        raise Refused("stale-form")
    if any(columns[name] != getattr(thing, name) for name in thing.settled) and thing.has_begun:
        raise Refused(thing.settled_code, title=thing.title)
    for name, value in columns.items():
        setattr(thing, name, value)
    thing.edit_no += 1
    thing.save(update_fields=[*columns, "edit_no"])
    record(by, "participation.change", thing)
    return thing


@transaction.atomic
def open_up(thing: T, *, by: Any, now: datetime) -> T:
    """From now on those below see it, and its public page answers."""
    thing = held(thing, by)
    if thing.opened_at is None:
        thing.opened_at = now
        thing.save(update_fields=["opened_at", *_counted(thing, now)])
        record(by, "participation.open", thing)
    return thing


def _counted(thing: Held, now: datetime) -> list[str]:
    """Count the opening where that counts; the columns that say where and when."""
    if not isinstance(thing, CountedHeld):
        return []
    place = place_of(thing.organization, thing.activity.campaign.year)
    thing.route, thing.category, thing.day = *place, in_beijing(now).date()
    count(thing.activity, thing, {thing.counts_as: 1})
    return ["route", "category", "day"]


def require_taking(thing: Held, organization: Organization, now: datetime) -> None:
    """Refuse whoever may not take part, and everybody outside its time."""
    if not thing.takes(organization):
        raise Refused("participation-not-invited", organization=organization.name, title=thing.title)
    if thing.opened_at is None or now < thing.opens_at:
        raise Refused("participation-not-yet", title=thing.title, start=thing.opens_at)
    if now >= thing.closes_at:
        raise Refused("participation-over", title=thing.title, end=thing.closes_at)
