"""What the figures of a brief are read as: the thing, the count, the unit, and whether it is only about."""

from decimal import Decimal

import pytest

from jieneng.engine.figures import read, to_json


def stats(text: str) -> list[tuple[str, object, str, bool]]:
    return [(each["item"], each["count"], each["unit"], each["approx"]) for each in to_json(read(text))["stats"]]


@pytest.mark.parametrize(
    ("text", "count", "approx"),
    [
        ("发放手册320份。", 320, False),
        ("发放手册1,200份。", 1200, False),
        ("发放手册２３００份。", 2300, False),
        ("发放手册1.6万份。", 16000, False),
        ("发放手册1万余份。", 10000, True),
        ("发放手册30余万份。", 300000, True),
        ("发放手册3千多份。", 3000, True),
        ("发放手册1万3千份。", 13000, False),
        ("发放手册两百份。", 200, False),
        ("发放手册三千余份。", 3000, True),
        ("发放手册一千多份。", 1000, True),
        ("发放手册十几万份。", 100000, True),
        ("发放手册千余份。", 1000, True),
        ("发放手册上千份。", 1000, True),
        ("发放手册近百份。", 100, True),
        ("发放手册逾百份。", 100, True),
        ("发放手册约400份。", 400, True),
        ("发放手册超过500份。", 500, True),
        ("发放手册600份左右。", 600, True),
        ("发放手册 80 余份。", 80, True),
    ],
)
def test_a_number_is_read_in_every_way_it_is_written(text: str, count: int, approx: bool):
    assert stats(text) == [("手册", count, "份", approx)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在门厅摆放宣传展板40余块。", [("宣传展板", 40, "块", True)]),
        ("现场有9块节能展板供市民参观。", [("节能展板", 9, "块", False)]),
        (
            "共悬挂横幅12条、海报35张,发放购物袋260个。",
            [("横幅", 12, "条", False), ("海报", 35, "张", False), ("购物袋", 260, "个", False)],
        ),
        ("发放倡议书和折页450张。", [("倡议书和折页", 450, "张", False)]),
        ("印制海报、雨伞、扇子等共计2.2万个。", [("海报、雨伞、扇子", 22000, "个", False)]),
        ("展出60余件节水器具、节能灯具等展品。", [("节水器具、节能灯具等展品", 60, "件", True)]),
        ("举办了节能照明和水泵变频等两场技术交流会。", [("技术交流会", 2, "场", False)]),
        ("发放《家庭节电一百问》手册700册。", [("《家庭节电一百问》手册", 700, "册", False)]),
        ("向市民散发节能宣传单,共计900份。", [("节能宣传单", 900, "份", False)]),
        (
            "横幅、展板、手册分别为7条、15块、800本。",
            [("横幅", 7, "条", False), ("展板", 15, "块", False), ("手册", 800, "本", False)],
        ),
        ("张贴节能画50套(共600张)。", [("节能画", 50, "套", False), ("节能画", 600, "张", False)]),
        ("登载了4部由市局拍摄的节能短片。", [("节能短片", 4, "部", False)]),
    ],
)
def test_a_figure_finds_its_noun_after_the_unit_or_before_the_number(text: str, expected: list[object]):
    assert stats(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各科室代表共150余人参加了启动仪式。", ("参加启动仪式", 150, "人", True)),
        ("300余名干部职工观看直播。", ("干部职工观看直播", 300, "名", True)),
        ("接受群众咨询220人次。", ("群众咨询", 220, "人次", False)),
        ("开展网上竞答,吸引1.3万人参与。", ("网上竞答参与", 13000, "人", False)),
        ("全县共有志愿者96名。", ("志愿者", 96, "名", False)),
    ],
)
def test_people_are_counted_with_what_they_did(text: str, expected: tuple[str, int, str, bool]):
    assert stats(text) == [expected]


def test_several_things_of_as_many_each_are_counted_each():
    assert stats("发放手册、倡议书各100余份。") == [("手册", 100, "份", True), ("倡议书", 100, "份", True)]


def test_people_and_times_of_taking_part_keep_their_units():
    assert [each[2] for each in stats("培训120人,接待参观350人次。")] == ["人", "人次"]


def test_a_part_names_the_whole_it_is_of():
    found = read("共有2400人参加竞答,其中60人获奖。").stats
    assert [each.of for each in found] == [None, "参加竞答"]


def test_several_parts_in_one_clause_are_of_the_same_whole():
    found = read("征集到作品900件,其中摄影400件、书画500件,发放奖品30份。").stats
    assert [each.of for each in found] == [None, "作品", "作品", None]


def test_what_was_saved_may_stand_before_the_verb():
    assert stats("餐厨垃圾日均减少30公斤。") == [("餐厨垃圾日均减少", 30, "公斤", False)]
    assert stats("发放节约用水海报30张。") == [("节约用水海报", 30, "张", False)]


def test_a_figure_told_twice_is_counted_once():
    assert len(stats("现场摆放展板18块。\n图为展板18块。\n另有展板20块。")) == 2


def test_a_handful_of_people_called_about_is_doubted():
    assert [each.confidence for each in read("约4名干部职工观看直播。").stats] == ["low"]


def test_every_figure_leads_back_to_its_words():
    raw = "　　共發放環保袋１，５００個。"
    (stat,) = read(raw).stats
    assert stat.count == Decimal(1500)
    assert [raw[span.start : span.end] for span in stat.spans] == ["１，５００個", "環保袋"]


def test_measures_keep_their_units():
    assert stats("节约用电约1.5万千瓦时,回收废纸2.4吨,综合能耗为12.5千克标准煤。") == [
        ("用电", 15000, "千瓦时", True),
        ("废纸", 2.4, "吨", False),
        ("综合能耗", 12.5, "千克标准煤", False),
    ]


def test_people_who_do_something_by_a_means_are_named_before_their_number():
    (stat,) = read("其他单位干部职工约600人用手机、电脑收看。").stats
    assert (stat.item, int(stat.count)) == ("其他单位干部职工", 600)


def test_a_measure_by_the_year_is_of_the_noun_before_it():
    (stat,) = read("人均综合能耗为190.06千克标煤/年。").stats
    assert (stat.item, float(stat.count), stat.unit) == ("人均综合能耗", 190.06, "千克标煤")


def test_what_was_put_into_effect_is_the_counted_thing():
    (stat,) = read("人均水耗下降3.69%，全市实施公共机构既有建筑节能改造1.6万平方米。").stats
    assert (stat.item, int(stat.count), stat.unit) == ("公共机构既有建筑节能改造", 16000, "平方米")


def test_who_eagerly_takes_part_is_counted_by_what_they_are():
    (stat,) = read("签名活动中，全院职工及病人家属近百人积极参加。").stats
    assert ("职工" in stat.item, int(stat.count), stat.approx) == (True, 100, True)


def test_things_that_stand_side_by_side_may_have_the_same_figure():
    stats = read("共发放宣传折页100余份，宣传单150余份，宣传袋100余份。活动总结：发放宣传折页100余份。").stats
    assert [(each.item, int(each.count)) for each in stats] == [("宣传折页", 100), ("宣传单", 150), ("宣传袋", 100)]
