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
