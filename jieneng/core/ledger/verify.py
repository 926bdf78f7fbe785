"""Prove the ledger: every balance from its postings, every entry from its digest, nothing below zero."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Sum

from jieneng.core.ledger.actions import digest_of
from jieneng.core.ledger.models import Account, Balance, Entry, Posting, Unfolded

_ROWS = 2_000


@dataclass(frozen=True)
class Difference:
    """Something that does not hold: which account or entry, and what is wrong with it."""

    what: str
    account: int | None = None
    entry: int | None = None


def verify() -> list[Difference]:
    """Everything that does not hold, in one snapshot. Empty means: proven."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            _one_snapshot()
        return [*_accounts(), *_entries()]


def _one_snapshot() -> None:
    if not connection.savepoint_ids:  # a snapshot is chosen at the start of a transaction, not inside one
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _accounts() -> Iterator[Difference]:
    """One walk over the postings, in which each account is added up, and each line's balance compared."""
    accounts = Account.objects.in_bulk()
    running: dict[int, int] = defaultdict(int)
    for row in Posting.objects.order_by("id").iterator(chunk_size=_ROWS):
        out, into = accounts[row.out_of_id], accounts[row.into_id]
        if (out.unit, out.decimals) != (into.unit, into.decimals):
            yield Difference("两个账户的单位不同", entry=row.entry_id)
        for account, change, after in ((out, -row.amount, row.out_after), (into, row.amount, row.into_after)):
            running[account.pk] += change
            if after != (None if account.may_owe else running[account.pk]):
                yield Difference("分录记的余额与累计不符", account=account.pk, entry=row.entry_id)
    waiting = dict(Unfolded.objects.values_list("account_id").annotate(n=Sum("amount")).order_by())
    kept = dict(Balance.objects.values_list("account_id", "amount"))
    for pk, account in accounts.items():
        if kept.get(pk, 0) + waiting.get(pk, 0) != running[pk]:
            yield Difference("余额与分录累计不符", account=pk)
        if running[pk] < 0 and not account.may_owe:
            yield Difference("余额为负", account=pk)


def _entries() -> Iterator[Difference]:
    for entry in Entry.objects.order_by("id").prefetch_related("postings").iterator(chunk_size=_ROWS):
        moves = [(one.out_of_id, one.into_id, one.amount) for one in sorted(entry.postings.all(), key=lambda p: p.no)]
        if not moves or digest_of(entry.key, entry.what, moves) != entry.digest:
            yield Difference("凭证与摘要值不符", entry=entry.pk)
