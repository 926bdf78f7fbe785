"""What one organisation contributes to the receipts of a cascade: the only place where receipts become counts.

Whoever gets a notice from two levels counts once, so that "signed of how many" cannot exceed its whole.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from jieneng.apps.notices.models import Receipt
from jieneng.core.facts.amounts import Amounts
from jieneng.core.facts.verify import Contribution


def contribution(receipts: Iterable[Receipt]) -> Amounts:
    """The counters of all receipts that one organisation has in one cascade."""
    receipts = list(receipts)
    counters = {
        "read": int(any(receipt.read_at for receipt in receipts)),
        "signed": int(any(receipt.signed_at for receipt in receipts)),
        "passed_on": int(any(receipt.passed_on_at for receipt in receipts)),
        "reached": sum(receipt.n_reached for receipt in receipts),
    }
    return Amounts({name: n for name, n in counters.items() if n})


def witness() -> Iterator[Contribution]:
    """Every contribution there is, from the rows: what `facts verify` adds up."""
    rows = Receipt.objects.select_related("root").order_by("root_id", "organization_id", "id")
    for _, group in groupby(rows.iterator(chunk_size=2_000), key=lambda row: (row.root_id, row.organization_id)):
        receipts = list(group)
        first = receipts[0]
        if first.root.series_id is not None:
            yield Contribution(first.root.series_id, first.route, first.category, contribution(receipts))
