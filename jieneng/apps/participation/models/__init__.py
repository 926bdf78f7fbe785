"""What taking part keeps: calls for works and what becomes of them, volunteers and their posts."""

from jieneng.apps.participation.models.volunteers import Drive, OneDone, Post, ServiceProof, SignUp, Volunteer
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
    "Drive",
    "Judge",
    "Mark",
    "Objection",
    "OneDone",
    "Post",
    "Recommendation",
    "Recusal",
    "ServiceProof",
    "SignUp",
    "Volunteer",
    "Vote",
    "Work",
    "WorkVersion",
]
