"""Take in a superior's notice: read it, keep what people decide, make a campaign of it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from jieneng.apps.notices.actions.examples import keep_corrections
from jieneng.apps.notices.models import UpperNotice
from jieneng.apps.notices.models.upper import CONFIRMED, PASTE
from jieneng.apps.notices.reading.added import with_added
from jieneng.apps.notices.reading.content import content_of, upper_due
from jieneng.apps.notices.reading.corrected import reader_version
from jieneng.apps.notices.reading.decisions import Decisions, first_decisions, n_open
from jieneng.apps.notices.reading.incoming import Came, read_or_refuse
from jieneng.apps.notices.reading.kept import kept
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.actions import set_up
from jieneng.core.campaigns.models import Campaign
from jieneng.core.files.actions import enter
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.ui.asked import pasted
from jieneng.ui.refusals import Refused


@transaction.atomic
def read_in(organization: Organization, text: str, *, by: Any, now: datetime, came: Came | None = None) -> UpperNotice:
    """Read a text as a notice from above and keep the reading beside it, for people to confirm.

    `came` is the file that the text is from, read already; it stays with the notice.
    """
    require(by, organization, "notice.read_in")
    text = came.text if came else pasted(text)
    reading = kept(came.draft if came else read_or_refuse(text)) | {"reader": reader_version()}
    upper = UpperNotice(
        organization=organization,
        org_path=organization.path,
        text=text,
        source=came.kind if came else PASTE,
        file_name=came.name if came else "",
        file=enter(came.file, organization=organization, by=by) if came else None,
        reading=reading,
        by=by,
        at=now,
    )
    _decide(upper, first_decisions(reading))
    upper.save()
    of_file = {"sha256": came.sha256} if came else {}
    record(by, "notice.read_in", upper, changes={"warnings": len(reading["warnings"]), **of_file})
    return upper


@transaction.atomic
def decide(upper: UpperNotice, decisions: Decisions, *, edit_no: int, by: Any) -> UpperNotice:
    """Keep what was decided so far."""
    require(by, upper.organization, "notice.read_in")
    upper = _locked(upper, edit_no)
    _decide(upper, decisions)
    upper.save(update_fields=["decisions", "title", "year", "due_at", "edit_no"])
    keep_corrections(upper)
    record(by, "notice.check_reading", upper, changes={"open": n_open(decisions)})
    return upper


@transaction.atomic
def confirm(upper: UpperNotice, decisions: Decisions, *, edit_no: int, by: Any) -> Campaign:
    """Nothing is open any more: what was confirmed becomes a campaign of one's own."""
    upper = _locked(upper, edit_no)
    if open_points := n_open(decisions):
        raise Refused("notice-open-points", n=open_points)
    if not decisions["rows"]["year"]["value"]["year"]:
        raise Refused("empty-text", field="年度")
    _decide(upper, decisions)
    upper.campaign = set_up(upper.organization, content_of(with_added(upper.reading, decisions), decisions), by=by)
    upper.state = CONFIRMED
    upper.save(update_fields=["decisions", "title", "year", "due_at", "edit_no", "campaign", "state"])
    keep_corrections(upper)
    record(by, "notice.confirm_reading", upper, changes={"campaign": upper.campaign.pk})
    return upper.campaign


def _locked(upper: UpperNotice, edit_no: int) -> UpperNotice:
    upper = UpperNotice.objects.select_for_update().get(pk=upper.pk)
    if upper.is_confirmed:
        raise Refused("notice-already-confirmed", title=upper.title)
    if upper.edit_no != edit_no:
        raise Refused("stale-form")
    upper.edit_no += 1
    return upper


def _decide(upper: UpperNotice, decisions: Decisions) -> None:
    """The decisions, and what lists and checks need of them."""
    rows = decisions["rows"]
    year = rows["year"]["value"]["year"]
    upper.decisions = decisions
    upper.title = (rows["title"]["value"]["text"] or "标题待补")[:200]
    upper.year = int(year) if year else None
    upper.due_at = upper_due(decisions)
