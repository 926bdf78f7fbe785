"""A cited figure can be opened: its parts add up to it, and the answers behind it are those that count."""

from datetime import datetime

import pytest

from jieneng.core.collections.actions import accept, submit
from jieneng.core.documents.actions import draft
from jieneng.core.documents.models import Citation
from jieneng.core.documents.queries import behind, by_category, parts, standing
from jieneng.core.facts.folding import fold_all

POSTERS = "publicity_materials.posters"


@pytest.fixture
def reports(collection, town, now, raw):
    """School, hospital and city: 40 (about), 300, and not counted."""
    said = {
        ("sam", "school", "cora"): {"n": "40", "how": "approx"},
        ("hanna", "hospital", "cora"): {"n": "300", "how": "exact"},
        ("rob", "city", "ines"): {"n": "", "how": "none"},
    }
    for (person, place, reviewer), posters in said.items():
        report = raw | {POSTERS: posters}
        organization, by = town.organizations[place], town.people[person]
        answer = submit(collection, organization, report, draft_no=0, by=by, now=now, confirmed=True)
        accept(answer, by=town.people[reviewer], now=now)


@pytest.fixture
def citation(collection, town, reports):
    document = draft("brief", town.city, "简讯", {"blocks": []}, by=town.ines)
    known = standing(collection, town.city.path)
    return Citation.objects.create(
        document=document,
        key=POSTERS,
        label="张贴宣传画",
        unit="套",
        series=collection.series,
        node=town.city.path,
        item=POSTERS,
        sum=known.sum(POSTERS),
        n_expected=known.n_expected,
        n_counted=known.n_counted,
        as_of=known.as_of,
        shown="340余",
    )


def test_what_is_not_folded_yet_counts_already(citation, now):
    before = citation.sum
    fold_all(now)
    assert before == [340, 2, 1, 1]
    assert standing(citation.series.collection, citation.node).sum(POSTERS) == before


def test_the_parts_add_up_to_the_total(citation, town, now):
    fold_all(now)
    whole, *rest = parts(citation)
    assert (int(whole.value), whole.n_counted, whole.n_expected) == (340, 3, 7)
    assert sum(part.value for part in rest) == whole.value
    assert sum(part.n_counted for part in rest) == whole.n_counted
    assert sum(part.n_expected for part in rest) == whole.n_expected
    assert {part.name for part in rest} == {"本级", "本级所属单位", town.county.name, town.county2.name}


def test_a_part_opens_into_its_own_parts(citation, town):
    whole, *rest = parts(citation, node=town.county.path)
    assert (int(whole.value), whole.n_approximate) == (340, 1)
    assert {part.kind: part.n_expected for part in rest} == {"own": 1, "units": 2}


def test_categories_add_up_too(citation, now):
    fold_all(now)
    assert sum(part.value for part in by_category(citation)) == 340


def test_behind_it_stand_the_accepted_answers(citation, town):
    rows = behind(citation, seen_by=town.ines)
    assert {(row.name, row.value, row.how) for row in rows} == {
        (town.city.name, None, "none"),
        (town.school.name, 40, "approx"),
        (town.hospital.name, 300, "exact"),
    }
    assert all(isinstance(row.at, datetime) for row in rows)
    assert {row.name for row in behind(citation, seen_by=town.ines, node=town.county2.path)} == set()


def test_they_come_page_by_page(citation, town):
    first = behind(citation, seen_by=town.ines, most=2)
    second = behind(citation, seen_by=town.ines, most=2, after=first[-1].place)
    assert [row.name for row in first + second] == [row.name for row in behind(citation, seen_by=town.ines)]
    assert (len(first), len(second)) == (2, 1)


def test_nobody_sees_more_of_them_than_elsewhere(citation, town):
    assert {row.name for row in behind(citation, seen_by=town.cora)} == {town.school.name, town.hospital.name}
    assert behind(citation, seen_by=town.rex) == []


def test_the_offices_own_figure_is_that_of_its_own_answer(citation, town):
    citation.item = "=watch_live.viewers"
    assert [(row.name, row.value) for row in behind(citation, seen_by=town.ines)] == [(town.city.name, 86)]
    assert parts(citation) == []
    assert standing(citation.series.collection, citation.node).sum(citation.item) == [86, 1, 0, 0]


def test_organisations_themselves_can_be_cited(citation):
    known = standing(citation.series.collection, citation.node)
    assert known.sum("#counted")[0] == 3
    assert known.sum("#expected")[0] == 7
    assert known.sum(f"{POSTERS}#given")[0] == 2
