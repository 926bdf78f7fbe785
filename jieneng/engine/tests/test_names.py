"""Pairs of characters, for finding names."""

from jieneng.engine.names import bigrams


def test_a_name_is_cut_into_neighbouring_pairs():
    assert bigrams("望岭县第一中学") == ["望岭", "岭县", "县第", "第一", "一中", "中学"]


def test_any_part_of_a_name_of_two_characters_or_more_is_among_its_pairs():
    name = "演示省机关事务管理局（节能处）"
    assert set(bigrams("事务管理")) <= set(bigrams(name))
    assert set(bigrams("局节能")) <= set(bigrams(name))


def test_width_case_blanks_and_punctuation_make_no_difference():
    assert bigrams("Ｎｏ．３　中学") == bigrams("no3中学") == ["no", "o3", "3中", "中学"]


def test_repeated_pairs_are_given_once():
    assert bigrams("中学中学") == ["中学", "学中"]


def test_rare_characters_outside_the_basic_plane_count_as_one():
    assert bigrams("𬭎䶮县") == ["𬭎䶮", "䶮县"]


def test_one_character_is_given_as_it_is_and_no_letters_give_nothing():
    assert bigrams("省") == ["省"]
    assert bigrams("") == bigrams(" —（）") == []
