"""Figures in prose, worked by hand, and what must hold for all of them."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jieneng.engine.quantities import change_cn, change_rate, figure_cn, percent_cn, scale, unscale


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (33214, "33200余"),
        (96400, "9.6万余"),
        (123456, "12.3万余"),
        (48030, "4.8万余"),
        (2647, "2640余"),
        (913, "910余"),
        (917, "910余"),
        (57, "50余"),
        (60, "约60"),
        (7, "约7"),
        (0, "约0"),
        (300, "约300"),
        (30000, "约3万"),
        (1_234_567, "123万余"),
        (918_400_000, "9.18亿余"),
        (100_000_001, "1亿余"),
        (Decimal("345.67"), "340余"),
        (Decimal("0.5"), "约0.5"),
        (Decimal("10.50"), "10余"),
    ],
)
def test_an_approximate_figure_is_cut_down_and_marked(value, words):
    assert figure_cn(value, approximate=True) == words


@pytest.mark.parametrize(
    ("value", "words"), [(41286, "41286"), (1200, "1200"), (Decimal("12.50"), "12.50"), (Decimal("1E+3"), "1000")]
)
def test_an_exact_figure_is_written_out(value, words):
    assert figure_cn(value, approximate=False) == words


def test_the_unit_stands_behind_and_more():
    assert figure_cn(33214, approximate=True, unit="套") == "33200余套"
    assert figure_cn(76, approximate=False, unit="场") == "76场"


def test_ten_thousands_are_not_doubled_before_a_unit_of_ten_thousand():
    assert figure_cn(96400, approximate=True, unit="万元") == "96000余万元"


def test_an_approximate_count_is_not_negative():
    with pytest.raises(ValueError, match="negative"):
        figure_cn(-5, approximate=True)


def said(words: str) -> Fraction:
    number, myriad = re.fullmatch(r"约?([\d.]+)([万亿]?)余?", words).groups()
    return Fraction(number) * {"": 1, "万": 10_000, "亿": 100_000_000}[myriad]


@given(st.integers(min_value=0, max_value=10**13))
def test_an_approximate_figure_never_claims_more_than_was_counted(count):
    words = figure_cn(count, approximate=True)
    if words.endswith("余"):
        assert said(words) < count
    else:
        assert said(words) == count


@given(st.integers(min_value=1000, max_value=10**13))
def test_an_approximate_figure_above_a_thousand_loses_less_than_a_hundredth(count):
    assert said(figure_cn(count, approximate=True)) > count * Fraction(99, 100)


@given(st.integers(min_value=-(2**63), max_value=2**63 - 1), st.integers(min_value=0, max_value=6))
def test_scaled_integers_come_back_as_they_were(number, decimals):
    assert scale(unscale(number, decimals), decimals) == number


def test_a_decimal_keeps_its_declared_decimals():
    assert str(unscale(5, 3)) == "0.005"
    assert str(unscale(-1200, 2)) == "-12.00"
    assert str(unscale(0, 2)) == "0.00"
    assert scale(Decimal("7"), 0) == 7


@pytest.mark.parametrize("value", ["1.005", "NaN", "Infinity"])
def test_what_does_not_fit_the_decimals_is_refused_not_rounded(value):
    with pytest.raises(ValueError, match=r"decimals|finite"):
        scale(Decimal(value), 2)


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (1866, 1986, "94.0%"),
        (1, 3, "33.3%"),
        (3, 3, "100.0%"),
        (99999, 100000, "99.9%"),
        (0, 7, "0.0%"),
        (9, 4, "225.0%"),
    ],
)
def test_a_share_is_told_in_percent_and_a_part_is_never_the_whole(part, whole, words):
    assert percent_cn(part, whole, decimals=1) == words


@pytest.mark.parametrize(("part", "whole"), [(1, 0), (1, -2), (None, 3), (3, None)])
def test_a_share_of_nothing_is_a_dash(part, whole):
    assert percent_cn(part, whole) == "—"


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (33214, 29870, "增长11.20%"),
        (Decimal("97.49"), Decimal("100"), "下降2.51%"),
        (Decimal("100.005"), 100, "增长0.01%"),
        (Decimal("100.004"), 100, "基本持平"),
        (100, 100, "持平"),
        (0, 100, "下降100.00%"),
    ],
)
def test_a_change_is_growth_or_decline_with_two_decimals(now, before, words):
    assert change_cn(now, before) == words


@pytest.mark.parametrize(("now", "before"), [(5, 0), (5, -1), (5, None), (None, 5), (0, 0)])
def test_without_a_usable_base_there_is_no_change_to_tell(now, before):
    assert change_cn(now, before) == "—"
    assert change_rate(now, before) is None
