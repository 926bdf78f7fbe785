"""Document numbers, dates and heading numbers."""

from datetime import date

import pytest

from jieneng.engine.documents.blocks import Heading, Title
from jieneng.engine.documents.numbers import date_cn, doc_no, heading_number, numbered, numeral_cn


def test_a_document_number_has_hexagonal_brackets_and_no_leading_zeros():
    assert doc_no("云机管发", 2025, 7) == "云机管发〔2025〕7号"


@pytest.mark.parametrize(("year", "n"), [(25, 1), (2025, 0), (2025, -3), (20250, 1)])
def test_half_a_year_or_no_number_is_refused(year, n):
    with pytest.raises(ValueError, match="document number"):
        doc_no("云机管发", year, n)


def test_dates_have_the_full_year_and_no_leading_zeros():
    assert date_cn(date(2025, 7, 2)) == "2025年7月2日"


def test_numerals_are_written_as_one_counts():
    spoken = [numeral_cn(n) for n in (1, 9, 10, 11, 19, 20, 21, 99)]
    assert spoken == ["一", "九", "十", "十一", "十九", "二十", "二十一", "九十九"]


@pytest.mark.parametrize("n", [0, 100])
def test_no_heading_is_numbered_beyond_ninety_nine(n):
    with pytest.raises(ValueError, match="1 to 99"):
        heading_number(1, n)


def test_lower_headings_start_anew_under_each_higher_one():
    levels = [1, 2, 3, 4, 4, 3, 2, 3, 1, 2]
    numbers = [number for _, number in numbered([Heading("做法", level) for level in levels])]
    assert numbers == ["一、", "（一）", "1.", "（1）", "（2）", "2.", "（二）", "1.", "二、", "（一）"]


def test_other_blocks_have_no_number():
    assert list(numbered([Title("通知")])) == [(Title("通知"), "")]
