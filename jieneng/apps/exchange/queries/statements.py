"""Month statements (月结单): of one card from its account, of a whole exchange from its rows and its book."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, Sum

from jieneng.apps.exchange import books
from jieneng.apps.exchange.models import Card, Exchange, Weight
from jieneng.core.ledger.models import Account
from jieneng.core.ledger.queries import Line, balance_before, balances, lines_between, turnovers
from jieneng.engine.periods import in_beijing


@dataclass(frozen=True)
class Month:
    """A month on the Beijing clock."""

    start: datetime
    end: datetime

    @property
    def code(self) -> str:
        return f"{in_beijing(self.start):%Y-%m}"

    @property
    def label(self) -> str:
        start = in_beijing(self.start)
        return f"{start.year}年{start.month}月"


@dataclass(frozen=True)
class CardStatement:
    month: Month
    opening: Decimal
    came: Decimal
    went: Decimal
    closing: Decimal
    lines: list[Line]


@dataclass(frozen=True)
class Brought:
    """An item with how much of it came in, in how many deliveries, for how many points."""

    name: str
    unit: str
    amount: Decimal
    times: int
    points: int


@dataclass(frozen=True)
class Moved:
    """An account over the month; for goods how many were taken in and given."""

    name: str
    unit: str
    came: Decimal
    went: Decimal
    left: Decimal
    account: int


@dataclass(frozen=True)
class ExchangeStatement:
    month: Month
    items: list[Brought]
    points: list[Moved]
    goods: list[Moved]


def month_of(said: str, now: datetime) -> Month:
    """The month of a text like 2025-06; this month for anything else."""
    year, _, number = said.partition("-")
    is_month = year.isdecimal() and number.isdecimal() and said.isascii() and len(said) == len("2025-06")
    local = in_beijing(now)
    if is_month and int(year) >= 2000 and 1 <= int(number) <= 12:
        local = local.replace(year=int(year), month=int(number), day=1)
    start = local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    after = start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
    return Month(start, after)


def months_since(first: datetime, now: datetime, most: int = 12) -> list[Month]:
    """The months from the first one until now, the latest first."""
    found: list[Month] = []
    month = month_of("", now)
    while len(found) < most:
        found.append(month)
        if month.start <= first:
            break
        former = month.start.replace(
            year=month.start.year - (month.start.month == 1), month=(month.start.month - 2) % 12 + 1
        )
        month = Month(former, month.start)
    return found


def card_statement(card: Card, month: Month) -> CardStatement:
    opening = balance_before(card.account, month.start)
    lines = lines_between(card.account, month.start, month.end)
    came = sum((line.amount for line in lines if line.is_in), Decimal(0))
    went = -sum((line.amount for line in lines if not line.is_in), Decimal(0))
    return CardStatement(month, opening, came, went, opening + came - went, lines)


def exchange_statement(exchange: Exchange, month: Month) -> ExchangeStatement:
    points = list(books.points(exchange).values())
    stocks = [good.stock for good in exchange.goods.select_related("stock")]
    return ExchangeStatement(month, _brought(exchange, month), _moved(points, month), _moved(stocks, month))


def _brought(exchange: Exchange, month: Month) -> list[Brought]:
    rows = Weight.objects.filter(
        delivery__exchange=exchange,
        delivery__taken_back_at=None,
        delivery__at__gte=month.start,
        delivery__at__lt=month.end,
    )
    sums = rows.values("item").annotate(amount=Sum("amount"), n=Count("pk"), got=Sum("points")).order_by()
    found = {row["item"]: row for row in sums}
    return [
        Brought(
            item.name, item.get_unit_display(), found[item.pk]["amount"], found[item.pk]["n"], found[item.pk]["got"]
        )
        for item in exchange.items.all()
        if item.pk in found
    ]


def _moved(accounts: Iterable[Account], month: Month) -> list[Moved]:
    asked = list(accounts)
    moved, now = turnovers(asked, month.start, month.end), balances(asked)
    return [Moved(one.name, one.unit, *moved[one.pk], abs(now[one.pk]), one.pk) for one in asked]
