"""Counted things find their fields of the report form."""

from jieneng.engine.figures import read
from jieneng.engine.figures.matching import Item, propose

FORM = [
    Item("posters", "张贴宣传画", "套", ("海报", "挂图")),
    Item("banners", "悬挂横幅", "条", ("条幅",)),
    Item("boards", "展出展板", "块", ("易拉宝",)),
    Item("leaflets", "发放宣传材料", "份", ("宣传资料", "倡议书", "折页", "手册")),
    Item("bags", "发放节能购物袋", "个", ("环保袋",)),
    Item("viewers", "观看人数", "人", ("观看", "收看")),
    Item("visits", "参观人次", "人次", ("参观",)),
    Item("weight_kg", "回收废旧物品", "公斤", ("回收",)),
]


def proposed(text: str) -> dict[str, int]:
    return {each.key: int(each.stat.count) for each in propose(read(text), FORM)}


def test_a_totals_sentence_fills_its_fields():
    text = "共张贴宣传画3200余套,悬挂横幅140余条,展出展板85块,发放宣传材料5200份、节能购物袋900个。"
    assert proposed(text) == {"posters": 3200, "banners": 140, "boards": 85, "leaflets": 5200, "bags": 900}


def test_other_words_for_the_same_thing_are_known_by_their_aliases():
    assert proposed("张贴电子版海报6张,挂条幅3条,发放环保袋40个。") == {"posters": 6, "banners": 3, "bags": 40}


def test_several_things_with_one_number_are_proposed_only_when_they_share_a_field():
    assert proposed("发放倡议书和折页300张。") == {"leaflets": 300}
    assert proposed("印制海报、手册、环保袋共计300个。") == {}


def test_people_never_stand_for_times_of_taking_part():
    assert proposed("参观300人。") == {}
    assert proposed("参观300人次。") == {"visits": 300}


def test_the_verb_tells_what_the_noun_does_not():
    assert proposed("回收旧电池25公斤。") == {"weight_kg": 25}


def test_what_fits_nothing_is_left_out():
    assert proposed("栽种树苗30棵。") == {}
