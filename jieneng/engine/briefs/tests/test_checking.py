"""What a careful reader would find in a brief."""

from jieneng.engine.briefs.checking import missing_slogans, repeated, swapped_units, uncited
from jieneng.engine.documents.blocks import Document, Paragraph, Run


def paper(*runs):
    return Document((Paragraph(tuple(runs)),))


def test_a_sentence_told_twice_is_found():
    twice = "各单位按时上报了活动情况。"
    assert repeated(paper(Run(twice + "发放材料。" + twice))) == ["各单位按时上报了活动情况"]
    assert repeated(paper(Run("悬挂"), Run("3", "b"), Run("条，共"), Run("3", "b"))) == ["b"]
    assert repeated(paper(Run("各单位按时上报了活动情况。"))) == []


def test_a_number_without_a_source_is_found_and_a_day_is_not():
    assert uncited(paper(Run("6月23日发放3000余份，"), Run("120", "p"), Run("套")), ["份", "套", "日"][:2]) == [
        "3000余份"
    ]


def test_the_themes_must_stand_word_for_word():
    text = paper(Run("主题为“节能增效，焕‘新’引领”。"))
    assert missing_slogans(text, ["节能增效，焕“新”引领", "碳路先锋"]) == ["碳路先锋"]


def test_a_person_is_not_a_time_of_taking_part():
    units = {"v": "人", "t": "人次"}
    assert swapped_units(paper(Run("9", "v"), Run("人次观看，"), Run("8", "t"), Run("人参训")), units) == ["v", "t"]
    assert swapped_units(paper(Run("9", "v"), Run("人观看，"), Run("8", "t"), Run("人次参训")), units) == []
