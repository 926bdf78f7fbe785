"""What attendance keeps: sessions, seats and who takes them, viewers and halls."""

from jieneng.apps.attendance.models.seats import (
    Certificate,
    Decline,
    Registration,
    ReplyReminder,
    Scan,
    Seat,
    SignIn,
)
from jieneng.apps.attendance.models.session import Material, Session
from jieneng.apps.attendance.models.viewing import Hall, HallCount, Minute, Question, Viewer

__all__ = [
    "Certificate",
    "Decline",
    "Hall",
    "HallCount",
    "Material",
    "Minute",
    "Question",
    "Registration",
    "ReplyReminder",
    "Scan",
    "Seat",
    "Session",
    "SignIn",
    "Viewer",
]
