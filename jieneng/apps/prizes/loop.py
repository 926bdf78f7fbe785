"""Once a minute: prizes not claimed in time go on, personal data whose time is over are emptied."""

from datetime import datetime

from jieneng.apps.prizes.actions import forfeit_overdue, purge


def once_more(now: datetime) -> int:
    return forfeit_overdue(now) + purge(now)
