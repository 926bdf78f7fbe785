"""The public pages for everybody: by keyboard, enlarged, in high contrast, read aloud, on paper, without scripts."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.serving import Served
from tests.browser.soundness import said_by_axe

Open = Callable[..., Page]

NOTICE, BRIEF = re.compile("云川市机关事务管理局.*的通知"), re.compile("节能宣传周活动情况")
SPEECH = """
const said = [];
window.heard = said;
Object.defineProperty(window, "speechSynthesis", {value: {
  paused: false,
  speak(one) { said.push(one.text); this.now = one; },
  cancel() { said.push("stop"); },
  pause() { this.paused = true; said.push("pause"); },
  resume() { this.paused = false; said.push("resume"); },
}});
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""
BEGINNINGS = ".pb-top .brand, .pub > h1, .jn-foot"
WHERE = "all => all.map(e => Math.round(e.getBoundingClientRect().x))"
NAMELESS = re.compile(r"^ *- (?:link|button|textbox|combobox|checkbox|radio|img)\b(?! \").*$", re.MULTILINE)
LOWEST = """all => Math.min(
  ...all.filter(e => e.getClientRects().length).map(e => e.getBoundingClientRect().height)
)"""
FOCUS = """() => {
  const at = document.activeElement || document.body, style = getComputedStyle(at), box = at.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    name: at.tagName + " " + (at.innerText || at.name || "").slice(0, 20),
    isBody: at === document.body,
    isMarked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    isSeen: !!top && (at.contains(top) || top.contains(at)),
  };
}"""


def go(page: Page, name: str) -> None:
    """Open one of the public pages by the list, as a reader does."""
    page.goto("/open/")
    if name == "list":
        return
    _follow(page, page.get_by_role("link", name=BRIEF if name == "brief" else NOTICE).first)
    if name == "campaign":
        _follow(page, page.get_by_role("link", name="看活动"))
    if name == "report":
        _follow(page, page.get_by_role("link", name="纠错"))


def _follow(page: Page, link: Locator) -> None:
    """Until the next page is there: what is pressed before that goes to the one that is left."""
    here = page.url
    link.click()
    page.wait_for_url(lambda url: url != here)


PAGES = ("list", "notice", "brief", "campaign", "report")


@pytest.mark.parametrize("name", PAGES)
def test_nothing_runs_out_at_the_side_however_narrow_or_enlarged(demo: Served, open_as: Open, name: str) -> None:
    page = open_as(demo)
    go(page, name)
    found = []
    for width, size in ((320, ""), (640, ""), (720, "large"), (390, "large"), (390, "larger"), (1280, "larger")):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("size => { document.documentElement.dataset.size = size }", size)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        found += [(width, size, wide)] if wide > 1 else []
    assert found == []


def test_head_and_column_begin_at_one_line_however_enlarged(demo: Served, open_as: Open) -> None:
    page = open_as(demo)
    for view in ("", "?view=elder"):
        page.goto(f"/open/{view}")
        for size in ("", "large", "larger"):
            page.evaluate("size => { document.documentElement.dataset.size = size }", size)
            starts = page.eval_on_selector_all(
                BEGINNINGS, "all => all.map(e => Math.round(e.getBoundingClientRect().x))"
            )
            assert len(set(starts)) == 1, (view, size, starts)


def test_a_reader_of_screens_hears_names_without_signs(demo: Served, open_as: Open) -> None:
    page = open_as(demo, phone=True)
    for name in ("list", "notice", "campaign"):
        go(page, name)
        heard = page.locator("body").aria_snapshot()
        assert not NAMELESS.findall(heard), heard
        assert not re.findall(r"heading \".*[。›].*\"", heard)
        assert '"› ' not in heard
        assert name != "list" or 'columnheader "有效性"' in heard  # also where the rows are stacked
        assert name != "notice" or 'link "通知"' in heard


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("view", ["contrast", "elder", "larger"])
def test_axe_finds_nothing_in_the_other_views(demo: Served, open_as: Open, name: str, view: str) -> None:
    page = open_as(demo, phone=view != "contrast")
    go(page, name)
    if view == "contrast":
        page.get_by_role("button", name="高对比").click()
    elif view == "elder":
        page.get_by_role("link", name="长辈版").click()
    else:
        page.get_by_role("button", name="特大").click()
    assert said_by_axe(page) == []


@pytest.mark.parametrize("name", ["list", "notice"])
def test_the_keyboard_reaches_everything_and_one_sees_where_it_is(demo: Served, open_as: Open, name: str) -> None:
    page = open_as(demo)
    go(page, name)
    n_reachable = page.locator("a[href]:visible, button:visible, input:visible, select:visible").count()
    found, seen = [], []
    for _ in range(n_reachable + 5):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        if at["isBody"]:
            break
        seen.append(at["name"])
        found += [at] if not (at["isMarked"] and at["isSeen"]) else []
    assert found == []
    assert seen[0].endswith("跳到正文")
    assert len(seen) >= n_reachable - 1


def test_an_error_is_reported_by_the_keyboard_alone(demo: Served, open_as: Open) -> None:
    page = open_as(demo)
    go(page, "notice")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # 跳到正文
    for _ in range(60):
        if page.evaluate("document.activeElement?.innerText") == "纠错":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="纠错")).to_be_visible()
    page.get_by_label("哪里有错").focus()
    page.keyboard.type("第二部分的时间与附件不一致，请核对。")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="已收到")).to_be_visible()
    expect(page.get_by_text("第二部分的时间与附件不一致")).to_be_visible()


def test_what_the_public_points_out_comes_to_the_desk_and_the_answer_back(demo: Served, open_as: Open) -> None:
    reader, desk = open_as(demo, phone=True), open_as(demo, "shi-shenhe")
    go(reader, "report")
    reader.get_by_label("哪里有错").fill("正文第三行的月份应为七月。")
    reader.get_by_role("button", name="提交").click()
    receipt = reader.url
    desk.goto("/open/errors/")
    desk.get_by_role("link", name="正文第三行的月份应为七月。").click()
    desk.get_by_label("核实无误").check()
    desk.get_by_label("答复", exact=True).fill("原文正确，为六月。")
    desk.get_by_role("button", name="答复").click()
    reader.goto(receipt)
    expect(reader.get_by_text("原文正确，为六月。")).to_be_visible()


def test_size_and_contrast_are_kept_on_the_device(demo: Served, open_as: Open) -> None:
    page = open_as(demo)
    go(page, "notice")
    page.get_by_role("button", name="特大").click()
    page.get_by_role("button", name="高对比").click()
    points = page.locator(".doc-p").first.evaluate(
        "e => parseFloat(getComputedStyle(e).fontSize) * parseFloat(getComputedStyle(e.closest('main')).zoom)"
    )
    assert points >= 30
    page.goto("/open/")
    expect(page.locator("html")).to_have_attribute("data-size", "larger")
    expect(page.locator("html")).to_have_attribute("data-contrast", "high")
    page.get_by_role("button", name="标准").click()
    page.reload()
    assert page.locator("html").get_attribute("data-size") is None


def test_it_is_read_aloud_paused_and_stopped(demo: Served, open_as: Open) -> None:
    page = open_as(demo)
    page.add_init_script(SPEECH)
    go(page, "notice")
    page.get_by_role("button", name="播报").click()
    page.evaluate("speechSynthesis.now.onend()")
    page.get_by_role("button", name="暂停").click()
    page.get_by_role("button", name="继续").click()
    expect(page.locator(".pb-spoken")).to_have_count(1)
    page.get_by_role("button", name="停止").click()
    heard = page.evaluate("window.heard")
    assert heard[0].endswith("文件")
    assert heard[2:] == ["pause", "resume", "stop"]
    expect(page.get_by_role("button", name="播报")).to_be_focused()
    expect(page.locator(".pb-spoken")).to_have_count(0)


def test_where_nothing_can_speak_nothing_offers_to(demo: Served, open_as: Open) -> None:
    page = open_as(demo)
    page.add_init_script('Object.defineProperty(window, "speechSynthesis", {value: undefined})')
    go(page, "notice")
    expect(page.get_by_role("button", name="高对比")).to_be_visible()
    expect(page.get_by_role("button", name="播报")).to_have_count(0)


def test_on_paper_there_is_the_paper_on_a4(demo: Served, open_as: Open) -> None:
    page = open_as(demo)
    go(page, "notice")
    page.get_by_role("button", name="高对比").click()
    page.emulate_media(media="print")
    for gone in (".pb-top", ".pb-tools", ".jn-crumb", ".pb-end", ".jn-foot"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator("article.doc")).to_be_visible()
    assert page.locator("article.doc").evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    assert re.search(rb"/MediaBox ?\[ ?0 0 59[45]\.?\d* 84[12]", page.pdf(prefer_css_page_size=True))


def test_without_scripts_everything_works_but_the_reading_tools(demo: Served, open_as: Open) -> None:
    page = open_as(demo, java_script_enabled=False)
    page.goto("/open/")
    page.get_by_label("种类").select_option(label="通知")
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("link", name=BRIEF)).to_have_count(0)
    page.get_by_role("link", name=NOTICE).first.click()
    expect(page.locator("article.doc")).to_be_visible()
    expect(page.get_by_role("button", name="高对比")).to_have_count(0)
    page.get_by_role("link", name="长辈版").click()
    expect(page.locator("html")).to_have_attribute("data-view", "elder")
    page.get_by_role("link", name="纠错").click()
    page.get_by_label("哪里有错").fill("落款的日期写错了，请核对。")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", name="已收到")).to_be_visible()


def test_fingers_find_the_tools(demo: Served, open_as: Open) -> None:
    page = open_as(demo, phone=True)
    go(page, "notice")
    tools = ".pb-tools button, .pub .btn, .pb-end a, .pb-top nav a"
    assert page.eval_on_selector_all(tools, LOWEST) >= 44
    page.get_by_role("link", name="长辈版").click()
    assert page.eval_on_selector_all(".pb-tools button, .pub .btn", LOWEST) >= 60
