"""What of an exchange and of a store counts as what (rulebook/tallies.yaml), and the same counted from the rows."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from jieneng.apps.exchange.models import Delivery, Donation, Manifest, Order, Sheet, Weight
from jieneng.apps.exchange.models.exchange import KG
from jieneng.apps.exchange.models.goods import HANDED
from jieneng.apps.exchange.models.waste import ISSUED, RECEIVED
from jieneng.core.campaigns.models import Activity
from jieneng.core.campaigns.tallying import Place, Tallied, tally

KIND = "recycling"
COLLECTED = f"{KIND}.weight_kg"
Change = dict[str, int | Decimal]
_ROWS = 2_000


def count(activity: Activity, day: date, place: Place, change: Change, *, sign: int = 1) -> None:
    """Count a change in the caller's transaction; `sign=-1` takes it back."""
    changed = {item: sign * n for item, n in change.items() if n}
    if changed:
        tally(activity, day, place, changed)


def of_delivery(points: int, weights: Iterable[Weight]) -> Change:
    change: Change = {f"{KIND}.exchanges": 1, f"{KIND}.points": points}
    for weight in weights:
        whole = "weight_kg" if weight.item.unit == KG else "collected_pieces"
        for item in (whole, weight.item.counts):
            change[f"{KIND}.{item}"] = change.get(f"{KIND}.{item}", 0) + weight.amount
    return change


def of_order(n: int) -> Change:
    return {f"{KIND}.goods": n}


def of_donation(points: int) -> Change:
    return {f"{KIND}.donated_points": points}


def of_sheet(kg: Decimal) -> Change:
    return {f"{KIND}.hazardous_handed_kg": kg}


def of_manifest(kg: Decimal) -> Change:
    return {f"{KIND}.hazardous_removed_kg": kg}


def witness() -> Iterator[Tallied]:
    """Every row that counts, one after another."""
    deliveries = Delivery.objects.standing().select_related("exchange").prefetch_related("weights__item")
    for one in deliveries.iterator(chunk_size=_ROWS):
        yield _tallied(one.exchange.activity_id, one, of_delivery(one.points, one.weights.all()))
    for order in Order.objects.filter(state=HANDED).select_related("exchange").iterator(chunk_size=_ROWS):
        yield _tallied(order.exchange.activity_id, order, of_order(order.n))
    for given in Donation.objects.select_related("exchange").iterator(chunk_size=_ROWS):
        yield _tallied(given.exchange.activity_id, given, of_donation(given.points))
    for sheet in Sheet.objects.filter(state=RECEIVED).select_related("store").iterator(chunk_size=_ROWS):
        yield _tallied(sheet.store.activity_id, sheet, of_sheet(sheet.kg))
    for manifest in Manifest.objects.filter(state=ISSUED).select_related("store").iterator(chunk_size=_ROWS):
        yield _tallied(manifest.store.activity_id, manifest, of_manifest(manifest.kg))


def _tallied(activity: int, row: Delivery | Order | Donation | Sheet | Manifest, change: Change) -> Tallied:
    day = row.day
    assert day is not None
    return Tallied(activity, day, Place(row.route, row.category), {item: n for item, n in change.items() if n})
