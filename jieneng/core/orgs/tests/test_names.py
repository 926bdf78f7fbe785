"""Any two characters of a name find it, within what someone may see."""

from datetime import date

import pytest

from jieneng.core.orgs import names
from jieneng.core.orgs.actions import edit
from jieneng.core.orgs.names import search
from jieneng.core.orgs.sight import places_of

TODAY = date(2025, 6, 16)


def found(text, person, **more):
    return search(text, [place.tokens() for place in places_of(person)], **more)


def test_two_characters_find_it(town):
    assert found("人民", town.cora) == [town.hospital.pk]
    assert found("一中", town.cora) == [town.school.pk]
    assert found("县第", town.cora) == [town.school.pk]


def test_a_miss_finds_nothing(town):
    assert found("火箭", town.ines) == []
    assert found("校", town.ines) == []
    assert found("", town.ines) == []


def test_only_what_is_in_sight_is_found(town):
    assert set(found("中学", town.ines)) == {town.school.pk, town.school2.pk}
    assert found("中学", town.rex) == [town.school3.pk]
    assert found("中学", town.olga) == []


def test_after_a_rename_the_new_name_is_found_and_the_old_is_not(town):
    edit(town.hospital, {"name": "望岭县中心医院"}, edit_no=0, by=town.ada, today=TODAY)
    assert found("中心医", town.cora) == [town.hospital.pk]
    assert found("人民", town.cora) == []


def test_pages_go_on_after_the_last_one_found(town):
    first = found("望岭", town.cora, most=2)
    rest = found("望岭", town.cora, after=first[-1])
    assert len(first) == 2
    assert sorted(first + rest) == sorted([town.county.pk, town.school.pk, town.hospital.pk])


def test_full_width_and_capitals_are_the_same(town):
    town.organization("lab", "云川ＡＢ实验室", "city", category="science")
    assert found("ab", town.ines) == [town.lab.pk]


def test_what_a_searcher_types_is_never_a_query_of_the_index(town):
    for text in ('"', "人民 OR 中学", "NEAR(人 民)", "*", "p0001", "人民*"):
        assert set(found(text, town.ines)) <= {town.hospital.pk}


@pytest.mark.parametrize("rare", [0, 1, 10_000])
def test_rare_and_common_words_are_found_alike(town, monkeypatch, rare):
    """On PostgreSQL the two go different ways."""
    monkeypatch.setattr(names, "_RARE", rare)
    assert found("望岭", town.cora) == sorted([town.county.pk, town.school.pk, town.hospital.pk])
    assert found("望岭", town.cora, most=2) == found("望岭", town.cora)[:2]
    assert found("人民", town.cora) == [town.hospital.pk]
    assert found("火箭", town.cora) == []
