"""Two versions beside each other: which paragraphs came and went, and which words inside one that stayed."""

from hypothesis import given
from hypothesis import strategies as st

from jieneng.engine.briefs.differences import differences, pieces

TEXTS = st.text(alphabet="节能宣传周120万余，。 a", max_size=30)


def read(change, kinds):
    return "".join(piece.text for piece in change.pieces if piece.kind in kinds)


def test_a_number_changes_as_a_whole():
    changed = [(piece.kind, piece.text) for piece in pieces("9.6万余人收看，设会场84处", "9.8万余人收看，设会场84处")]
    assert changed == [("gone", "9.6万余"), ("new", "9.8万余"), ("same", "人收看，设会场84处")]


def test_a_reworded_paragraph_stands_beside_its_old_wording():
    older = ["根据通知要求，各地开展宣传周活动。", "据统计，共张贴宣传画2220余套。"]
    newer = ["根据通知要求，各地开展宣传周活动。", "截至本月，共张贴宣传画2220余套，悬挂横幅3条。"]
    same, reworded = differences(older, newer)
    assert (same.kind, reworded.kind) == ("same", "reworded")
    assert read(reworded, ("new",)) == "截至本月，悬挂横幅3条"


def test_an_unlike_paragraph_is_one_that_went_and_one_that_came():
    kinds = [change.kind for change in differences(["学校公布用电量由学生巡查"], ["市局召开部署会议"])]
    assert sorted(kinds) == ["gone", "new"]


@given(older=st.lists(TEXTS, max_size=6), newer=st.lists(TEXTS, max_size=6))
def test_both_versions_can_be_read_from_the_difference(older, newer):
    changes = differences(older, newer)
    assert [read(one, ("same", "gone")) for one in changes if one.kind != "new"] == older
    assert [read(one, ("same", "new")) for one in changes if one.kind != "gone"] == newer
