"""What is done to a text before it is read, and the way back to the original."""

from jieneng.engine.texts.clean import clean


def test_every_character_leads_back_to_where_it_stood():
    raw = "　　关于２０３１年節能（jié）宣传周\u200b的通知，各单位："
    page = clean(raw)
    at = page.text.index("节能")
    span = page.span(at, at + 2)
    assert raw[span.start : span.end] == "節能"
    assert page.written(at, at + 2) == "节能"


def test_a_line_broken_by_its_width_is_joined_and_a_heading_is_not():
    page = clean("一、活动安排\n各单位要利用显示屏、宣传栏等广泛宣传节能知\n识，营造氛围。\n二、有关要求")
    assert page.text.split("\n") == [
        "一、活动安排",
        "各单位要利用显示屏、宣传栏等广泛宣传节能知识,营造氛围。",
        "二、有关要求",
    ]


def test_a_hijacked_name_is_taken_out_of_the_middle_of_a_line():
    raw = "好运会(中国)唯一官方网站\n各单位开展低碳日宣传好运会(中国)唯一官方网站活动。"
    page = clean(raw)
    assert page.text == "各单位开展低碳日宣传活动。"
    assert [raw[span.start : span.end] for span in page.furniture] == ["好运会(中国)唯一官方网站"] * 2


def test_a_line_of_the_page_that_holds_its_date_is_kept():
    page = clean("发布时间：2031-06-05 浏览次数：12\n字体：大 中 小\n正文开始。")
    assert page.text.split("\n")[0].startswith("发布时间:2031-06-05")
    assert "字体" not in page.text


def test_characters_of_pages_turned_into_traditional_ones_are_turned_back():
    assert clean("節能攻堅,寶鋼員工響應號召,違者改之。").text == "节能攻坚,宝钢员工响应号召,违者改之。"
