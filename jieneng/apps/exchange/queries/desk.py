"""What the pages of an exchange need: lists, one exchange in figures, its slots, goods, deliveries and orders."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Count, Q

from jieneng.apps.exchange import codes
from jieneng.apps.exchange.counting import KIND
from jieneng.apps.exchange.models import Booking, Card, Delivery, Exchange, Good, Order, Slot
from jieneng.apps.exchange.models.cards import BOOKED
from jieneng.core.campaigns.models import Activity
from jieneng.core.campaigns.tallying import tallied
from jieneng.core.ledger.queries import balances
from jieneng.core.orgs.models import Organization
from jieneng.rulebook import tallies
from jieneng.ui.listings import Mark

SIZE = 50
_LISTED = 100
_RECENT = timedelta(days=400)
_KEPT = timedelta(days=60)  # after its end an exchange leaves the list of those below


@dataclass(frozen=True)
class Figures:
    """What is counted, as it is folded."""

    counted: list[tuple[str, int | Decimal, str]]
    as_of: datetime | None


@dataclass(frozen=True)
class Offered:
    """A good with how many are left."""

    good: Good
    left: int


@dataclass(frozen=True)
class Free:
    """A slot with how many places are taken and left."""

    slot: Slot
    taken: int

    @property
    def left(self) -> int:
        return max(0, self.slot.capacity - self.taken)


@dataclass(frozen=True)
class Page:
    rows: list[Delivery] | list[Order]
    next_url: str = ""
    first_url: str = ""


def standing(exchange: Exchange, now: datetime) -> Mark:
    if exchange.opened_at is None:
        return Mark("draft", "未发布")
    if exchange.closed_at is not None or now >= exchange.ends_at:
        return Mark("done", "已结束")
    return Mark("wait", "进行中") if now >= exchange.opens_at else Mark("idle", "未开始")


def own_exchanges(organization: Organization) -> list[Exchange]:
    rows = Exchange.objects.filter(organization=organization).select_related("activity__campaign")
    return list(rows[:_LISTED])


def around(organization: Organization, now: datetime) -> list[Exchange]:
    """Opened exchanges of this level and those above, in which it may take part."""
    rows = Exchange.objects.around(organization.path).filter(ends_at__gt=now - _KEPT)
    return list(rows.select_related("activity__campaign", "organization")[:_LISTED])


def planned(organization: Organization, now: datetime) -> list[Activity]:
    """Recycling activities of one's own latest campaigns."""
    rows = Activity.objects.filter(campaign__organization=organization, campaign__made_at__gt=now - _RECENT, kind=KIND)
    return list(rows.select_related("campaign", "exchange").order_by("-campaign_id", "ord")[:_LISTED])


def figures_of(activity: int, path: str) -> Figures:
    found = tallied([activity], [path])[path][activity]
    known = tallies()
    order = [item for item in known if item in found.values]
    return Figures([(known[item].label, found.values[item], known[item].unit) for item in order], found.as_of)


def slots_of(exchange: Exchange, now: datetime | None = None) -> list[Free]:
    """Its slots with how many have booked; with `now` those that are not over."""
    rows = exchange.slots.filter(dropped_at=None).annotate(taken=Count("bookings", filter=Q(bookings__state=BOOKED)))
    if now is not None:
        rows = rows.filter(ends_at__gt=now)
    return [Free(slot, slot.taken) for slot in rows[:_LISTED]]


def goods_of(exchange: Exchange, *, with_off: bool = False) -> list[Offered]:
    rows = exchange.goods.select_related("stock", "photo")
    goods = list(rows[:_LISTED] if with_off else rows.filter(off_at=None)[:_LISTED])
    left = balances([good.stock for good in goods])
    return [Offered(good, int(left[good.stock_id])) for good in goods]


def deliveries_page(exchange: Exchange, before: int) -> Page:
    """Who brought what, the latest first."""
    rows = Delivery.objects.filter(exchange=exchange).select_related("card", "organization", "by")
    rows = rows.prefetch_related("weights__item")
    found = list((rows.filter(pk__lt=before) if before else rows)[: SIZE + 1])
    next_url = f"?before={found[SIZE - 1].pk}" if len(found) > SIZE else ""
    return Page(found[:SIZE], next_url, "?" if before else "")


def orders_page(exchange: Exchange, state: str, before: int) -> Page:
    rows = Order.objects.filter(exchange=exchange).select_related("good", "card", "organization")
    if state:
        rows = rows.filter(state=state)
    found = list((rows.filter(pk__lt=before) if before else rows)[: SIZE + 1])
    kept = f"state={state}&" if state else ""
    next_url = f"?{kept}before={found[SIZE - 1].pk}" if len(found) > SIZE else ""
    return Page(found[:SIZE], next_url, f"?{kept}" if before else "")


def card_said(exchange: Exchange, said: str) -> Card | None:
    """The card that was typed by its number, or scanned."""
    rows = Card.objects.filter(exchange=exchange).select_related("organization", "account")
    pk = codes.card_named(said)
    return rows.filter(pk=pk).first() if pk else rows.filter(no=codes.no_form(said)).first()


def bookings_of(card: Card) -> list[Booking]:
    rows = card.bookings.filter(state=BOOKED).select_related("slot")
    return list(rows.order_by("slot__starts_at")[:_LISTED])
