"""Heads that pages spoil: a title printed twice or numbered, a slogan in a headline, an inner office, many issuers."""

from datetime import date

import pytest

from jieneng.engine.notices import read


@pytest.mark.parametrize(
    "line",
    [
        "1、关于开展2031年节能宣传周活动的通知关于开展2031年节能宣传周活动的通知 公司所属各单位：",
        "关于开展2031年节能宣传周活动的通知关于开展2031年节能宣传周活动的通知\n公司所属各单位：",
        "2、2031年度关于开展节能宣传周活动的通知2031年度关于开展节能宣传周活动的通知\n各科室：",
    ],
)
def test_a_title_printed_twice_in_one_line_is_one_title(line):
    title = read(line + "\n现将有关事项通知如下。").title.value
    assert title.count("通知") == 1
    assert title[0] not in "12" or title.startswith("2031")


def test_a_cited_number_cut_at_its_bracket_is_no_title():
    draft = read(
        "总务处扎实做好2031年节能宣传周活动\n发布日期：2031-06-16\n"
        "按照市教育局《关于做好2031年节能宣传周活动安排的通知》（演教函（2031）41号）要求，总务处组织师生收看直播。"
    )
    assert draft.title.value == "总务处扎实做好2031年节能宣传周活动"
    assert draft.issuer.value == "总务处"


def test_the_comma_of_a_slogan_makes_no_prose_of_a_headline():
    draft = read("“节能增效，你我同行” 2031年节能宣传周启动\n\n少开一天空调，多走几步路。6月9日，我市启动宣传活动。")
    assert draft.title.value == "“节能增效，你我同行”2031年节能宣传周启动"


def test_the_first_of_many_issuers_is_named_before_their_number():
    draft = read("作者：秘书处\n演示省发展改革委等15部门关于做好2031年节能宣传周活动的通知\n各市：\n请落实。")
    assert draft.issuer.value == "演示省发展改革委"


def test_everybody_can_be_addressed():
    assert [each.value for each in read("全体师生员工：\n6月9日是节能宣传周。").addressees] == ["全体师生员工"]


def test_the_first_day_of_a_told_calendar_stands_behind_a_comma():
    draft = read(
        "2031年节能宣传周安排\n各单位：\n宣传周每天一个专题。其中，第一天（6月9日）开展启动仪式；"
        "第二天（6月10日）开展企业节能讲座；第三天（6月11日）开展低碳日签名活动。"
    )
    assert [each.start_date for each in draft.activities] == [date(2031, 6, 9), date(2031, 6, 10), date(2031, 6, 11)]


def test_a_point_of_a_series_may_begin_with_its_day():
    draft = read(
        "演示县启动2031年节能宣传周\n县发改局将开展宣传。\n一是收看启动仪式直播。\n"
        "二是6月11日低碳日组织县教育局等7家单位，在人民广场举行现场宣传活动。"
    )
    last = draft.activities[-1]
    assert (last.title, last.start_date, last.place) == ("现场宣传活动", date(2031, 6, 11), "人民广场")
    assert draft.activities[0].start_date is None


def test_a_number_may_open_the_line_of_the_title():
    draft = read(
        "云政办发〔2031〕34号 云川市人民政府办公室印发节能宣传周活动实施方案的通知\n"
        "发布时间：2031-06-28\n各单位：\n请参加。"
    )
    assert draft.title.value == "云川市人民政府办公室印发节能宣传周活动实施方案的通知"
    assert draft.doc_no.value == "云政办发〔2031〕34号"


def test_a_cited_number_may_have_a_year_and_the_word_year():
    draft = read("云川市节能宣传月活动总结\n按照云公节办【2031】年7号《关于节能宣传月活动的通知》安排，开展了活动。")
    assert [each.value for each in draft.cited_doc_nos] == ["云公节办【2031】年7号"]


def test_what_a_firm_tells_of_its_plans_is_no_address():
    draft = read(
        "演示电网动员社会节能\n2031-06-06 15:47\n公司制定了方案\n据悉,公司此次宣传周活动主要包括3个方面内容:一是宣传。"
    )
    assert draft.addressees == ()


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "节能活动方案\n相关主题\n2031年全市公共机构节能宣传周\n\n宣传活动实施方案\n",
            "2031年全市公共机构节能宣传周宣传活动实施方案",
        ),
        ("首页 文学 公文 方案 作文 教案 范文大全\n开展节能宣传周活动方案\n栏目：方案\n", "开展节能宣传周活动方案"),
        ("教育系统 2031 年节能宣传周活动方案", "教育系统2031年节能宣传周活动方案"),
        ("【关于节能宣传周活动安排的通知】\n", "关于节能宣传周活动安排的通知"),
        ("[班级]小学“节能宣传周”活动方案\n", "小学“节能宣传周”活动方案"),
    ],
)
def test_the_title_is_told_from_what_pages_set_around_it(head, title):
    draft = read(
        head + "为广泛宣传生态文明，根据云川市关于开展 2031 年节能宣传周和低碳日活动的通知，结合实际，制定本方案。"
        "6月9日至15日为节能宣传周。"
    )
    assert draft.title.value == title
