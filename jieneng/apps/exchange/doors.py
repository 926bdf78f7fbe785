"""How one comes from a campaign to its exchanges: everybody to the public page, the organiser to the desk."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from jieneng.apps.exchange.counting import KIND
from jieneng.apps.exchange.models import Exchange, Store
from jieneng.core.campaigns.doors import Door
from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.acting import Acting
from jieneng.ui.wording import moment


def public(activities: Iterable[Activity], now: datetime) -> dict[int, Door]:
    """The page of each exchange that is open."""
    asked = [each for each in activities if each.kind == KIND]
    rows = Exchange.objects.opened().filter(activity__in=asked) if asked else ()
    return {one.activity_id: _public(one, now) for one in rows}


def desk(acting: Acting, activities: Iterable[Activity], now: datetime) -> dict[int, Door]:
    """One's own exchanges and stores, and where one is set up for an activity that has neither."""
    own = [one for one in activities if one.kind == KIND and one.campaign.organization_id == acting.organization.pk]
    if not own or not acting.sees_business:
        return {}
    stores = dict(Store.objects.filter(activity__in=own).values_list("activity", "pk"))
    doors = {activity: Door(_("暂存点"), reverse("exchange:store", args=[pk])) for activity, pk in stores.items()}
    made = dict(Exchange.objects.filter(activity__in=own).values_list("activity", "pk"))
    doors |= {activity: Door(_("兑换"), reverse("exchange:exchange", args=[pk])) for activity, pk in made.items()}
    if acting.may("exchange.hold"):
        doors |= {
            one.pk: Door(_("设置兑换"), reverse("exchange:new", args=[one.pk])) for one in own if one.pk not in doors
        }
    return doors


def _public(one: Exchange, now: datetime) -> Door:
    address = reverse("exchange:public", args=[one.code])
    if one.closed_at is not None or now >= one.ends_at:
        return Door(_("看兑换卡"), address, _("已结束"))
    note = "" if now >= one.opens_at else _("%(at)s开始") % {"at": moment(one.opens_at)}
    return Door(_("去兑换"), address, note)
