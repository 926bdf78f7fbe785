"""What the pages of hazardous waste need: what is in store and for how long, what waits, which days are planned."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Count, Sum

from jieneng.apps.exchange.books import STOCK, waste_stocks
from jieneng.apps.exchange.models import Manifest, PickUp, Receipt, Sheet, Store
from jieneng.apps.exchange.models.waste import DRAFT, HANDED, RETURNED
from jieneng.core.ledger.models import Account
from jieneng.core.ledger.queries import balances
from jieneng.core.orgs.models import Organization
from jieneng.rulebook.recycling import hazardous, recycling_limits

_LISTED, _MANIFESTS = 100, 20


@dataclass(frozen=True)
class InStore:
    """One kind in a store: how much, since when the oldest of it lies there, and how many days are left."""

    kind: str
    name: str
    kg: Decimal
    account: Account
    since: datetime | None
    days: int
    left: int

    @property
    def look(self) -> str:
        if self.left < 0:
            return "late"
        return "back" if self.left <= recycling_limits().warn_days else "done"

    @property
    def word(self) -> str:
        if self.left < 0:
            return f"超期 {-self.left} 天"
        return f"还可存 {self.left} 天"


@dataclass(frozen=True)
class Day:
    """A pick-up day with how many have signed up, and whether the asking organisation is among them."""

    pick_up: PickUp
    n: int
    own: int | None = None

    @property
    def left(self) -> int:
        return max(0, self.pick_up.capacity - self.n)


def in_store(store: Store, now: datetime) -> list[InStore]:
    """What there is by kind; amounts from the ledger, days from the sheets. Four queries."""
    accounts = waste_stocks([store])
    kg = balances(accounts)
    oldest: dict[str, datetime] = {}
    for kind, at in (
        Sheet.objects.in_store().filter(store=store).order_by("-received_at").values_list("kind", "received_at")
    ):
        oldest[kind] = at
    found = []
    for account in accounts:
        kind = account.key.removesuffix(f":{STOCK}")
        if not kg[account.pk]:
            continue
        days = (now - oldest[kind]).days if kind in oldest else 0
        name = hazardous()[kind].label
        found.append(InStore(kind, name, kg[account.pk], account, oldest.get(kind), days, store.limit_days - days))
    return sorted(found, key=lambda one: one.left)


def waiting(store: Store) -> list[Sheet]:
    """Sheets that the store has to sign, the first first."""
    rows = Sheet.objects.filter(store=store, state=HANDED).select_related("organization", "handed_by")
    return list(rows.order_by("id")[:_LISTED])


def latest_sheets(store: Store, organization: Organization | None = None) -> list[Sheet]:
    rows = Sheet.objects.filter(store=store).select_related("organization", "handed_by", "received_by")
    return list((rows.filter(organization=organization) if organization else rows)[:_LISTED])


def own_stores(organization: Organization) -> list[Store]:
    rows = Store.objects.filter(organization=organization).select_related("activity__campaign")
    return list(rows[:_LISTED])


def stores_around(organization: Organization) -> list[Store]:
    """Running stores of this level and those above, to which it may bring."""
    rows = Store.objects.around(organization.path).select_related("activity__campaign", "organization")
    return list(rows[:_LISTED])


def days_of(store: Store, organization: Organization | None = None, now: datetime | None = None) -> list[Day]:
    rows = store.pick_ups.filter(dropped_at=None).annotate(n=Count("sign_ups"))
    found = list((rows.filter(ends_at__gt=now) if now else rows.order_by("-starts_at"))[:_LISTED])
    own = {}
    if organization is not None:
        signs = store.pick_ups.filter(pk__in=[day.pk for day in found], sign_ups__organization=organization)
        own = dict(signs.values_list("pk", "sign_ups"))
    return [Day(day, day.n, own.get(day.pk)) for day in found]


def day_now(store: Store, organization: Organization, now: datetime) -> PickUp | None:
    """The pick-up day on which an organisation is just bringing what it signed up for."""
    rows = store.pick_ups.filter(dropped_at=None, starts_at__lte=now, ends_at__gt=now)
    return rows.filter(sign_ups__organization=organization).first()


def handed_on(day: PickUp) -> dict[int, Decimal]:
    """How much each organisation has handed over on a day, by id; what went back is left out."""
    rows = day.sheets.exclude(state=RETURNED).values_list("organization").annotate(kg=Sum("kg"))
    return dict(rows.order_by())


@dataclass(frozen=True)
class Left:
    """A manifest in the list of a store: whether what the handler accepted is entered, and whether that is overdue."""

    manifest: Manifest
    is_answered: bool
    is_late: bool

    @property
    def look(self) -> str:
        if self.manifest.state == DRAFT:
            return "draft"
        return "done" if self.is_answered else "late" if self.is_late else "wait"

    @property
    def word(self) -> str:
        if self.manifest.state == DRAFT:
            return "联单草稿"
        return "接受情况已登记" if self.is_answered else "接受情况未登记"


def manifests_of(store: Store, now: datetime) -> list[Left]:
    """The latest manifests of a store, and every one that is overdue."""
    before = now - timedelta(days=recycling_limits().accept_days)
    late = store.manifests.unanswered(before).order_by("removed_at")[:_LISTED]
    rows = {one.pk: one for one in [*store.manifests.all()[:_MANIFESTS], *late]}
    answered = set(Receipt.objects.filter(manifest__in=rows).values_list("manifest_id", flat=True))
    found = []
    for one in sorted(rows.values(), key=lambda one: -one.pk):
        is_late = one.pk not in answered and one.removed_at is not None and one.removed_at <= before
        found.append(Left(one, one.pk in answered, is_late))
    return found


def kinds() -> list[tuple[str, str]]:
    return [(one.code, one.label) for one in hazardous().values()]
