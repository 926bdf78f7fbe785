"""Chain the entries after the fact, and find out whether any was changed or taken away."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate

from django.db import transaction

from jieneng.core.audit.actions import digest_of
from jieneng.core.audit.models import Entry, Seal

_SETTLE = timedelta(minutes=2)  # longer than any transaction: a lower id cannot appear behind the seal any more
_BATCH = 5_000
_RECENT_SEALS, _RECENT_ENTRIES = 500, 20_000  # about a second


@dataclass(frozen=True)
class Break:
    """A place where the chain does not hold: which seal, and what is wrong with it."""

    first_entry: int
    last_entry: int
    what: str


@dataclass(frozen=True)
class Checked:
    """What a look at the newest seals has shown: the last of them, from which entry on, how many, and what is wrong."""

    last: Seal
    first_entry: int
    n_entries: int
    breaks: tuple[Break, ...]


@transaction.atomic
def seal(now: datetime) -> int:
    """Chain the settled entries that no seal covers yet; gives how many. Called by the jobs loop."""
    last = Seal.objects.first()
    entries = Entry.objects.filter(at__lt=now - _SETTLE, id__gt=last.last_entry if last else 0).order_by("id")
    rows = list(entries.values_list("id", "digest")[:_BATCH])
    if rows:
        before = last.digest if last else ""
        Seal.objects.create(
            first_entry=rows[0][0],
            last_entry=rows[-1][0],
            n_entries=len(rows),
            before=before,
            digest=_link(before, [digest for _, digest in rows]),
            at=now,
        )
    return len(rows)


def verify() -> list[Break]:
    """Every seal against the entries it covers: edited, deleted or slipped-in rows are found."""
    return _breaks(Seal.objects.order_by("last_entry").iterator(), before="")


def verify_recent() -> Checked | None:
    """The same for the newest seals only, as many as an answer to a page may take; None before the first seal."""
    newest = list(Seal.objects.all()[: _RECENT_SEALS + 1])
    if not newest:
        return None
    n = _n_affordable([link.n_entries for link in newest[:_RECENT_SEALS]])
    links, before = newest[:n][::-1], newest[n].digest if len(newest) > n else ""
    n_entries = sum(link.n_entries for link in links)
    return Checked(links[-1], links[0].first_entry, n_entries, tuple(_breaks(links, before=before)))


def _n_affordable(sizes: list[int]) -> int:
    """How many seals, from the newest on, stay within the limit of entries; at least one."""
    return max(1, sum(1 for total in accumulate(sizes) if total <= _RECENT_ENTRIES))


def _breaks(links: Iterable[Seal], *, before: str) -> list[Break]:
    """The links that do not hold, of a chain that goes on from the digest `before`."""
    breaks: list[Break] = []
    for link in links:
        entries = Entry.objects.filter(id__range=(link.first_entry, link.last_entry)).order_by("id")
        digests = [digest_of(entry) for entry in entries.iterator()]
        if link.before != before or len(digests) != link.n_entries or _link(before, digests) != link.digest:
            breaks.append(Break(link.first_entry, link.last_entry, f"封存 {link.n_entries} 条，现有 {len(digests)} 条"))
        before = link.digest
    return breaks


def _link(before: str, digests: list[str]) -> str:
    return hashlib.sha256("\n".join([before, *digests]).encode()).hexdigest()
