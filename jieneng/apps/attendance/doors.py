"""How one comes from a campaign to its sessions: everybody to what is live, the organiser to the desk."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from jieneng.apps.attendance.counting import KINDS
from jieneng.apps.attendance.models import Session
from jieneng.core.campaigns.doors import Door
from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.acting import Acting
from jieneng.ui.wording import moment


def public(activities: Iterable[Activity], now: datetime) -> dict[int, Door]:
    """The live page of each session that is open and has one."""
    sessions = Session.objects.opened().filter(activity__in=_held(activities), has_live=True, closed_at=None)
    return {session.activity_id: _public(session, now) for session in sessions}


def desk(acting: Acting, activities: Iterable[Activity], now: datetime) -> dict[int, Door]:
    """One's own sessions, and where one is set up for an activity that has none yet."""
    own = [each for each in _held(activities) if each.campaign.organization_id == acting.organization.pk]
    if not own or not acting.sees_business:
        return {}
    made = dict(Session.objects.filter(activity__in=own).values_list("activity", "pk"))
    doors = {activity: Door(_("场次"), reverse("attendance:session", args=[pk])) for activity, pk in made.items()}
    if acting.may("attendance.hold"):
        new = (each for each in own if each.pk not in made)
        doors |= {each.pk: Door(_("设置场次"), reverse("attendance:new", args=[each.pk])) for each in new}
    return doors


def _held(activities: Iterable[Activity]) -> list[Activity]:
    return [each for each in activities if each.kind in KINDS]


def _public(session: Session, now: datetime) -> Door:
    address = reverse("attendance:public_live", args=[session.code])
    if now > session.ends_at:
        return Door(_("看资料"), address, _("直播已结束"))
    begins = _("%(at)s开始") % {"at": moment(session.starts_at)}
    return Door(_("看直播"), address, "" if now >= session.starts_at else begins)
