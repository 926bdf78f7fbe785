"""The prose as plain text: tokens stand for cited runs, survive editing, and cannot be made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jieneng.engine.briefs import editing
from jieneng.engine.briefs.editing import UnknownLine, UnknownToken, as_text, paragraphs_of, rewritten
from jieneng.engine.documents.blocks import Document, Heading, Imprint, Paragraph, Photo, Photos, Run, Title

LABELS = {"p": "张贴宣传画", "b": "悬挂横幅", "h1": "摘编：云川市"}
PROSE = Paragraph((Run("共张贴"), Run("120", "p"), Run("套，悬挂"), Run("3", "b"), Run("条。")))
TOLD = Paragraph((Run("云川市公布用电量", "h1"), Run("。")))
PAPER = Document((Title("简讯"), PROSE, Heading("各地做法"), TOLD))
plain = st.text(st.characters(exclude_characters="⟦⟧\r\n", exclude_categories=("Cs", "Cc", "Z")), min_size=1)


@given(plain, plain)
def test_whatever_is_written_round_them_tokens_come_back_as_their_runs(before, after):
    token = editing.token(Run("120", "p"), LABELS)
    (paragraph,) = paragraphs_of(before + token + after, {token: Run("120", "p")})
    assert paragraph.runs == (Run(before), Run("120", "p"), Run(after))


@given(st.text())
def test_no_text_makes_a_citation_that_was_not_there(text):
    try:
        paragraphs = paragraphs_of(text, {})
    except UnknownToken:
        return
    assert not [run for paragraph in paragraphs for run in paragraph.runs if run.citation]


def test_text_and_back_is_the_same_paper():
    texts = {n: as_text(block, LABELS, {"h1"}) for n, block in enumerate(PAPER.blocks)}
    assert texts[1] == "共张贴⟦张贴宣传画：120⟧套，悬挂⟦悬挂横幅：3⟧条。"
    assert texts[3] == "⟦摘编：云川市⟧。"
    assert rewritten(PAPER, texts, LABELS, {"h1"}) == PAPER


def test_tokens_can_change_places():
    changed = rewritten(PAPER, {1: "悬挂⟦悬挂横幅：3⟧条，张贴⟦张贴宣传画：120⟧套。"}, LABELS)
    assert editing.cited_keys(changed) == ["b", "p", "h1"]


def test_an_emptied_heading_goes_and_an_emptied_title_stays():
    changed = rewritten(PAPER, {0: " ", 2: ""}, LABELS)
    assert changed.title == "简讯"
    assert not any(isinstance(block, Heading) for block in changed.blocks)


def test_a_dropped_text_leaves_no_separator_behind():
    paper = Document((Paragraph((Run("一", "a"), Run("；"), Run("二", "b"), Run("；"), Run("三", "c"), Run("。"))),))
    assert editing.without(paper, "b").blocks[0].text == "一；三。"
    assert editing.without(paper, "a").blocks[0].text == "二；三。"
    assert editing.without(paper, "c").blocks[0].text == "一；二。"
    assert editing.without(Document((TOLD,)), "h1").blocks == ()


def test_a_picked_text_comes_behind_the_others_or_under_its_heading():
    told = Run("青岭市张贴标识", "h2")
    assert editing.added(PAPER, told, ["h1"], under="各地做法").blocks[3].text == "云川市公布用电量；青岭市张贴标识。"
    alone = Document((Title("简讯"), Heading("各地做法"), PROSE))
    assert editing.added(alone, told, [], under="各地做法").blocks[2].text == "青岭市张贴标识。"
    assert (
        editing.added(Document((Title("简讯"), PROSE)), told, [], under="各地做法").blocks[-1].text
        == "青岭市张贴标识。"
    )


def test_photographs_stand_at_the_end_once():
    first = editing.with_photos(PAPER, [Photo(b"", "现场", ref="1")])
    second = editing.with_photos(first, [Photo(b"", "会场", ref="2")])
    assert [block for block in second.blocks if isinstance(block, Photos)] == [Photos((Photo(b"", "会场", ref="2"),))]
    assert editing.with_photos(second, []) == PAPER


@pytest.mark.parametrize("typed", ["⟦", "⟧", "⟦张贴宣传画：121⟧", "⟦p⟧"])
def test_a_broken_or_foreign_token_is_refused(typed):
    with pytest.raises(UnknownToken):
        rewritten(PAPER, {1: typed}, LABELS)


FOOT = Imprint((), "", "", (("报", "省局"), ("送", ""), ("发", "各县")))


def test_whom_it_goes_to_is_written_a_line_for_each_label():
    paper = Document((PROSE, FOOT))
    assert as_text(FOOT, LABELS) == "报：省局\n送：\n发：各县"
    assert rewritten(paper, {1: as_text(FOOT, LABELS)}, LABELS) == paper
    written = rewritten(paper, {1: "送: 市领导。\n\n发：各县,市直各单位\n抄送：甲局，乙局"}, LABELS).blocks[1]
    assert written == Imprint(("甲局", "乙局"), "", "", (("送", "市领导"), ("发", "各县，市直各单位")))
    assert as_text(rewritten(paper, {1: ""}, LABELS).blocks[1], LABELS) == "抄送："
    with pytest.raises(UnknownLine):
        rewritten(paper, {1: "市直各单位"}, LABELS)


def test_photographs_stand_before_whom_it_goes_to():
    paper = editing.with_photos(Document((PROSE, FOOT)), [Photo(b"", "现场", "7")])
    assert [type(block) for block in paper.blocks] == [Paragraph, Photos, Imprint]
