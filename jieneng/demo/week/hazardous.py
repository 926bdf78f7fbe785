"""Hazardous waste as it was lived: units sign up and bring it, the store keeps it, the handler says what arrived."""

import random
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from jieneng.apps.exchange.actions import accepting, waste
from jieneng.apps.exchange.actions.accepting import Accepted
from jieneng.apps.exchange.actions.waste import Handed
from jieneng.apps.exchange.models import Manifest, PickUp, Store
from jieneng.core.campaigns.models import Activity
from jieneng.core.files.actions import store
from jieneng.core.files.models import Attachment
from jieneng.core.orgs.models import Organization
from jieneng.core.people.models import Person
from jieneng.demo import photos
from jieneng.demo.cast import Cast
from jieneng.demo.events import Events
from jieneng.demo.notice import BEIJING

SET_UP_AT = datetime(2025, 6, 20, 10, 30, tzinfo=BEIJING)
PICKED_UP_AT = datetime(2025, 6, 30, 9, 0, tzinfo=BEIJING)
REMOVED_AT = datetime(2025, 7, 1, 10, 0, tzinfo=BEIJING)
ACCEPTED_AT = datetime(2025, 7, 3, 16, 0, tzinfo=BEIJING)
LATER_AT = datetime(2025, 7, 4, 10, 30, tzinfo=BEIJING)
_BRINGING, _SEED = 7, 20250630
_WASTE = (("lamp", "4.20", 28), ("battery_other", "2.60", 90), ("medicine", "1.15", None), ("paint", "6.00", 3))


def plan(events: Events, cast: Cast, activity: Activity) -> None:
    """Put it into the queue, with dice of its own."""
    chance, clerk = random.Random(_SEED), cast.who(cast.city, "reporter")
    kept: list[Store] = []
    events.put(SET_UP_AT, lambda now: kept.append(_store(activity, clerk, now)))
    near = [unit for unit in cast.units if cast.superior(unit) == cast.city] or cast.units
    units = chance.sample(near, k=min(_BRINGING, len(near)))
    for n, unit in enumerate(units):
        events.put(SET_UP_AT + timedelta(days=4, minutes=30 * n), partial(_sign_up, cast, kept, unit, n))
        events.put(PICKED_UP_AT + timedelta(minutes=12 * n), partial(_hand, cast, kept, unit, n, signs=True))
    events.put(REMOVED_AT, lambda now: _remove(kept[0], cast.who(cast.city, "reviewer"), now))
    events.put(ACCEPTED_AT, lambda now: _accept(kept[0], clerk, now))
    for n, unit in enumerate(units[:2]):
        events.put(LATER_AT + timedelta(hours=n), partial(_hand, cast, kept, unit, n + 2, signs=not n))


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
