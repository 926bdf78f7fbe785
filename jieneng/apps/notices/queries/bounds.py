"""What binds a draft: the day by which one's own level has to reply, and what in it conflicts."""

from datetime import datetime

from django.utils.translation import gettext as _

from jieneng.apps.notices.models import Notice
from jieneng.apps.notices.paper.layout import parts_of
from jieneng.apps.notices.paper.stated import differing
from jieneng.core.campaigns.queries import conflicts_of
from jieneng.core.collections.terms import due_from_above
from jieneng.core.orgs.models import Organization
from jieneng.engine.conflicts import Conflict, Due
from jieneng.engine.periods import day_cn, in_beijing, moment_cn


def upper_due_of(notice: Notice) -> datetime | None:
    """The superior's day: of the notice that is passed on, else as it was read in the upper notice."""
    if notice.based_on is not None:
        return due_above(notice.based_on, notice.organization)
    return notice.upper.due_at if notice.upper else None


def due_above(upper: Notice, organization: Organization) -> datetime | None:
    """By when an organisation has to reply to a notice it gets: the nearest level's day for the collection."""
    collection = upper.campaign.collection
    if collection is None:
        return upper.due_at
    return due_from_above(collection, organization).at


def draft_conflicts(notice: Notice) -> list[Conflict]:
    """What in a draft's day and in the plan it sends out conflicts; nothing once it is sent."""
    if notice.is_published:
        return []
    dues = [Due("due", _("下级"), notice.due_at, upper_due_of(notice))] if notice.due_at else []
    return [*conflicts_of(notice.campaign, dues), *_stated_otherwise(notice)]


def _stated_otherwise(notice: Notice) -> list[Conflict]:
    """A day in the text that is not the one kept: readers of the paper and of the platform would hold to two days."""
    if notice.due_at is None:
        return []
    dues = [notice.due_at, *(datetime.fromisoformat(group["due_at"]) for group in notice.groups)]
    days = differing(parts_of(notice.document)[1], dues)
    kept = moment_cn(in_beijing(notice.due_at))
    said = _("正文要求%(day)s前报送，下级截止是%(due)s。请改为一致。")
    return [Conflict("text-day", said % {"day": day_cn(day), "due": kept}, ("text", "due")) for day in days]
