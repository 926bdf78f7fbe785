"""What is wrong with a file is said with its name and its key."""

import pytest

from jieneng.rulebook import load, read
from jieneng.rulebook.read import RulebookError, maybe, need, only, words


def test_a_missing_file_is_named():
    with pytest.raises(RulebookError, match=r"nowhere.yaml: no such file"):
        load("nowhere")


def test_a_file_is_read_once():
    assert load("reasons") is load("reasons")


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({}, "roles.reader: label is missing"),
        ({"label": 3}, "roles.reader.label: expected str, found 3"),
        ("查看员", "roles.reader: expected a table, found '查看员'"),
    ],
)
def test_a_wrong_value_is_named_with_its_key(entry, says):
    with pytest.raises(RulebookError, match=says):
        need(entry, "label", str, "roles.reader")


def test_yes_is_no_number():
    with pytest.raises(RulebookError, match="expected int, found True"):
        need({"max": True}, "max", int, "field")


def test_an_unknown_key_is_refused():
    with pytest.raises(RulebookError, match="field: unknown key lable"):
        only({"label": "人数", "lable": "人数"}, {"label"}, "field")


def test_what_may_be_absent_may_be_empty():
    assert maybe({"help": None}, "help", str, "field") is None
    assert maybe({}, "help", str, "field") is None


def test_a_list_of_words_refuses_a_strange_one():
    with pytest.raises(RulebookError, match="'clerk' is none of reader"):
        words({"roles": ["clerk"]}, "roles", "action", {"reader"})


@pytest.mark.parametrize(
    "name",
    ["roles", "organizations", "reasons", "calendar", "regions", "activities", "themes", "forms/week-report"],
)
def test_every_table_carries_its_source_and_its_first_day(name):
    assert load(name)["source"].strip()
    assert load(name)["valid_from"].year > 2000


def test_a_key_that_stands_twice_is_refused(monkeypatch):
    monkeypatch.setattr(read, "read_text", lambda name: "refusals:\n  a: 1\n  b: 2\n  a: 3\n")
    with pytest.raises(RulebookError, match=r"twice\.yaml.*a stands twice"):
        read.load.__wrapped__("twice")
