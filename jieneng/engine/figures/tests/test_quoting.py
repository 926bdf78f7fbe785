"""A figure is shown in its sentence, with what speaks against taking it."""

from decimal import Decimal

from jieneng.engine.figures import read
from jieneng.engine.figures.found import Stat
from jieneng.engine.figures.quoting import AROUND, doubts, quoted


def test_a_long_sentence_is_cut_on_both_sides():
    text = "节能" * 50 + "展出展板30块" + "，节能" * 50
    before, said, after = quoted(text, read(text).stats[0])
    assert (before[0], said, after[-1]) == ("…", "30块", "…")
    assert len(before) == len(after) == AROUND + 1


def test_a_sentence_ends_at_its_line():
    text = "一、展览\n展出展板30块\n二、培训"
    assert quoted(text, read(text).stats[0]) == ("展出展板", "30块", "")


def test_a_part_a_doubtful_number_and_another_unit_are_said():
    part = Stat("教师", Decimal(3), "名", True, (), confidence="low", of="师生")
    assert list(doubts(part, "人")) == ["是“师生”的一部分，不要重复计入", "数字可能不全，请核对原文"]
    assert list(doubts(Stat("海报", Decimal(3), "张", False, ()), "套")) == ["原文单位为“张”，表中为“套”"]
    assert list(doubts(Stat("海报", Decimal(3), "", False, ()), "套")) == ["原文没有单位，表中为“套”"]
