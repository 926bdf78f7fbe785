"""The list of attachments in every form, and limits."""

import pytest

from jieneng.engine.notices import read

HEAD = "关于开展2031年节能宣传周活动的通知\n各单位：\n请认真组织。\n"
SIGNED = "\n云川市机关事务局\n2031年6月1日\n"


def attached(body):
    return [each.value for each in read(body).attachments]


@pytest.mark.parametrize(
    "listed",
    [
        "附件：1.活动统计表 2.宣传标语",
        "附件:1、活动统计表；2、宣传标语。",
        "附件：\n1.活动统计表\n2.宣传标语",
        "附件1：活动统计表\n附件2：宣传标语",
        "附件1:活动统计表、附件2:宣传标语",
        "附件一：活动统计表\n附件二：宣传标语",
        "附件：1.活动统计表\n附件：2.宣传标语",
        "附件\n1.活动统计表\n2.宣传标语",
    ],
)
def test_a_list_of_attachments_is_read_before_and_after_the_signature(listed):
    assert attached(HEAD + listed + SIGNED) == attached(HEAD + SIGNED + listed) == ["活动统计表", "宣传标语"]


@pytest.mark.parametrize(
    "line", ["附件：活动统计表", "附：活动统计表", "【附件：活动统计表】", "请填写活动统计表（附件1）。"]
)
def test_one_attachment_needs_no_number(line):
    assert attached(HEAD + line + SIGNED) == ["活动统计表"]


def test_a_signature_under_an_empty_list_is_no_attachment():
    draft = read("关于开展知识竞赛的通知\n各单位：\n请组织参加。\n\n附件：\n\n云川市发改委环资司\n二〇三一年六月十六日")
    assert draft.attachments == ()
    assert draft.issuer.value == "云川市发改委环资司"


def test_the_date_behind_a_list_in_one_line_ends_it():
    draft = read(
        "关于开展倡议活动的通知\n各单位：\n请参加。\n附件：1.倡议书 2.签名横幅样式 2031年6月22日云川市财务局 —2—"
    )
    assert [each.value for each in draft.attachments] == ["倡议书", "签名横幅样式"]


def test_a_poster_that_is_rich_in_pictures_sets_no_limit():
    assert read("云川市开展节能宣传周活动\n张贴海报60余张。海报以图文并茂的形式，展示节能做法。").limits == ()


def test_no_attachment_is_no_attachment():
    assert attached(HEAD + "附件：略" + SIGNED) == []


@pytest.mark.parametrize(
    ("written", "limit"),
    [
        ("字数在1500字以内", "≤1500字"),
        ("控制在800字以内", "≤800字"),
        ("文字材料1000-1500字", "1000-1500字"),
        ("视频时长不超过3分钟", "≤3分钟"),
        ("大小不超过100MB", "≤100MB"),
        ("不少于500字", "≥500字"),
        ("篇幅1500字左右", "1500字左右"),
    ],
)
def test_limits_are_written_in_one_way(written, limit):
    assert [each.value for each in read(HEAD + f"总结{written}。" + SIGNED).limits] == [limit]
