"""Code lists, regions, weeks and passwords."""

from datetime import date, timedelta

import pytest

from jieneng.rulebook import (
    common_passwords,
    level_of,
    national_weeks,
    organization_terms,
    parent_of,
    reasons,
    regions,
)
from jieneng.rulebook.read import RulebookError


def test_institutions_fall_into_the_classes_of_the_statistics():
    national = {term.label: term.national for term in organization_terms().categories.values()}
    assert national["国家机关"] == "01"
    assert national["教育类"] == "021"
    assert len(set(national.values())) == len(national)


def test_levels_run_from_the_state_to_the_township():
    assert [term.label for term in organization_terms().levels.values()] == ["国家级", "省级", "市级", "县级", "乡级"]


def test_a_report_goes_back_for_a_reason_that_has_a_name():
    assert reasons("return")["implausible"].label == "数量明显异常"
    assert reasons("gap")["no_activity"].label == "已核定无活动"
    assert reasons("return")["other"]
    assert reasons("gap")["other"]


def test_reasons_for_something_else_are_not_known():
    with pytest.raises(RulebookError, match=r"reasons.yaml: holiday is missing"):
        reasons("holiday")


def test_the_nation_has_34_provinces():
    assert sum(level_of(code) == "province" for code in regions()) == 34


@pytest.mark.parametrize(
    ("code", "name"),
    [("520102", "南明区"), ("429004", "仙桃市"), ("469001", "五指山市"), ("419001", "济源市"), ("659001", "石河子市")],
)
def test_counties_stand_in_the_table(code, name):
    assert regions()[code] == name


def test_every_division_hangs_on_one_that_exists():
    for code in regions():
        above = parent_of(code)
        assert above is None or above in regions(), code


def test_no_placeholder_is_taken_for_a_place():
    assert not {"市辖区", "县", "省直辖县级行政区划"} & set(regions().values())


def test_the_low_carbon_day_lies_in_its_week():
    for week in national_weeks().values():
        if week.low_carbon_day:
            assert week.start <= week.low_carbon_day <= week.end


def test_the_low_carbon_day_is_the_third_day_except_in_2020():
    third = {w.year for w in national_weeks().values() if w.low_carbon_day == w.start + timedelta(days=2)}
    dated = {w.year for w in national_weeks().values() if w.low_carbon_day}
    assert dated - third == {2020}


def test_the_week_of_2025_is_known_and_2026_is_not():
    assert national_weeks()[2025].start == date(2025, 6, 23)
    assert national_weeks()[2025].theme == "节能增效，焕“新”引领"
    assert 2026 not in national_weeks()


@pytest.mark.parametrize("password", ["123456", "a123456", "woaini1314", "admin123", "jieneng2025"])
def test_a_password_everybody_tries_is_known(password):
    assert password in common_passwords()


def test_a_password_of_ones_own_is_not_in_the_list():
    assert "weiguo-lushui-37" not in common_passwords()
