"""By when a remark about an error is answered."""

from datetime import datetime

from jieneng.engine.periods import CLOSE_OF_OFFICE, in_beijing, workdays_after
from jieneng.rulebook import open_information, workday_overrides


def due_of(at: datetime) -> datetime:
    """The close of office some workdays after it came (rulebook/open_information.yaml)."""
    came = in_beijing(at)
    day = workdays_after(came.date(), open_information().errors.answer_workdays, workday_overrides())
    return datetime.combine(day, CLOSE_OF_OFFICE, came.tzinfo)
