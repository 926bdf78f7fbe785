"""What is in accounts, and the lines that made it: every balance opens to its entries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from jieneng.core.ledger.models import Account, Balance, Entry, Posting, Unfolded
from jieneng.ui.asked import number

SIZE = 50
MOST_LINES = 5_000  # of one account in one statement


@dataclass(frozen=True)
class Line:
    """A posting as its account shows it: so much more or less, what was there after it, and the other account."""

    entry: Entry
    other: Account
    amount: Decimal
    after: Decimal | None
    mark: int

    @property
    def is_in(self) -> bool:
        return self.amount > 0


@dataclass(frozen=True)
class Lines:
    """A page of lines, the latest first."""

    rows: list[Line]
    next_url: str = ""
    first_url: str = ""


def balances(accounts: Iterable[Account]) -> dict[int, Decimal]:
    """What is in each of the accounts, by id; two queries."""
    asked = {account.pk: account for account in accounts}
    found = dict(Balance.objects.filter(account__in=asked).values_list("account_id", "amount"))
    waiting = Unfolded.objects.filter(account__in=asked).values_list("account_id").annotate(n=Sum("amount"))
    for pk, n in waiting.order_by():
        found[pk] = found.get(pk, 0) + n
    return {pk: account.quantity(found.get(pk, 0)) for pk, account in asked.items()}


def balance_of(account: Account) -> Decimal:
    return balances([account])[account.pk]


def lines_page(account: Account, before: str = "", size: int = SIZE) -> Lines:
    """One page of an account, the latest first; `before` is the mark of the last line shown."""
    last = Posting.objects.filter(pk=number(before)).only("at").first()
    older = Q(at__lt=last.at) | Q(at=last.at, pk__lt=last.pk) if last else Q()
    rows = _latest(Posting.objects.filter(older), account, size + 1)
    shown = [_line(account, row) for row in rows[:size]]
    return Lines(shown, f"?before={shown[-1].mark}" if len(rows) > size else "", "?" if last else "")


def lines_between(account: Account, start: datetime, end: datetime) -> list[Line]:
    """The lines of a period, the first first."""
    rows = _latest(Posting.objects.filter(at__gte=start, at__lt=end), account, MOST_LINES)
    return [_line(account, row) for row in reversed(rows)]


def balance_before(account: Account, moment: datetime) -> Decimal:
    """What was in an account at a moment, added up from its postings."""
    came = Posting.objects.filter(into=account, at__lt=moment).aggregate(n=Sum("amount"))["n"] or 0
    went = Posting.objects.filter(out_of=account, at__lt=moment).aggregate(n=Sum("amount"))["n"] or 0
    return account.quantity(came - went)


def turnovers(accounts: Iterable[Account], start: datetime, end: datetime) -> dict[int, tuple[Decimal, Decimal]]:
    """How much came into each of the accounts in a period, and how much went out, by id; two queries."""
    asked = {account.pk: account for account in accounts}
    rows = Posting.objects.filter(at__gte=start, at__lt=end).order_by()
    came = dict(rows.filter(into__in=asked).values_list("into_id").annotate(n=Sum("amount")))
    went = dict(rows.filter(out_of__in=asked).values_list("out_of_id").annotate(n=Sum("amount")))
    return {pk: (one.quantity(came.get(pk, 0)), one.quantity(went.get(pk, 0))) for pk, one in asked.items()}


def proven(account: Account) -> Decimal:
    """What is in an account by its postings alone; the balance kept beside must say the same."""
    came = Posting.objects.filter(into=account).aggregate(n=Sum("amount"))["n"] or 0
    went = Posting.objects.filter(out_of=account).aggregate(n=Sum("amount"))["n"] or 0
    return account.quantity(came - went)


def _latest(rows: "QuerySet[Posting]", account: Account, most: int) -> list[Posting]:
    """Those of both sides, each from its own index, the latest first."""
    rows = rows.select_related("entry__by", "out_of", "into").order_by("-at", "-id")
    both = [*rows.filter(out_of=account)[:most], *rows.filter(into=account)[:most]]
    return sorted(both, key=lambda row: (row.at, row.pk), reverse=True)[:most]


def _line(account: Account, row: Posting) -> Line:
    is_in = row.into_id == account.pk
    after = row.into_after if is_in else row.out_after
    return Line(
        entry=row.entry,
        other=row.out_of if is_in else row.into,
        amount=account.quantity(row.amount if is_in else -row.amount),
        after=None if after is None else account.quantity(after),
        mark=row.pk,
    )
