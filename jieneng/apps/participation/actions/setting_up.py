"""Set up and change what has no more terms than its columns: volunteers' service, pledges, walks."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction

from jieneng.apps.participation.actions.holding import changed, columns_of
from jieneng.apps.participation.models.held import Held
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.models import Activity
from jieneng.core.uniqueness import once
from jieneng.ui.refusals import Refused

T = TypeVar("T", bound=Held)


@transaction.atomic
def set_up(model: type[T], kind: str, activity: Activity, columns: Mapping[str, Any], *, by: Any, now: datetime) -> T:
    """One for an activity of one's own campaign; nobody sees it before it is opened."""
    own = columns_of(activity, kind, by=by, now=now)
    _require_sense(columns)
    with once("participation-exists", title=activity.title):
        made: T = model.objects.create(**own, **columns)
    record(by, "participation.set_up", made)
    return made


@transaction.atomic
def change(thing: T, columns: Mapping[str, Any], *, edit_no: int, by: Any) -> T:
    _require_sense(columns)
    return changed(thing, dict(columns), edit_no=edit_no, by=by)


def _require_sense(columns: Mapping[str, Any]) -> None:
    if not columns["opens_at"] < columns["closes_at"]:
        raise Refused("participation-times")
