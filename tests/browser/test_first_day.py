"""A bureau's first day, without the demo: from `jieneng init` to the issued brief, as its people see it."""

import io
import re
from collections.abc import Callable, Iterator

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import reload_until
from tests.browser.filling import SUMMARY, add_photo, figures
from tests.browser.notice_text import upper_notice
from tests.browser.serving import Served, served
from tests.browser.setting_up import first_sign_in, found_by_form, slips_on, upload_sheet
from tests.browser.soundness import Looks, complaints

BUREAU, LIBRARY, SCHOOL = "清江市机关事务管理局", "清江市图书馆", "清江市第一中学"
OWN_PASSWORD = "Jieyue-yidu-2026"
UNITS = [{"单位名称": f"清江市第{n}中学", "级别": "市级", "类别": "教育类"} for n in "一二三四五六七八九十"]
PEOPLE = [
    {"单位": BUREAU, "姓名": "局签发岗", "登录名": "qianfa", "角色": "签发人"},
    {"单位": BUREAU, "姓名": "第二审核岗", "登录名": "fuhe", "角色": "审核员"},
    {"单位": LIBRARY, "姓名": "图书馆办公室", "登录名": "tushuguan", "角色": "填报员"},
    {"单位": SCHOOL, "姓名": "总务处", "登录名": "yizhong", "角色": "填报员"},
]


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An installation in which nothing has happened but `jieneng init`."""
    with served(tmp_path_factory.mktemp("bureau"), ("init", BUREAU, "--level", "city")) as server:
        yield server


def test_a_bureau_goes_from_its_first_password_to_its_first_brief(
    bureau: Served, open_as: Callable[..., Page], looks: Looks
) -> None:
    printed = re.search(r"登录名 (\S+)，初始密码 (\S+?)（", bureau.said)
    assert printed is not None, bureau.said
    administrator = open_as(bureau)
    first_sign_in(administrator, printed[1], printed[2], OWN_PASSWORD)
    found_twelve_units(administrator, looks)
    slips = open_accounts(administrator, looks)

    def arrive(username: str, *, phone: bool = False) -> Page:
        page = open_as(bureau, phone=phone)
        first_sign_in(page, username, slips[username], OWN_PASSWORD)
        return page

    clerk, signer = arrive("shenhe"), arrive("qianfa")
    read_in_and_draft(clerk, looks)
    sign_off(signer, looks)
    library = arrive("tushuguan", phone=True)
    sign_for_and_report(library, looks)
    reviewer = arrive("fuhe")
    send_one_figure_back(reviewer, looks)
    answer_with(library, "68", looks)
    accept_and_look_at_the_board(reviewer, looks)
    write_the_brief(clerk, looks)
    issue_and_take_it_away(signer, looks)


def found_twelve_units(page: Page, looks: Looks) -> None:
    expect(page.get_by_text("单位和账号在“组织与人员”中建立")).to_be_visible()
    found_by_form(page, LIBRARY, "文化类")
    found_by_form(page, "清江市人民医院", "卫生类")
    page.goto("/desk/")
    upload_sheet(page, "导入单位", UNITS)
    expect(page.get_by_text("检查通过，共 10 家")).to_be_visible()
    assert complaints(page, looks) == []
    page.get_by_role("button", name="导入 10 家").click()
    expect(page.get_by_text("已导入 10 家单位。")).to_be_visible()
    expect(page.locator("table tbody tr")).to_have_count(12)


def open_accounts(page: Page, looks: Looks) -> dict[str, str]:
    """One account by form, four by sheet; every slip is shown once."""
    page.get_by_role("link", name="人员", exact=True).click()
    page.get_by_role("link", name="添加人员").first.click()
    page.get_by_label("姓名").fill("节能科经办岗")
    page.get_by_label("登录名").fill("shenhe")
    page.get_by_label("填报员").check()
    page.get_by_label("审核员").check()
    page.get_by_role("button", name="添加").click()
    slips = slips_on(page)
    assert complaints(page, looks) == []
    page.reload()
    expect(page.get_by_role("main")).not_to_contain_text(slips["shenhe"])
    page.goto("/desk/")
    page.get_by_role("link", name="人员", exact=True).click()
    upload_sheet(page, "导入人员", PEOPLE)
    page.get_by_role("button", name="导入 4 人").click()
    slips |= slips_on(page)
    assert set(slips) == {"shenhe", "qianfa", "fuhe", "tushuguan", "yizhong"}
    return slips


def read_in_and_draft(page: Page, looks: Looks) -> None:
    """The superior's notice is read, nothing stays open, and becomes a campaign and a draft to be signed."""
    page.get_by_role("link", name="读取来文").click()
    page.get_by_label("通知正文").fill(upper_notice())
    page.get_by_role("button", name="读取").first.click()
    expect(page.get_by_text("待核对 0 项").first).to_be_visible()
    expect(page.get_by_text("收看启动活动直播").first).to_be_visible()
    assert complaints(page, looks) == []
    page.get_by_role("button", name="确认并建活动").click()
    expect(page.get_by_text("已建活动。")).to_be_visible()
    page.get_by_role("button", name="起草通知").click()
    assert complaints(page, looks) == []
    expect(page.get_by_label("正文")).to_have_value(re.compile("主题是“点滴节约、从我做起”"))
    page.get_by_label("机关代字").fill("清机管节")
    page.get_by_label("本级也填报").uncheck()
    page.get_by_role("button", name="送签发").click()
    expect(page.get_by_text("已送签发。")).to_be_visible()


def sign_off(page: Page, looks: Looks) -> None:
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="签发", exact=True).click()
    expect(page.get_by_text("12 家", exact=True)).to_be_visible()
    page.get_by_role("button", name="签发并印发").click()
    expect(page.get_by_text("印发后不能修改，将发送 12 家单位。")).to_be_visible()
    page.get_by_role("button", name="确定").click()
    expect(page.get_by_text("已印发。")).to_be_visible()
    expect(page.get_by_role("article").get_by_text(re.compile(r"^清机管节〔\d{4}〕1号$"))).to_be_visible()
    page.get_by_role("link", name="签收情况").click()
    assert complaints(page, looks) == []


def sign_for_and_report(page: Page, looks: Looks) -> None:
    page.get_by_role("main").get_by_role("link", name="签收", exact=True).click()
    page.get_by_role("button", name="签收").click()
    expect(page.get_by_text("已签收。")).to_be_visible()
    page.get_by_role("link", name="去填报").click()
    asked = {"本单位人数": "86", "参加活动人数": "80", "观看人数": "75", "集中收看会场": "1", "张贴宣传画": "12"}
    figures(page, asked)
    page.get_by_label("文字总结").fill(SUMMARY)
    add_photo(page, "图书馆组织收看启动活动", "收看启动活动直播")
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.get_by_text("已提交，等待审核")).to_be_visible()
    assert complaints(page, looks) == []


def send_one_figure_back(page: Page, looks: Looks) -> None:
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="审核", exact=True).click()
    expect(page.get_by_role("heading", name=LIBRARY)).to_be_visible()
    page.get_by_role("checkbox", name="退回观看人数").check()
    page.get_by_label("退回原因").select_option(label="口径不符")
    page.get_by_label("退回意见").fill("请与签到表核对后重报。")
    assert complaints(page, looks) == []
    page.get_by_role("button", name="退回修改（1 处）").click()
    expect(page.get_by_text(f"{LIBRARY}：已退回修改。")).to_be_visible()


def answer_with(page: Page, figure: str, looks: Looks) -> None:
    """Only the figure that was sent back can be typed; the rest stands as it was."""
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="按意见修改").click()
    expect(page.get_by_text("请与签到表核对后重报。")).to_be_visible()
    expect(page.locator("input.num")).to_have_count(1)
    assert complaints(page, looks) == []
    figures(page, {"观看人数": figure})
    page.get_by_label("修改说明").fill(f"已按签到表改为 {figure} 人。")
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.get_by_text("第 2 版")).to_be_visible()


def accept_and_look_at_the_board(page: Page, looks: Looks) -> None:
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="审核", exact=True).click()
    row = page.get_by_role("row", name=re.compile("观看人数"))
    expect(row.locator("del")).to_have_text("75")
    expect(page.get_by_text("“已按签到表改为 68 人。”")).to_be_visible()
    page.get_by_role("button", name="审核通过").click()
    expect(page.get_by_text("待审核 0 家，已审核 1 家，退回 0 家")).to_be_visible()
    page.get_by_role("link", name="看上报进度").click()
    reload_until(page, "已审 1 家")
    expect(page.locator(".jn-fig").first).to_have_text(re.compile(r"1\s*/ 12 家"))
    expect(page.locator("#missing")).to_contain_text("已报 1/12，未报 11 家")
    expect(page.locator("#missing")).to_contain_text(SCHOOL)
    expect(page.locator("#missing")).not_to_contain_text(LIBRARY)
    page.get_by_role("button", name="复制名单").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    assert complaints(page, looks) == []


def write_the_brief(page: Page, looks: Looks) -> None:
    """The accepted figure stands in the prose and leads to the report that it comes from."""
    page.goto("/publicity/")
    page.get_by_role("link", name="编写简讯").click()
    assert complaints(page, looks) == []
    page.get_by_role("button", name="生成草稿").click()
    page.get_by_role("link", name="68", exact=True).click()
    page.get_by_role("link", name="按单位").click()
    expect(page.locator("#figure").get_by_role("link", name=LIBRARY)).to_be_visible()
    assert complaints(page, looks) == []
    page.get_by_role("link", name="编辑", exact=True).click()
    assert complaints(page, looks) == []
    page.get_by_role("button", name="送签发").click()


def issue_and_take_it_away(page: Page, looks: Looks) -> None:
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="签发", exact=True).click()
    assert complaints(page, looks) == []
    page.get_by_role("button", name="印发").click()
    expect(page.get_by_role("heading", name=re.compile(r"年第 ?1 ?期"))).to_be_visible()
    with page.expect_download() as started:
        page.get_by_role("link", name="下载文档").click()
    paper = docx.Document(io.BytesIO(started.value.path().read_bytes()))
    text = "".join(paragraph.text for paragraph in paper.paragraphs)
    assert "组织68人收看直播" in text
    assert "第1期" in text.replace(" ", "")
