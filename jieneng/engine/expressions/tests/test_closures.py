"""What an expression comes to: exact decimals, and NULL where something is not known."""

import decimal
from decimal import Decimal

import pytest

from jieneng.engine.expressions import compile

FIVE, SEVEN = Decimal(5), Decimal(7)


def worked_out(text, **values):
    return compile(text).value({name: None if value is None else Decimal(str(value)) for name, value in values.items()})


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("10 - 4 - 3", "3"),
        ("12 / 3 / 2", "2"),
        ("-a * 2", "-10"),
        ("a - -b", "12"),
        ("0.1 + 0.2", "0.3"),
        (".5 + 5.", "5.5"),
        ("ABS(a - b)", "2"),
        ("LEAST(b, a, 6)", "5"),
        ("GREATEST(a, b, 6)", "7"),
        ("COALESCE(missing, a)", "5"),
        ("COALESCE(missing, missing)", None),
        ("CASE WHEN a > b THEN 1 WHEN a < b THEN 2 ELSE 3 END", "2"),
        ("CASE WHEN missing > 1 THEN 1 ELSE 3 END", "3"),
        ("CASE WHEN a > b THEN 1 END", None),
        ("a + missing", None),
        ("0 * missing", None),
        ("LEAST(a, missing)", None),
        ("GREATEST(missing, a)", None),
        ("LEAST(a, b, missing)", None),
        ("-missing", None),
        ("ROUND(missing, 2)", None),
    ],
)
def test_a_number_comes_out(text, result):
    assert worked_out(text, a=5, b=7) == (None if result is None else Decimal(result))


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("a = 5.0", True),
        ("a <> 5", False),
        ("a < b AND b <= 7", True),
        ("a > b OR b >= 7", True),
        ("NOT a > b", True),
        ("NOT a = 5 AND b = 8", False),
        ("a = 5 OR a = 5 AND b = 8", True),
        ("a BETWEEN 5 AND 7", True),
        ("a NOT BETWEEN 6 AND 7", True),
        ("a + 2 = b", True),
        ("a IS NULL", False),
        ("a IS NOT NULL", True),
        ("missing IS NULL", True),
        ("a + missing IS NULL", True),
    ],
)
def test_a_condition_holds_or_not(text, result):
    assert worked_out(text, a=5, b=7) is result


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("missing = missing", None),
        ("missing <> 1", None),
        ("NOT missing > 1", None),
        ("missing > 1 AND a = 5", None),
        ("missing > 1 AND a = 6", False),
        ("a = 6 AND missing > 1", False),
        ("missing > 1 OR a = 5", True),
        ("a = 5 OR missing > 1", True),
        ("missing > 1 OR a = 6", None),
        ("missing BETWEEN 1 AND 2", None),
        ("a BETWEEN missing AND 4", False),
        ("a BETWEEN missing AND 6", None),
        ("a / 0 > 1", None),
    ],
)
def test_what_is_not_known_is_neither_true_nor_false(text, result):
    assert worked_out(text, a=5, missing=None) is result
    assert worked_out(text, a=5) is result


def test_a_quotient_keeps_28_digits():
    assert worked_out("2 / 3") == Decimal("0.6666666666666666666666666667")
    assert worked_out("20000 / 3") == Decimal("6666.666666666666666666666667")


def test_the_last_digit_of_a_quotient_goes_to_the_even_side():
    """Both quotients end in 5 after 28 digits."""
    assert worked_out("a / 2", a="2000000000000000000000000001") == Decimal("1000000000000000000000000000")
    assert worked_out("a / 2", a="2000000000000000000000000003") == Decimal("1000000000000000000000000002")


def test_a_quotient_by_zero_is_not_known():
    assert worked_out("a / 0", a=5) is None
    assert worked_out("0 / b", b=0) is None
    assert worked_out("COALESCE(a / b, 0)", a=5, b=0) == 0


@pytest.mark.parametrize(
    ("amount", "decimals", "result"),
    [("2.345", 2, "2.35"), ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("0.4", 0, "0"), ("-0.4", 0, "0"), ("7", 2, "7.00")],
)
def test_rounding_is_half_up_and_away_from_zero(amount, decimals, result):
    assert str(worked_out(f"ROUND(a, {decimals})", a=amount)) == result


def test_round_without_decimals_makes_a_whole_number():
    assert str(worked_out("ROUND(a)", a="2.5")) == "3"


def test_sums_and_products_are_exact():
    long = "123456789012345678901234567890.12345"
    assert worked_out("a + 0.00001", a=long) == Decimal("123456789012345678901234567890.12346")
    assert worked_out("a * a", a=10**30 + 1) == Decimal((10**30 + 1) ** 2)


def test_nobody_reads_minus_zero():
    assert str(worked_out("0 * -a", a=5)) == "0"


def test_the_answer_does_not_hang_on_the_context_of_the_thread():
    with decimal.localcontext(decimal.Context(prec=3, rounding=decimal.ROUND_DOWN)):
        assert worked_out("a / 3 + 0", a=20000) == Decimal("6666.666666666666666666666667")
        assert worked_out("ABS(-a)", a=12345) == 12345
