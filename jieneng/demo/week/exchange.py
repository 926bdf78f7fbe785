"""The exchange as it was lived: recyclables weighed, goods handed over; hazardous waste brought and picked up."""

import random
import uuid
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from jieneng.apps.exchange import codes
from jieneng.apps.exchange.actions import accepting, cards, goods, holding, waste, weighing
from jieneng.apps.exchange.actions.accepting import Accepted
from jieneng.apps.exchange.actions.goods import Offer
from jieneng.apps.exchange.actions.waste import Handed
from jieneng.apps.exchange.models import Exchange, Manifest, PickUp, Store
from jieneng.core.campaigns.models import Activity
from jieneng.core.files.actions import store
from jieneng.core.files.models import Attachment
from jieneng.core.orgs.models import Organization
from jieneng.core.people.models import Person
from jieneng.demo import photos
from jieneng.demo.cast import Cast
from jieneng.demo.events import Events
from jieneng.demo.notice import BEIJING

SET_UP_AT = datetime(2025, 6, 20, 9, 30, tzinfo=BEIJING)
OPENS_AT = datetime(2025, 6, 27, 9, 0, tzinfo=BEIJING)
ENDS_AT = datetime(2025, 7, 11, 17, 0, tzinfo=BEIJING)
PICKED_UP_AT = datetime(2025, 6, 30, 9, 0, tzinfo=BEIJING)
REMOVED_AT = datetime(2025, 7, 1, 10, 0, tzinfo=BEIJING)
ACCEPTED_AT = datetime(2025, 7, 3, 16, 0, tzinfo=BEIJING)
LATER_AT = datetime(2025, 7, 4, 10, 30, tzinfo=BEIJING)
_CARDS, _BRINGING, _SEED = 36, 7, 20250627
_GOODS = (  # name, points, unit, stock, caption, how it is drawn
    ("大米", 80, "袋", 60, "五公斤装大米", "bag"),
    ("木耳", 60, "盒", 40, "半斤装干木耳", "box"),
    ("蜂蜜", 120, "瓶", 24, "一斤装蜂蜜", "jar"),
)
_BROUGHT = (
    ("newspaper", 3, 14),
    ("cardboard", 4, 20),
    ("books", 2, 9),
    ("plastic", 1, 4),
    ("cartridge", 1, 4),
    ("small_electronics", 1, 3),
)
_WASTE = (("lamp", "4.20", 28), ("battery_other", "2.60", 90), ("medicine", "1.15", None), ("paint", "6.00", 3))


def plan(events: Events, cast: Cast, activity: Activity) -> None:
    """Put it into the queue, with dice of its own."""
    chance, clerk = random.Random(_SEED), cast.who(cast.city, "reporter")
    held: list[Exchange] = []
    kept: list[Store] = []
    events.put(SET_UP_AT, lambda now: held.append(_opened(activity, clerk, now)))
    events.put(SET_UP_AT + timedelta(hours=1), lambda now: kept.append(_store(activity, clerk, now)))
    near = [unit for unit in cast.units if cast.superior(unit) == cast.city] or cast.units
    for n in range(_CARDS):
        moment = OPENS_AT + timedelta(minutes=10 + 11 * n)
        events.put(moment, partial(_bring, held, chance.choice(near), n, random.Random(_SEED + n), clerk))
    units = chance.sample(near, k=min(_BRINGING, len(near)))
    for n, unit in enumerate(units):
        events.put(SET_UP_AT + timedelta(days=4, minutes=30 * n), partial(_sign_up, cast, kept, unit, n))
        events.put(PICKED_UP_AT + timedelta(minutes=12 * n), partial(_hand, cast, kept, unit, n, signs=True))
    events.put(REMOVED_AT, lambda now: _remove(kept[0], cast.who(cast.city, "reviewer"), now))
    events.put(ACCEPTED_AT, lambda now: _accept(kept[0], clerk, now))
    for n, unit in enumerate(units[:2]):
        events.put(LATER_AT + timedelta(hours=n), partial(_hand, cast, kept, unit, n + 2, signs=not n))


def _opened(activity: Activity, clerk: Person, now: datetime) -> Exchange:
    terms = holding.Terms(OPENS_AT, ENDS_AT, "行政中心1号楼大厅", "青石县", "乡村小学图书角")
    made = holding.set_up(activity, terms, by=clerk, now=now)
    for name, points, unit, n, caption, shape in _GOODS:
        picture = _file(photos.good(shape), f"{name}.jpg", made.organization, clerk)
        goods.add_good(made, Offer(name, points, unit, "青石县", picture, caption), n, by=clerk, now=now)
    for day in range(3):
        start = OPENS_AT + timedelta(days=7 + day)
        holding.add_slot(made, start, start + timedelta(hours=2), 30, "", by=clerk)
    return holding.open_exchange(made, by=clerk, now=now)


def _bring(
    held: list[Exchange], unit: Organization, n: int, chance: random.Random, clerk: Person, now: datetime
) -> None:
    """Somebody without a name: a card, the scales, then goods or a gift."""
    exchange = held[0]
    card = cards.take_card(exchange, unit, person=None, now=now)
    items = {item.code: item for item in exchange.items.all()}
    brought = chance.sample(_BROUGHT, k=chance.randint(1, 3))
    amounts = {items[code].pk: Decimal(chance.randint(least, most)) for code, least, most in brought}
    points = weighing.weigh(card, amounts, by=clerk, now=now).points
    good = chance.choice(list(exchange.goods.all()))
    if n % 6 == 5:
        goods.donate(card, points // 2, _key(chance), by=None, now=now)
    elif points >= good.points:
        order = goods.order(card, good, 1, _key(chance), by=None, now=now)
        if n % 5:
            goods.hand_over(order, codes.order_code(order), by=clerk, now=now)


def _store(activity: Activity, clerk: Person, now: datetime) -> Store:
    said = {"limit_days": 90, "limit_kg": Decimal(200), "by": clerk, "now": now}
    made = waste.set_up_store(activity, "行政中心暂存点", "行政中心7号楼东侧", **said)
    waste.plan_pick_up(made, PICKED_UP_AT, PICKED_UP_AT + timedelta(hours=3), "", 40, by=clerk)
    return made


def _sign_up(cast: Cast, kept: list[Store], unit: Organization, n: int, now: datetime) -> None:
    day = PickUp.objects.get(store=kept[0])
    waste.sign_up(day, unit, Decimal(n + 2), "灯管、电池", by=cast.who(unit, "reporter"), now=now)


def _hand(cast: Cast, kept: list[Store], unit: Organization, n: int, now: datetime, *, signs: bool) -> None:
    """The unit signs, and where somebody of the store is there, they sign as well."""
    shed, by = kept[0], cast.who(unit, "reporter")
    kind, kg, pieces = _WASTE[n % len(_WASTE)]
    picture = _file(photos.photo(_SEED + n), "有害垃圾.jpg", unit, by)
    day = PickUp.objects.filter(store=shed, starts_at__lte=now, ends_at__gt=now).first()
    said = Handed(kind, Decimal(kg), pieces, "纸箱")
    sheet = waste.hand_in(shed, unit, said, picture, pick_up=day, by=by, now=now)
    if signs:
        waste.receive(sheet, by=cast.who(cast.city, "reviewer"), now=now)


def _remove(shed: Store, by: Any, now: datetime) -> None:
    draft = waste.draft_manifest(shed, by=by, now=now)
    named = {"carrier_name": "演示危险废物运输公司", "receiver_name": "演示环保处置公司"}
    said = draft.values | named | {"receiver_licence": "演示许可证001"}
    draft = waste.write_manifest(draft, "", said, edit_no=draft.edit_no, by=by)
    waste.issue_manifest(draft, edit_no=draft.edit_no, by=by, now=now)


def _accept(shed: Store, by: Any, now: datetime) -> None:
    """The handler's scales show a little less of the first kind: what it was packed in."""
    manifest = Manifest.objects.get(store=shed)
    lines = {line["kind"]: Accepted(Decimal(line["kg"])) for line in manifest.lines}
    first = manifest.lines[0]["kind"]
    lines[first] = Accepted(lines[first].kg - Decimal("0.20"), "扣除包装重量")
    accepting.enter_receipt(manifest, accepting.Said("YS-20250702-06", date(2025, 7, 2), lines), by=by, now=now)


def _file(data: bytes, name: str, owner: Organization, by: Person) -> Attachment:
    return store(SimpleUploadedFile(name, data, "image/jpeg"), organization=owner, by=by)


def _key(chance: random.Random) -> str:
    return uuid.UUID(int=chance.getrandbits(128)).hex
