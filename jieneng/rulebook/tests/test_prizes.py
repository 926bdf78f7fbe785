"""Rules of prizes: offices are named by what they are, the notice is filled with the facts of the draw."""

import pytest

from jieneng.rulebook import prize_rules


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("望岭县第一中学", "某中学"),
        ("望岭县人民医院", "某医院"),
        ("云川市机关事务管理局", "某管理局"),
        ("望岭县机关事务服务中心", "某服务中心"),
        ("云川市财政局", "某局"),
        ("中共云川市委", "某委"),
        ("云川兵站", "某站"),
        ("甲乙丙", "某单位"),
    ],
)
def test_an_office_is_shown_by_what_it_is(name, shown):
    assert prize_rules().some(name) == shown


def test_the_notice_says_who_what_for_how_long_and_how_to_take_it_back():
    said = "".join(prize_rules().notice.filled(organizer="某局", contact="0000-86112233", place="大厅", days=90))
    assert all(word in said for word in ("某局", "0000-86112233", "大厅", "90", "目的", "撤回"))
    assert "{" not in said
