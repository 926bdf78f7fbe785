"""What of an answer goes into the sums."""

from jieneng.core.forms.compose import AskedActivity, compose
from jieneng.core.forms.counted import sums_of
from jieneng.core.forms.definition import form_from
from jieneng.core.forms.tests.declared import people, small_form
from jieneng.core.forms.values import clean

FORM = small_form()


def sums(form=FORM, **typed):
    return sums_of(form.fields.values(), clean(form, typed).values)


def test_an_exact_count_is_given_once():
    assert sums(people={"n": "120"}) == {"people": [120, 1, 0, 0]}


def test_an_approximate_count_is_given_and_marked():
    assert sums(people={"n": "300", "how": "approx"}) == {"people": [300, 1, 1, 0]}


def test_not_counted_adds_nothing_and_is_counted_as_such():
    assert sums(people={"how": "none"}) == {"people": [0, 0, 0, 1]}


def test_a_zero_is_given():
    assert sums(people={"n": "0"}, rooms="0") == {"people": [0, 1, 0, 0], "rooms": [0, 1, 0, 0]}


def test_what_is_empty_counts_nothing():
    assert sums() == {}
    assert sums_of(FORM.fields.values(), {}) == {}


def test_amounts_are_scaled_by_their_decimals():
    assert sums(heat_gj="12.5", rooms="3") == {"heat_gj": [1250, 1, 0, 0], "rooms": [3, 1, 0, 0]}


def test_a_scaled_count_is_not_scaled_again():
    form = small_form(people("heat", decimals=2))
    assert sums(form, heat={"n": "12.5"}) == {"heat": [1250, 1, 0, 0]}


def test_a_number_without_an_item_does_not_count():
    form = small_form({"key": "age", "label": "年龄", "type": "integer"})
    assert sums(form, age="7") == {}


def test_rows_count_by_their_choice():
    rows = [{"media": "甲", "level": "city"}, {"media": "乙", "level": "state"}, {"media": "丙", "level": "city"}]
    assert sums(articles=rows) == {"media.city": [2, 1, 0, 0], "media.state": [1, 1, 0, 0]}


def test_no_rows_count_nothing():
    assert sums(articles=[]) == {}


def test_two_activities_of_one_kind_are_summed_under_keys_of_their_own():
    activities = [AskedActivity("a1", "watch_live", "上午"), AskedActivity("a2", "watch_live", "下午")]
    form = form_from(compose("week-report", activities))
    found = sums(form, **{"watch_live.viewers": {"n": "80"}, "watch_live.viewers@2": {"n": "20", "how": "approx"}})
    assert found == {"watch_live.viewers": [80, 1, 0, 0], "watch_live.viewers@2": [20, 1, 1, 0]}
