"""The words of the audit trail."""

import re

from jieneng.rulebook import deeds
from jieneng.rulebook.read import load

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_every_deed_thing_and_group_has_a_chinese_word():
    words = [deed.label for deed in deeds.deeds().values()]
    words += [*deeds.deed_groups().values(), *deeds.deed_things().values()]
    words += [term.label for deed in deeds.deeds().values() for term in deed.changes.values()]
    assert [word for word in words if not CHINESE.search(word)] == []


def test_no_two_deeds_read_alike():
    labels = [deed.label for deed in deeds.deeds().values()]
    assert len(labels) == len(set(labels))


def test_every_group_has_deeds_and_every_term_is_used():
    assert {deed.group for deed in deeds.deeds().values()} == set(deeds.deed_groups())
    used = {term for deed in load("deeds")["deeds"].values() for term in deed.get("changes", {}).values()}
    assert used == set(load("deeds")["terms"])


def test_a_changed_name_reads_as_before_and_after():
    name = deeds.deeds()["register.changed"].changes["name"]
    assert (name.label, name.reads, name.is_pair) == ("名称", "text", True)
