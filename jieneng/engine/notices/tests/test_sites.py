"""What sites do to a text: broken lines, numbered pieces, crumbs, other pages' headlines, lines about themselves."""
# ruff: noqa: E501  (a page and what is read from it stand side by side)

from datetime import date

import pytest

from jieneng.engine.notices import read

WEEK = "6月9日至15日是第41个全国节能宣传周"
BODY = f"{WEEK}，云川市组织开展了形式多样的宣传活动，发放宣传册300余份。"
STAMP = "2031-06-16 09:12  来源：市机关事务局"


def test_a_line_never_begins_with_a_mark():
    draft = read(f"云川融媒讯 2031年{WEEK}\n，主题为“人人节能，处处清凉”。现场 \n、展区和礼品\n。6月9日，活动启动。")
    assert draft.title is None
    assert draft.period.value == (date(2031, 6, 9), date(2031, 6, 15))
    assert [theme.slogan for theme in draft.themes] == ["人人节能，处处清凉"]


def test_the_numbers_of_pieces_are_no_headings():
    long = "各单位要结合实际，组织干部职工参加活动，" * 10
    draft = read(
        f"1、2031年全县节能宣传周活动安排各乡镇人民政府，县直各部门：{WEEK}。{long}积极发挥公共机构在节约能源中的重要作"
        f"\n\n2、用。二、活动安排1、节能知识竞答。{long}落实责任。3、绿色出行。{long}各部门要"
        "\n\n3、认真组织。"
    )
    assert draft.title.value == "2031年全县节能宣传周活动安排"
    assert [each.title for each in draft.activities] == ["节能知识竞答", "绿色出行"]


def test_a_list_that_begins_with_one_is_left_alone():
    draft = read(f"关于节能宣传周的通知\n各单位：\n活动安排：\n1、举办启动仪式。{BODY}\n2、开展知识竞答。{BODY}")
    assert [each.ord for each in draft.activities] == ["1", "2"]


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (f"云川市医院 > 院报 > 第2031.06期 > 综合新闻 >\n六项做法推动“节能宣传周”活动\n{STAMP}\n{BODY}", "六项做法推动“节能宣传周”活动"),
        (f"处处清凉  人人节能——云川县机关事务局开展节能宣传周系列活动\n\n    {BODY}", "处处清凉人人节能——云川县机关事务局开展节能宣传周系列活动"),
        (f"云川市节能宣传周活动进社区\n——清溪社区节能宣传周活动\n{BODY}", "云川市节能宣传周活动进社区——清溪社区节能宣传周活动"),
        (f"处处清凉人人节能\n——云川附小开展节能宣传教育活动\n{BODY}", "处处清凉人人节能——云川附小开展节能宣传教育活动"),
        (f"来源：演示新闻网\n原标题：共绘新图景——云川市节能宣传周启动仪式举办\n来源：演示新闻网\n{BODY}", "共绘新图景——云川市节能宣传周启动仪式举办"),
        (f"清溪社区节能增效，处处清凉活动报导\n为了宣传节约用电，清溪社区从6月9日起在全社区开展节能宣传。{BODY}", "清溪社区节能增效，处处清凉活动报导"),
        (f"2031年节能宣传周活动总结 发布时间：2031-07-03  发布人员：宣教部\n{BODY}", "2031年节能宣传周活动总结"),
        (f"云川市机关事务中心开展2031年首届全国城市生活垃圾分类宣传周活动\n\n云川市机关事务中心物业科\n{STAMP}\n{BODY}", "云川市机关事务中心开展2031年首届全国城市生活垃圾分类宣传周活动"),
        (f"绿色生活方式进机关 2031年云川市公共机构节能宣传周开幕\n\n[百科] 时间：2031-07-03 12:33:06 点击：19次\n{BODY}", "绿色生活方式进机关2031年云川市公共机构节能宣传周开幕"),
        (f"关于公布2031年度节约示范案例\n评选结果的通报\n各县区：\n{BODY}", "关于公布2031年度节约示范案例评选结果的通报"),
        (f"昨日（6月2日），云川市教育局和市机关事务局联合印发关于《云川市节能宣传月实施方案》的通知。{BODY}", None),
        ("为了节约用电，现开展全市公共机构节电活动，请各单位积极参加，" + "具体内容如下，" * 8 + f"请看：\n一、活动主题\n节约用电 从我做起\n二、时间\n{BODY}", None),
    ],
)  # fmt: skip
def test_the_headline_is_found_among_what_the_site_prints(page, title):
    found = read(page).title
    assert (found.value if found else None) == title


def test_below_the_crumbs_the_headline_stands_after_the_beginning_of_the_text():
    draft = read(
        f"“怎么不开灯？”6月9日，来云川市供电局办事的人问道。{BODY * 2}\n\n首页 > 要闻 > 正文\n\n"
        f"云川市供电局开展节能宣传周活动\n\n2031-06-17 14:14 来源：云川市供电局 作者：丁一\n\n“怎么不开灯？”{BODY}"
    )
    assert (draft.title.value, draft.published_date.value) == ("云川市供电局开展节能宣传周活动", date(2031, 6, 17))


def test_the_headlines_of_other_pages_report_nothing():
    draft = read(
        f"云川市开展节能宣传周活动\n{STAMP}\n{BODY}\n\n相关链接\n· 河口市：58家企业通过测量促节能\n"
        "· 两年节约100多万吨标准煤\n热门推荐\n东岭区发放手册7000份"
    )
    assert [(each.item, int(each.count)) for each in draft.stats] == [("宣传册", 300)]


def test_who_runs_the_site_is_no_contact():
    foot = "网站地图 使用帮助\n版权所有：云川市机关事务局 主办：云川市机关事务局\n联系电话：86001234 传真：86001235\n地址：云川市一号"
    assert read(f"云川市开展节能宣传周活动\n{STAMP}\n{BODY}\n（云川市机关事务局）\n\n{foot}").contacts == ()
    assert (
        read(f"云川市开展节能宣传周活动\n{BODY}\n联系人：丁一 联系电话：86001234\n{foot}").contacts[0].person == "丁一"
    )


@pytest.mark.parametrize("button", ["回顶部", "返 回", "点击查看全文", "立即下载", "25fe4979.jpg"])
def test_buttons_are_no_issuer_and_no_text(button):
    draft = read(f"{button}\n云川县机关事务中心开展节能宣传\n{STAMP}\n{BODY}\n\n来源：演示网云川站\n\n{button}\n")
    assert (draft.title.value, draft.issuer.value) == ("云川县机关事务中心开展节能宣传", "市机关事务局")


@pytest.mark.parametrize(
    ("page", "day"),
    [
        (f"云川市开展节能宣传周活动\n{BODY}\n\n2031年6月20日 18:22\n浏览量：0", date(2031, 6, 20)),
        (f"云川市开展节能宣传周活动\n演示门户网站 www.example.cn   2031年06月20日   来源：演示社\n{BODY}", date(2031, 6, 20)),
        (f"节能宣传周活动安排\n2031年06月20日 11:7 4759次浏览 来源：演示网\n{BODY}", date(2031, 6, 20)),
        (f"节水型单位建设\n云川市各级公共机构开展节能宣传活动\n演示省机关事务管理局 2031-06-20 来源：演示省机关事务管理局\n{BODY}", date(2031, 6, 20)),
    ],
)  # fmt: skip
def test_the_day_of_the_page_is_found(page, day):
    assert read(page).published_date.value == day


def test_the_stamp_at_the_foot_is_no_day_of_the_last_activity():
    draft = read(
        f"云川市开展节能宣传周活动\n{BODY}\n一是组织收看启动仪式。{BODY}\n二是开展全国低碳日体验活动。职工停开一天车。\n2031年6月20日 18:22\n"
    )
    assert draft.activities[-1].start_date is None


def test_a_year_that_results_are_compared_with_is_not_the_campaigns():
    draft = read(f"云川讯 {WEEK}。去年，全市单位能耗比2028年下降3.12%，下发了通知。")
    assert draft.year is None
    assert draft.period is None


def test_a_page_of_june_that_tells_of_last_year_is_of_its_own_year():
    page = "卫健委：能耗超标项目不予审批\n发布时间：2031-06-12\n“人人节能”是6月9日启动的节能宣传周的主题。2030年，有141所医院入选。"
    assert read(page).year.value == 2031
    assert read(page.replace("2031-06-12", "2032-06-12")).year.value == 2030


def test_characters_of_converted_pages_are_simplified():
    draft = read("雲川市節能宣傳週啓動\n2031-06-16 09:12\n" + "各單位執行方案，劉家社區參加。" + BODY)
    assert draft.title.value == "云川市节能宣传周启动"
