"""What taking part keeps: calls for works, volunteers and their posts, pledges, walks, low-energy days."""

from jieneng.apps.participation.models.pledges import Pledge, PointChange, PointTotal, Signature
from jieneng.apps.participation.models.shortage import MeasureDone, MeterReading, ShortageDay, ShortageEntry
from jieneng.apps.participation.models.volunteers import Drive, OneDone, Post, ServiceProof, SignUp, Stamp, Volunteer
from jieneng.apps.participation.models.walks import StepChange, Steps, Team, TeamTotal, Walk, Walker
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
    "MeasureDone",
    "MeterReading",
    "Objection",
    "OneDone",
    "Pledge",
    "PointChange",
    "PointTotal",
    "Post",
    "Recommendation",
    "Recusal",
    "ServiceProof",
    "ShortageDay",
    "ShortageEntry",
    "SignUp",
    "Signature",
    "Stamp",
    "StepChange",
    "Steps",
    "Team",
    "TeamTotal",
    "Volunteer",
    "Vote",
    "Walk",
    "Walker",
    "Work",
    "WorkVersion",
]
