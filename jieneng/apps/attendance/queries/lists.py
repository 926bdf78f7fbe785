"""The lists of the desk: sessions one is invited to, one's own, activities that have none yet."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from jieneng.apps.attendance.models import Session
from jieneng.apps.attendance.queries import desk
from jieneng.apps.attendance.queries.invitations import Invitation, invitations
from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.models import Organization
from jieneng.ui.listings import Button, Line, Listing, Mark
from jieneng.ui.wording import day, moment


def listings(organization: Organization, now: datetime, *, may_hold: bool) -> list[Listing]:
    activity, when, state = _("活动"), _("时间"), _("状态")
    invited = [_invited(one, now) for one in invitations(organization, now)]
    own = [_own(one, now) for one in desk.own_sessions(organization)]
    planned = [_planned(one) for one in desk.without_session(organization, now)] if may_hold else []
    return [
        Listing(_("邀请本单位的场次"), (activity, when, state, _("本单位")), invited),
        Listing(_("本单位组织的场次"), (activity, when, _("办理事项"), state), own),
        Listing(_("还没有设场次的活动"), (activity, _("种类"), _("计划日期")), planned),
    ]


def _invited(one: Invitation, now: datetime) -> Line:
    session = one.session
    buttons = []
    if session.has_seats:
        buttons.append(Button(_("报名回执"), reverse("attendance:reply", args=[session.pk])))
    if session.counts_halls:
        buttons.append(Button(_("登记会场"), reverse("attendance:halls", args=[session.pk])))
    if session.has_live:
        buttons.append(Button(_("收看"), reverse("attendance:public_live", args=[session.code])))
    cells = (moment(session.starts_at), desk.standing(session, now), _replied(one))
    return Line(session.activity.title, "", session.organization.name, cells, buttons)


def _replied(one: Invitation) -> str | Mark:
    """What one's own organisation has said so far."""
    said = []
    if one.n_registered:
        said.append(_("已报名 %(n)s 人") % {"n": one.n_registered})
    elif one.is_declined:
        said.append(_("不参加"))
    if one.n_halls:
        said.append(_("会场 %(n)s 处") % {"n": one.n_halls})
    return "，".join(said) if said or not one.session.has_seats else Mark("back", _("未回执"))


def _own(session: Session, now: datetime) -> Line:
    cells = (moment(session.starts_at), "、".join(_offers(session)), desk.standing(session, now))
    url = reverse("attendance:session", args=[session.pk])
    return Line(session.activity.title, url, session.activity.campaign.title, cells)


def _offers(session: Session) -> Iterator[str]:
    if session.has_live:
        yield _("直播")
    if session.counts_halls:
        yield _("会场")
    if session.has_seats:
        yield _("%(n)s 席") % {"n": session.n_seats}


def _planned(activity: Activity) -> Line:
    cells = (activity.kind_label, day(activity.start_date))
    button = Button(_("设置场次"), reverse("attendance:new", args=[activity.pk]))
    return Line(activity.title, "", activity.campaign.title, cells, (button,))
