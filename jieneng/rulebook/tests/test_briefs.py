"""The words of a brief are all there, and a slip of the pen is named."""

import pytest

from jieneng.rulebook import RulebookError
from jieneng.rulebook.briefs import _pattern, brief_wording


def test_every_level_has_its_word_and_every_kind_exists():
    words = brief_wording()
    assert words.scopes["city"] == "全市"
    assert words.upward == ("watch_live",)
    assert "{figure}" in words.overview["overview.participants"]


def test_a_place_that_nothing_fills_is_named():
    with pytest.raises(RulebookError, match="colour"):
        _pattern("张贴{colour}宣传画", {"figure"}, "briefs.yaml")
