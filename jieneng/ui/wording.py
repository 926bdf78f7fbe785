"""How a value is written on screen: thousands, days, moments, shares, telephone numbers."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

from django.utils import timezone

from jieneng.engine.periods import day_cn, in_beijing, moment_cn

MISSING = "—"


def thousands(value: int | float | Decimal | str | None) -> str:
    """A number with thousands separators and a true minus sign; its decimals stay as they are given.

    >>> thousands(Decimal("-12345.60"))
    '−12,345.60'
    >>> thousands(None)
    '—'
    """
    if value is None or value == "":
        return MISSING
    number = value if isinstance(value, int) else Decimal(str(value))
    return f"{number:,}".replace("-", "−")


def day(value: date | datetime | None) -> str:
    """A day with its weekday, 7月4日（星期五）; the year is added when it is not this year."""
    if value is None:
        return MISSING
    local = in_beijing(value).date() if isinstance(value, datetime) else value
    return day_cn(local, today=_today())


def moment(value: datetime | None) -> str:
    """A day and an hour on the Beijing clock: 7月4日（星期五）17:00; the year as in `day`."""
    return MISSING if value is None else moment_cn(value, today=_today())


def share(n: int | Decimal | None, of: int | Decimal | None, decimals: int = 1) -> str:
    """n of m in percent, without the sign; never 100 while one is missing, — where there is nothing to divide by.

    >>> share(248, 258), share(1999, 2000), share(2000, 2000), share(0, 0)
    ('96.1', '99.9', '100.0', '—')
    """
    if n is None or not of:
        return MISSING
    step = Decimal(1).scaleb(-decimals)
    percent = (Decimal(n) * 100 / Decimal(of)).quantize(step, ROUND_HALF_UP)
    if percent == 100 and n < of:
        percent = (Decimal(n) * 100 / Decimal(of)).quantize(step, ROUND_DOWN)
    return str(percent)


def masked(phone: str | None) -> str:
    """A telephone number that nobody can dial: a mobile number keeps its first three and last four digits.

    >>> masked("13800005678"), masked("0000-86112233"), masked("12")
    ('138****5678', '0000-86112***', '***')
    """
    if not phone:
        return MISSING
    digits = phone.strip()
    if len(digits) == 11 and digits.isdigit():
        return f"{digits[:3]}****{digits[-4:]}"
    return digits[:-3] + "***"


def masked_name(name: str | None) -> str:
    """A person's name of which only the first sign is left.

    >>> masked_name("张三丰"), masked_name("")
    ('张*', '—')
    """
    return f"{name.strip()[:1]}*" if name and name.strip() else MISSING


def said(value: Any) -> str:
    """A fact as it stands in a sentence: numbers with separators, times in words, lists with 、.

    >>> said(["县文化馆", "县供销合作社"])
    '县文化馆、县供销合作社'
    """
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return thousands(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "、".join(said(part) for part in value)
    return str(value)


def _today() -> date:
    return in_beijing(timezone.now()).date()
