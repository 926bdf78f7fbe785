"""Shares and changes in percent, with their direction."""

from decimal import Decimal

import pytest

from jieneng.engine.figures import read, to_json


def rates(text: str) -> list[tuple[str, Decimal, str | None]]:
    return [(each.item, each.value, each.direction) for each in read(text).rates]


def test_rises_and_falls_stand_side_by_side():
    assert rates("全区80个公共机构的单位面积能耗减少1.52%、人均用电量增长4.3%、人均水耗下降2%。") == [
        ("公共机构的单位面积能耗减少", Decimal("1.52"), "down"),
        ("人均用电量增长", Decimal("4.3"), "up"),
        ("人均水耗下降", Decimal(2), "down"),
    ]


def test_a_series_is_parted_among_its_nouns():
    assert rates("人均综合能耗、单位面积能耗、人均用水量同比分别下降2.1%、1.8%和3.05%。") == [
        ("人均综合能耗下降", Decimal("2.1"), "down"),
        ("单位面积能耗下降", Decimal("1.8"), "down"),
        ("人均用水量下降", Decimal("3.05"), "down"),
    ]


def test_a_series_finds_its_nouns_in_the_clauses_before():
    text = (
        "人均综合能耗为300千克标准煤,单位面积能耗为18千克标准煤,人均用水量为20吨,与2025年相比分别下降5.1%、4%、6.2%。"
    )
    assert [(item[:5], value) for item, value, _ in rates(text)] == [
        ("人均综合能", Decimal("5.1")),
        ("单位面积能", Decimal(4)),
        ("人均用水量", Decimal("6.2")),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("参训率100%,合格率98.5%。", [("参训率", Decimal(100), None), ("合格率", Decimal("98.5"), None)]),
        ("答题正确率达到92%以上。", [("答题正确率", Decimal(92), None)]),
        ("97%以上的公共机构开展了活动。", [("公共机构", Decimal(97), None)]),
        ("用水总量为60万立方米,同比下降百分之三点五。", [("用水总量同比下降", Decimal("3.5"), "down")]),
        ("分类准确率由85%提高到96%。", [("分类准确率", Decimal(96), None)]),
        ("中青年占比约五成,学生占35%。", [("学生占", Decimal(35), None)]),
    ],
)
def test_a_share_or_change_finds_its_noun(text: str, expected: list[object]):
    assert rates(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "人均能耗下降不得低于15%。",
        "力争参与率达到95%。",
        "完成了上级确定的2%的目标任务。",
        "节能率在10%-20%之间。",
        "到2035年人均能耗下降5%。",
    ],
)
def test_a_target_or_a_range_is_no_rate(text: str):
    assert rates(text) == []


def test_the_same_rate_in_title_and_text_is_told_once():
    assert len(rates("云湖市人均能耗下降7.4%\n去年,云湖市人均能耗下降7.4%。")) == 1


def test_json_keeps_the_direction_and_the_sign_of_a_rise():
    assert to_json(read("人均用电量增长4.3%。"))["rates"] == [
        {"item": "人均用电量增长", "value": 4.3, "unit": "%", "direction": "up"}
    ]
