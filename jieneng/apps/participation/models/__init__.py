"""What taking part keeps: calls for works and what becomes of them."""

from jieneng.apps.participation.models.works import (
    Call,
    CallKind,
    CallQuota,
    Choice,
    Judge,
    Mark,
    Objection,
    Recommendation,
    Recusal,
    Vote,
    Work,
    WorkVersion,
)

__all__ = [
    "Call",
    "CallKind",
    "CallQuota",
    "Choice",
    "Judge",
    "Mark",
    "Objection",
    "Recommendation",
    "Recusal",
    "Vote",
    "Work",
    "WorkVersion",
]
