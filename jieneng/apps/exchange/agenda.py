"""What exchange puts on a desk: goods to hand over, sheets to sign, waste that lies too long, pick-up days to come."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, Min
from django.urls import reverse

from jieneng.apps.exchange.models import Order, PickUp, Sheet, Store
from jieneng.apps.exchange.models.goods import ORDERED
from jieneng.apps.exchange.models.waste import HANDED
from jieneng.apps.exchange.queries.waste import overdue
from jieneng.core.agenda.registry import Entry
from jieneng.core.orgs.acting import Acting

_MOST = 20
_SOON = timedelta(days=7)


def to_do(acting: Acting, now: datetime) -> Iterator[Entry]:
    """发放物品, 接收有害垃圾, 暂存超期, 统一收运 for one organisation."""
    if acting.may("exchange.serve"):
        yield from _orders(acting)
    if acting.may("exchange.store"):
        yield from _store(acting, now)
    if acting.may("exchange.hand_waste"):
        yield from _pick_ups(acting, now)


def _orders(acting: Acting) -> Iterator[Entry]:
    waiting = Order.objects.filter(exchange__organization=acting.organization, state=ORDERED)
    rows = waiting.values("exchange", "exchange__ends_at", "exchange__activity__title").annotate(n=Count("pk"))
    for row in rows.order_by("exchange__ends_at")[:_MOST]:
        yield Entry(
            due_at=row["exchange__ends_at"],
            kind="发放",
            title=row["exchange__activity__title"],
            detail=f"待取货 {row['n']} 笔",
            asked_by=acting.organization.name,
            url=reverse("exchange:counter", args=[row["exchange"]]),
            button="发放",
            look="wait",
        )


def _store(acting: Acting, now: datetime) -> Iterator[Entry]:
    stores = list(Store.objects.running().filter(organization=acting.organization)[:_MOST])
    if not stores:
        return
    late = overdue(stores, now)
    rows = Sheet.objects.filter(store__in=stores, state=HANDED).values_list("store").annotate(n=Count("pk"))
    waiting = {pk: (n, since) for pk, n, since in rows.annotate(since=Min("handed_at")).order_by()}
    for store in stores:
        url = reverse("exchange:store", args=[store.pk])
        said = {"title": store.name, "asked_by": acting.organization.name, "url": url}
        if store.pk in waiting:
            n, since = waiting[store.pk]
            detail = f"待接收交接单 {n} 张"
            yield Entry(
                due_at=since + timedelta(days=1), kind="接收", detail=detail, button="接收", look="wait", **said
            )
        if store.pk in late:
            since, kg = late[store.pk]
            due = since + timedelta(days=store.limit_days)
            detail = f"有害垃圾 {kg} 公斤接近或者超过贮存期限"
            yield Entry(
                due_at=due, kind="移交", detail=detail, button="办理", look="late" if now > due else "back", **said
            )


def _pick_ups(acting: Acting, now: datetime) -> Iterator[Entry]:
    """Days of the coming week to which one may still sign up."""
    stores = Store.objects.around(acting.organization.path).exclude(organization=acting.organization)
    rows = PickUp.objects.filter(store__in=stores, dropped_at=None, starts_at__gt=now, starts_at__lt=now + _SOON)
    rows = rows.exclude(sign_ups__organization=acting.organization).select_related("store__organization")
    for day in rows.order_by("starts_at")[:_MOST]:
        yield Entry(
            due_at=day.starts_at,
            kind="收运",
            title=f"{day.store.name}统一收运",
            detail="有有害垃圾的，请报名",
            asked_by=day.store.organization.name,
            url=reverse("exchange:bring", args=[day.store_id]),
            button="报名",
            look="idle",
        )
