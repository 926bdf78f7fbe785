"""Where things stand on a page: flattened texts, attached plans, calendars, bylines above the addressees."""

from datetime import date

import pytest

from jieneng.engine.notices import read


def test_an_attached_plan_asks_and_sets_days_like_the_notice():
    draft = read(
        "关于印发节能宣传周实施方案的通知\n演交〔2031〕41号\n局属各单位：\n现将方案印发给你们。\n附件：节能宣传周实施方案\n"
        "演示市交通运输局\n2031年6月4日\n附件\n2031年节能宣传周实施方案\n一、活动安排\n（一）节能驾驶竞赛。6月13日举办。\n"
        "二、保障措施\n请于6月20日前将总结报局科技科。"
    )
    assert [(each.what, each.due, each.to) for each in draft.deadlines] == [("总结", date(2031, 6, 20), "局科技科")]
    assert [(each.title, each.start_date) for each in draft.activities] == [("节能驾驶竞赛", date(2031, 6, 13))]
    assert [each.value for each in draft.attachments] == ["节能宣传周实施方案"]


def test_most_days_of_a_calendar_make_the_others_activities():
    draft = read(
        "2031年节能宣传周活动安排\n各科室：\n活动如下：\n6月9日（周一）：门诊大厅启动仪式，发放倡议书；\n"
        "6月10日（周二）：节能知识答题；\n6月12日（周四）：后勤设备养护。\n总务科\n2031.6.6"
    )
    assert [(each.title.split("，")[0], each.kind) for each in draft.activities] == [
        ("门诊大厅启动仪式", "launch"),
        ("节能知识答题", "quiz"),
        ("后勤设备养护", "themed_publicity"),
    ]
    assert (draft.written_date.value, draft.published_date) == (date(2031, 6, 6), None)


@pytest.mark.parametrize(
    ("head", "addressees"),
    [
        (
            "演示市机关事务局  时间：2031-06-02 09:06\n各市州机关事务管理局、省直各单位：",
            ["各市州机关事务管理局、省直各单位"],
        ),
        ("中直管理局，国务院有关部门，各省机关事务管理局：", ["中直管理局", "国务院有关部门", "各省机关事务管理局"]),
        ("[2031-06-02] 各单位：", ["各单位"]),
        ("主办单位：后勤处\n面向全校师生征集三类作品：", []),
        ("为落实上级要求，结合本单位实际，制定本方案：", []),
    ],
)
def test_the_addressees_are_what_the_letter_is_to(head, addressees):
    draft = read(f"关于开展2031年节能宣传周活动的通知\n{head}\n请认真组织开展。")
    assert [each.value for each in draft.addressees] == addressees


def test_a_flattened_page_is_parted_where_its_lines_began():
    draft = read(
        "云川市交通委员会文件云交〔2031〕175号关于开展2031年节能宣传周活动的通知各县（市）交通运输局，委属企事业单位："
        "为动员全行业职工参与节能，现将有关事项通知如下。一、活动主题绿色交通伴我行。二、活动时间2031年6月9日-15日。"
        "三、主要活动1.节能驾驶竞赛。各单位推荐选手参加，评选优秀驾驶员，颁发证书。2.节能产品展示。组织企业展示新产品、新技术，"
        "接受群众咨询，发放宣传资料，营造节约氛围。"
    )
    assert (draft.issuer.value, draft.doc_no.value) == ("云川市交通委员会", "云交〔2031〕175号")
    assert [each.value for each in draft.addressees] == ["各县（市）交通运输局", "委属企事业单位"]
    assert [each.slogan for each in draft.themes] == ["绿色交通伴我行"]
    assert [each.kind for each in draft.activities] == ["quiz", "exhibition"]


def test_wide_set_and_question_marked_lines_are_closed_up():
    draft = read(
        "云政办发〔2031〕11号\n?\n云川县人民政府办公室\n关于2031年节能宣传周活动\n安? 排? 的? 通? 知\n?\n"
        "各乡镇人民政府：\n???? 请认真组织。"
    )
    assert draft.title.value == "云川县人民政府办公室关于2031年节能宣传周活动安排的通知"


def test_what_is_reached_by_other_means_is_the_title():
    draft = read(
        "关于2031年节能宣传周的通知\n各单位：\n一、活动安排\n（一）登录演示云平台，收看启动仪式（6月9日上午9点）。\n"
        "（二）利用微信群发送节能短信。"
    )
    assert [(each.title, each.start_time) for each in draft.activities] == [
        ("收看启动仪式", "09:00"),
        ("利用微信群发送节能短信", None),
    ]


@pytest.mark.parametrize(
    ("asked", "what", "due"),
    [
        ("请将活动情况及时报送，截止时间为6月20日。", "活动情况", 20),
        ("报名截止时间：6月8日。", "报名", 8),
        ("作品压缩后发送到zuopin@example.cn，接收截止日期为6月5日。", "作品要求", 5),
    ],
)
def test_what_is_due_is_named_even_when_the_day_stands_last(asked, what, due):
    (deadline,) = read(f"关于2031年节能宣传周的通知\n各单位：\n三、作品要求\n{asked}").deadlines
    assert (deadline.what, deadline.due) == (what, date(2031, 6, due))


def test_the_end_of_a_month_is_its_last_day():
    draft = read(
        "关于开展2031年节能宣传周活动的通知\n各单位：\n请各单位于8月底前将图文资料报送市机关事务局；"
        "请将名单在2032年2月底之前报送我局。"
    )
    assert [each.due for each in draft.deadlines] == [date(2031, 8, 31), date(2032, 2, 29)]


def test_what_is_reported_may_stand_before_the_day_without_a_preposition():
    draft = read("关于开展2031年节能宣传周活动的通知\n各单位：\n请组织签名活动，活动开展情况于7月13日前报送我局。")
    assert draft.deadlines[0].what == "活动开展情况"


def test_an_organ_before_a_telephone_is_no_person():
    draft = read(
        "关于开展2031年节能宣传周活动的通知\n各单位：\n请参加。\n"
        "联系人：市节能局 丁一 0000-86001234\n演示科协 王二 0000-86005678"
    )
    assert [(each.person, each.phone) for each in draft.contacts] == [
        ("丁一", "0000-86001234"),
        ("王二", "0000-86005678"),
    ]


def test_a_name_of_four_characters_has_a_double_surname():
    draft = read("关于开展2031年节能宣传周活动的通知\n各单位：\n请参加。\n联系人：欧阳一二，电话：86001234")
    assert draft.contacts[0].person == "欧阳一二"


def test_paragraphs_that_open_with_what_is_done_are_activities():
    draft = read(
        "全市开展2031年节能宣传周活动。各单位要认真落实。\n开展节能成果展示活动。围绕公交城市建设总结经验，展示成果。\n"
        "开展节能知识培训活动。组织开展知识讲座，普及常识。\n倡导绿色出行活动。6月11日，职工骑自行车上下班。\n"
    )
    assert [each.title for each in draft.activities] == [
        "开展节能成果展示活动",
        "开展节能知识培训活动",
        "倡导绿色出行活动",
    ]
    assert draft.activities[2].start_date == date(2031, 6, 11)


def test_headings_run_into_the_text_before_them_are_parted():
    words = (
        "组织开展节能宣传教育，提高职工的节约意识，从随手关灯、随手关水做起，让节约成为习惯，形成人人参与的氛围。" * 2
    )
    draft = read(
        f"云川镇公共机构节能宣传周活动方案为贯彻要求，制定方案如下：一、活动目的{words}二、活动时间2031年6月11日至6月17日三、活动内容"
        f"（一）开展宣传。1、节能知识讲座。{words}2、张贴宣传画。{words}（二）开展青少年教育。1、主题班会。{words}2、征文比赛。{words}"
    )
    assert [each.title for each in draft.activities] == ["节能知识讲座", "张贴宣传画", "主题班会", "征文比赛"]


def test_fields_may_have_marks_of_their_own_and_blanks_in_their_names():
    draft = read(
        "云川市安全局办公室关于印发2031年节能宣传周活动安排的通知\n机关各处室：\n现通知如下：\n一、节能展览会\n"
        "（一）时 间：6月9日上午10：00。\n（二）地 点：演示大厦一楼大厅。\n（三）参加人员：局机关全体人员\n"
        "（四）有关要求：请局机关等六家公共机构各制作一块宣传板报参加展览，6月6日17：00前至一楼大厅张贴布置，活动现场请有序参观。\n"
        "二、能源紧缺体验\n（一）时 间：6月11日。\n（二）有关要求：四层以下电梯停开一天。\n"
    )
    show, hours = draft.activities
    assert (show.start_date, show.start_time, show.place) == (date(2031, 6, 9), "10:00", "演示大厦一楼大厅")
    assert show.participants == "局机关全体人员"
    assert hours.start_date == date(2031, 6, 11)
    assert [(each.what, each.time) for each in draft.deadlines] == [("至一楼大厅张贴布置", "17:00")]
    assert draft.stats == ()


def test_what_is_done_by_people_at_work_is_done_in_no_place():
    draft = read(
        "2031年节能宣传周方案\n活动内容：\n1、知识竞赛。组织在职人员开展知识竞赛活动。\n2、张贴海报。请各单位张贴。"
    )
    assert draft.activities[0].place is None


def test_a_day_in_brackets_may_be_one_to_be_ready_by():
    draft = read(
        "关于2031年节能宣传周的通知\n各单位：\n活动安排\n1、悬挂横幅。宣传周的第一个工作日（6月9日）前，各部门、各单位、各用能企业要结合"
        "自身特点和条件，在办公楼门口悬挂节能横幅。"
    )
    (deadline,) = draft.deadlines
    assert (deadline.what, deadline.due) == ("悬挂节能横幅", date(2031, 6, 9))
    assert draft.activities[0].start_date is None


def test_a_heading_of_how_to_report_names_nothing_to_hand_in():
    draft = read(
        "关于报送2031年节能工作总结的通知\n各单位：\n一、报送方式及时间。材料报纸质文件、电子文档各一份，于11月24日前报送至我局节能处。"
        "联系人：丁一，电话：86001234，邮箱：jieneng@example.cn."
    )
    (deadline,) = draft.deadlines
    assert (deadline.what, deadline.to, deadline.email) == ("材料", "我局节能处", "jieneng@example.cn")
    (contact,) = draft.contacts
    assert (contact.person, contact.phone, contact.email) == ("丁一", "86001234", "jieneng@example.cn")


def test_a_day_set_apart_by_a_blank_is_put_together():
    draft = read("节能宣传周方案\n2031年6月9日—15日，其中：6月1 1日为“低碳体验日”。")
    assert draft.low_carbon_day.value == date(2031, 6, 11)


@pytest.mark.parametrize("called", ["低碳日全天停开空调", "低碳日能源紧缺体验"])
def test_the_low_carbon_day_dates_what_is_done_on_it(called):
    draft = read(
        "2031年节能宣传周方案\n6月9日至15日为全国节能宣传周，6月11日为全国低碳日。\n二、活动内容\n"
        f"1.开展体验活动。{called}。\n2.张贴宣传画。"
    )
    assert [each.start_date for each in draft.activities] == [date(2031, 6, 11), None]


def test_telephones_with_extensions_and_persons_behind_them():
    draft = read("关于节能的通知\n各单位：\n请落实。\n咨询电话：0000-86001234（丁老师） 86001235转801（王老师）")
    assert [(each.person, each.phone) for each in draft.contacts] == [
        ("丁老师", "0000-86001234"),
        ("王老师", "86001235转801"),
    ]


PLAN = "2031年节能宣传周方案\n6月9日至15日为全国节能宣传周，6月11日为全国低碳日。\n二、活动安排\n"


def test_lines_that_close_with_semicolons_are_activities_one_by_one():
    draft = read(
        PLAN + "举办活动启动仪式；\n组织公益健走活动；\n向全市公共机构印发宣传画，制作宣传展板；\n"
        "组织新闻媒体进行宣传周报道；\n组织参加节能作品征集。\n三、有关要求\n高度重视；认真组织；及时总结。"
    )
    assert [each.kind for each in draft.activities] == [
        "launch",
        "green_commute",
        "publicity_materials",
        "media",
        "works_collection",
    ]


@pytest.mark.parametrize(
    ("point", "title"),
    [
        ("1.后勤处在宣传周期间，利用手机短信、微信，向全校教职工发送节能短信。", "向全校教职工发送节能短信"),
        ("1.结合本校实际，张贴节能海报。", "张贴节能海报"),
    ],
)
def test_what_is_done_is_the_title_and_not_when_or_by_what(point, title):
    assert read(PLAN + point + "\n2.开展知识竞赛。").activities[0].title == title


def test_a_day_named_together_with_the_week_dates_nothing():
    draft = read(PLAN + "1.开一次会。各校举行节能宣传周和全国低碳日活动启动仪式。\n2.开展知识竞赛。")
    assert draft.activities[0].start_date is None


def test_what_is_said_of_how_to_send_works_in_is_no_activity():
    draft = read(
        "各单位：\n现开展节能作品征集活动。\n二、作品征集范围\n面向师生征集作品。\n四、相关说明\n"
        "1.各单位请将作品发送至宣传部；\n2.作品接收截止日期为2031年5月10日。"
    )
    assert [each.title for each in draft.activities] == ["节能作品征集活动"]
    assert [each.due for each in draft.deadlines] == [date(2031, 5, 10)]
