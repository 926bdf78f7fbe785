"""The lists of the desk: exchanges of one's own and above, stores of hazardous waste, activities that have none yet."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from jieneng.apps.exchange.models import Exchange, Store
from jieneng.apps.exchange.queries import desk, waste
from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.acting import Acting
from jieneng.ui.listings import Button, Line, Listing, Mark
from jieneng.ui.wording import day


def listings(acting: Acting, now: datetime) -> list[Listing]:
    organization, takes_part = acting.organization, acting.may("exchange.take_part")
    own = desk.own_exchanges(organization)
    around = [one for one in desk.around(organization, now) if one not in own]
    stores = waste.own_stores(organization)
    above = [one for one in waste.stores_around(organization) if one not in stores]
    planned = desk.planned(organization, now) if acting.may("exchange.hold") else []
    activity, when, state = _("活动"), _("时间"), _("状态")
    return [
        Listing(_("本单位组织的兑换"), (activity, when, state), [_own(one, now, takes_part) for one in own]),
        Listing(_("可以参加的兑换"), (activity, when, state), [_around(one, now, takes_part) for one in around]),
        Listing(
            _("有害垃圾暂存点"),
            (_("暂存点"), _("地点"), _("管理单位")),
            [*(_kept(one) for one in stores), *(_near(one) for one in above)],
        ),
        Listing(_("活动方案中的回收活动"), (activity, _("计划日期")), [_planned(one) for one in planned]),
    ]


def _own(exchange: Exchange, now: datetime, takes_part: bool) -> Line:
    buttons = _unit_card(exchange, takes_part)
    if exchange.opened_at:
        buttons.append(Button(_("称重发放"), reverse("exchange:counter", args=[exchange.pk])))
    url = reverse("exchange:exchange", args=[exchange.pk])
    return Line(exchange.activity.title, url, exchange.activity.campaign.title, _cells(exchange, now), buttons)


def _around(exchange: Exchange, now: datetime, takes_part: bool) -> Line:
    url, buttons = reverse("exchange:public", args=[exchange.code]), _unit_card(exchange, takes_part)
    return Line(exchange.activity.title, url, exchange.organization.name, _cells(exchange, now), buttons)


def _unit_card(exchange: Exchange, takes_part: bool) -> list[Button]:
    """The card of the organisation one acts for, opened where there is none yet."""
    if not takes_part or not exchange.is_open:
        return []
    return [Button(_("单位兑换卡"), reverse("exchange:unit_card", args=[exchange.pk]), is_deed=True)]


def _cells(exchange: Exchange, now: datetime) -> tuple[str, Mark]:
    return f"{day(exchange.opens_at)}—{day(exchange.ends_at)}", desk.standing(exchange, now)


def _kept(store: Store) -> Line:
    detail, buttons = (_("已停用"), []) if store.closed_at else ("", [_bring(store)])
    return Line(store.name, reverse("exchange:store", args=[store.pk]), detail, (store.place, _("本单位")), buttons)


def _near(store: Store) -> Line:
    return Line(store.name, "", "", (store.place, store.organization.name), [_bring(store)])


def _bring(store: Store) -> Button:
    return Button(_("移交"), reverse("exchange:bring", args=[store.pk]))


def _planned(activity: Activity) -> Line:
    buttons = [Button(_("设暂存点"), reverse("exchange:new_store", args=[activity.pk]))]
    if not hasattr(activity, "exchange"):
        buttons.insert(0, Button(_("设置兑换"), reverse("exchange:new", args=[activity.pk])))
    return Line(activity.title, "", activity.campaign.title, (day(activity.start_date),), buttons)
