"""The kinds of activity and what is counted of each."""

import pytest

from jieneng.rulebook import figures, kinds
from jieneng.rulebook.activities import _figure
from jieneng.rulebook.read import RulebookError

KINDS_OF_THE_READER = [
    "watch_live",
    "launch",
    "lecture_training",
    "quiz",
    "energy_shortage",
    "green_commute",
    "exhibition",
    "publicity_materials",
    "media",
    "works_collection",
    "pledge",
    "recycling",
    "waste_sorting",
    "anti_food_waste",
    "award",
    "volunteer",
    "inspection",
    "meeting",
    "class_activity",
    "nev_display",
    "themed_publicity",
]
POSTERS = {
    "label": "宣传画",
    "unit": "套",
    "people": "none",
    "soft_max": 5,
    "total": True,
    "brief": "{figure}套",
    "help": "x",
}


def test_every_kind_the_notice_reader_knows_has_its_entry():
    assert set(kinds()) == set(KINDS_OF_THE_READER)


def test_the_kinds_stand_in_order():
    assert [kind.order for kind in kinds().values()] == list(range(1, len(kinds()) + 1))


def test_persons_and_times_of_taking_part_are_never_one_item():
    for figure in figures().values():
        assert (figure.unit == "人") == (figure.people == "person"), figure.item
        assert (figure.unit == "人次") == (figure.people == "person_time"), figure.item


def test_the_totals_sentence_has_what_bureaus_count():
    totals = [figure.item for figure in figures().values() if figure.total]
    for code in ("posters", "signs", "banners", "boards", "leaflets", "bags", "gifts"):
        assert f"publicity_materials.{code}" in totals
    assert "lecture_training.sessions" in totals


def test_media_reports_are_counted_from_their_rows_and_not_asked_again():
    assert kinds()["media"].figures == ()
    assert [figure.code for figure in kinds()["media"].counted] == ["state", "province", "city", "county"]


def test_a_brief_phrase_takes_the_number_as_written():
    assert figures()["publicity_materials.posters"].brief.format(figure="3.2万余") == "张贴宣传画3.2万余套"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"unit": "人"}, "unit 人 does not go with people: none"),
        ({"people": "person"}, "unit 套 does not go with people: person"),
        ({"brief": "张贴宣传画"}, "must stand in it once"),
        ({"people": "heads"}, "'heads' is none of"),
        ({"maximum": 3}, "unknown key maximum"),
    ],
)
def test_a_slip_in_the_table_is_named(change, says):
    with pytest.raises(RulebookError, match=says):
        _figure("publicity_materials", "posters", POSTERS | change, "activities.yaml: posters")


def test_no_word_of_a_text_could_mean_two_items_of_one_unit():
    said = [(word, figure.unit, figure.item) for figure in figures().values() for word in figure.aliases]
    assert all(figure.aliases for figure in figures().values())
    places = {(word, unit): {item for w, u, item in said if (w, u) == (word, unit)} for word, unit, _ in said}
    assert {place: items for place, items in places.items() if len(items) > 1} == {}


@pytest.mark.parametrize("aliases", [["画"], ["海报", "海报"], [3]])
def test_another_word_is_a_word_and_stands_once(aliases):
    with pytest.raises(RulebookError, match="aliases"):
        _figure("publicity_materials", "posters", POSTERS | {"aliases": aliases}, "here")
