"""What a stored definition says of a form."""

from decimal import Decimal

import pytest

from jieneng.core.forms.definition import Choice, form_from
from jieneng.core.forms.tests.declared import FIELDS, RULES, people, small_form
from jieneng.rulebook.report_forms import FIELD_TYPES


def test_the_tests_have_a_field_of_every_type():
    assert {field.type for field in small_form().fields.values()} == FIELD_TYPES


def test_limits_are_exact_and_absent_when_not_declared():
    (field,) = small_form(people(max=0.1, soft_max=500)).fields.values()
    assert (field.min, field.max, field.soft_max) == (Decimal(0), Decimal("0.1"), Decimal(500))
    (field,) = small_form({"key": "a", "label": "甲", "type": "integer"}).fields.values()
    assert (field.min, field.max, field.soft_max, field.limit) == (None, None, None, None)
    assert not field.required


def test_the_fields_of_all_sections_are_found_by_their_keys():
    sections = [{"key": name, "title": name, "fields": [people(name)]} for name in ("a", "b")]
    form = form_from({"code": "f", "version": "1", "title": "表", "sections": sections})
    assert list(form.fields) == ["a", "b"]
    assert form.rules == ()


def test_the_numbers_of_a_form_are_its_counts_and_amounts():
    assert [field.key for field in small_form().numbers] == ["people", "viewers", "rooms", "heat_gj"]


def test_only_what_counts_is_scaled():
    form = small_form(people(), {"key": "age", "label": "年龄", "type": "integer"}, FIELDS[3])
    assert form.decimals == {"people": 0, "heat_gj": 2}


def test_a_choice_has_a_label_and_an_unknown_one_none():
    level = small_form().fields["level"]
    assert level.choices[0] == Choice("state", "国家级")
    assert level.choice_label("city") == "市级"
    assert level.choice_label("village") == ""


def test_rows_have_fields_of_their_own():
    articles = small_form().fields["articles"]
    assert [column.key for column in articles.fields] == ["media", "level", "date"]
    assert articles.fields[1].choice_label("state") == "国家级"


def test_the_activities_are_those_that_have_a_section():
    sections = [
        {"key": "overview", "title": "概况", "fields": [people()]},
        {"key": "a7", "title": "收看直播", "activity": "a7", "note": "6月23日", "fields": [people("viewers")]},
    ]
    form = form_from({"code": "f", "version": "1", "title": "表", "sections": sections})
    assert form.activities == {"a7": "收看直播"}
    assert form.sections[1].note == "6月23日"


def test_a_rule_keeps_its_fields_in_order():
    (rule, _) = small_form(rules=RULES).rules
    assert (rule.code, rule.kind, rule.fields) == ("too-many", "warning", ("viewers", "people"))


def test_the_version_is_a_word_even_when_it_was_written_as_a_number():
    assert small_form().version == "1"


def test_a_definition_without_a_title_is_a_bug():
    with pytest.raises(KeyError):
        form_from({"code": "f", "version": "1", "sections": []})
