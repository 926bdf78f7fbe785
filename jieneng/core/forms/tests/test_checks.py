"""What is flagged in an answer: broken rules, numbers above the usual, numbers unlike last year's."""

from decimal import Decimal

import pytest

from jieneng.core.forms.checks import Flag, flags
from jieneng.core.forms.tests.declared import RULES, people, small_form
from jieneng.core.forms.values import clean
from jieneng.engine.expressions import BadExpression

FORM = small_form(people(soft_max=500), people("viewers", label="观看人数"), rules=RULES)


def typed(people=None, viewers=None):
    entries = {"people": people, "viewers": viewers}
    return clean(
        FORM, {key: entry if isinstance(entry, dict) else {"n": entry} for key, entry in entries.items()}
    ).values


def codes(values, **last_year):
    return [flag.code for flag in flags(FORM, values, last_year={key: Decimal(n) for key, n in last_year.items()})]


def test_a_broken_rule_is_flagged_with_its_kind_its_sentence_and_its_fields():
    assert flags(FORM, typed(people=10, viewers=11)) == [Flag(("viewers", "people"), "warning", "too-many", "请核对。")]


def test_every_broken_rule_is_flagged():
    assert codes(typed(people=0, viewers=3)) == ["too-many", "nobody"]


def test_what_is_in_order_is_not_flagged():
    assert flags(FORM, typed(people=10, viewers=10)) == []


@pytest.mark.parametrize("viewers", [None, {"n": "", "how": "none"}])
def test_a_rule_about_a_figure_that_was_not_given_or_not_counted_does_not_fire(viewers):
    assert flags(FORM, typed(people=10, viewers=viewers)) == []


def test_a_rule_about_a_figure_that_is_not_asked_does_not_fire():
    rule = {"code": "r", "kind": "error", "when": "people > elsewhere", "say": "x", "fields": ["people"]}
    form = small_form(people(), rules=[rule])
    assert flags(form, clean(form, {"people": {"n": "3"}}).values) == []


def test_an_approximate_number_is_checked_like_an_exact_one():
    assert codes(typed(people=10, viewers={"n": "11", "how": "approx"})) == ["too-many"]


def test_decimals_are_compared_at_their_value_not_at_their_scale():
    rule = {"code": "r", "kind": "error", "when": "heat = 12.5", "say": "x", "fields": ["heat"]}
    form = small_form(people("heat", decimals=2), rules=[rule])
    assert [flag.code for flag in flags(form, clean(form, {"heat": {"n": "12.50"}}).values)] == ["r"]


def test_a_rule_that_is_no_condition_is_a_mistake_of_the_form():
    rule = {"code": "r", "kind": "error", "when": "people + 1", "say": "x", "fields": ["people"]}
    with pytest.raises(BadExpression, match="a rule needs a condition"):
        flags(small_form(people(), rules=[rule]), {})


def test_a_number_above_the_usual_is_asked_about_with_both_numbers():
    (flag,) = flags(FORM, typed(people="1200", viewers=1))
    assert (flag.kind, flag.code, flag.fields) == ("warning", "above-usual", ("people",))
    assert "“本单位人数”填报 1,200 人" in flag.say
    assert "500 人以内" in flag.say


def test_the_usual_limit_itself_is_usual():
    assert codes(typed(people=500)) == []
    assert codes(typed(people=501)) == ["above-usual"]


@pytest.mark.parametrize(
    ("this_year", "last_year", "code"),
    [
        ("1000", 100, "ten-times-last-year"),
        ("999", 100, None),
        ("101", 100, None),
        ("11", 100, None),
        ("10", 100, "tenth-of-last-year"),
        ("1", 10, "tenth-of-last-year"),
        ("0", 10, "none-since-last-year"),
        ("90", 9, None),
        ("0", 9, None),
    ],
)
def test_a_0_too_many_or_too_few_shows_against_last_year(this_year, last_year, code):
    assert codes(typed(viewers=this_year), viewers=last_year) == ([code] if code else [])


def test_what_was_not_counted_this_year_is_not_compared():
    assert codes(typed(viewers={"how": "none"}), viewers=5000) == []


def test_last_year_of_another_key_is_not_compared():
    assert codes(typed(viewers=5000), elsewhere=10) == []


@pytest.mark.parametrize(("this_year", "says"), [("5000", "多填了 0"), ("30", "少填了 0"), ("0", "漏填")])
def test_the_sentence_names_both_years_and_what_may_have_happened(this_year, says):
    (flag,) = flags(FORM, typed(viewers=this_year), last_year={"viewers": Decimal(300 if this_year != "5000" else 500)})
    assert says in flag.say
    assert "去年是" in flag.say
    assert "！" not in flag.say
    assert "您" not in flag.say


def test_a_number_may_be_doubtful_in_more_than_one_way():
    assert codes(typed(people=6000, viewers=7000), people=60) == ["too-many", "above-usual", "ten-times-last-year"]


def test_what_the_platform_counts_in_part_is_not_held_against_last_year():
    values, before = typed(people=20, viewers=0), {"people": Decimal(20), "viewers": Decimal(300)}
    assert [flag.code for flag in flags(FORM, values, last_year=before)] == ["none-since-last-year"]
    assert flags(FORM, values, last_year=before, in_part={"viewers"}) == []


def test_a_part_is_not_held_against_a_whole_but_parts_are_against_each_other():
    values = typed(people=10, viewers=11)
    assert flags(FORM, values, in_part={"people"}) == []
    assert [flag.code for flag in flags(FORM, values, in_part={"people", "viewers"})] == ["too-many"]
