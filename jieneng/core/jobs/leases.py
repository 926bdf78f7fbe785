"""Only one process runs a loop: it takes a lease for a short time and renews it while it lives."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from jieneng.core.jobs.models import Lease


def hold(name: str, holder: str, now: datetime, seconds: int = 15) -> bool:
    """Take or renew the lease; False while somebody else holds it."""
    until = now + timedelta(seconds=seconds)
    set_back = Q(until__gt=now + 4 * timedelta(seconds=seconds))  # nobody gets so long a lease: the clock was put back
    free_or_mine = Q(until__lt=now) | Q(holder=holder) | set_back
    if Lease.objects.filter(free_or_mine, name=name).update(holder=holder, until=until):
        return True
    try:
        with transaction.atomic():
            Lease.objects.create(name=name, holder=holder, until=until)
        return True
    except IntegrityError:
        return False


def let_go(name: str, holder: str) -> None:
    """Give the lease back, so that the next process need not wait."""
    Lease.objects.filter(name=name, holder=holder).delete()
