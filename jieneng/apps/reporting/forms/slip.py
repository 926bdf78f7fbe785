"""A return slip as it is posted: the ticked fields, each with its reason and text, and the new day."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import QueryDict

from jieneng.core.collections.actions import Point
from jieneng.core.forms.definition import Form
from jieneng.rulebook import reasons
from jieneng.ui.refusals import Refused

_BEIJING = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Slip:
    """What the reviewer has put together."""

    points: list[Point]
    reason: str
    text: str
    due_at: datetime | None

    @property
    def ticked(self) -> list[str]:
        return [point.field for point in self.points]

    @property
    def first_reason(self) -> str:
        """The reason of the slip as a whole: the one chosen, else that of its first point."""
        return self.reason or (self.points[0].reason if self.points else "")


def slip_of(posted: QueryDict, form: Form) -> Slip:
    """The slip in a posted page; fields that the form does not have are left out."""
    ticked = [key for key in dict.fromkeys(posted.getlist("field")) if key in form.fields]
    points = [Point(key, posted.get(f"reason:{key}", ""), _text(posted, f"text:{key}")) for key in ticked]
    return Slip(points, posted.get("reason", ""), _text(posted, "text"), moment_of(posted.get("due_at", "")))


def require_complete(slip: Slip, now: datetime) -> None:
    """Raise Refused unless every ticked field has its reason and text, or the slip as a whole has."""
    if not slip.points and not slip.text:
        raise Refused("empty-return")
    for point in slip.points:
        if point.reason not in reasons("return"):
            raise Refused("reason-missing", what="退回原因")
        if not point.text and not slip.text:
            raise Refused("reason-missing", what="退回意见")
    if slip.due_at is None or slip.due_at <= now:
        raise Refused("due-not-ahead")


def moment_of(text: str) -> datetime | None:
    """A day and hour as browsers send them (2025-07-02T17:00), on the Beijing clock."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=_BEIJING)
    except ValueError:
        return None


def _text(posted: QueryDict, name: str) -> str:
    return (posted.get(name) or "").strip()[:500]
