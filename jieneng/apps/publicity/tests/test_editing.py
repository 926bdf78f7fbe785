"""Editing: tokens survive or take their figure along; another value needs a reason; picks can be dropped."""

import pytest

from jieneng.apps.publicity import actions
from jieneng.apps.publicity.queries.paper import labels_of, paper_of, picked_keys
from jieneng.core.audit.models import Entry
from jieneng.core.collections.models import Submission
from jieneng.engine.briefs import editing
from jieneng.engine.documents.blocks import Paragraph, Photos
from jieneng.ui.refusals import Refused

POSTERS = "publicity_materials.posters"


@pytest.fixture
def brief(collection, town, now, week):
    return actions.compose(collection, town.city, by=town.ines, now=now)


def boxes(brief):
    """The text boxes of the editor by the place of their block."""
    labels, hidden = labels_of(brief), picked_keys(brief)
    blocks = enumerate(paper_of(brief).blocks)
    return {n: editing.as_text(block, labels, hidden) for n, block in blocks if isinstance(block, Paragraph)}


def box_with(brief, words):
    return next((n, text) for n, text in boxes(brief).items() if words in text)


def write(brief, town, texts):
    return actions.write(brief, texts, edit_no=brief.document.edit_no, by=town.ines)


def test_written_back_as_it_was_nothing_changes(brief, town):
    before = paper_of(brief)
    write(brief, town, boxes(brief))
    assert paper_of(brief) == before
    assert Entry.objects.filter(action="brief.change", person=town.ines).exists()


def test_a_token_taken_out_takes_its_citation_along(brief, town):
    n, text = box_with(brief, "⟦张贴宣传画：2220余⟧")
    write(brief, town, {n: text.replace("张贴宣传画⟦张贴宣传画：2220余⟧套，", "")})
    assert not brief.document.citations.filter(key=POSTERS).exists()
    assert brief.document.citations.filter(key=f"own.{POSTERS}").exists()


@pytest.mark.parametrize("typed", ["⟦张贴宣传画：9999⟧", "⟦别的：1⟧", "⟦没写完"])
def test_no_figure_comes_in_by_typing_a_token(brief, town, typed):
    n, text = box_with(brief, "据统计")
    with pytest.raises(Refused, match="brief-token-unknown"):
        write(brief, town, {n: text + typed})


def test_a_line_of_its_own_becomes_a_paragraph(brief, town):
    n, text = box_with(brief, "据统计")
    before = len(paper_of(brief).blocks)
    write(brief, town, {n: text + "\n各地按时完成了报送。"})
    assert len(paper_of(brief).blocks) == before + 1


def test_another_value_needs_a_reason_and_stays_marked(brief, town):
    change = {"edit_no": brief.document.edit_no, "by": town.ines}
    with pytest.raises(Refused, match="reason-missing"):
        actions.change_figure(brief, POSTERS, "2300", because=" ", **change)
    citation = actions.change_figure(brief, POSTERS, "2300", because="市局补录75套", **change)
    assert citation.edited_because == "市局补录75套"
    assert citation.sum == [2225, 3, 1, 0]
    assert "2300套" in "".join(block.text for block in paper_of(brief).blocks if isinstance(block, Paragraph))


def test_the_same_value_otherwise_written_needs_none(brief, town):
    own = f"own.{POSTERS}"
    brief.document.citations.filter(key=own).update(sum=[208, 1, 0, 0])
    citation = actions.change_figure(brief, own, "200余", because="", edit_no=brief.document.edit_no, by=town.ines)
    assert (citation.shown, citation.edited_because) == ("200余", "")


def test_who_edits_an_old_state_is_told(brief, town):
    old = brief.document.edit_no
    write(brief, town, boxes(brief))
    with pytest.raises(Refused, match="stale-form"):
        actions.write(brief, {}, edit_no=old, by=town.ines)


def test_a_highlight_is_dropped_and_picked_again(brief, town, week):
    change = {"by": town.ines}
    actions.drop_highlight(brief.highlights.get(submission=week.school), edit_no=brief.document.edit_no, **change)
    told = "".join(block.text for block in paper_of(brief).blocks if isinstance(block, Paragraph))
    assert "望岭县第一中学" not in told
    assert "；。" not in told
    actions.pick_highlight(brief, week.school, "公布用电量", edit_no=brief.document.edit_no, **change)
    told = "".join(block.text for block in paper_of(brief).blocks if isinstance(block, Paragraph))
    assert "；望岭县第一中学公布用电量（有删改）。" in told  # shorter than the school wrote it


def test_taking_out_its_token_drops_the_highlight(brief, town, week):
    n, text = box_with(brief, "⟦摘编：望岭县人民医院⟧")
    write(brief, town, {n: text.replace("；⟦摘编：望岭县人民医院⟧", "")})
    assert [one.submission for one in brief.highlights.all()] == [week.school]


def test_a_report_from_elsewhere_cannot_be_picked(collection, town, now, week, brief):
    county = actions.compose(collection, town.county, by=town.cora, now=now)
    with pytest.raises(Exception, match="submission"):
        actions.pick_highlight(county, week.city, "市局的做法", edit_no=0, by=town.cora)


def test_photographs_are_picked_and_dropped(brief, town, week, photo_of):
    attachment = photo_of(week.school)
    actions.pick_photo(brief, week.school, attachment.pk, edit_no=brief.document.edit_no, by=town.ines)
    shown = [block for block in paper_of(brief).blocks if isinstance(block, Photos)]
    assert [one.ref for one in shown[0].items] == [str(attachment.pk)]
    actions.drop_photo(brief, attachment.pk, edit_no=brief.document.edit_no, by=town.ines)
    assert not [block for block in paper_of(brief).blocks if isinstance(block, Photos)]


def test_the_newest_figures_go_into_the_prose_as_it_is_written(brief, town, now, hand_in):
    n, text = box_with(brief, "据统计")
    write(brief, town, {n: text.replace("据统计", "截至本月")})
    posters = {"n": "100", "how": "exact"}
    library = town.person("lily", "图书馆填报员", "library", "reporter")
    assert library
    hand_in("lily", "library", publicity_materials__posters=posters)
    n_changed = actions.refresh(brief, edit_no=brief.document.edit_no, by=town.ines)
    assert n_changed >= 1
    assert "截至本月" in "".join(block.text for block in paper_of(brief).blocks if isinstance(block, Paragraph))
    assert brief.document.citations.get(key=POSTERS).sum[0] == 2325
    assert Submission.objects.counted().count() == 4
