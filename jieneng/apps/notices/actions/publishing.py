"""Sign off and send out: the document is issued, the campaign shown, the report asked for; all of it or nothing."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from jieneng.apps.notices.actions.grouping import ask_groups
from jieneng.apps.notices.actions.receiving import count_passed_on
from jieneng.apps.notices.actions.withdrawing import require_standing
from jieneng.apps.notices.models import Notice
from jieneng.apps.notices.models.notice import ALL_BELOW, NOBODY
from jieneng.apps.notices.paper.layout import kept, parts_of
from jieneng.apps.notices.queries.bounds import upper_due_of
from jieneng.apps.notices.queries.reach import n_addressed
from jieneng.core.audit.actions import record
from jieneng.core.campaigns import actions as campaigns
from jieneng.core.campaigns.models import Campaign
from jieneng.core.campaigns.queries import own_under
from jieneng.core.collections.actions import add_terms
from jieneng.core.collections.actions.opening import Terms
from jieneng.core.documents.actions import issue
from jieneng.core.documents.numbering import take
from jieneng.core.facts.models import Series
from jieneng.core.forms.compose import compose_local
from jieneng.core.forms.models import FormVersion
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Audience
from jieneng.core.orgs.models.audience import AudienceEntry
from jieneng.core.orgs.roster import promise_year
from jieneng.engine.periods import in_beijing
from jieneng.ui.refusals import Refused


@transaction.atomic
def publish(notice: Notice, *, edit_no: int, by: Any, now: datetime) -> Notice:
    """Issue the notice as it was seen (`edit_no`); the first of a cascade asks, one passed on adopts what was asked."""
    require(by, notice.organization, "notice.sign_off")
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if notice.is_published:
        raise Refused("notice-already-published")
    if notice.document.edit_no != edit_no:
        raise Refused("stale-form")
    if notice.based_on_id:
        require_standing(Notice.objects.select_for_update().get(pk=notice.based_on_id))
    _require_complete(notice, now)
    today = in_beijing(now).date()
    number = take(notice.organization, today.year, code=notice.number_code, wanted=notice.wanted_number)
    column = _column(notice)
    _keep_paper(notice, number, today)
    notice.document = issue(notice.document, number=number, written_on=today, by=by, column=column)
    if notice.is_passed_on:
        _adopt(notice, by=by)
    else:
        _ask(notice, by=by, now=now)
    notice.published_at = now
    notice.save(update_fields=["published_at", "series", "local_terms"])
    if notice.is_passed_on:
        count_passed_on(notice, by=by, now=now)
    record(by, "notice.publish", notice, changes={"based_on": notice.based_on_id})
    return notice


def _keep_paper(notice: Notice, number: str, written_on: date) -> None:
    """The whole paper as it is signed, number and day included."""
    document = notice.document
    document.number, document.written_on = number, written_on
    document.body = kept(notice)
    document.save(update_fields=["body"])


def _column(notice: Notice) -> str:
    """In whose column it stands: its campaign's; passed on, that of one's own campaign under it, if there is one."""
    own = own_under(notice.campaign, notice.organization) if notice.is_passed_on else notice.campaign
    return own.public_code if own else ""


def _require_complete(notice: Notice, now: datetime) -> None:
    if not notice.document.title.strip():
        raise Refused("notice-no-title")
    if not parts_of(notice.document)[1].strip():
        raise Refused("notice-no-body")
    _require_day(notice, now)
    if not n_addressed(notice.audience, notice.campaign.year):
        raise Refused("audience-empty")


def _require_day(notice: Notice, now: datetime) -> None:
    adopts = notice.is_passed_on and notice.campaign.collection_id is not None
    if notice.due_at is None:
        if adopts or (not notice.is_passed_on and notice.asks != NOBODY):
            raise Refused("notice-no-due")
        return
    if notice.due_at <= now:
        raise Refused("notice-due-past", due=notice.due_at)
    upper = upper_due_of(notice)
    if upper is not None and notice.due_at > upper:
        raise Refused("notice-due-after-upper", due=notice.due_at, upper=upper)


def _ask(notice: Notice, *, by: Any, now: datetime) -> None:
    """The first notice of a cascade: the campaign is shown, receipts are counted, the report is asked for once."""
    campaign = notice.campaign
    promise_year(campaign.year, now=now)  # the first notice of a year opens its roster: by it is counted "of how many"
    if not campaign.is_published:
        campaigns.publish(campaign, by=by)
    notice.series = Series.objects.create(
        kind="receipts", name=notice.document.title, year=campaign.year, root_path=notice.org_path
    )
    if notice.asks == NOBODY:
        return
    start, end = _days_of(campaign, in_beijing(now).date())
    opens_at = min(now, notice.due_at - timedelta(minutes=1))
    terms = Terms(campaign.year, start, end, opens_at=opens_at, due_at=notice.due_at)
    collection = campaigns.ask_for_report(campaign, _asked(notice), terms, by=by, source=notice.document.title)
    ask_groups(notice, collection, by=by)


def _days_of(campaign: Campaign, today: date) -> tuple[date, date]:
    """The days that are reported on: the week, else from the first activity to the last, else this day."""
    period = campaign.period or campaign.periods.first()
    if period:
        return period.start, period.end
    dated = [activity for activity in campaign.activities.all() if activity.start_date]
    days = [day for activity in dated for day in (activity.start_date, activity.end_date) if day]
    return min(days, default=today), max(days, default=today)


def _asked(notice: Notice) -> Audience:
    """Who reports: whom the notice addresses, or everyone below, through whatever passes it on."""
    told = notice.audience
    asked = Audience.objects.create(
        root=told.root,
        root_path=told.root_path,
        deepest=None if notice.asks == ALL_BELOW else told.deepest,
        with_root=notice.asks_self,
        kinds=told.kinds,
        levels=told.levels,
        categories=told.categories,
        affiliations=told.affiliations,
    )
    by_hand = told.entries.exclude(organization=told.root)
    AudienceEntry.objects.bulk_create(
        AudienceEntry(audience=asked, organization_id=entry.organization_id, is_in=entry.is_in) for entry in by_hand
    )
    return asked


def _adopt(notice: Notice, *, by: Any) -> None:
    """Passed on: the collection from above is adopted with this level's own day; nobody below is asked twice."""
    require(by, notice.organization, "notice.pass_on")
    collection = notice.campaign.collection
    if collection is not None and notice.due_at is not None:
        notice.local_terms = add_terms(
            collection,
            notice.organization,
            due_at=notice.due_at,
            by=by,
            reviews=notice.reviews,
            remark=notice.remark,
            extra_form=_extra_form(notice),
        )
    own = own_under(notice.campaign, notice.organization)
    if own is not None and not own.is_published:
        campaigns.publish(own, by=by)


def _extra_form(notice: Notice) -> FormVersion | None:
    """The section of one's own that the report gets, kept as it stands in the rulebook on this day."""
    return FormVersion.objects.keep(compose_local(notice.extra_form)) if notice.extra_form else None
