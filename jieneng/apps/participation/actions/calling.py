"""Call for works: set it up and change its terms, until the works are judged."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from jieneng.apps.participation.actions.holding import changed, columns_of, held
from jieneng.apps.participation.models import Call
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.models import Activity
from jieneng.core.uniqueness import once
from jieneng.rulebook.works import work_kinds, work_limits, work_rungs
from jieneng.ui.refusals import Refused

_COLUMNS = ("opens_at", "closes_at", "recommends_by", "requirements", "n_chosen", "scores_needed")
_MORE = ("votes_from", "votes_until", "accounts_only", "notice_days")


@dataclass(frozen=True)
class Terms:
    """What is called for: kinds with the limit of their files in MB, quotas by step, times, numbers."""

    opens_at: datetime
    closes_at: datetime
    recommends_by: datetime
    requirements: str
    kinds: dict[str, int]
    quotas: dict[str, int] = field(default_factory=dict)
    n_chosen: int = 20
    scores_needed: int = 3
    votes_from: datetime | None = None
    votes_until: datetime | None = None
    accounts_only: bool = True
    notice_days: int = 5


@transaction.atomic
def set_up(activity: Activity, terms: Terms, *, by: Any, now: datetime) -> Call:
    """A call for an activity of one's own campaign; nobody sees it before it is opened."""
    columns = columns_of(activity, "works_collection", by=by, now=now)
    _require_sense(terms)
    with once("participation-exists", title=activity.title):
        call = Call.objects.create(**columns, **_columns(terms))
    _put(call, terms)
    record(by, "participation.set_up", call)
    return call


@transaction.atomic
def change(call: Call, terms: Terms, *, edit_no: int, by: Any) -> Call:
    """Change the terms; not any more once works are judged by them."""
    if held(call, by).judging_at is not None:
        raise Refused("call-judging", title=call.title)
    _require_sense(terms)
    call = changed(call, _columns(terms), edit_no=edit_no, by=by)
    _put(call, terms)
    return call


def _columns(terms: Terms) -> dict[str, Any]:
    return {name: getattr(terms, name) for name in (*_COLUMNS, *_MORE)}


def _put(call: Call, terms: Terms) -> None:
    call.kinds.exclude(kind__in=terms.kinds).delete()
    for kind, most_mb in terms.kinds.items():
        call.kinds.update_or_create(kind=kind, defaults={"most_mb": most_mb})
    call.quotas.exclude(rung__in=terms.quotas).delete()
    for rung, n in terms.quotas.items():
        call.quotas.update_or_create(rung=rung, defaults={"n": n})


def _require_sense(terms: Terms) -> None:
    if not terms.opens_at < terms.closes_at <= terms.recommends_by:
        raise Refused("call-times")
    if bool(terms.votes_from) != bool(terms.votes_until):
        raise Refused("call-vote-times")
    if terms.votes_from and terms.votes_until and not terms.recommends_by <= terms.votes_from < terms.votes_until:
        raise Refused("call-vote-times")
    if not terms.kinds or set(terms.kinds) - set(work_kinds()) or set(terms.quotas) - set(work_rungs()):
        raise Refused("call-no-kinds")
    for kind, most_mb in terms.kinds.items():
        known = work_kinds()[kind]
        if not 0 < most_mb <= known.most_mb:
            raise Refused("call-file-limit", kind=known.label, limit=f"{known.most_mb} MB")
    if not 0 < terms.n_chosen <= work_limits().most_chosen:
        raise Refused("call-numbers", limit=work_limits().most_chosen)
