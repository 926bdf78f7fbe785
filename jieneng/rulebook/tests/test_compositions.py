"""What is composed is well described: parts, numbering, length, and a slip of the pen is named."""

import pytest

from jieneng.engine.briefs.composing import PARTS as COMPOSERS
from jieneng.rulebook import RulebookError
from jieneng.rulebook.compositions import PARTS, _composition, addressees_below, compositions, ranking
from jieneng.rulebook.documents import template

ENTRY = {"label": "简讯", "heading": "简讯", "numbering": "issue", "series": "简讯", "parts": ["lead"]}


def test_every_kind_has_a_layout_and_every_part_its_composer():
    assert list(compositions()) == ["brief", "summary", "circular"]
    assert all(template(kind).kind == kind for kind in compositions())
    assert set(PARTS) == set(COMPOSERS)


def test_the_summary_is_short_and_goes_upward():
    summary = compositions()["summary"]
    assert (summary.most_characters, summary.addressee) == (2000, "parent")
    assert not summary.has_photos
    assert compositions()["brief"].most_characters is None


def test_the_circular_goes_to_all_below_and_ranks_them():
    assert addressees_below()["city"].startswith("各县")
    assert len(ranking().headers) == len(ranking().widths) == 8


def test_words_of_one_kind_leave_those_of_the_others_alone():
    assert compositions()["summary"].wording.patterns["closing"] == "特此报告。"
    assert compositions()["brief"].wording.patterns["closing"] == ""


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"parts": ["lead", "poem"]}, "poem"),
        ({"numbering": "roman"}, "roman"),
        ({"headings": {"poem": "诗"}}, "poem"),
        ({"patterns": {"told": "{colour}"}}, "colour"),
        ({"size": 3}, "size"),
    ],
)
def test_a_slip_of_the_pen_is_named(wrong, named):
    with pytest.raises(RulebookError, match=named):
        _composition("brief", ENTRY | wrong)
