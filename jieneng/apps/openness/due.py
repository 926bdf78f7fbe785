"""By when a remark about an error is answered."""

from datetime import datetime, timedelta

from jieneng.engine.periods import CLOSE_OF_OFFICE, in_beijing, is_workday
from jieneng.rulebook import open_information


def due_of(at: datetime) -> datetime:
    """The close of office some workdays after it came (rulebook/open_information.yaml)."""
    day, left = in_beijing(at).date(), open_information().errors.answer_workdays
    while left:
        day += timedelta(days=1)
        left -= is_workday(day)
    return datetime.combine(day, CLOSE_OF_OFFICE, in_beijing(at).tzinfo)
