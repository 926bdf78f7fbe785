"""Fold what waits into the balances of counter accounts, exactly once: taken out and added in one transaction."""

from collections import Counter
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F

from jieneng.core.ledger.models import Balance

BATCH = 2_000
_TAKE = (
    "DELETE FROM ledger_unfolded WHERE id IN (SELECT id FROM ledger_unfolded ORDER BY id LIMIT %s)"
    " RETURNING account_id, amount"
)


@transaction.atomic
def fold(now: datetime) -> int:
    """Fold one batch; gives how many rows. The round of the loop, in one process at a time."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [BATCH])
        taken = cursor.fetchall()
    changes: Counter[int] = Counter()
    for account, amount in taken:
        changes[account] += amount
    for account, amount in sorted(changes.items()):
        Balance.objects.filter(account=account).update(amount=F("amount") + amount)
    return len(taken)


def fold_all(now: datetime) -> int:
    """Fold until nothing is left."""
    total = 0
    while n := fold(now):
        total += n
    return total
