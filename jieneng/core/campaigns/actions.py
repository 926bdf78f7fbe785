"""What people do with campaigns: set one up, change its content, publish it, ask for its report."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from jieneng.core.audit.actions import record
from jieneng.core.campaigns.models import Activity, Campaign, Period, Theme
from jieneng.core.collections.actions.opening import Terms, close_collection, open_collection
from jieneng.core.collections.models import Collection
from jieneng.core.forms.compose import AskedActivity, compose
from jieneng.core.forms.models import FormVersion
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Audience, Organization
from jieneng.engine.periods import day_cn
from jieneng.ui.refusals import Refused

_OUT_OF_THE_WAY = 1_000  # two rows of a campaign never have one place, not even while they change it


@dataclass(frozen=True)
class Content:
    """What a campaign consists of; every entry holds the columns of its model."""

    title: str
    year: int
    themes: Iterable[Mapping[str, Any]] = field(default_factory=tuple)
    periods: Iterable[Mapping[str, Any]] = field(default_factory=tuple)
    activities: Iterable[Mapping[str, Any]] = field(default_factory=tuple)
    upper_title: str = ""


@transaction.atomic
def set_up(organization: Organization, content: Content, *, by: Any, parent: Campaign | None = None) -> Campaign:
    """A new campaign of an organisation, not published yet. Under `parent` it is a local one and asks nobody again."""
    require(by, organization, "campaign.edit")
    if parent is not None:
        _require_reached(organization, parent)
    campaign = Campaign.objects.create(
        title=content.title,
        year=content.year,
        organization=organization,
        org_path=organization.path,
        parent=parent,
        upper_title=content.upper_title,
        collection=parent.collection if parent else None,
        public_code=secrets.token_hex(5),
        made_at=timezone.now(),
    )
    _fill(campaign, content)
    record(by, "campaign.set_up", campaign, changes={"activities": campaign.activities.count()})
    return campaign


@transaction.atomic
def change(campaign: Campaign, content: Content, *, edit_no: int, by: Any) -> Campaign:
    """Replace what the campaign consists of; once its report is asked for, activities may only be added."""
    require(by, campaign.organization, "campaign.edit")
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if campaign.edit_no != edit_no:
        raise Refused("stale-form")
    if campaign.is_asked:
        raise Refused("notice-already-published")
    campaign.title, campaign.year = content.title, content.year
    campaign.edit_no += 1
    campaign.save(update_fields=["title", "year", "edit_no"])
    for part in (campaign.themes, campaign.periods):
        part.all().delete()
    _fill(campaign, content)
    record(by, "campaign.edit", campaign, changes={"activities": campaign.activities.count()})
    return campaign


@transaction.atomic
def publish(campaign: Campaign, *, by: Any) -> Campaign:
    """Show the campaign to those below and on its public page."""
    require(by, campaign.organization, "notice.publish")
    campaign.is_published = True
    campaign.save(update_fields=["is_published"])
    record(by, "campaign.publish", campaign)
    return campaign


@transaction.atomic
def stop_asking(campaign: Campaign, *, by: Any, because: str, now: datetime) -> None:
    """What was asked for is handed in no more; the campaign, and those that hang under it, may be asked for anew."""
    collection = campaign.collection
    if collection is None:
        return
    close_collection(collection, by=by, because=because, now=now)
    Campaign.objects.filter(collection=collection).update(collection=None)
    campaign.collection = None


@transaction.atomic
def ask_for_report(
    campaign: Campaign, audience: Audience, terms: Terms, *, by: Any, form: str = "week-report", source: str = ""
) -> Collection:
    """Open the collection of the campaign's report: the form is made of the activities that go down."""
    if campaign.collection_id:
        raise Refused("notice-already-published")
    definition = compose(form, asked_activities(campaign))
    version = FormVersion.objects.keep(definition)
    collection = open_collection(_report_title(campaign, version.title), version, audience, terms, by=by, source=source)
    campaign.collection = collection
    campaign.save(update_fields=["collection"])
    _share(campaign, collection)
    return collection


def _report_title(campaign: Campaign, form_title: str) -> str:
    """The week's report by the name of its form; that of another action by its own, so that lists tell them apart."""
    is_week = any(word in campaign.title for word in ("宣传周", "节能周"))
    return f"{campaign.year}年{form_title}" if is_week else f"{campaign.title}情况报告"


def asked_activities(campaign: Campaign) -> list[AskedActivity]:
    """The activities whose figures those below are asked for."""
    going_down = campaign.activities.filter(passed_on=True)
    return [AskedActivity(item.key, item.kind, item.title, when_and_where(item)) for item in going_down]


def when_and_where(activity: Activity) -> str:
    """One line under the title: 6月24日（星期二）09:00至6月27日（星期五）17:00　网络直播."""
    begins, last = activity.start_date, activity.end_date
    start = _moment(begins, activity.start_time, year_of=begins)
    end = _moment(last if last != begins else None, activity.end_time, year_of=begins)
    when = f"{start}至{end}" if start and end else start
    return "　".join(part for part in (when, activity.method or activity.place) if part)


def _require_reached(organization: Organization, parent: Campaign) -> None:
    """A bureau below the level of a published campaign, that has no local one under it yet."""
    if organization.is_unit:
        raise Refused("notice-nobody-below", organization=organization.name)
    reached = Campaign.objects.reaching(organization.path).filter(pk=parent.pk)
    if parent.organization_id == organization.pk or not reached.exists():
        raise Refused("campaign-not-from-above", title=parent.title)
    if parent.local.filter(organization=organization).exists():
        raise Refused("campaign-already-local", title=parent.title)


def _share(campaign: Campaign, collection: Collection) -> None:
    """Local campaigns that were set up before the report was asked for answer the same collection."""
    for each in campaign.local.filter(collection=None):
        each.collection = collection
        each.save(update_fields=["collection"])
        _share(each, collection)


def _moment(day: date | None, clock: time | None, *, year_of: date | None) -> str:
    return (day_cn(day, today=year_of) if day else "") + (f"{clock:%H:%M}" if clock else "")


def _fill(campaign: Campaign, content: Content) -> None:
    Theme.objects.bulk_create(Theme(campaign=campaign, ord=n, **entry) for n, entry in enumerate(content.themes, 1))
    Period.objects.bulk_create(Period(campaign=campaign, ord=n, **entry) for n, entry in enumerate(content.periods, 1))
    _fill_activities(campaign, content.activities)


def _fill_activities(campaign: Campaign, entries: Iterable[Mapping[str, Any]]) -> None:
    """The activities in their order. One that stays what it is called stays the same row: a quiz may hang on it."""
    before = {(activity.kind, activity.title): activity for activity in campaign.activities.all()}
    kept: list[Activity] = []
    new: list[Activity] = []
    for n, entry in enumerate(entries, 1):
        same = before.pop((entry["kind"], entry["title"]), None)
        made = Activity(pk=same.pk if same else None, campaign=campaign, ord=n, **entry)
        (kept if same else new).append(made)
    _drop(before.values())
    columns = [each.name for each in Activity._meta.concrete_fields if each.name not in ("id", "campaign")]
    campaign.activities.update(ord=models.F("ord") + _OUT_OF_THE_WAY)
    Activity.objects.bulk_update(kept, columns)
    Activity.objects.bulk_create(new)


def _drop(activities: Iterable[Activity]) -> None:
    """Delete activities that are in the plan no more; refused for one on which something hangs already."""
    for activity in activities:
        try:
            activity.delete()
        except models.ProtectedError as held:
            raise Refused("activity-in-use", title=activity.title) from held
