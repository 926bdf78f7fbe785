"""Slogans in every place where notices put them."""

import pytest

from jieneng.engine.notices import read

HEAD = "关于开展2031年节能宣传周活动的通知\n各单位：\n"
WEEK, DAY = ("week", "人人节能，处处清凉"), ("low_carbon_day", "低碳一小步，青山一大步")
ONE, TWO = WEEK[1], DAY[1]


def slogans(body):
    return [(each.scope, each.slogan) for each in read(HEAD + body).themes]


@pytest.mark.parametrize(
    "body",
    [
        f"今年节能宣传周的主题是“{ONE}”。",
        f"今年全国节能宣传周活动的主题是：{ONE}。",
        f"主题：{ONE}\n活动时间：6月9日",
        f"主题为{ONE}，时间为6月9日至15日。",
        f"主题是{ONE}6月11日为低碳日。",
        f"主题是‘{ONE}’。",
        f"主题是“{ONE}。”",
        f"活动主题为《{ONE}》",
        f"活动以“{ONE}”为主题。",
        f"以{ONE}为主题，",
        f"围绕“{ONE}”的节能宣传主题，落实工作。",
        f"全国节能宣传周“{ONE}”主题深入人心。",
        f"二、宣传主题\n{ONE}",
        f"开展“{ONE}”主题宣传活动",
        f"开展“{ONE}”节能宣传周活动。",
        f"响应国家节能宣传周“{ONE}”的号召。",
    ],
)
def test_the_weeks_slogan_is_found_wherever_it_stands(body):
    assert slogans(body) == [WEEK]


@pytest.mark.parametrize(
    "body",
    [
        f"节能宣传周主题是“{ONE}”，低碳日主题是“{TWO}”。",
        f"紧扣“{ONE}”和“{TWO}”主题",
        f"节能宣传周和低碳日活动主题分别是“{ONE}”和“{TWO}”。",
        f"围绕节能宣传周“{ONE}”和低碳日“{TWO}”的主题",
        f"围绕全国节能宣传周“{ONE}”主题、全国低碳日“{TWO}”主题，开展宣传",
        f"宣传周以“{ONE}”为主题，低碳日以“{TWO}”为主题",
        f"（一）节能宣传周主题：{ONE}\n（二）低碳日主题：{TWO}",
    ],
)
def test_two_slogans_go_to_the_week_and_to_the_day(body):
    assert slogans(body) == [WEEK, DAY]


def test_a_third_slogan_in_a_row_is_that_of_an_event():
    text = f"节能宣传周主题是“{ONE}”。举办了“{ONE}”“{TWO}”“建好绿色家园，共享清新空气”主题宣传活动。"
    assert slogans(text)[-1] == ("other", "建好绿色家园，共享清新空气")


def test_the_slogan_of_a_competition_is_not_the_weeks():
    theme = read("关于报送作品的通知\n各单位：\n开展以“创意点亮生活”为主题的节能作品征集活动。").themes[0]
    assert (theme.scope, theme.name) == ("other", "节能作品征集活动")
    (theme,) = read("关于举办节能知识大赛的通知\n各单位：\n本次活动的主题是“创意点亮生活”。").themes
    assert theme.scope == "other"


def test_a_trade_has_a_slogan_of_its_own():
    text = f"全国节能宣传周主题：{ONE}；\n交通运输行业主题：绿色交通，你我同行。"
    assert slogans(text) == [WEEK, ("other", "绿色交通，你我同行")]


def test_a_slogan_may_hold_a_quotation_in_the_same_marks():
    assert slogans("低碳日主题是“落实“双碳”行动，共建清新家园”。") == [
        ("low_carbon_day", "落实“双碳”行动，共建清新家园")
    ]


def test_a_slogan_that_lost_a_character_is_no_other():
    assert slogans(f"以“{ONE}”为主题的节能宣传周开始。活动围绕“{ONE[1:]}”主题开展。") == [WEEK]


def test_the_slogan_of_a_week_in_one_trade_is_the_trades():
    text = f"全国节能宣传周主题是“{ONE}”。以“绿色交通，你我同行”为主题的交通运输行业节能宣传周开启。"
    assert slogans(text) == [WEEK, ("other", "绿色交通，你我同行")]


def test_a_known_slogan_is_the_weeks_though_the_day_is_named_last():
    text = "2013年6月15日至21日为全国节能宣传周，6月17日为全国低碳日，活动主题是“践行节能低碳，建设美丽家园”。"
    assert [each.scope for each in read(text).themes] == ["week"]


def test_what_is_held_or_shown_under_a_slogan_has_it_alone():
    for of_thing in (
        "并以“节水中国 你我同行”为主题组织开展云党课",
        "收看以“节水中国 你我同行”为主题组织开展的云党课",
        "设置主题为“节水中国 你我同行”的打卡点",
        "开展以“节水中国 你我同行”为主题的科普巡展",
    ):
        draft = read(f"全国节能宣传周主题是“人人节能，处处清凉”。宣传周期间，{of_thing}。")
        assert [theme.scope for theme in draft.themes] == ["week", "other"], of_thing


def test_a_text_without_the_word_theme_may_quote_the_nations_slogan():
    text = "6月25日是全国低碳日，清溪社区组织开展了“碳路先锋绿动未来”低碳生活宣讲活动。"
    assert [(theme.scope, theme.slogan) for theme in read(text).themes] == [("low_carbon_day", "碳路先锋绿动未来")]
    assert read(f"2024年，{text}").themes == ()  # not that year's


def test_where_no_week_is_spoken_of_a_slogan_is_of_something_else():
    theme = read("各单位：\n现开展节能作品征集。本次活动主题是“创意点亮生活”。").themes[0]
    assert theme.scope == "other"


def test_the_weeks_name_behind_the_word_theme_makes_it_sure():
    assert slogans(f"做好“{ONE}”为主题的节能宣传周活动。") == [WEEK]


def test_a_week_named_in_quotation_marks_with_its_year_is_spoken_of():
    theme = read(f"公司于6月9日至15日开展“2031年全国节能宣传周”活动。本次活动的主题是：{ONE}。").themes[0]
    assert theme.scope == "week"


def test_a_heading_of_themed_publicity_is_followed_by_no_slogan():
    assert slogans("（一）开展主题宣传。利用客运站、公交车电子屏播放标语。") == []


def test_the_day_may_have_the_words_of_the_week():
    assert slogans(f"全国节能宣传周主题是“{ONE}”。全国低碳日主题是“{ONE}”。") == [WEEK, ("low_carbon_day", ONE)]


def test_a_slogan_broken_over_two_lines_is_put_together():
    assert slogans("今年全国节能宣传周活动的主题是“人人节能，处\n处清凉”。") == [WEEK]


@pytest.mark.parametrize(
    "body",
    [
        "主题另行通知。",
        "以“世界环境日”为主题",
        "主题详见附件。",
        "主题是“XXXXXX”。",
        "以生动活泼的方式宣传科学时尚的主题，",
        "召开“不忘初心”主题班会",
    ],
)
def test_what_is_no_slogan_is_not_taken_for_one(body):
    assert slogans(body) == []
