"""Press items and briefs: no 通知 in the title, no signature, the source and the day in a byline."""

from datetime import date

import pytest

from jieneng.engine.notices import read
from jieneng.engine.notices.tests import texts

WEEK = "6月9日至15日是第41个全国节能宣传周"
BODY = "6月9日至15日是第41个全国节能宣传周，云川市组织开展了形式多样的宣传活动，发放宣传册300余份。"


@pytest.mark.parametrize(
    "head",
    [
        "首页 > 工作动态\n云川市开展节能宣传周活动\n来源：市机关事务局 发布时间：2031-06-16\n",
        "工作动态\n云川市开展节能宣传周活动\n2031-06-16 09:12\n",
        "云川市开展节能宣传周活动\n\n2031年06月16日  来源：演示晚报\n",
        "云川市开展节能宣传周活动 - 云川市机关事务局\n16.06.2031 18:20\n",
        "|\n云川市开展节能宣传周活动 |\n(时间：2031-6-16 10:32:59) |\n",
        "云川市开展节能宣传周活动\n[2031-06-16]\n",
    ],
)
def test_the_headline_and_the_day_of_the_page_are_read(head):
    draft = read(head + BODY)
    assert (draft.title.value, draft.published_date.value) == ("云川市开展节能宣传周活动", date(2031, 6, 16))
    assert draft.year.value == 2031
    assert draft.period.value == (date(2031, 6, 9), date(2031, 6, 15))


def test_the_headline_of_a_page_without_lines_stands_between_blanks():
    draft = read(
        "首页 > 工作动态 云川市机关事务局举办节能宣传周活动 2031-06-16 09:12 来源：市机关事务局 "
        f"{BODY}{BODY}干部职工在活动中学到了节电节水的办法，纷纷表示要从身边小事做起，把节约变成习惯，带动家人和邻居一起行动。"
    )
    assert (draft.title.value, draft.published_date.value) == ("云川市机关事务局举办节能宣传周活动", date(2031, 6, 16))


def test_a_day_at_the_foot_of_the_page_counts_when_the_head_has_none():
    draft = read(f"云川市开展节能宣传周活动\n作者：丁一\n{BODY}\n更新：2031-06-16 09:25:22\n")
    assert draft.published_date.value == date(2031, 6, 16)


def test_the_day_of_a_result_is_not_that_of_the_page():
    assert read(f"{BODY}\n赛果公示时间\n2031年6月30日\n").published_date is None


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        (f"云川市开展节能宣传周活动\n来源：市机关事务局\n{BODY}", "市机关事务局"),
        (f"云川市开展节能宣传周活动\n作者：后勤保卫科 时间：2031/6/16\n{BODY}", "后勤保卫科"),
        (f"{BODY}（区工信局）", "区工信局"),
        (f"东岭区住建局积极开展节能宣传周活动\n{BODY}", "东岭区住建局"),
        (f"昨日，省级机关事务管理局透露，{BODY}", "省级机关事务管理局"),
        (f"近日，清溪街道联合区机关事务局在中心广场开展节能宣传。{BODY}", "清溪街道"),
        (f"关于节能的通知\n各单位：请开展活动。{BODY}云川市教育局2031年5月30日", "云川市教育局"),
        (f"云川市教育局通知\n\n关于开展2031年节能宣传周活动的通知\n各学校：\n{BODY}", "云川市教育局"),
        (
            f"云川学院2031年节能宣传周方案\n作者：文章来源：云川学院后勤管理（基本建设）处浏览次数：46发布时间：2031-06-25\n{BODY}",
            "云川学院后勤管理（基本建设）处",
        ),
        (f"林业局2031年节能宣传周活动总结 {BODY}", "林业局"),
        (f"6月9日，云川县机关事务服务中心组织县发改、住建等部门举办宣传周活动。{BODY}", "云川县机关事务服务中心"),
        (f"当天上午，机关后勤服务中心在人流较多的大厦前，开展了宣传。{BODY}", "机关后勤服务中心"),
        (f"日前，记者从市税务局获悉，节能见效。{BODY}", "市税务局"),
        (f"{BODY}\n云川市儿童医院供稿 通讯员 丁一", "云川市儿童医院"),
        (f"6月9日，云川市文化馆积极组织职工观看启动仪式。{BODY}", "云川市文化馆"),
        (f"6月11日，东岭区人民法院开展了体验活动。{BODY}", "东岭区人民法院"),
        (f"东岭区检察院于6月9日至15日开展以节能为题的活动。{BODY}", "东岭区检察院"),
        (f"6月9日上午 , 东岭区机关事务局在公园正门口，组织开展了健步走。{BODY}", "东岭区机关事务局"),
        (f"按照要求，市卫健委于6月9日——6月15日，开展了宣传。{BODY}", "市卫健委"),
        (f"东岭区发展改革局和区机关事务中心联合发放环保袋。{BODY}", "东岭区发展改革局"),
        (f"6月9日，云川市妇幼保健院开展了宣传。{BODY}", "云川市妇幼保健院"),
        (f"【人人节能】云川市水务局开展节能宣传活动\n来源：财务科 发布时间：2031-06-16\n{BODY}", "云川市水务局"),
        (f"为了推动医院发展。\n东岭区清溪镇中心卫生院于6月9日开展宣传。{BODY}", "东岭区清溪镇中心卫生院"),
        (f"近日，港湾社区组织开展了主题宣传。{BODY}", "港湾社区"),
        (f"连日来，清溪镇各社区积极开展宣传。{BODY}", "清溪镇"),
        (f"清溪社区处处清凉活动报导\n为了宣传，大家行动起来。{BODY}", "清溪社区"),
        (f"商务局20XX年节能宣传周活动总结\n{WEEK}。我局认真组织。", "商务局"),
        (f"近年来，云川县住房和城乡建设局牢固树立发展理念。{BODY}", "云川县住房和城乡建设局"),
        (
            f"启动仪式在演示大学举行。本次活动由云川市发展改革委、市机关事务服务中心主办，东岭区人民政府和演示大学联合承办。{BODY}",
            "云川市发展改革委",
        ),
        (
            f"油价上涨。演示省发展和改革委员会等14个部门宣布将于6月15日至21日举办宣传周。{BODY}",
            "演示省发展和改革委员会",
        ),
        (
            f"根据要求，东岭区垃圾分类推进办公室与区机关局节能中心近日于区政府联合举办了宣传活动。{BODY}",
            "东岭区垃圾分类推进办公室",
        ),
        (f"市机关事务局与市环卫中心通过检查创建示范点。{BODY}", "市机关事务局"),
        (f"昨日（6月2日），云川市节能减排工作领导小组和市机关事务局联合印发方案。{BODY}", "云川市节能减排工作领导小组"),
    ],
)
def test_who_tells_is_found(text, issuer):
    assert read(text).issuer.value == issuer


@pytest.mark.parametrize(
    "told",
    [
        "根据省交通厅印发的通知，",
        "我委会同省教育厅印发方案，",
        "欢迎访问演示网站\n",
        "来源：演示网云川站\n",
        "志愿者深入社区开展宣传，",
        "现将省发改委通知印发，",
        "6月9日，委规划处参加了启动仪式，",
        "\n回顶部\n",
    ],
)
def test_who_is_only_spoken_of_is_no_issuer(told):
    assert read(f"全市节能宣传周启动\n{told}今年6月9日至15日有宣传。").issuer is None


def test_a_newspaper_or_the_site_itself_is_no_issuer():
    for source in ("本站原创", "互联网", "演示日报"):
        assert read(f"全市节能宣传周启动\n来源：{source}\n今年6月9日至15日开展宣传。").issuer is None


def test_the_year_of_the_text_comes_before_that_of_a_page_put_up_later():
    draft = read(f"节能宣传周活动方案\n时间：2033-10-01 来源：活动总结\n2031年6月为环境月。{BODY}")
    assert (draft.year.value, draft.published_date.value) == (2031, date(2033, 10, 1))


def test_the_year_of_the_notice_passed_on_comes_before_that_of_a_page_put_up_later():
    draft = read(
        "关于全市节能宣传周活动安排的通知\n更新时间：2033-07-16\n市直各单位：\n"
        f"根据省局《关于节能宣传周活动的通知》（演节能〔2031〕77号）要求，通知如下。{BODY}"
    )
    assert (draft.year.value, draft.period.value[0]) == (2031, date(2031, 6, 9))


def test_the_year_of_a_result_is_not_the_weeks():
    draft = read("云川市开展节能宣传周活动\n7月2日，开展宣传。2030年，全市人均综合能耗同比下降2.7%。")
    assert draft.year is None


def test_the_low_carbon_day_is_told_by_its_place_in_the_week():
    draft = read(f"2031年，{BODY}低碳日能源紧缺体验活动受到欢迎。6月11日当天，停开空调一天。")
    assert (draft.low_carbon_day.value, draft.low_carbon_day.confidence) == (date(2031, 6, 11), "medium")


def test_a_name_in_quotation_marks_is_still_a_name():
    draft = read("关于2031年工作的通知\n各处室：\n6月9日至15日是“节能宣传周”，6月11日为“全国低碳日”。")
    assert draft.period.value == (date(2031, 6, 9), date(2031, 6, 15))
    assert draft.low_carbon_day.value == date(2031, 6, 11)


def test_the_only_seven_days_in_a_sentence_of_publicity_are_the_week():
    draft = read("2031年，市里要求各单位在6月9日至15日开展以“人人节能”为主题的宣传活动。")
    assert (draft.period.value[0], draft.period.confidence) == (date(2031, 6, 9), "medium")


def test_events_told_one_by_one_are_activities():
    draft = read(
        "云川市开展2031年节能宣传周活动\n一是开展“全国低碳日”活动。6月11日开展能源紧缺体验。"
        "二是开展抵制过度包装活动。三是加强组织领导。"
    )
    assert [(each.ord, each.title) for each in draft.activities] == [
        ("一是", "开展“全国低碳日”活动"),
        ("二是", "开展抵制过度包装活动"),
    ]
    assert draft.low_carbon_day.value == date(2031, 6, 11)


@pytest.mark.parametrize(
    ("told", "title", "day"),
    [
        ("6月11日，市里举行2031云川市节能宣传月启动仪式。", "2031云川市节能宣传月启动仪式", 11),
        ("其中12日为“绿色出行日”，各单位少开一天车。", "绿色出行日", 12),
        ("本报云川6月9日讯 6月11日，全市将开展能源紧缺体验活动。", "能源紧缺体验活动", 11),
        ("做好低碳日能源紧缺体验活动。6月11日当天，停开空调。", "低碳日能源紧缺体验活动", 11),
        ("6月10日，两家单位联合开展了废旧物品回收兑换活动。", "废旧物品回收兑换活动", 10),
    ],
)
def test_an_event_in_prose_has_its_day(told, title, day):
    (activity,) = read(f"2031年6月8日，启动筹备。{told}").activities
    assert (activity.title, activity.start_date) == (title, date(2031, 6, day))


def test_the_one_event_of_a_title_is_the_activity():
    (activity,) = read("关于举办节能作品征集大赛的通知\n各学院：\n欢迎同学们参加。").activities
    assert (activity.title, activity.kind) == ("节能作品征集大赛", "works_collection")


def test_a_whole_brief_is_read():
    draft = read(texts.BRIEF)
    assert draft.issuer.value == "云川市机关事务局"
    assert [(each.scope, each.slogan) for each in draft.themes] == [("week", "人人节能，处处清凉")]
    assert [(each.ord, each.kind) for each in draft.activities] == [
        ("一是", "launch"),
        ("二是", "energy_shortage"),
        ("三是", "quiz"),
    ]
    assert ("横幅", 30, "条", False) in [(each.item, each.count, each.unit, each.approx) for each in draft.stats]
    assert [(str(each.value), each.direction) for each in draft.rates] == [("3.2", "down")]
    assert not draft.warnings


def test_a_brief_in_pinyin_and_traditional_characters_is_read():
    draft = read(
        "雲川市節(jié)能宣傳周即將啟動(dòng) |\n(時(shí)間：2031-6-5 10:32) |\n主題是“人人節(jié)能，處處清涼”。"
    )
    assert draft.title.value == "云川市节能宣传周即将启动"
    assert draft.themes[0].slogan == "人人节能，处处清凉"


@pytest.mark.parametrize(
    ("told", "titles"),
    [
        ("在日前举办的全省节能知识竞答活动中，共有27人参加了竞答活动。", ["全省节能知识竞答活动"]),
        ("6月9日，云川市节能宣传周启动仪式在市民中心举行，80人参加启动仪式。", ["云川市节能宣传周启动仪式"]),
        ("学校开展了以“绿色出行，从我做起”为主要内容的实践。", []),
        ("各单位通过举办展览展示会推广节能产品。", []),
        ("向市民开展了节水节电、绿色出行等宣传。", []),
        ("期间将开展干部职工绿色出行健步走、绿色讲堂等。", ["干部职工绿色出行健步走"]),
    ],
)
def test_an_event_in_prose_is_told_once_and_by_its_name(told, titles):
    assert [each.title for each in read(f"2031年6月8日，启动筹备。{told}").activities] == titles


def test_a_number_in_brackets_behind_a_cited_title_is_cited():
    draft = read("根据《关于节能宣传周活动的通知》（ 演节能[2031] 77号）要求，今年节能宣传周时间为6月9日至15日。")
    assert (draft.doc_no, [each.value for each in draft.cited_doc_nos]) == (None, ["演节能[2031]77号"])


def test_the_day_of_publicity_for_low_carbon_is_the_low_carbon_day():
    draft = read("6月11日，行管处告知干警6月11日全国低碳宣传日，倡导步行上班。2031年节能工作有了新要求。")
    assert draft.low_carbon_day.value == date(2031, 6, 11)


def test_days_since_something_are_not_the_week():
    assert read("2031年，公司自6月2日至11日，积极开展环保宣传教育。").period is None


def test_what_is_watched_has_its_place_and_hour():
    first, second = read(
        "2031年节能宣传周。\n我公司于6月9日上午9时组织员工在二楼会议室集中观看启动仪式。\n6月11日上午9时，组织观看云党课。"
    ).activities
    assert (first.start_date, first.start_time, first.place) == (date(2031, 6, 9), "09:00", "二楼会议室")
    assert (second.title, second.start_time) == ("观看云党课", "09:00")


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("6月9日，后勤处组织干部职工在会议室集中收看启动仪式。", "收看启动仪式"),
        ("6月11日将组织各部门开展能源紧缺体验活动。", "能源紧缺体验活动"),
    ],
)
def test_who_takes_part_is_not_in_the_name_of_an_event(told, title):
    assert [each.title for each in read(f"2031年6月8日，启动筹备。{told}").activities] == [title]


def test_a_first_sentence_is_neither_a_headline_nor_an_address():
    draft = read(
        "根据省里14部门《关于2031年节能宣传周活动的通知》( 演节能[2031] 77号)要求，今年开展了以“人人节能”为主题的宣传，"
        "职工们学到了许多节能的办法，效果很好。\n市卫生局副局长高度重视各单位宣传周各项活动，出席6月12日报告会并提出要求：一是扎实做好节能。"
    )
    assert (draft.title, draft.addressees) == (None, ())


def test_a_day_and_hour_alone_in_the_first_line_are_the_pages():
    draft = read(f"2031年06月16日 16:00\n6月16日，记者从市节能办公室了解到，宣传周开始。{BODY}")
    assert (draft.published_date.value, draft.issuer.value) == (date(2031, 6, 16), "市节能办公室")


def test_a_day_opens_a_clause_of_its_own():
    draft = read(
        "2031年6月9日至15日，全市开展节能宣传周活动。6月11日，开展以“低碳一小步，青山一大步”全国低碳日活动，"
        "共发放画册180份，6月13日，举办报告会。"
    )
    assert draft.low_carbon_day.value == date(2031, 6, 11)
