"""Numbers and counts: how they may be typed, and what is stored."""

from decimal import Decimal

import pytest

from jieneng.core.forms.tests.declared import people, small_form
from jieneng.core.forms.values import clean, number_of

FORM = small_form()


def value(key, typed, form=FORM):
    reading = clean(form, {"text": "一是", key: typed})
    assert not reading.problems
    return reading.values[key]


def code(key, typed, form=FORM):
    return {key: problem.code for key, problem in clean(form, {"text": "一是", key: typed}).problems.items()}


@pytest.mark.parametrize(
    ("typed", "n"),
    [
        ("1200", 1200),
        ("１２００", 1200),
        ("1,200", 1200),
        ("1，200", 1200),
        ("12,345,678", 12345678),
        (" 1 200 ", 1200),
        ("1200人", 1200),
        ("1200 人", 1200),
        ("1200.0", 1200),
        ("007", 7),
        ("0", 0),
        (0, 0),
        (1200, 1200),
    ],
)
def test_a_count_may_be_typed_in_many_ways(typed, n):
    assert value("people", {"n": typed}) == {"n": n, "how": "exact"}


NO_NUMBERS = [
    "约3万",
    "3万",
    "三百",
    "1200左右",
    "1e3",
    "1/2",
    "--1",
    "12,5",
    "1,2000",
    ",1",
    "1,",
    "1" * 19,
    "NaN",
    "∞",
]


@pytest.mark.parametrize("typed", NO_NUMBERS)
def test_what_is_no_number_is_refused_with_what_was_typed(typed):
    reading = clean(FORM, {"text": "一是", "people": {"n": typed}})
    assert reading.problems["people"].code == "form-not-a-number"
    assert reading.problems["people"].facts["value"] == typed
    assert reading.values["people"] is None


def test_a_number_above_the_usual_is_no_problem_here():
    assert value("people", {"n": "999999"}) == {"n": 999999, "how": "exact"}


@pytest.mark.parametrize(
    ("typed", "says"), [("-1", "form-below-limit"), ("101", "form-above-limit"), ("1.5", "form-not-whole")]
)
def test_a_number_outside_its_limits_is_refused(typed, says):
    assert code("rooms", typed) == {"rooms": says}


def test_the_limits_themselves_are_allowed():
    assert value("rooms", "0") == "0"
    assert value("rooms", "100处") == "100"


def test_a_decimal_keeps_its_declared_places():
    assert value("heat_gj", "1,234.50 GJ") == "1234.50"
    assert value("heat_gj", "12.500") == "12.500"
    assert code("heat_gj", "12.345") == {"heat_gj": "form-too-many-decimals"}


def test_a_unit_of_one_sign_may_be_typed_behind_the_number():
    form = small_form({"key": "area", "label": "建筑面积", "type": "decimal", "unit": "㎡", "decimals": 1})
    assert clean(form, {"area": "350.5㎡"}).values == {"area": "350.5"}


def test_a_count_with_decimals_is_stored_scaled():
    form = small_form(people("heat", decimals=2))
    stored = clean(form, {"heat": {"n": "12.5"}}).values["heat"]
    assert stored == {"n": 1250, "how": "exact"}
    assert number_of(form.fields["heat"], stored) == Decimal("12.50")


def test_an_approximate_count_says_so():
    assert value("people", {"n": "300", "how": "approx"}) == {"n": 300, "how": "approx"}


def test_not_counted_is_an_answer_even_where_one_is_required():
    form = small_form(people(required=True))
    assert clean(form, {"people": {"n": "", "how": "none"}}).values == {"people": {"n": None, "how": "none"}}
    assert not clean(form, {"people": {"how": "none"}}).problems


def test_not_counted_with_a_number_is_a_contradiction():
    assert code("people", {"n": "5", "how": "none"}) == {"people": "form-not-counted-with-number"}


def test_a_way_of_counting_that_does_not_exist_is_refused():
    assert code("people", {"n": "5", "how": "maybe"}) == {"people": "form-choice-unknown"}


@pytest.mark.parametrize("typed", [None, {}, {"n": ""}, {"n": " ", "how": "approx"}, {"n": None}])
def test_nothing_typed_is_no_value(typed):
    assert value("people", typed) is None


@pytest.mark.parametrize("kind", ["count", "integer", "decimal"])
def test_a_required_number_must_be_given(kind):
    form = small_form(people(type=kind, required=True))
    assert clean(form, {}).problems["people"].code == "form-field-missing"


def test_what_is_no_number_is_not_also_missing():
    form = small_form(people(required=True))
    assert clean(form, {"people": {"n": "很多"}}).problems["people"].code == "form-not-a-number"


def test_zero_is_given_not_missing():
    form = small_form({"key": "rooms", "label": "会场", "type": "integer", "required": True})
    assert clean(form, {"rooms": 0}).values == {"rooms": "0"}
    assert not clean(form, {"rooms": 0}).problems


@pytest.mark.parametrize(
    ("key", "stored", "number"),
    [
        ("people", {"n": 5, "how": "approx"}, Decimal(5)),
        ("people", {"n": None, "how": "none"}, None),
        ("people", None, None),
        ("rooms", "12", Decimal(12)),
        ("rooms", None, None),
        ("heat_gj", "0.10", Decimal("0.10")),
    ],
)
def test_a_stored_value_holds_its_number(key, stored, number):
    assert number_of(FORM.fields[key], stored) == number


def test_the_sentence_names_the_field_and_what_was_typed():
    problem = clean(FORM, {"people": {"n": "约3万"}}).problems["people"]
    assert "本单位人数" in problem.sentence
    assert "约3万" in problem.sentence
