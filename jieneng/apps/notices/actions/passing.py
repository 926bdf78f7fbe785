"""Pass a notice on: one's own draft on the basis of the upper one, with one's own day and number."""

from datetime import datetime
from typing import Any

from django.db import transaction

from jieneng.apps.notices.actions.drafting import cited, make
from jieneng.apps.notices.actions.withdrawing import require_standing
from jieneng.apps.notices.models import Notice
from jieneng.apps.notices.paper.prefill import text_of
from jieneng.apps.notices.queries.addressed import is_addressed
from jieneng.apps.notices.queries.bounds import due_above
from jieneng.apps.notices.reading.proposals import GAP_DAYS
from jieneng.core.campaigns.queries import own_under
from jieneng.core.documents.attached import by_name
from jieneng.core.documents.attaching import carry
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.core.uniqueness import once
from jieneng.engine.periods import propose_due
from jieneng.rulebook import workday_overrides
from jieneng.ui.refusals import Refused


@transaction.atomic
def pass_on(upper: Notice, organization: Organization, *, by: Any, now: datetime) -> Notice:
    """The draft that passes `upper` on, with its files. Refused where one has been begun or sent already."""
    require(by, organization, "notice.draft")
    if organization.is_unit:
        raise Refused("notice-nobody-below", organization=organization.name)
    require_standing(upper)
    if not is_addressed(upper, organization):
        raise Refused("notice-not-addressed")
    if Notice.objects.filter(root=upper.root_id, organization=organization).exists():
        raise Refused("notice-already-forwarded")
    due_at = _proposed(due_above(upper, organization), now)
    own = own_under(upper.campaign, organization)
    text = text_of(organization, upper.campaign, basis=cited(upper), due_at=due_at, own=own)
    said = {"based_on": upper, "root": upper.root, "due_at": due_at, "attachments": list(by_name(upper.document))}
    with once("notice-already-forwarded"):
        notice = make(organization, upper.campaign, text, by=by, **said)
    carry(upper.document, notice.document, by=by)
    return notice


def _proposed(upper_due: datetime | None, now: datetime) -> datetime | None:
    """Some workdays before the upper day; the upper day itself when those are gone."""
    if upper_due is None or upper_due <= now:
        return upper_due
    proposed = propose_due(upper_due, GAP_DAYS, overrides=workday_overrides())
    return proposed if proposed > now else upper_due
