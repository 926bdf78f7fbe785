"""Titles broken by meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jieneng.engine.documents.titles import FULL_LINE, break_title, width

TITLES = {
    "2025年演示省公共机构节能宣传周活动情况": ("2025年演示省公共机构", "节能宣传周活动情况"),
    "演示省机关事务管理局关于开展2025年全省公共机构节能宣传周活动的通知": (
        "演示省机关事务管理局",
        "关于开展2025年全省公共机构",
        "节能宣传周活动的通知",
    ),
    "云川市机关事务管理局云川市发展和改革委员会关于印发《云川市公共机构能源资源节约管理办法（试行）》的通知": (
        "云川市机关事务管理局",
        "云川市发展和改革委员会",
        "关于印发《云川市公共机构能源资源",
        "节约管理办法（试行）》的通知",
    ),
    "关于做好2025年全国节能宣传周和全国低碳日活动总结报送工作的通知": (
        "关于做好2025年全国节能宣传周",
        "和全国低碳日活动总结报送工作的通知",
    ),
    "云川市教育局关于全市各级各类学校生活垃圾分类工作督查情况的通报": (
        "云川市教育局关于全市各级各类学校",
        "生活垃圾分类工作督查情况的通报",
    ),
    "云川市第一人民医院后勤保障部用电用水异常情况说明及下一步打算": (
        "云川市第一人民医院",
        "后勤保障部用电用水异常情况",
        "说明及下一步打算",
    ),
    "关于开展节能宣传周活动的通知": ("关于开展节能宣传周活动的通知",),
}


@pytest.mark.parametrize("title", TITLES)
def test_a_title_breaks_where_a_clerk_would_break_it(title):
    assert break_title(title) == TITLES[title]


@pytest.mark.parametrize("title", TITLES)
def test_no_word_of_the_trade_is_split_and_no_line_has_a_waist(title):
    lines = break_title(title)
    for word in ("节能宣传周", "通知", "通报", "关于", "公共机构", "机关事务管理局", "垃圾分类", "2025年"):
        assert title.count(word) == sum(line.count(word) for line in lines)
    widths = [width(line) for line in lines]
    assert not any(a > b < c for a, b, c in zip(widths, widths[1:], widths[2:], strict=False))
    assert max(widths) <= FULL_LINE


def test_breaks_set_by_the_writer_are_kept():
    assert break_title("关于开展\n节能宣传周活动的通知") == ("关于开展", "节能宣传周活动的通知")


def test_a_text_too_long_for_a_title_is_left_to_wrap():
    assert break_title("节能宣传周" * 30) == ("节能宣传周" * 30,)


@given(st.text(alphabet="节能宣传周关于的通知《》和2025年甲乙丙省市", max_size=70))
def test_whatever_the_words_nothing_is_lost_and_no_character_stands_alone(text):
    lines = break_title(text)
    assert "".join(lines) == text
    assert len(lines) == 1 or all(len(line) > 1 for line in lines)
    assert not any(line.startswith(("的", "》")) for line in lines[1:])
