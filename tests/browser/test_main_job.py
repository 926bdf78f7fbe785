"""The main job on the demo: units report in all the ways people have, the county reviews, the city chases."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from jieneng.demo.cast import PASSWORD
from tests.browser.browsing import DESK, sign_in
from tests.browser.filling import SUMMARY, figures
from tests.browser.serving import Served
from tests.browser.setting_up import first_sign_in, slips_on, upload_sheet
from tests.browser.soundness import Looks, complaints

SCHOOL = "望岭县第一中学"  # has an account in the demo, and no report
OWN_PASSWORD = "Jieyue-yidu-2026"
FIGURES = {"本单位人数": "86", "参加活动人数": "80", "观看人数": "75"}
CHASE = re.compile(r"^催报 \d+ 家$")
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def newcomers(demo: Served, browser: Browser) -> Iterator[dict[str, str]]:
    """Accounts just opened at two units that the board says have not reported: login name and first password."""
    context = browser.new_context(base_url=demo.url, viewport=DESK, locale="zh-CN")
    page = context.new_page()
    sign_in(page, "shi-shenhe", PASSWORD)
    page.goto("/reporting/1/board/?state=missing")
    units = [name for name in page.locator(".jn-t tbody th").all_inner_texts() if name != SCHOOL][-2:]
    context.clear_cookies()
    sign_in(page, "shi-guanli", PASSWORD)
    page.goto("/desk/")
    page.get_by_role("link", name="人员", exact=True).click()
    people = zip(units, ("jianpan", "wujiaoben"), strict=True)
    rows = [{"单位": unit, "姓名": "办公室", "登录名": username, "角色": "填报员"} for unit, username in people]
    upload_sheet(page, "导入人员", rows)
    page.get_by_role("button", name="导入 2 人").click()
    yield slips_on(page)
    context.close()


def own_report(page: Page) -> None:
    """From home to the report that one's own unit owes."""
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name=re.compile("^(填报|继续填报)$")).click()
    expect(page.get_by_role("heading", name=re.compile("情况报告"))).to_be_visible()
    page.wait_for_load_state()  # whoever types before the scripts are there types past them


def versions(page: Page) -> int:
    """How many versions the report has, from the receipt on which one stands."""
    page.get_by_role("link", name="查看内容").click()
    return page.locator("aside table tbody tr").count()


def test_a_phone_keeps_what_was_typed_and_two_tabs_lose_nothing(demo: Served, open_as: Open) -> None:
    phone = open_as(demo, "wangling-yizhong", phone=True)
    own_report(phone)
    figures(phone, FIGURES)
    expect(phone.locator(".jn-actionbar [data-autosave-said]")).to_contain_text("已自动保存")
    with phone.expect_response(re.compile("autosave")):
        phone.get_by_label("文字总结").fill(SUMMARY)
    phone.reload()
    expect(phone.get_by_label("文字总结")).to_have_value(SUMMARY)
    expect(phone.get_by_role("textbox", name="观看人数")).to_have_value("75")

    other = phone.context.new_page()
    own_report(other)
    figures(other, {"张贴宣传画": "31"})
    expect(other.locator(".jn-actionbar [data-autosave-said]")).to_contain_text("已自动保存")
    figures(phone, {"观看人数": "77"})
    expect(phone.get_by_text("打开本页以后，内容已由他人修改。")).to_be_visible()
    phone.get_by_role("button", name="暂存").last.click()
    expect(phone.get_by_role("alert").get_by_text("打开本页以后，内容已由他人修改。")).to_be_visible()
    expect(phone.get_by_role("textbox", name="观看人数")).to_have_value("77")
    other.reload()
    expect(other.get_by_role("textbox", name="张贴宣传画")).to_have_value("31")
    expect(other.get_by_role("textbox", name="观看人数")).to_have_value("75")


def states(page: Page) -> dict[str, str]:
    """What the directory says of each section."""
    lines = page.locator("nav.toc li")
    return dict(zip(lines.locator("a").all_inner_texts(), lines.locator(".vh").all_inner_texts(), strict=True))


def test_the_states_of_the_sections_go_along_with_typing(demo: Served, open_as: Open) -> None:
    page = open_as(demo, "wangling-yizhong")
    own_report(page)
    section = "倡导绿色出行"
    assert states(page)[section] == "未填"
    figures(page, {"绿色出行人数": "约三十"})
    assert states(page)[section] == "1 处待核对"
    figures(page, {"绿色出行人数": "30"})
    assert states(page)[section] == "填了 1 项"
    page.get_by_role("radiogroup", name="健步走、骑行人次的口径").get_by_text("未统计").click()
    assert states(page)[section] == "已填"
    page.get_by_role("button", name="添加一行").click()
    page.get_by_label("媒体名称").fill("云川日报")
    typed = states(page)
    page.locator(".jn-head").get_by_role("button", name="暂存").click()
    expect(page.get_by_label("媒体名称")).to_have_value("云川日报")
    assert states(page) == typed
    for said in ("绿色出行人数", "媒体名称"):
        page.get_by_label(said).first.fill("")
    with page.expect_navigation():
        page.locator(".jn-head").get_by_role("button", name="暂存").click()


def test_what_is_wrong_is_said_beside_its_field_and_two_clicks_submit_once(
    demo: Served, open_as: Open, looks: Looks
) -> None:
    phone = open_as(demo, "wangling-yizhong", phone=True)
    own_report(phone)
    figures(phone, {"本单位人数": "八十六", "观看人数": "7.5"})
    row = phone.locator(".row", has=phone.get_by_role("textbox", name="本单位人数"))
    expect(row.get_by_text("应填数字，大致的数请选“约数”。")).to_be_visible()
    phone.get_by_role("button", name=re.compile("^提交")).last.click()
    expect(phone.get_by_role("alert")).to_contain_text("处须改正")
    expect(row.locator(".said")).to_contain_text("本单位人数")
    assert complaints(phone, looks) == []
    figures(phone, FIGURES)
    phone.get_by_role("button", name=re.compile("^提交")).last.dblclick()
    expect(phone.get_by_text("已提交，等待审核")).to_be_visible()
    assert versions(phone) == 1


def test_the_county_reviews_the_school_and_the_school_sees_it(demo: Served, open_as: Open, looks: Looks) -> None:
    clerk = open_as(demo, "wangling-shenhe")
    clerk.get_by_role("main").get_by_role("link", name="审核", exact=True).click()
    clerk.get_by_role("link", name=SCHOOL).first.click()
    expect(clerk.get_by_role("heading", name=SCHOOL)).to_be_visible()
    assert complaints(clerk, looks) == []
    clerk.get_by_role("button", name="审核通过").click()
    expect(clerk.get_by_text(f"{SCHOOL}：审核通过。")).to_be_visible()
    school = open_as(demo, "wangling-yizhong", phone=True)
    school.goto("/reporting/")
    school.get_by_role("link", name="看回执").click()
    expect(school.get_by_text("审核通过，已计入汇总")).to_be_visible()


def test_a_report_is_filled_in_and_submitted_by_keyboard_alone(
    demo: Served, open_as: Open, newcomers: dict[str, str]
) -> None:
    page, first = open_as(demo), newcomers["jianpan"]
    page.goto("/people/sign-in")
    expect(page.get_by_label("登录名")).to_be_focused()
    press(page, "jianpan", "Tab", first, "Enter")
    expect(page.get_by_role("heading", name="修改密码")).to_be_visible()
    tab_to(page, page.get_by_label("原密码"))
    press(page, first, "Tab", OWN_PASSWORD, "Tab", OWN_PASSWORD, "Enter")
    expect(page.get_by_role("heading", name="待办")).to_be_visible()
    tab_to(page, page.get_by_role("main").get_by_role("link", name="填报", exact=True))
    press(page, "Enter")
    expect(page.get_by_role("heading", name=re.compile("情况报告"))).to_be_visible()
    for label, value in {**FIGURES, "文字总结": SUMMARY}.items():
        tab_to(page, page.get_by_role("textbox", name=label))
        press(page, value)
    tab_to(page, page.get_by_role("button", name="提交"))
    press(page, "Enter")
    expect(page.get_by_text("已提交，等待审核")).to_be_visible()


def test_a_report_is_filled_in_kept_and_submitted_without_scripts(
    demo: Served, open_as: Open, newcomers: dict[str, str]
) -> None:
    page = open_as(demo, phone=True, java_script_enabled=False)
    first_sign_in(page, "wujiaoben", newcomers["wujiaoben"], OWN_PASSWORD)
    own_report(page)
    figures(page, {"本单位人数": "八十六"})
    page.get_by_label("文字总结").fill(SUMMARY)
    page.get_by_role("button", name="添加一行").click()
    page.get_by_label("媒体名称").fill("云川日报")
    page.get_by_role("button", name="暂存").last.click()
    expect(page.get_by_text("已暂存，尚未提交。")).to_be_visible()
    expect(page.get_by_label("媒体名称")).to_have_value("云川日报")
    page.get_by_role("button", name="移除").click()
    page.get_by_role("button", name="提交").last.click()
    expect(page.get_by_role("alert")).to_contain_text("处须改正")
    expect(page.get_by_label("文字总结")).to_have_value(SUMMARY)
    figures(page, FIGURES)
    page.get_by_role("button", name="提交").last.dblclick()
    expect(page.get_by_text("已提交，等待审核")).to_be_visible()
    assert versions(page) == 1


def test_the_city_chases_the_missing_and_gives_one_of_them_more_time(demo: Served, open_as: Open, looks: Looks) -> None:
    page = open_as(demo, "shi-shenhe")
    page.get_by_role("link", name=CHASE).click()
    page.get_by_role("button", name=CHASE).click()
    expect(page.get_by_text("对方在“待办”中可以看到")).to_be_visible()
    expect(page.get_by_text("尚未催报。")).to_have_count(0)
    expect(page.get_by_role("button", name=CHASE)).to_be_disabled()
    late = page.get_by_role("row", name=re.compile("未报.*延期")).first
    unit = late.get_by_role("rowheader").inner_text()
    late.get_by_role("link", name="延期").click()
    page.get_by_label("延期至").fill("2025-07-10T17:00")
    page.get_by_label("原因").fill("正在搬迁，已电话说明。")
    assert complaints(page, looks) == []
    page.get_by_role("button", name="延期").click()
    expect(page.get_by_text(f"{unit}已延期至 7月10日（星期四）17:00。")).to_be_visible()


def test_a_figure_of_the_brief_leads_down_to_the_report_of_one_unit(demo: Served, open_as: Open) -> None:
    page = open_as(demo, "shi-shenhe")
    page.goto("/publicity/")
    page.get_by_role("main").get_by_role("link", name=re.compile("节能宣传周活动情况")).first.click()
    page.locator("#sheet a.chip").nth(1).click()
    panel = page.locator("#figure")
    expect(panel.get_by_text("覆盖")).to_be_visible()
    panel.get_by_role("link", name="望岭县").click()
    panel.get_by_role("link", name="按单位").click()
    row = panel.get_by_role("row", name=re.compile("^望岭县人民医院"))
    figure = row.get_by_role("cell").first.inner_text()
    row.get_by_role("link").click()
    expect(page.locator(".jn-head")).to_contain_text("望岭县人民医院")
    expect(page.get_by_role("row", name=re.compile(f"观看人数.*{figure}"))).to_be_visible()


def test_a_section_that_one_district_added_is_opened_by_the_city_down_to_one_unit(demo: Served, open_as: Open) -> None:
    page = open_as(demo, "shi-shenhe")
    page.goto("/reporting/1/board/")
    page.get_by_role("link", name="汇总数据").click()
    expect(page.get_by_role("row", name=re.compile("食堂节约情况.*云台区机关事务服务中心补充"))).to_be_visible()
    page.get_by_role("link", name="厨余垃圾").click()
    page.locator("#figure").get_by_role("link", name="云台区").click()
    panel = page.locator("#figure")
    panel.get_by_role("link", name="按单位").click()
    panel.get_by_role("link", name="云台区人民医院").click()
    expect(page.locator(".jn-head")).to_contain_text("云台区人民医院")
    expect(page.get_by_role("row", name=re.compile("厨余垃圾"))).to_be_visible()


def press(page: Page, *keys: str) -> None:
    """Type texts and press named keys, wherever the focus is."""
    for key in keys:
        if key in ("Tab", "Enter"):
            page.keyboard.press(key)
        else:
            page.keyboard.type(key)


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until this has the focus."""
    for _ in range(150):
        if wanted.first.evaluate("e => e === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} is out of reach of the keyboard")
