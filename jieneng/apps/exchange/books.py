"""The accounts of an exchange and of a store in the ledger: which there are, and how they are called."""

from collections.abc import Iterable
from datetime import datetime

from jieneng.apps.exchange.models import Card, Exchange, Good, Store
from jieneng.core.ledger.actions import open_account
from jieneng.core.ledger.models import Account
from jieneng.core.orgs.models import Organization
from jieneng.rulebook.recycling import hazardous

POINTS, KILOGRAMS = "分", "公斤"
ISSUED, HELD, REDEEMED, DONATED = "issued", "held", "redeemed", "donated"
_POINTS = {ISSUED: "积分发放", HELD: "积分待领取", REDEEMED: "积分已兑换", DONATED: "积分已捐赠"}
SUPPLY, STOCK, RESERVED, GIVEN = "supply", "stock", "reserved", "given"
_GOODS = {SUPPLY: "进货", RESERVED: "待领取", GIVEN: "已发放"}
UNITS, HANDLER = "units", "handler"


def open_points(exchange: Exchange, now: datetime) -> None:
    """Where points come from and where they go; they may owe."""
    for key, name in _POINTS.items():
        open_account(exchange.organization, book=exchange.book, key=key, name=name, unit=POINTS, may_owe=True, now=now)


def points(exchange: Exchange) -> dict[str, Account]:
    """The counter accounts of points, by key."""
    rows = Account.objects.of(exchange.book).filter(key__in=list(_POINTS))
    return {account.key: account for account in rows}


def open_card_account(exchange: Exchange, no: str, organization: Organization, now: datetime) -> Account:
    name = f"{organization.name} {no}"
    return open_account(exchange.organization, book=exchange.book, key=f"card:{no}", name=name, unit=POINTS, now=now)


def open_stock(exchange: Exchange, mark: str, name: str, unit: str, now: datetime) -> Account:
    """The stock of a new good, and its counter accounts; `mark` tells it from others of the book."""
    stock = open_account(
        exchange.organization, book=exchange.book, key=f"{mark}:{STOCK}", name=f"{name} 库存", unit=unit, now=now
    )
    for key, word in _GOODS.items():
        said = {"book": exchange.book, "key": f"{mark}:{key}", "name": f"{name} {word}", "unit": unit}
        open_account(exchange.organization, may_owe=True, now=now, **said)
    return stock


def of_good(good: Good) -> dict[str, Account]:
    """The accounts of a good by key."""
    mark = good.stock.key.partition(":")[0]
    rows = Account.objects.of(good.stock.book).filter(key__in=[f"{mark}:{key}" for key in (STOCK, *_GOODS)])
    return {account.key.partition(":")[2]: account for account in rows}


def open_waste(store: Store, kind: str, now: datetime) -> dict[str, Account]:
    """The accounts of one kind in a store: what units bring, what is there, what the handler takes."""
    label = hazardous()[kind].label
    terms = {"book": store.book, "unit": KILOGRAMS, "decimals": 2, "now": now}
    own = store.organization
    return {
        UNITS: open_account(own, key=f"{kind}:{UNITS}", name=f"{label} 各单位交来", may_owe=True, **terms),
        STOCK: open_account(own, key=f"{kind}:{STOCK}", name=f"{label} 暂存", **terms),
        HANDLER: open_account(own, key=f"{kind}:{HANDLER}", name=f"{label} 移交处置", may_owe=True, **terms),
    }


def waste_stocks(stores: Iterable[Store]) -> list[Account]:
    """The stock accounts of stores."""
    return list(Account.objects.filter(book__in=[store.book for store in stores], key__endswith=f":{STOCK}"))


def card_accounts(cards: Iterable[Card]) -> list[Account]:
    return [card.account for card in cards]
