"""The public votes: one vote in a call for each account or browser, held by the database; it cannot be changed."""

from datetime import datetime

from django.db import transaction

from jieneng.apps.participation.counting import VOTES, count
from jieneng.apps.participation.models import Call, Vote, Work
from jieneng.core.uniqueness import once
from jieneng.engine.periods import in_beijing
from jieneng.ui.refusals import Refused


@transaction.atomic
def vote(call: Call, work: Work, voter: str, *, now: datetime) -> Vote:
    """Vote for a work that is judged. Nobody waits for another one: a vote is a row, and nothing else is written."""
    call.refresh_from_db(fields=["judging_at", "chosen_at", "votes_from", "votes_until"])
    if not call.is_voting(now):
        raise Refused("vote-closed", title=call.title)
    if work.call_id != call.pk or work.withdrawn_at is not None or work.stands_at_id != call.organization_id:
        raise Refused("vote-closed", title=call.title)
    with once("vote-cast"):
        made = Vote.objects.create(
            call=call,
            work=work,
            voter=voter,
            at=now,
            route=work.route,
            category=work.category,
            day=in_beijing(now).date(),
        )
    count(call.activity, made, {VOTES: 1})
    return made
