"""What exchange puts on a desk: goods to hand over, sheets to sign, waste that lies too long, pick-up days to come."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Sum
from django.urls import reverse

from jieneng.apps.exchange.models import Manifest, Order, PickUp, Sheet, Store
from jieneng.apps.exchange.models.goods import ORDERED
from jieneng.apps.exchange.models.waste import HANDED, RECEIVED, RETURNED
from jieneng.core import paths
from jieneng.core.agenda.registry import Entry
from jieneng.core.orgs.acting import Acting
from jieneng.engine.periods import in_beijing
from jieneng.rulebook.recycling import recycling_limits

_MOST = 20
_SOON = timedelta(days=7)
_ASKED_FOR = timedelta(days=30)  # for so long a sheet that came back is asked for


def to_do(acting: Acting, now: datetime) -> Iterator[Entry]:
    """发放物品, 接收有害垃圾, 暂存超期, 统一收运, 退回的交接单 for one organisation."""
    if acting.may("exchange.serve"):
        yield from _orders(acting)
    if acting.may("exchange.store"):
        yield from _store(acting, now)
    if acting.may("exchange.hand_waste"):
        yield from _pick_ups(acting, now)
        yield from _returned(acting, now)


def grounds(acting: Acting, now: datetime) -> Iterator[QuerySet[Any]]:
    """Orders and stores of the organisation, pick-up days to come, its own sheets that came back."""
    if acting.may("exchange.serve"):
        yield _ordered(acting)
    if acting.may("exchange.store"):
        yield Store.objects.filter(organization=acting.organization)
    if acting.may("exchange.hand_waste"):
        yield _coming(acting, now)
        yield _came_back(acting, now)


def _ordered(acting: Acting) -> QuerySet[Order]:
    return Order.objects.filter(exchange__organization=acting.organization, state=ORDERED)


def _coming(acting: Acting, now: datetime) -> QuerySet[PickUp]:
    above = list(paths.ancestors(acting.organization.path))
    rows = PickUp.objects.filter(store__org_path__in=above, store__closed_at=None, dropped_at=None)
    return rows.filter(starts_at__gt=now, starts_at__lt=now + _SOON).exclude(store__organization=acting.organization)


def _came_back(acting: Acting, now: datetime) -> QuerySet[Sheet]:
    return Sheet.objects.filter(organization=acting.organization, state=RETURNED, handed_at__gt=now - _ASKED_FOR)


def _orders(acting: Acting) -> Iterator[Entry]:
    rows = _ordered(acting).values("exchange", "exchange__ends_at", "exchange__activity__title").annotate(n=Count("pk"))
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
    """Of each of one's stores: sheets that wait, and what lies past, or nearly past, its limit; one query."""
    waiting, lying = Q(sheets__state=HANDED), Q(sheets__state=RECEIVED, sheets__manifest=None)
    stores = (
        Store.objects.running()
        .filter(organization=acting.organization)
        .annotate(
            n=Count("sheets", filter=waiting),
            handed_at=Min("sheets__handed_at", filter=waiting),
            since=Min("sheets__received_at", filter=lying),
            kg=Sum("sheets__kg", filter=lying),
        )
    )
    for store in stores[:_MOST]:
        said = {
            "title": store.name,
            "asked_by": acting.organization.name,
            "url": reverse("exchange:store", args=[store.pk]),
        }
        if store.n:
            due, detail = store.handed_at + timedelta(days=1), f"待接收交接单 {store.n} 张"
            yield Entry(due_at=due, kind="接收", detail=detail, button="接收", look="wait", **said)
        due = store.since + timedelta(days=store.limit_days) if store.since else None
        if due and now >= due - timedelta(days=recycling_limits().warn_days):
            yield Entry(
                due_at=due,
                kind="移交",
                detail=f"有害垃圾 {store.kg} 公斤接近或者超过贮存期限",
                button="办理",
                look="late" if now > due else "back",
                **said,
            )


def unanswered(acting: Acting, now: datetime) -> Iterator[QuerySet[Any]]:
    """What left some days ago, and of which nobody has entered what the handler accepted."""
    if acting.may("exchange.store"):
        yield Manifest.objects.filter(organization=acting.organization).unanswered(now - _given())


def receipts(acting: Acting, now: datetime) -> Iterator[Entry]:
    """接受情况, asked apart: most stores wait for none."""
    for rows in unanswered(acting, now):
        yield from _receipts(rows, acting, now)


def _given() -> timedelta:
    return timedelta(days=recycling_limits().accept_days)


def _receipts(rows: QuerySet[Manifest], acting: Acting, now: datetime) -> Iterator[Entry]:
    for manifest in rows.select_related("store").order_by("removed_at")[:_MOST]:
        left_at = manifest.removed_at or now
        yield Entry(
            due_at=left_at + _given(),
            kind="接受情况",
            title=manifest.store.name,
            detail=f"{in_beijing(left_at):%m月%d日}移出 {manifest.kg} 公斤，尚未登记处置单位的接受情况",
            asked_by=acting.organization.name,
            url=reverse("exchange:manifest", args=[manifest.pk]),
            button="登记",
            look="late",
        )


def _pick_ups(acting: Acting, now: datetime) -> Iterator[Entry]:
    """Days of the coming week to which one may still sign up."""
    rows = (
        _coming(acting, now).exclude(sign_ups__organization=acting.organization).select_related("store__organization")
    )
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


def _returned(acting: Acting, now: datetime) -> Iterator[Entry]:
    """One's own sheets that came back and were not written anew."""
    newer = Sheet.objects.filter(store=OuterRef("store"), organization=OuterRef("organization"), pk__gt=OuterRef("pk"))
    for sheet in (
        _came_back(acting, now).filter(~Exists(newer)).select_related("store__organization").order_by("pk")[:_MOST]
    ):
        yield Entry(
            due_at=sheet.handed_at + _SOON,
            kind="交接单",
            title=f"{sheet.store.name}退回交接单",
            detail=sheet.because,
            asked_by=sheet.store.organization.name,
            url=reverse("exchange:bring", args=[sheet.store_id]),
            button="重填",
            look="back",
        )
