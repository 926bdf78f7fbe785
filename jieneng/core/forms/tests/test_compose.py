"""The form of one collection: a section for each activity of the campaign."""

import json

import pytest

from jieneng.core.forms.compose import AskedActivity, compose
from jieneng.core.forms.definition import form_from
from jieneng.rulebook import kinds

LIVE = AskedActivity("a1", "watch_live", "收看启动活动", note="6月23日上午")
AGAIN = AskedActivity("a2", "watch_live", "收看主题讲座")
QUIZ = AskedActivity("a3", "quiz", "节能知识竞答")


def composed(*activities):
    return form_from(compose("week-report", activities))


def test_each_activity_has_a_section_where_the_form_says():
    form = composed(LIVE, QUIZ)
    assert [section.key for section in form.sections] == ["overview", "a1", "a3", "account", "pictures", "coverage"]
    assert form.activities == {"a1": "收看启动活动", "a3": "节能知识竞答"}
    assert form.sections[1].note == "6月23日上午"


def test_without_activities_the_rest_of_the_form_stands():
    form = composed()
    assert [section.key for section in form.sections] == ["overview", "account", "pictures", "coverage"]
    assert form.activities == {}


def test_two_activities_of_one_kind_are_kept_apart_and_count_as_the_same_items():
    form = composed(LIVE, AGAIN)
    assert [field.key for field in form.sections[1].fields] == ["watch_live.viewers", "watch_live.halls"]
    assert [field.key for field in form.sections[2].fields] == ["watch_live.viewers@2", "watch_live.halls@2"]
    assert form.fields["watch_live.viewers@2"].item == "watch_live.viewers"
    assert form.fields["watch_live.viewers"].item == "watch_live.viewers"


def test_a_third_one_is_kept_apart_too():
    third = AskedActivity("a4", "watch_live", "收看闭幕")
    assert "watch_live.viewers@3" in composed(LIVE, QUIZ, AGAIN, third).fields


def test_no_key_stands_twice():
    activities = [AskedActivity(f"{kind}-{n}", kind, kind) for kind in kinds() for n in (1, 2)]
    form = composed(*activities)
    assert len(form.fields) == sum(len(section.fields) for section in form.sections)


def test_a_kind_of_which_nothing_is_counted_has_no_section():
    uncounted = [code for code, kind in kinds().items() if not kind.figures]
    form = composed(LIVE, *(AskedActivity(f"n-{code}", code, code) for code in uncounted))
    assert form.activities == {"a1": "收看启动活动"}


def test_a_rule_about_figures_that_are_not_asked_falls_away():
    assert "hall-without-viewers" in {rule.code for rule in composed(LIVE).rules}
    codes = {rule.code for rule in composed(QUIZ).rules}
    assert "hall-without-viewers" not in codes
    assert {"more-winners-than-players", "people-missing"} <= codes


def test_composing_twice_gives_the_same_and_leaves_the_declaration_alone():
    first = compose("week-report", [LIVE, AGAIN])
    first["sections"][1]["fields"].clear()
    assert compose("week-report", [LIVE, AGAIN]) == compose("week-report", iter([LIVE, AGAIN]))
    assert "watch_live.viewers@2" in composed(LIVE, AGAIN).fields


def test_the_definition_can_be_stored():
    definition = compose("week-report", [LIVE])
    assert json.loads(json.dumps(definition, ensure_ascii=False)) == definition
    assert definition["valid_from"] == "2025-01-01"


def test_an_unknown_kind_of_activity_is_a_bug():
    with pytest.raises(KeyError):
        compose("week-report", [AskedActivity("x", "moon_landing", "登月")])
