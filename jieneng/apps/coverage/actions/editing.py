"""The desk's side of a column: edit a contribution, give it back, adopt it, decline it, take it down."""

from datetime import datetime
from typing import Any

from django.db import transaction

from jieneng.apps.coverage.actions.contributing import Piece, locked, require_fit, rewrite
from jieneng.apps.coverage.counting import count_contribution
from jieneng.apps.coverage.models import Contribution
from jieneng.apps.coverage.models.contributions import ADOPTED, BACK, DECLINED, DOWN, SENT
from jieneng.core.audit.actions import record
from jieneng.core.orgs.acting import require
from jieneng.engine.periods import in_beijing
from jieneng.ui.refusals import Refused

EDIT = "coverage.edit"
_FLOW = {  # decision: from which state to which, the deed, what the reason is called ("" needs none)
    "back": (SENT, BACK, "coverage.give_back", "退改意见"),
    "adopt": (SENT, ADOPTED, "coverage.adopt", ""),
    "decline": (SENT, DECLINED, "coverage.decline", "不采用原因"),
    "down": (ADOPTED, DOWN, "coverage.take_down", "撤下原因"),
}
DECISIONS = tuple(_FLOW)


@transaction.atomic
def edit(contribution: Contribution, piece: Piece, *, edit_no: int, by: Any, now: datetime) -> Contribution:
    """Another wording by the desk, before or after it is adopted; the original and every version stay."""
    require(by, contribution.desk, EDIT)
    found = locked(contribution)
    if found.edit_no != edit_no:
        raise Refused("stale-form")
    if found.state not in (SENT, ADOPTED):
        raise Refused("contribution-decided", title=found.title, word=found.word)
    require_fit(piece)
    if (piece.title.strip(), piece.text.strip()) == (found.title, found.text):
        raise Refused("contribution-unchanged")
    rewrite(found, piece, "edited", by=by, now=now)
    record(by, "coverage.edit", found, at=found.desk)
    return found


@transaction.atomic
def decide(
    contribution: Contribution, decision: str, *, because: str = "", edit_no: int, by: Any, now: datetime
) -> Contribution:
    """退改, 采用, 不采用 of one that waits; 撤下 of one that stands. Decided on the text that the editor has read."""
    require(by, contribution.desk, EDIT)
    if decision not in _FLOW:
        raise Refused("contribution-decision")
    found = locked(contribution)
    before, after, deed, what = _FLOW[decision]
    if found.state != before:
        raise Refused("contribution-decided", title=found.title, word=found.word)
    if found.edit_no != edit_no:
        raise Refused("stale-form")
    if what and not because.strip():
        raise Refused("reason-missing", what=what)
    if decision == "down":
        count_contribution(found, -1)
    found.state, found.because = after, because.strip()[:200]
    found.decided_by, found.decided_at = by, now
    if decision == "adopt":
        found.day = in_beijing(now).date()
    found.save(update_fields=["state", "because", "decided_by", "decided_at", "day"])
    if decision == "adopt":
        count_contribution(found, 1)
    record(by, deed, found, because=found.because, at=found.desk)
    return found
