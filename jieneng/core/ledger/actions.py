"""Open an account, post an entry, take one back: exact, once for each key, and never below zero.

An account that may not owe is guarded by its own balance row: the row is changed only where enough is left, in one
statement, so of orders at the same moment those go through for which there is enough. Rows are taken in the order of
their numbers, so two entries never wait for each other.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import F

from jieneng.core.ledger.models import Account, Balance, Entry, Posting, Unfolded
from jieneng.core.orgs.models import Organization
from jieneng.engine.quantities import scale
from jieneng.ui.refusals import Refused


@dataclass(frozen=True)
class Move:
    """So much out of one account into another, in the unit of both."""

    out_of: Account
    into: Account
    amount: Decimal | int


class Posted(NamedTuple):
    """The entry of a key, and whether it was made just now."""

    entry: Entry
    is_new: bool


@transaction.atomic
def open_account(
    organization: Organization,
    *,
    book: str,
    key: str,
    name: str,
    unit: str,
    now: datetime,
    decimals: int = 0,
    may_owe: bool = False,
) -> Account:
    """The account of this book and key, opened where there is none yet."""
    said = {"name": name[:160], "unit": unit, "decimals": decimals, "may_owe": may_owe}
    kept = {"organization": organization, "org_path": organization.path, "made_at": now}
    account, is_new = Account.objects.get_or_create(book=book, key=key, defaults=said | kept)
    if is_new:
        Balance.objects.create(account=account, may_owe=may_owe)
    return account


@transaction.atomic
def post(
    key: str,
    moves: Sequence[Move],
    *,
    what: str,
    now: datetime,
    by: Any = None,
    text: str = "",
    reverses: Entry | None = None,
) -> Posted:
    """Post an entry. The same key with the same moves is answered by the entry that is there; with others, refused.

    Raises Refused("ledger-not-enough") when an account that may not owe has too little, ValueError for moves that no
    entry can be made of: none at all, nothing moved, too many decimals, two units.
    """
    scaled = [_scaled(move) for move in moves]
    if not scaled:
        raise ValueError("an entry has postings")
    digest = digest_of(key, what, [(m.out_of.pk, m.into.pk, n) for m, n in zip(moves, scaled, strict=True)])
    found = Entry.objects.filter(key=key).first() or _made(key, what, text, now, by, reverses, digest)
    if isinstance(found, Entry):
        return Posted(_same(found, digest), is_new=False)
    entry = found.entry
    after = _guarded(moves, scaled)
    rows = []
    for no, (move, n) in enumerate(zip(moves, scaled, strict=True), 1):
        left, got = after.step(move.out_of, -n), after.step(move.into, n)
        rows.append(
            Posting(
                entry=entry, no=no, out_of=move.out_of, into=move.into, amount=n, out_after=left, into_after=got, at=now
            )
        )
    Posting.objects.bulk_create(rows)
    Unfolded.objects.bulk_create(_unfolded(moves, scaled))
    return Posted(entry, is_new=True)


@transaction.atomic
def reverse(entry: Entry, key: str, *, now: datetime, by: Any, text: str = "") -> Posted:
    """Take an entry back by one that moves everything the other way; only once."""
    postings = entry.postings.select_related("out_of", "into").order_by("no")
    moves = [Move(one.into, one.out_of, one.out_of.quantity(one.amount)) for one in postings]
    return post(key, moves, what="reverse", text=text, now=now, by=by, reverses=entry)


def digest_of(key: str, what: str, moves: Iterable[tuple[int, int, int]]) -> str:
    """SHA-256 over what an entry says."""
    return hashlib.sha256(json.dumps([key, what, [list(move) for move in moves]]).encode()).hexdigest()


def _made(
    key: str, what: str, text: str, now: datetime, by: Any, reverses: Entry | None, digest: str
) -> Entry | Posted:
    """The new entry; or the one that somebody else made with this key this very moment."""
    said = {"what": what, "text": text[:200], "at": now, "by": by, "reverses": reverses, "digest": digest}
    try:
        with transaction.atomic():
            return Posted(Entry.objects.create(key=key, **said), is_new=True)
    except IntegrityError:
        found = Entry.objects.filter(key=key).first()
    if found is None:
        raise Refused("ledger-reversed")
    return found


def _same(found: Entry, digest: str) -> Entry:
    if found.digest != digest:
        raise Refused("key-reused")
    return found


def _scaled(move: Move) -> int:
    """The amount as a whole number at the decimals of both accounts."""
    if (move.out_of.unit, move.out_of.decimals) != (move.into.unit, move.into.decimals):
        raise ValueError(f"{move.out_of} is in {move.out_of.unit}, {move.into} in {move.into.unit}")
    n = scale(Decimal(move.amount), move.out_of.decimals)
    if n <= 0 or move.out_of.pk == move.into.pk:
        raise ValueError("a posting moves something from one account to another")
    return n


class _After:
    """What is in each guarded account while the postings of an entry are written, one after another."""

    def __init__(self, before: dict[int, int]) -> None:
        self._now = before

    def step(self, account: Account, change: int) -> int | None:
        if account.pk not in self._now:
            return None
        self._now[account.pk] += change
        return self._now[account.pk]


def _guarded(moves: Sequence[Move], scaled: Sequence[int]) -> _After:
    """Change the balances of accounts that may not owe; what was in them before."""
    changes, accounts = _net(moves, scaled), _accounts(moves)
    before = {}
    for pk in sorted(pk for pk, account in accounts.items() if not account.may_owe):
        before[pk] = change_balance(accounts[pk], changes[pk]) - changes[pk]
    return _After(before)


def change_balance(account: Account, change: int) -> int:
    """Add to a guarded balance where enough is left, and hold its row; what is in it then."""
    rows = Balance.objects.filter(account=account)
    if not rows.filter(amount__gte=-change).update(amount=F("amount") + change):
        there = account.quantity(rows.get().amount)
        raise Refused("ledger-not-enough", account=account.name, there=there, unit=account.unit)
    return rows.get().amount


def _unfolded(moves: Sequence[Move], scaled: Sequence[int]) -> list[Unfolded]:
    accounts = _accounts(moves)
    return [Unfolded(account_id=pk, amount=n) for pk, n in _net(moves, scaled).items() if n and accounts[pk].may_owe]


def _net(moves: Sequence[Move], scaled: Sequence[int]) -> Counter[int]:
    changes: Counter[int] = Counter()
    for move, n in zip(moves, scaled, strict=True):
        changes[move.out_of.pk] -= n
        changes[move.into.pk] += n
    return changes


def _accounts(moves: Sequence[Move]) -> dict[int, Account]:
    return {account.pk: account for move in moves for account in (move.out_of, move.into)}
