"""Any text can be read, in time that grows with its length only."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jieneng.engine.figures import read, to_json

WORDS = (
    "发放 手册 300 余 多 约 近 上 千 百 万 一 两 三 份 块 个 人 人次 % 、 , 。 ( ) 《 》 “ ” 分别 下降 同比 年均 "
    "2030年 共计 达到 其中 的 等 各 第 每 - \n 吨 标准煤 1.5 ,000"
)
PIECES = st.sampled_from(WORDS.split(" "))


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200))
def test_every_place_lies_in_the_text(raw: str):
    found = read(raw)
    for each in (*found.stats, *found.rates):
        assert each.item
        assert all(0 <= span.start <= span.end <= len(raw) for span in each.spans)
    assert len(to_json(found)["stats"]) == len(found.stats)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "一",
        "千",
        "共计",
        "年均",
        "达到",
        "下降",
        "、",
        "《",
        "“",
        "3份",
        "3份、",
        "约",
        "各",
        "、各3份",
        "下降3%、",
        "每个",
        "发放",
        "a、",
        "1,000,",
        "等等",
        "3%",
    ],
)
def test_long_damaged_texts_are_read_in_linear_time(piece: str):
    started = time.process_time()
    read(piece * (20_000 // len(piece)) + "手册3份,下降2%")
    assert time.process_time() - started < 5
