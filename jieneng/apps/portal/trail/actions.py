"""What an auditor does with the trail: verify its newest seals, take a part of it away; both are written down."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.http import Http404

from jieneng.apps.portal.trail.asked import Asked, sight
from jieneng.apps.portal.trail.queries import found
from jieneng.core.audit.actions import record
from jieneng.core.audit.models import Entry
from jieneng.core.audit.seals import Checked, verify_recent
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.ui.refusals import Refused

MOST_EXPORTED = 20_000
_FETCHED_WITHIN = timedelta(minutes=15)


@transaction.atomic
def verify(at: Organization, *, by: Any) -> Checked:
    """Recompute the newest seals from their entries, and write down what that has shown."""
    require(by, at, "audit.read")
    checked = verify_recent()
    if checked is None:
        raise Refused("nothing-sealed")
    changes = {
        "first": checked.first_entry,
        "last": checked.last.last_entry,
        "n": checked.n_entries,
        "breaks": len(checked.breaks),
    }
    record(by, "audit.verify", checked.last, changes=changes, at=at)
    return checked


@transaction.atomic
def export(asked: Asked, at: Organization, *, by: Any) -> Entry:
    """Write down that somebody takes this part of the trail away; the list itself is then fetched by this entry."""
    require(by, at, "audit.read")
    n = len(found(asked, sight(by)).values_list("id", flat=True)[: MOST_EXPORTED + 1])
    if n > MOST_EXPORTED:
        raise Refused("trail-too-large", limit=MOST_EXPORTED)
    changes = {
        "n": n,
        "since": asked.since.isoformat() if asked.since else "",
        "until": asked.until.isoformat() if asked.until else "",
        "what": asked.what,
        "who": asked.who,
        "place": asked.place.path if asked.place else "",
        "thing": asked.thing,
    }
    return record(by, "audit.export", at, changes={key: said for key, said in changes.items() if said != ""}, at=at)


def exported(pk: int, now: datetime, *, by: Any) -> list[Entry]:
    """The entries that an export of one's own has written down, for a quarter of an hour; none that came later."""
    mine = Entry.objects.filter(pk=pk, action="audit.export", person=by, at__gte=now - _FETCHED_WITHIN).first()
    if mine is None:
        raise Refused("export-expired")
    entries = found(_asked_by(mine.changes), sight(by)).filter(id__lt=mine.pk)
    return list(entries.select_related("person")[:MOST_EXPORTED])


def _asked_by(said: dict[str, Any]) -> Asked:
    since, until = (date.fromisoformat(said[name]) if name in said else None for name in ("since", "until"))
    place = Organization.objects.filter(path=said["place"]).first() if "place" in said else None
    if "place" in said and place is None:
        raise Http404  # it has moved meanwhile
    return Asked(since, until, said.get("what", ""), said.get("who", ""), place, said.get("thing", ""))
