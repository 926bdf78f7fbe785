"""Every rule of every form in the rulebook can be read, and speaks of what the form asks."""

from pathlib import Path

import pytest

import jieneng.rulebook
from jieneng.core.forms.checks import flags
from jieneng.core.forms.compose import AskedActivity, compose
from jieneng.core.forms.definition import form_from
from jieneng.core.forms.values import clean
from jieneng.engine.expressions import compile
from jieneng.rulebook import form, kinds

CODES = sorted(path.stem for path in (Path(jieneng.rulebook.__file__).parent / "forms").glob("*.yaml"))
EVERY_KIND = [AskedActivity(kind, kind, entry.label) for kind, entry in kinds().items()]
RULES = [(code, rule) for code in CODES for rule in form(code)["rules"]]


def whole(code):
    return form_from(compose(code, EVERY_KIND))


def broken(**typed):
    asked = whole("week-report")
    raw = {key.replace("__", "."): {"n": n} for key, n in typed.items()}
    return {flag.code for flag in flags(asked, clean(asked, raw).values)}


def test_there_are_forms_and_rules():
    assert "week-report" in CODES
    assert len(RULES) >= 20


@pytest.mark.parametrize(("code", "rule"), RULES, ids=[f"{code}: {rule['code']}" for code, rule in RULES])
def test_a_rule_is_a_condition_over_numbers_of_its_form(code, rule):
    expression = compile(rule["when"])
    assert expression.kind == "condition"
    assert expression.names <= {field.key for field in whole(code).numbers}
    assert expression.names & set(rule["fields"])


@pytest.mark.parametrize("code", CODES)
def test_a_form_with_every_kind_of_activity_keeps_every_rule(code):
    assert [rule.code for rule in whole(code).rules] == [rule["code"] for rule in form(code)["rules"]]


@pytest.mark.parametrize("code", CODES)
def test_an_empty_answer_breaks_no_rule(code):
    assert flags(whole(code), clean(whole(code), {}).values) == []


def test_a_hall_without_anyone_in_it_is_an_error():
    assert "hall-without-viewers" in broken(watch_live__halls="2", watch_live__viewers="1")


def test_a_well_filled_report_breaks_no_rule():
    filled = {"overview__people": "120", "overview__participants": "100", "watch_live__viewers": "86"}
    assert broken(**filled, watch_live__halls="1", quiz__participants="90", quiz__winners="3") == set()


def test_everyone_twice_at_the_quiz_is_asked_about():
    assert broken(overview__people="100", quiz__participants="201") == {"quiz-over-people"}
    assert broken(overview__people="100", quiz__participants="200") == set()
