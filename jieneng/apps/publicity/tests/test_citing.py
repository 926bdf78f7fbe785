"""What was counted can be brought into the prose; what nobody counted cannot; a missing number is found."""

import pytest

from jieneng.apps.publicity import actions
from jieneng.apps.publicity.queries.checks import checks_of
from jieneng.apps.publicity.queries.offered import offer_of
from jieneng.apps.publicity.queries.paper import citations_of, paper_of
from jieneng.apps.publicity.queries.versions import box_texts
from jieneng.engine.documents.blocks import Paragraph
from jieneng.ui.refusals import Refused

BANNERS = "publicity_materials.banners"


@pytest.fixture
def brief(collection, town, now, week):
    return actions.compose(collection, town.city, by=town.ines, now=now)


def place_of(brief, words):
    return next(n for n, text in box_texts(brief).items() if words in text)


def write(brief, town, text, words="据统计"):
    return actions.write(brief, {place_of(brief, words): text}, edit_no=brief.document.edit_no, by=town.ines)


def prose(brief):
    return "".join(block.text for block in paper_of(brief).blocks if isinstance(block, Paragraph))


def test_all_that_somebody_counted_is_offered_and_nothing_else(brief):
    offer = offer_of(brief)
    offered = {one.label: one for one in offer.figures}
    assert (offered["张贴宣传画"].token, offered["张贴宣传画"].is_in) == ("⟦张贴宣传画：2220余⟧", True)
    assert offered["未报单位"].shown == "4"
    assert "展出展板" not in offered
    assert "展出展板" in offer.unreported


def test_a_figure_that_was_taken_out_comes_in_again_with_its_citation(brief, town):
    write(brief, town, "据统计，没有数字。")
    assert not brief.document.citations.filter(key=BANNERS).exists()
    token = next(one.token for one in offer_of(brief).figures if one.label == "悬挂横幅")
    write(brief, town, f"据统计，悬挂横幅{token}条。", words="没有数字")
    citation = brief.document.citations.get(key=BANNERS)
    assert (citation.shown, citation.sum, citation.n_counted, citation.n_expected) == ("3", [3, 1, 0, 2], 3, 7)
    assert "悬挂横幅3条" in prose(brief)


def test_a_number_typed_into_a_new_token_is_not_taken(brief, town):
    write(brief, town, "据统计，没有数字。")
    write(brief, town, "悬挂横幅⟦悬挂横幅：999⟧条。", words="没有数字")
    assert "悬挂横幅3条" in prose(brief)
    with pytest.raises(Refused, match="brief-token-unknown"):
        write(brief, town, "展出展板⟦展出展板：50⟧块。", words="悬挂横幅")


def test_a_sentence_whose_number_is_missing_is_pointed_out(brief, town):
    write(brief, town, "据统计，共张贴宣传画套，悬挂横幅××条。")
    citations = citations_of(brief)
    (found,) = [check for check in checks_of(brief, citations, {}) if "空缺" in check.label]
    assert found.label == "数字有空缺 2"
    assert found.detail == "张贴宣传画套、××条"


def test_the_list_asks_a_bounded_number_of_questions(brief, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        offer_of(brief)
