"""By when a text asks for reports, in its own words: to be held against the day that the platform keeps."""

import re
from datetime import date, datetime

from jieneng.engine.periods import in_beijing

# 请于9月9日（星期二）17:00前通过节能管理平台填报, 于7月4日前报送
_ASKED = re.compile(
    r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:[（(][^）)]{2,4}[）)])?(?:\d{1,2}[:：]\d{2})?(?:之|以)?前"
    r"(?=[^。；]{0,16}(?:填报|上报|报送))"
)


def stated_days(text: str, year: int) -> list[date]:
    """The days before which a text asks for reports; one without its year is of `year`, one that is none is left out.

    >>> stated_days("请于9月9日（星期二）17:00前通过节能管理平台填报活动情况。", 2025)
    [datetime.date(2025, 9, 9)]
    """
    found = [_day(int(hit["year"] or year), int(hit["month"]), int(hit["day"])) for hit in _ASKED.finditer(text)]
    return [day for day in found if day is not None]


def differing(text: str, dues: list[datetime]) -> list[date]:
    """The stated days that are none of those by which the platform asks; none are, where it keeps no day."""
    kept = {in_beijing(due).date() for due in dues}
    return [day for day in stated_days(text, min(kept).year) if day not in kept] if kept else []


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
