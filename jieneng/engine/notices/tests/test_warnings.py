"""What a reader is warned of."""

from datetime import date

from jieneng.engine.notices import read
from jieneng.engine.notices.tests import texts

HEAD = "关于开展2031年节能宣传周活动的通知\n各科室：\n2031年全国节能宣传周为6月9日至15日，主题是“人人节能，处处清凉”。"


def warned(text, code):
    return [each for each in read(text).warnings if each.code == code]


def test_a_weekday_that_is_not_the_dates_is_told_with_both_choices():
    (warning,) = warned(texts.DISTRICT, "weekday")
    assert "2031年6月14日是星期六" in warning.sentence
    assert [value for _, value in warning.suggestions] == [date(2031, 6, 14), date(2031, 6, 15)]
    assert texts.DISTRICT[warning.spans[0].start : warning.spans[0].end] == "6月14日（星期天）上午8点"


def test_a_summary_due_before_the_week_ends_is_told():
    (warning,) = warned(texts.DISTRICT, "deadline-early")
    assert "早于宣传周结束日6月15日" in warning.sentence


def test_a_signature_of_another_year_is_told():
    (warning,) = warned(texts.DISTRICT, "year")
    assert warning.suggestions == (("按2031年", 2031), ("按2030年", 2030))


def test_a_week_of_another_year_is_told():
    text = HEAD.replace("\n2031年全国", "\n2029年全国")
    assert warned(text, "year")
    assert not warned(HEAD, "year")


def test_a_slogan_written_in_two_ways_is_told_and_kept_once():
    (warning,) = warned(texts.DISTRICT, "slogan")
    assert [value for _, value in warning.suggestions] == ["人人节能，处处清凉", "人人节约，处处清凉"]
    assert len(read(texts.DISTRICT).themes) == 1


def test_a_slogan_with_another_separator_is_the_same_slogan():
    text = HEAD + "\n请围绕“人人节能 处处清凉”主题开展宣传。"
    assert not warned(text, "slogan")
    assert len(read(text).themes[0].spans) == 2


def test_a_hall_in_the_same_line_as_the_hour_is_told_too():
    text = (
        HEAD + "\n一、活动安排\n（一）业务培训。6月1O日14:30，在二号楼第三会议室集中培训。\n"
        "（二）案例发布。时间：6月10日14:30，地点：二号楼第三会议室，人员：各科室。"
    )
    (warning,) = warned(text, "same-slot")
    assert "都在6月10日14:30、二号楼第三会议室。" in warning.sentence
    assert read(text).activities[1].participants == "各科室"


def test_two_activities_at_one_hour_and_place_are_told():
    (warning,) = warned(texts.PROVINCE, "same-slot")
    assert warning.sentence == "“节能业务培训”和“示范单位授牌”都在6月12日14:30、省政府2号楼第3会议室。"
    assert [value for _, value in warning.suggestions] == ["merge", "keep"]


def test_repaired_dates_are_told_together():
    (warning,) = warned(texts.DAMAGED, "repaired-date")
    assert warning.sentence.startswith("“69日至15日”读作6月9日至6月15日；")
    assert not warned(texts.PROVINCE, "repaired-date")


def test_a_date_with_two_readings_is_told_with_both():
    (warning,) = warned(HEAD + "\n云川市机关事务局\n2031122", "ambiguous-date")
    assert {value for _, value in warning.suggestions} == {date(2031, 1, 22), date(2031, 12, 2)}


def test_a_week_counted_for_another_year_is_told():
    (warning,) = warned(HEAD + "\n今年是第42个全国节能宣传周。", "year")
    assert warning.suggestions == (("按2031年", 2031), ("按2032年", 2032))
    assert not warned(HEAD + "\n今年是第41个全国节能宣传周、第19个全国低碳日。", "year")


def test_a_low_carbon_day_outside_the_week_is_told():
    assert warned(HEAD + "6月17日为全国低碳日。", "day-outside-week")
    assert not warned(HEAD + "6月11日为全国低碳日。", "day-outside-week")


def test_a_count_that_cannot_be_meant_is_told():
    text = (
        "云川市2031年举办节能宣传周启动仪式\n6月9日，约3名干部职工观看了启动仪式，现场展出展板900000000块，"
        "播放视频900000000次，有3名同志发言。"
    )
    sentences = [each.sentence for each in warned(text, "implausible-count")]
    assert [sentence.split("数量")[0] for sentence in sentences] == ["“约3名”", "“900000000块”"]


def test_a_slogan_of_another_year_is_told_with_that_of_this_year():
    text = "关于开展2019年节能宣传周活动的通知\n各科室：\n今年全国节能宣传周主题是“节能领跑 绿色发展”。"
    (warning,) = warned(text, "old-slogan")
    assert warning.sentence.startswith("“节能领跑 绿色发展”是2016年的主题")
    assert [value for _, value in warning.suggestions] == ["节能领跑 绿色发展", "绿色发展，节能先行"]
    assert not warned(text.replace("节能领跑 绿色发展", "绿色发展 节能先行"), "old-slogan")


def test_a_misquoted_slogan_is_told_and_one_of_ones_own_is_not():
    text = "关于开展2019年节能宣传周活动的通知\n各科室：\n今年全国节能宣传周主题是“{}”。"
    assert warned(text.format("绿色发展，节约先行"), "slogan")
    assert not warned(text.format("我家门前清水流"), "slogan")


def test_the_days_of_another_years_week_are_told():
    text = "关于开展2019年节能宣传周活动的通知\n各科室：\n今年全国节能宣传周为6月{}日。"
    (warning,) = warned(text.format("12日至18"), "year")
    assert warning.suggestions == (("按2019年", 2019), ("按2016年", 2016))
    assert not warned(text.format("17日至23"), "year")


def test_a_request_without_a_day_is_told():
    assert warned(texts.CLOUD, "no-due-day")
    assert not warned(texts.PROVINCE, "no-due-day")
