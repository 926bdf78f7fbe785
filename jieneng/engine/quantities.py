"""How figures are written in official prose, and how decimals are kept as scaled integers."""

from decimal import ROUND_DOWN, Context, Decimal
from fractions import Fraction

NOT_COMPARABLE = "—"
WAN, YI = 10_000, 100_000_000
MOST_DIGITS_KEPT = 3
TOLERATED_LOSS = Fraction(1, 200)


def figure_cn(value: Decimal | int, *, approximate: bool, unit: str = "") -> str:
    """A figure as it stands in a sentence; an exact one is written out, an approximate one cut down and marked.

    Cut *down*, never rounded, because 余 ("and more") promises that there were at least so many. Two leading digits are
    kept when that loses less than half a percent, else three; below 1,000 the last digit always goes. When nothing is
    cut off, or there is nothing to cut (under ten), 约 is written, since 余 would claim more than was counted.
    万 and 亿 are used when they make the figure short, not before a unit that begins with them.

    Raises ValueError for a negative approximate figure: these are counts.

    >>> figure_cn(41286, approximate=False), figure_cn(33214, approximate=True), figure_cn(96400, approximate=True)
    ('41286', '33200余', '9.6万余')
    >>> figure_cn(123456, approximate=True, unit="人次"), figure_cn(300, approximate=True, unit="块")
    ('12.3万余人次', '约300块')
    """
    if not approximate:
        return f"{value:f}{unit}" if isinstance(value, Decimal) else f"{value}{unit}"
    if value < 0:
        raise ValueError(f"an approximate count cannot be negative: {value}")
    kept = _cut_down(int(value))
    if kept == value or value < 10:
        return f"约{_short(value, unit)}{unit}"
    return f"{_short(kept, unit)}余{unit}"


def _cut_down(count: int) -> int:
    digits = len(str(count))
    if digits < 2:
        return count
    if digits == 2:
        return count // 10 * 10
    two = _leading(count, 2)
    return two if count - two < count * TOLERATED_LOSS else _leading(count, min(MOST_DIGITS_KEPT, digits - 1))


def _leading(count: int, keep: int) -> int:
    digits = str(count)
    return int(digits[:keep].ljust(len(digits), "0"))


def _short(value: Decimal | int, unit: str) -> str:
    if not unit.startswith(("万", "亿")):
        if value >= YI and value % (YI // 100) == 0:
            return f"{digits(Decimal(value) / YI)}亿"
        if value >= WAN and value % (WAN // 10) == 0:
            return f"{digits(Decimal(value) / WAN)}万"
    return digits(Decimal(value))


def digits(value: Decimal) -> str:
    """A number as somebody would type it: no exponent, no zeros behind the point.

    >>> digits(Decimal("8900.0000")), digits(Decimal("8.9E+3")), digits(Decimal("2.50"))
    ('8900', '8900', '2.5')
    """
    whole = value.to_integral_value(ROUND_DOWN)
    return f"{whole if value == whole else value.normalize():f}"


def scale(value: Decimal, decimals: int) -> int:
    """The value as an integer of units of 10^-decimals, exactly.

    Raises ValueError when the value has more decimals than that, or is no finite number: nothing is rounded away here.

    >>> scale(Decimal("12.5"), 2)
    1250
    """
    if not value.is_finite():
        raise ValueError(f"not a finite number: {value}")
    scaled: Fraction = Fraction(value) * 10**decimals
    if scaled.denominator != 1:
        raise ValueError(f"{value} has more than {decimals} decimals")
    return scaled.numerator


def unscale(scaled: int, decimals: int) -> Decimal:
    """The decimal that a scaled integer stands for, with all its declared decimals.

    >>> unscale(1250, 2)
    Decimal('12.50')
    """
    return Decimal(scaled).scaleb(-decimals, Context(prec=max(1, len(str(abs(scaled))))))


def percent_cn(part: Decimal | int | None, whole: Decimal | int | None = 1, *, decimals: int = 2) -> str:
    """A share in percent, rounded half up; "—" when the whole is zero, negative or missing.

    A part is never written as the whole: 1985 of 1986 is 99.9 %, also with no decimals. With the whole left out, `part`
    is itself the share.

    >>> percent_cn(1866, 1986, decimals=1), percent_cn(Decimal("0.0251")), percent_cn(3, 0)
    ('94.0%', '2.51%', '—')
    """
    if part is None or whole is None or whole <= 0:
        return NOT_COMPARABLE
    share = _rounded(Fraction(part) / Fraction(whole) * 100, decimals)
    if part < whole and share >= 100:
        share = Decimal(100) - Decimal(1).scaleb(-decimals)
    return f"{share:f}%"


def change_rate(now: Decimal | int | None, before: Decimal | int | None) -> Fraction | None:
    """(now - before) / before, exactly; None when the base is zero, negative or missing, or now is missing.

    >>> change_rate(110, 100)
    Fraction(1, 10)
    """
    if now is None or before is None or before <= 0:
        return None
    return (Fraction(now) - Fraction(before)) / Fraction(before)


def change_cn(now: Decimal | int | None, before: Decimal | int | None, *, decimals: int = 2) -> str:
    """The change against an earlier period in words, to follow 同比 or 环比.

    A change that rounds to nothing is 基本持平. Without a usable base it is "—", never 0 % and never infinite.

    >>> change_cn(Decimal("97.49"), 100), change_cn(10671, 10000), change_cn(5, 5), change_cn(5, 0)
    ('下降2.51%', '增长6.71%', '持平', '—')
    """
    rate = change_rate(now, before)
    if rate is None:
        return NOT_COMPARABLE
    if rate == 0:
        return "持平"
    size = _rounded(abs(rate) * 100, decimals)
    if size == 0:
        return "基本持平"
    return f"{'增长' if rate > 0 else '下降'}{size:f}%"


def _rounded(value: Fraction, decimals: int) -> Decimal:
    """Half up, away from zero, from the exact value: an intermediate decimal would round twice."""
    scaled = abs(value) * 10**decimals
    whole = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
    return unscale(-whole if value < 0 else whole, decimals)
