"""What is read from whole notices."""

from datetime import date

import pytest

from jieneng.engine.notices import Draft, Unreadable, read, to_json
from jieneng.engine.notices.tests import texts


@pytest.fixture(scope="module")
def province() -> Draft:
    return read(texts.PROVINCE)


@pytest.fixture(scope="module")
def damaged() -> Draft:
    return read(texts.DAMAGED)


@pytest.fixture(scope="module")
def cloud() -> Draft:
    return read(texts.CLOUD)


def values(items):
    return [item.value for item in items]


def test_the_head_of_a_province_notice_is_read(province):
    assert province.title.value == "演示省机关事务管理局关于开展2031年全省公共机构节能宣传周活动的通知"
    assert province.issuer.value == "演示省机关事务管理局"
    assert province.doc_no.value == "演机管发〔2031〕12号"
    assert values(province.cited_doc_nos) == ["国演节能〔2031〕77号"]
    assert values(province.addressees) == ["各市（州）机关事务管理局", "省直各单位", "驻演示省有关单位"]
    assert province.written_date.value == date(2031, 5, 20)
    assert province.published_date is None


def test_the_week_and_the_low_carbon_day_take_their_year_from_the_title(province):
    assert province.year.value == 2031
    assert province.period.value == (date(2031, 6, 9), date(2031, 6, 15))
    assert province.low_carbon_day.value == date(2031, 6, 11)


def test_each_slogan_belongs_to_its_week_or_day(province):
    assert [(each.scope, each.name, each.slogan) for each in province.themes] == [
        ("week", "全国节能宣传周", "人人节能，处处清凉"),
        ("low_carbon_day", "全国低碳日", "低碳一小步，青山一大步"),
    ]


def test_activities_have_kind_day_and_time(province):
    assert [(each.ord, each.kind, each.start_date, each.end_date, each.start_time) for each in province.activities] == [
        ("一", "watch_live", date(2031, 6, 9), date(2031, 6, 9), "09:00"),
        ("二", "quiz", date(2031, 6, 10), date(2031, 6, 14), "09:00"),
        ("三", "energy_shortage", date(2031, 6, 11), date(2031, 6, 11), None),
        ("四", "lecture_training", date(2031, 6, 12), date(2031, 6, 12), "14:30"),
        ("五", "award", date(2031, 6, 12), date(2031, 6, 12), "14:30"),
    ]


def test_a_day_taken_from_the_low_carbon_day_is_for_a_person_to_confirm(province):
    assert province.activities[2].confidence == "medium"


def test_place_people_and_mode_of_an_activity_are_read(province):
    watching, training, award = province.activities[0], province.activities[3], province.activities[4]
    assert (watching.participants, watching.mode) == ("各市、省直各单位干部职工", "online")
    assert (training.place, training.mode) == ("省政府2号楼第3会议室", "offline")
    assert award.participants == "入选单位负责人各1人"


def test_deadlines_say_what_when_to_whom_and_how(province):
    summary, receipt = province.deadlines
    assert (summary.what, summary.due, summary.time) == ("活动总结", date(2031, 6, 25), "17:00")
    assert (summary.to, summary.via, summary.email) == ("省机关事务管理局节能处", "email", "jieneng@example.cn")
    assert (receipt.what, receipt.due, receipt.who) == ("参会回执", date(2031, 6, 6), "参加培训的单位")


def test_limits_attachments_and_contacts_are_read(province):
    assert values(province.limits) == ["≤2000字", "图文并茂"]
    assert values(province.attachments) == ["参会回执", "宣传标语"]
    assert [(each.person, each.phone) for each in province.contacts] == [
        ("丁一", "0000-86001234"),
        ("王二", "0000-86001234"),
    ]


def test_lost_marks_are_put_back_and_marked(damaged):
    assert damaged.period.value == (date(2031, 6, 9), date(2031, 6, 15))
    assert damaged.period.repaired
    assert damaged.period.confidence == "medium"
    assert damaged.low_carbon_day.value == date(2031, 6, 11)
    assert (damaged.doc_no.value, damaged.doc_no.repaired) == ("云机局〔2031〕19号", True)
    assert damaged.written_date.value == date(2031, 6, 2)


def test_a_date_glued_to_a_time_is_taken_apart(damaged):
    exhibition, recycling = damaged.activities
    assert (exhibition.start_date, exhibition.start_time, exhibition.end_time) == (date(2031, 6, 10), "09:00", "11:30")
    assert (recycling.start_date, recycling.end_date) == (date(2031, 6, 10), date(2031, 6, 12))
    assert exhibition.repaired


def test_page_furniture_is_left_out(damaged):
    ignored = [texts.DAMAGED[span.start : span.end] for span in damaged.furniture]
    assert ignored == ["您现在的位置：首页 > 通知公告", "上一篇：没有了", "版权所有：云川市机关事务局"]


def test_a_notice_in_full_width_is_read_like_any_other(cloud):
    assert cloud.title.value == "关于2031年公共机构节能宣传周有关活动的通知"
    assert cloud.issuer.value == ["演示市机关事务管理局", "演示市教育局"]
    assert [(each.scope, each.slogan) for each in cloud.themes] == [
        ("week", "人人节能 处处清凉"),
        ("low_carbon_day", "低碳一小步 青山一大步"),
    ]
    assert [each.title for each in cloud.activities] == ["云启动", "云课堂", "云兑换", "云直播", "云竞答"]
    assert [each.kind for each in cloud.activities] == [
        "watch_live",
        "lecture_training",
        "recycling",
        "watch_live",
        "quiz",
    ]
    assert cloud.activities[1].end_time == "11:30"
    assert (cloud.activities[3].start_date, cloud.activities[3].end_date) == (date(2031, 6, 12), date(2031, 6, 13))
    assert (cloud.activities[4].start_time, cloud.activities[4].end_time) == ("09:00", "17:00")
    assert [(each.person, each.phone) for each in cloud.contacts] == [
        ("丁一", "000-86001234"),
        ("王二", "000-86001235"),
    ]


def test_what_a_notice_does_not_say_stays_empty(cloud):
    assert (cloud.period, cloud.low_carbon_day, cloud.doc_no, cloud.deadlines) == (None, None, None, ())


def test_a_text_without_line_breaks_is_read():
    draft = read(texts.UNBROKEN)
    assert draft.title.value == "云川市教育局关于做好2031年节能宣传周活动的通知"
    assert draft.doc_no.value == "云教发〔2031〕45号"
    assert draft.period.value == (date(2031, 6, 9), date(2031, 6, 15))
    assert [each.kind for each in draft.activities] == ["class_activity", "class_activity", "works_collection"]
    assert draft.written_date.value == date(2031, 5, 30)


def test_days_stay_empty_when_no_year_is_to_be_found():
    draft = read("关于节能宣传周的通知\n各科室：\n节能宣传周为6月9日至15日，请于6月20日前报送总结。")
    assert (draft.year, draft.period, draft.deadlines) == (None, None, ())


def test_a_month_campaign_is_another_period():
    draft = read(
        "关于2031年宣传活动的通知\n各科室：\n6月9日至15日为节能宣传周，6月9日至7月8日开展公共机构节能宣传月活动。"
    )
    assert draft.period.value == (date(2031, 6, 9), date(2031, 6, 15))
    assert [(each.start, each.end) for each in draft.other_periods] == [(date(2031, 6, 9), date(2031, 7, 8))]


def test_two_boxes_for_two_kinds_of_reporters_are_two_deadlines():
    draft = read(
        "关于2031年节能宣传周的通知\n各单位：\n请于6月20日前将总结报送市机关事务局。"
        "各区材料报送至邮箱qu@example.cn，市直各部门材料报送至邮箱zhi@example.cn。"
    )
    assert [(each.who, each.email) for each in draft.deadlines] == [
        ("各区", "qu@example.cn"),
        ("市直各部门", "zhi@example.cn"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "empty"), (" \n　\t", "empty"), ("Nothing to see here", "not-chinese"), ("节" * 1_000_001, "too-long")],
)
def test_what_is_no_notice_is_refused(text, code):
    with pytest.raises(Unreadable) as refused:
        read(text)
    assert refused.value.code == code


def test_json_is_the_bare_schema_with_places_and_warnings(province):
    got = to_json(province)
    assert got["period"] == {"start": "2031-06-09", "end": "2031-06-15"}
    assert got["themes"][0] == {"scope": "week", "slogan": "人人节能，处处清凉", "name": "全国节能宣传周"}
    assert got["contacts"][0] == {"person": "丁一", "phone": "0000-86001234", "email": None}
    assert [texts.PROVINCE[start:end] for start, end in got["_spans"]["doc_no"]] == ["演机管发〔2031〕12号"]
    assert [each["code"] for each in got["_warnings"]] == ["same-slot"]


def test_json_says_how_sure_each_value_is_and_what_was_repaired(damaged):
    got = to_json(damaged)
    assert got["_repaired"]["period"] is True
    assert got["_repaired"]["activities"] == [0, 1]
    assert "title" not in got["_repaired"]
    assert (got["_confidence"]["title"], got["_confidence"]["period"]) == ("high", "medium")
    assert len(got["_confidence"]["activities"]) == len(got["activities"])


def test_traditional_characters_are_understood_and_given_as_simplified():
    draft = read(
        "關於開展2031年節能宣傳周活動的通知\n各科室：\n活動主題是“人人節能，處處清涼”。\n一、活動內容\n（一）節能知識競賽。6月9日舉辦。"
    )
    assert draft.themes[0].slogan == "人人节能，处处清凉"
    assert (draft.activities[0].title, draft.activities[0].kind) == ("节能知识竞赛", "quiz")


def test_until_a_day_leaves_the_beginning_open():
    draft = read("关于2031年节能宣传周的通知\n各科室：\n一、活动内容\n（一）金点子征集\n时间：即日起至6月30日")
    assert (draft.activities[0].start_date, draft.activities[0].end_date) == (None, date(2031, 6, 30))


def test_one_slogan_for_week_and_day_is_the_weeks():
    draft = read("关于2031年节能宣传周的通知\n各科室：\n今年节能宣传周和低碳日活动的主题是“人人节能，处处清凉”。")
    assert [(each.scope, each.name) for each in draft.themes] == [("week", "节能宣传周")]


def test_activities_told_in_prose_are_found_with_less_certainty():
    draft = read("关于2031年节能宣传周的通知\n各科室：\n一、广泛宣传\n6月11日开展“能源紧缺体验”活动，停开空调。")
    assert [(each.kind, each.start_date, each.confidence) for each in draft.activities] == [
        ("energy_shortage", date(2031, 6, 11), "medium")
    ]


def test_what_was_written_up_is_what_is_handed_in():
    text = (
        "关于开展节能宣传周活动的通知\n各市机关事务局：\n一、有关要求\n"
        "（一）按时报送。各市汇总本地区活动情况，形成文字总结，于2025年7月9日17:00前报送我局节能处；"
        "省直各单位于7月4日前报送。\n某省机关事务管理局\n2025年6月12日\n"
    )
    assert [(each.what, each.due.isoformat()) for each in read(text).deadlines] == [
        ("文字总结", "2025-07-09"),
        ("文字总结", "2025-07-04"),
    ]
