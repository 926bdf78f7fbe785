"""Exchange: one that is on with a card, a weighing, goods, orders; a store with sheets, a pick-up day, a manifest."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils import timezone

from jieneng.apps.exchange import codes
from jieneng.apps.exchange.actions import accepting, cards, goods, holding, waste, weighing
from jieneng.apps.exchange.actions.accepting import Accepted
from jieneng.apps.exchange.actions.goods import Offer
from jieneng.apps.exchange.actions.waste import Handed
from jieneng.core.campaigns.actions import Content, set_up
from jieneng.core.files.actions import store
from jieneng.core.files.tests.handed_in import photo, upload
from jieneng.core.orgs.models import Organization
from tests.test_walk.examples import Captures, Sent, at, code, fields, no_fields, nothing, pk
from tests.test_walk.world import World


def _one(key: str, name: str, of: str) -> Captures:
    """The second number of an address: world.<of>."""
    return at(key, **{name: lambda world: getattr(world, of).pk})


def _activity(key: str) -> Captures:
    return lambda world: {"activity": getattr(world, key).pk}


def _card(**more: str) -> Captures:
    """The address of the card, and what stands behind it."""

    def captures(world: World) -> dict[str, Any]:
        return {"token": codes.token_of(world.card)} | {name: getattr(world, of).pk for name, of in more.items()}

    return captures


def _public_code(world: World) -> str:
    return str(world.exchange.code)


ADDRESSES = {
    "exchange:exchanges": nothing,
    "exchange:new": _activity("exchange_plan"),
    "exchange:make": _activity("exchange_plan"),
    "exchange:exchange": pk("exchange"),
    "exchange:edit": pk("exchange"),
    "exchange:save": pk("exchange"),
    "exchange:publish": pk("unopened_exchange"),
    "exchange:close": pk("exchange"),
    "exchange:rates": pk("exchange"),
    "exchange:save_rates": pk("exchange"),
    "exchange:slots": pk("exchange"),
    "exchange:add_slot": pk("exchange"),
    "exchange:drop_slot": _one("exchange", "slot", "empty_slot"),
    "exchange:goods": pk("exchange"),
    "exchange:add_good": pk("exchange"),
    "exchange:stock_in": _one("exchange", "good", "good"),
    "exchange:set_points": _one("exchange", "good", "good"),
    "exchange:show_good": _one("exchange", "good", "good"),
    "exchange:take_photo_down": _one("exchange", "good", "good"),
    "exchange:unit_card": pk("exchange"),
    "exchange:counter": pk("exchange"),
    "exchange:weigh": _one("exchange", "card", "card"),
    "exchange:enter_weight": _one("exchange", "card", "card"),
    "exchange:deliveries": pk("exchange"),
    "exchange:orders": pk("exchange"),
    "exchange:hand_over": _one("exchange", "order", "order"),
    "exchange:accounts": pk("exchange"),
    "exchange:statement": pk("exchange"),
    "exchange:statement_sheet": pk("exchange"),
    "exchange:delivery": pk("delivery"),
    "exchange:take_back": pk("delivery"),
    "exchange:account": lambda world: {"pk": world.card.account_id},
    "exchange:entry": lambda world: {"pk": world.delivery.entry_id},
    "exchange:new_store": _activity("exchange_plan"),
    "exchange:make_store": _activity("exchange_plan"),
    "exchange:store": pk("store"),
    "exchange:edit_store": pk("store"),
    "exchange:save_store": pk("store"),
    "exchange:close_store": pk("empty_store"),
    "exchange:plan": pk("store"),
    "exchange:pick_up": _one("store", "day", "pick_up"),
    "exchange:drop_pick_up": _one("store", "day", "empty_pick_up"),
    "exchange:draft": pk("full_store"),
    "exchange:bring": pk("store"),
    "exchange:hand_in": pk("store"),
    "exchange:sign_up": _one("store", "day", "pick_up"),
    "exchange:leave": _one("store", "sign", "sign"),
    "exchange:sheet": pk("sheet"),
    "exchange:receive": pk("sheet"),
    "exchange:send_back": pk("sheet"),
    "exchange:manifest": pk("manifest"),
    "exchange:write": pk("manifest"),
    "exchange:accept": pk("issued_manifest"),
    "exchange:manifest_docx": pk("manifest"),
    "exchange:manifest_pdf": pk("manifest"),
    "exchange:public": code(_public_code),
    "exchange:public_good_small": code(_public_code, good=lambda world: world.good.pk),
    "exchange:public_good_photo": code(_public_code, good=lambda world: world.good.pk),
    "exchange:public_take_card": code(_public_code),
    "exchange:public_card": _card(),
    "exchange:public_book": _card(),
    "exchange:public_cancel_booking": _card(booking="booking"),
    "exchange:public_order": _card(),
    "exchange:public_cancel_order": _card(order="order"),
    "exchange:public_donate": _card(),
    "exchange:public_statement": _card(),
    "exchange:public_statement_sheet": _card(),
}


def _times(world: World, _: Any) -> dict[str, Any]:
    start, end = world.now + timedelta(days=1), world.now + timedelta(days=2)
    return {"starts_at": f"{start:%Y-%m-%dT%H:%M}", "ends_at": f"{end:%Y-%m-%dT%H:%M}", "capacity": "5"}


def _terms(world: World, client: Any) -> dict[str, Any]:
    said = _times(world, client)
    kept = {"opens_at": said["starts_at"], "ends_at": said["ends_at"], "region": "青石县"}
    return kept | {"edit_no": world.exchange.edit_no}


def _rates(world: World, _: Any) -> dict[str, Any]:
    points = {f"points_{item.code}": item.points for item in world.exchange.items.all()}
    return points | {"taken_newspaper": "on", "edit_no": world.exchange.edit_no}


def _weight(world: World, _: Any) -> dict[str, Any]:
    return {f"item_{world.exchange.items.get(code='newspaper').pk}": "2.50", "file": upload(photo(), "称重.jpg")}


def _good(world: World, _: Any) -> dict[str, Any]:
    return {"name": "木耳", "unit": "袋", "points": "30", "n": "4", "file": upload(photo(), "木耳.jpg")}


def _sheet(world: World, _: Any) -> dict[str, Any]:
    return {"kind": "lamp", "kg": "1.20", "n": "6", "packing": "纸箱", "file": upload(photo(), "灯管.jpg")}


def _fields(world: World, _: Any) -> dict[str, Any]:
    return {"generator_name": "市局", "carrier_name": "运输公司", "edit_no": world.manifest.edit_no}


def _receipt(world: World, _: Any) -> dict[str, Any]:
    said = {"number": "JS-7", "accepted_on": f"{timezone.localtime(world.now):%Y-%m-%d}", "because": "单据补发"}
    return said | {"kg_lamp": "1.40", "why_lamp": "含包装"}


DEEDS = {
    "exchange:make": Sent("ines", _terms),
    "exchange:save": Sent("ines", _terms),
    "exchange:publish": Sent("ines", no_fields),
    "exchange:close": Sent("ines", no_fields),
    "exchange:save_rates": Sent("ines", _rates),
    "exchange:add_slot": Sent("ines", _times),
    "exchange:drop_slot": Sent("ines", no_fields),
    "exchange:add_good": Sent("ines", _good),
    "exchange:show_good": Sent("ines", lambda *_: {"file": upload(photo(), "大米.jpg"), "caption": "新米"}),
    "exchange:take_photo_down": Sent("ines", no_fields),
    "exchange:stock_in": Sent("ines", fields(n="5")),
    "exchange:set_points": Sent("ines", fields(points="45")),
    "exchange:unit_card": Sent("hanna", no_fields),
    "exchange:enter_weight": Sent("ines", _weight),
    "exchange:hand_over": Sent("ines", lambda world, _: {"code": codes.order_code(world.order)}),
    "exchange:take_back": Sent("ines", fields(because="重复")),
    "exchange:make_store": Sent("ines", fields(name="新暂存点", place="一楼", limit_days="90")),
    "exchange:save_store": Sent("ines", fields(name="暂存点九", place="二楼", limit_days="60")),
    "exchange:close_store": Sent("ines", no_fields),
    "exchange:drop_pick_up": Sent("ines", no_fields),
    "exchange:plan": Sent("ines", _times),
    "exchange:draft": Sent("ines", no_fields),
    "exchange:hand_in": Sent("hanna", _sheet),
    "exchange:sign_up": Sent("hanna", fields(kg="3", what="灯管")),
    "exchange:leave": Sent("sam", no_fields),
    "exchange:receive": Sent("ines", no_fields),
    "exchange:send_back": Sent("ines", fields(because="数量不符")),
    "exchange:write": Sent("ines", _fields),
    "exchange:accept": Sent("ines", _receipt),
}
CACHED = {"exchange:public_good_small", "exchange:public_good_photo"}
NO_DEED = {
    "exchange:public_take_card": "anybody of the range, who need not be signed in; take_card writes it down",
    "exchange:public_book": "whoever holds the card, once for a slot by constraint; book writes it down",
    "exchange:public_cancel_booking": "whoever holds the card; cancel_booking writes it down",
    "exchange:public_order": "whoever holds the card, once for the form's key; order writes it down",
    "exchange:public_cancel_order": "whoever holds the card; cancel writes it down",
    "exchange:public_donate": "whoever holds the card, once for the form's key; donate writes it down",
}


def populate(world: World) -> None:
    world.made |= _made(world, "", world.city, world.ines, world.school, world.sam)


def elsewhere(world: World) -> None:
    world.away |= _made(world, "foreign-", world.city2, world.rex, world.school3, world.sid)


def _made(world: World, name: str, where: Organization, by: Any, unit: Organization, clerk: Any) -> dict[str, Any]:
    mark, now = world.mark, world.now
    plan = [{"kind": "recycling", "title": mark(f"{name}recycling-{n}", f"回收{n}")} for n in range(4)]
    content = Content(mark(f"{name}recycling-plan", "回收方案"), now.year, activities=plan)
    first, second, third, free = set_up(where, content, by=by).activities.order_by("ord")
    terms = holding.Terms(
        now - timedelta(days=1), now + timedelta(days=5), place=mark(f"{name}exchange-place", "一楼大厅"),
        region=mark(f"{name}exchange-region", "青石县"), donates_to=mark(f"{name}exchange-gift", "图书角"),
    )  # fmt: skip
    exchange = holding.open_exchange(holding.set_up(first, terms, by=by, now=now), by=by, now=now)
    unopened = holding.set_up(second, terms, by=by, now=now)
    times = (now + timedelta(hours=1), now + timedelta(hours=2))
    slot, empty = (holding.add_slot(exchange, *times, 3, mark(f"{name}slot-{n}", "大厅东侧"), by=by) for n in range(2))
    card = cards.take_card(exchange, unit, person=None, now=now)
    booking = cards.book(card, slot, by=None, now=now)
    newspaper = exchange.items.get(code="newspaper")
    deliveries = [weighing.weigh(card, {newspaper.pk: Decimal(kg)}, by=by, now=now) for kg in (5, 30, 30)]
    rice = store(upload(photo(), "大米.jpg"), organization=where, by=by)
    origin, caption = mark(f"{name}good-origin", "青石县"), mark(f"{name}good-caption", "五公斤装大米")
    offer = Offer(mark(f"{name}good-name", "大米"), 40, "袋", origin, rice, caption)
    good = goods.add_good(exchange, offer, 50, by=by, now=now)
    order = goods.order(card, good, 1, uuid4().hex, by=None, now=now)
    goods.donate(card, 5, uuid4().hex, by=None, now=now)
    weighing.take_back(deliveries[2], because=mark(f"{name}weighing-back", "重复称重"), by=by, now=now)
    stores = [_store(world, name, n, third, by) for n in range(4)]
    picture = store(upload(photo(), "灯管.jpg"), organization=unit, by=clerk)
    sheets = [_handed(world, name, n, stores[n // 2], unit, picture, clerk) for n in range(4)]
    for one in (sheets[1], sheets[3]):
        waste.receive(one, by=by, now=now)
    waste.send_back(sheets[2], because=mark(f"{name}sheet-returned", "数量不符"), by=by)
    day = waste.plan_pick_up(stores[0], *times, mark(f"{name}pickup-place", "北门"), 9, by=by)
    sign = waste.sign_up(day, unit, Decimal(2), mark(f"{name}sign-what", "灯管"), by=clerk, now=now)
    manifest = waste.draft_manifest(stores[0], by=by, now=now)
    said = manifest.values | {"receiver_name": mark(f"{name}manifest-receiver", "处置公司")}
    manifest = waste.write_manifest(manifest, "1" * 14, said, edit_no=0, by=by)
    waste.receive(_handed(world, name, 4, stores[3], unit, picture, clerk), by=by, now=now)
    issued = waste.write_manifest(
        waste.draft_manifest(stores[3], by=by, now=now), "2" * 14, _named(mark, name), edit_no=0, by=by
    )
    issued = waste.issue_manifest(issued, edit_no=1, by=by, now=now)
    accepted = {"lamp": Accepted(Decimal("1.45"), mark(f"{name}receipt-why", "含包装"))}
    receipt = accepting.Said(mark(f"{name}rno", "JS-1"), timezone.localtime(now).date(), accepted)
    accepting.enter_receipt(issued, receipt, by=by, now=now)
    return {
        "issued_manifest": issued,
        "exchange": exchange,
        "unopened_exchange": unopened,
        "exchange_plan": free,
        "empty_slot": empty,
        "card": card,
        "booking": booking,
        "delivery": deliveries[0],
        "good": good,
        "order": order,
        "store": stores[0],
        "full_store": stores[1],
        "empty_store": stores[2],
        "sheet": sheets[0],
        "pick_up": day,
        "empty_pick_up": waste.plan_pick_up(stores[0], *times, "", 9, by=by),
        "sign": sign,
        "manifest": manifest,
    }


def _named(mark: Any, name: str) -> dict[str, str]:
    """What a manifest needs to be issued."""
    who = {f"{part}_name": mark(f"{name}manifest-{part}", "公司") for part in ("generator", "carrier", "receiver")}
    return who | {"receiver_licence": mark(f"{name}manifest-licence", "演示001")}


def _store(world: World, name: str, n: int, activity: Any, by: Any) -> Any:
    said = {"limit_days": 90, "limit_kg": None, "by": by, "now": world.now}
    called, place = world.mark(f"{name}store-{n}", "暂存点"), world.mark(f"{name}store-place-{n}", "东侧")
    return waste.set_up_store(activity, f"{called}{n}", place, **said)


def _handed(world: World, name: str, n: int, near: Any, unit: Organization, picture: Any, clerk: Any) -> Any:
    packing, remark = world.mark(f"{name}packing-{n}", "纸箱"), world.mark(f"{name}remark-{n}", "未破损")
    said = Handed("lamp", Decimal("1.50"), 6, packing, remark)
    return waste.hand_in(near, unit, said, picture, by=clerk, now=world.now)


def more(world: World) -> None:
    """More of every list of the exchange and the store that stand there."""
    now, by, town = world.now, world.ines, world.town
    newspaper = world.exchange.items.get(code="newspaper")
    picture = store(upload(photo(), "更多灯管.jpg"), organization=world.school, by=world.sam)
    for key in [key for key in town.organizations if key.startswith("accepted")][-1:]:
        card = cards.take_card(world.exchange, town.organizations[key], person=None, now=now)
        weighing.weigh(card, {newspaper.pk: Decimal(20)}, by=by, now=now)
        goods.order(card, world.good, 1, uuid4().hex, by=None, now=now)
        goods.order(world.card, world.good, 1, uuid4().hex, by=None, now=now)
    times = (now + timedelta(hours=3), now + timedelta(hours=4))
    slot = holding.add_slot(world.exchange, *times, 3, "西侧", by=by)
    cards.book(world.card, slot, by=None, now=now)
    goods.add_good(world.exchange, Offer(f"木耳{now.microsecond}{slot.pk}", 30), 5, by=by, now=now)
    for _ in range(2):
        waste.receive(_handed(world, "", 9, world.store, world.school, picture, world.sam), by=by, now=now)
        _handed(world, "", 9, world.store, world.school, picture, world.sam)
    waste.plan_pick_up(world.store, *times, "", 9, by=by)
