"""Make the pictures of docs/screens from a fresh demo: `python -m tests.browser.make_screens [NAME …]`."""

import io
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.browsing import CHROMIUM, DESK, PHONE, QUIET, sign_in
from tests.browser.filling import SUMMARY, figures
from tests.browser.notice_text import DAMAGED
from tests.browser.serving import Served, served

FOLDER = Path(__file__).parents[2] / "docs" / "screens"
_MOST_BYTES, _MOST_BYTES_OF_A_WALL = 200_000, 400_000
_UNIT = "望岭县第一中学"
_COLOURS = (192, 128, 64, 32)
# Debian's Chromium comes in English only; a Chinese browser writes days and hours like this. And a port says nothing.
_AS_ELSEWHERE = """for (const field of document.querySelectorAll("[type=date], [type=time], [type=datetime-local]")) {
  const said = field.value.replace(/-/g, "/").replace("T", " ") || (field.type === "time" ? "--:--" : "年/月/日");
  field.type = "text";
  field.value = said;
}
for (const address of document.querySelectorAll(".mono")) {
  address.textContent = address.textContent.replace(location.origin, "https://jieneng.example");
}
document.activeElement.blur();"""
_ALL_IMAGES = """Promise.all([...document.images].map(image => {
  image.loading = "eager";
  return image.decode().catch(() => {});
}))"""
Visit = Callable[[Page], None]


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder), ("demo",)) as server,
        sync_playwright() as runner,
    ):
        browser = runner.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        if not sys.argv[1:]:
            _hang_walls(browser, server)
            _take_part(browser, server)
        for name, username, visit in SCREENS:
            if sys.argv[1:] and name not in sys.argv[1:]:
                continue
            if name == "review":
                _go_back_once(browser, server)
            for suffix in ("", "-phone"):
                with _signed_in(browser, server, username, is_phone=bool(suffix)) as page:
                    visit(page)
                    _keep(page, FOLDER / f"{name}{suffix}.png")
        browser.close()


@contextmanager
def _signed_in(browser: Browser, server: Served, username: str, *, is_phone: bool) -> Iterator[Page]:
    context = browser.new_context(base_url=server.url, viewport=PHONE if is_phone else DESK, locale="zh-CN")
    page = context.new_page()
    if username:
        sign_in(page, username, _password(server))
    yield page
    context.close()


def _password(server: Served) -> str:
    found = re.search(r"密码均为 (\S+?)）", server.said)
    assert found is not None, server.said
    return found[1]


def _keep(page: Page, place: Path) -> None:
    """The first two screens of the page, on a phone of the part that the address names; in as few bytes as is fine."""
    page.wait_for_load_state()
    page.evaluate(_AS_ELSEWHERE)
    size = page.viewport_size or DESK
    height = min(page.evaluate("document.documentElement.scrollHeight"), size["height"] * 2)
    page.set_viewport_size({"width": size["width"], "height": height})
    page.evaluate(_ALL_IMAGES)
    page.evaluate(
        "(innerWidth < 768 && document.querySelector(location.hash || null) || document.body).scrollIntoView()"
    )
    _write(page.screenshot(), place, _MOST_BYTES)


def _write(picture: bytes, place: Path, most: int) -> None:
    shot = Image.open(io.BytesIO(picture)).convert("RGB")
    for colours in _COLOURS:
        out = io.BytesIO()
        shot.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() < most:
            break
    place.write_bytes(out.getvalue())
    print(f"{place.name} {shot.width}×{shot.height}, {out.tell() // 1000} kB, {colours} colours")


def _hang_walls(browser: Browser, server: Served) -> None:
    """The screen of the hall, as large as it hangs there."""
    found = re.search(r"大屏：(\S+)", server.said)
    assert found is not None, server.said
    for name, size in (("wall", (1920, 1080)), ("wall-4k", (3840, 2160))):
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="zh-CN")
        page = context.new_page()
        page.goto(found[1])
        page.locator("[data-strip] dd").first.wait_for()
        page.evaluate(_ALL_IMAGES)
        _write(page.screenshot(), FOLDER / f"{name}.png", _MOST_BYTES_OF_A_WALL)
        context.close()


def _take_part(browser: Browser, server: Served) -> None:
    """Somebody takes part with their phone, from the campaign's code on; a clerk stands at the counter."""
    with (
        _signed_in(browser, server, "", is_phone=True) as phone,
        _signed_in(browser, server, "shi-shenhe", is_phone=True) as clerk,
        _signed_in(browser, server, "wangling-yizhong", is_phone=False) as unit,
    ):
        clerk.goto("/notices/campaigns/1/")
        campaign = clerk.get_by_role("link", name="打开手机页").get_attribute("href") or ""
        for visit in (_play, _vote):
            phone.goto(campaign)
            visit(phone)
        phone.goto(campaign)
        _exchange(phone, clerk)
        _come_in(phone, unit, clerk)


def _shoot(page: Page, name: str) -> None:
    _keep(page, FOLDER / f"{name}-phone.png")
    page.set_viewport_size(PHONE)


def _play(phone: Page) -> None:
    phone.get_by_role("link", name="去答题").first.click()
    phone.get_by_label("单位名称").fill(_UNIT)
    phone.get_by_role("button", name="查找").click()
    phone.get_by_role("link", name=_UNIT).click()
    for tick in phone.locator("form [type=checkbox]").all():
        tick.check()
    phone.get_by_role("button", name="开始答题").click()
    options = phone.locator("[data-options] input")
    options.first.wait_for()
    n = phone.locator("[data-sheet] li").count()
    for no in range(n):
        options.nth(no % options.count()).check()
        if no == n // 2:
            _shoot(phone, "quiz-playing")
        phone.locator("[data-next]").click()
    phone.locator("[data-finish]").click()
    if phone.locator("[data-yes]").is_visible():
        phone.locator("[data-yes]").click()
    phone.wait_for_url("**/receipts/*/")
    _shoot(phone, "quiz-receipt")


def _vote(phone: Page) -> None:
    phone.get_by_role("link", name="去投票").first.click()
    _shoot(phone, "works-gallery")
    phone.locator(".pt-works a").first.click()
    _shoot(phone, "works-vote")


def _exchange(phone: Page, clerk: Page) -> None:
    """The card is of the unit that was named for the quiz; weighed, it has points to spend."""
    phone.goto(phone.locator("a[href*='/exchange/p/']").first.get_attribute("href") or "")
    phone.get_by_role("button", name=_UNIT).click()
    no = (phone.locator("h1").text_content() or "").split()[-1]
    clerk.goto("/exchange/1/counter/")
    clerk.get_by_label("卡号、取货码").fill(no)
    clerk.get_by_role("button", name="查找").click()
    for label, amount in (("报纸", "5.4"), ("塑料", "2.35")):
        clerk.get_by_label(label).first.fill(amount)
    clerk.get_by_role("button", name="记分").click()
    phone.reload()
    phone.get_by_role("button", name="兑换").first.click()
    _shoot(phone, "exchange-card")


def _come_in(phone: Page, unit: Page, clerk: Page) -> None:
    """The unit names who comes; they show their code, the clerk's phone reads it."""
    clerk.goto("/attendance/")
    clerk.get_by_role("main").get_by_role("link", name="宣传周工作交流会").first.click()
    session = clerk.url
    unit.goto(f"{session}reply/")
    unit.get_by_label("姓名").last.fill("李明")
    unit.get_by_label("职务").last.fill("总务处工作人员")
    unit.get_by_role("button", name="报名", exact=True).click()
    phone.goto(unit.get_by_role("link", name="报名码").first.get_attribute("href") or "")
    _shoot(phone, "pass")
    clerk.goto(f"{session}scan/")
    _shoot(clerk, "scanner")


def _at(address: str) -> Visit:
    return lambda page: _open(page, address)


def _open(page: Page, address: str) -> None:
    page.goto(address)


def _reader(page: Page) -> None:
    page.goto("/notices/uppers/new/")
    page.get_by_label("通知正文").fill(DAMAGED)
    page.get_by_role("button", name="读取").first.click()


def _public_campaign(page: Page) -> None:
    page.goto("/notices/campaigns/1/")
    page.get_by_role("link", name="打开手机页").click()


def _half_filled(page: Page) -> None:
    page.goto("/reporting/1/report/")
    figures(page, {"本单位人数": "2,386", "参加活动人数": "2,310", "观看人数": "2,288", "集中收看会场": "42"})
    page.get_by_label("文字总结").fill(SUMMARY)
    page.locator("[data-autosave-said]:visible", has_text="已自动保存").first.wait_for()
    page.reload()


def _returned_and_answered(page: Page) -> None:
    """A report that went back and came again: what has changed stands beside the version before."""
    page.goto("/reporting/1/review/")
    page.get_by_role("checkbox", name="退回张贴宣传画").check()


def _go_back_once(browser: Browser, server: Served) -> None:
    """The school submits, the county sends two points back, the school answers: then the desk has something to show."""
    with _signed_in(browser, server, "wangling-yizhong", is_phone=False) as school:
        school.goto("/reporting/1/report/")
        figures(school, {"观看人数": "2,380", "集中收看会场": "42", "张贴宣传画": "8,600", "发放宣传材料": "1,200"})
        _submit(school)
    with _signed_in(browser, server, "wangling-shenhe", is_phone=False) as county:
        county.goto("/reporting/1/review/")
        for name in ("观看人数", "文字总结"):
            county.get_by_role("checkbox", name=f"退回{name}").check()
        for no, text in enumerate(("比参加活动人数多，请核对。", "请补充节水做法。")):
            county.get_by_label("退回原因").nth(no).select_option(label=("数量明显异常", "材料不全")[no])
            county.get_by_label("退回意见").nth(no).fill(text)
        county.get_by_role("button", name="退回修改（2 处）").click()
    with _signed_in(browser, server, "wangling-yizhong", is_phone=False) as school:
        school.goto("/reporting/1/report/")
        figures(school, {"观看人数": "2,288"})
        school.get_by_label("文字总结").fill(f"{SUMMARY}食堂、浴室更换节水龙头36个。")
        school.get_by_label("修改说明").fill("观看人数按班级签到表核减，总结补充了节水做法。")
        _submit(school)


def _submit(page: Page) -> None:
    """提交; what is doubtful is explained, and then submitted as it is."""
    page.get_by_role("button", name=re.compile("^提交")).first.click()
    page.wait_for_load_state()
    for note in page.get_by_label("属实的，请写明情况").all():
        note.fill("已与登记表核对。")
    if page.get_by_role("button", name="属实，提交").count():
        page.get_by_role("button", name="属实，提交").first.click()
    page.get_by_text("已提交，等待审核").wait_for()


def _figure(page: Page) -> None:
    page.goto("/publicity/")
    page.get_by_role("main").get_by_role("link", name=re.compile("活动情况")).first.click()
    page.locator("#sheet a.chip").nth(1).click()


def _drafted(kind: str, then: str) -> Visit:
    """A draft of this kind, begun or gone on with, in the view that `then` names."""

    def visit(page: Page) -> None:
        page.goto(f"/publicity/?kind={kind}&state=draft")
        draft = page.locator("main tbody th a")
        if draft.count():
            draft.first.click()
        else:
            page.goto(f"/publicity/compose/1?kind={kind}")
            page.get_by_role("button", name="生成草稿").click()
        page.wait_for_load_state()
        page.goto(f"{page.url.partition('?')[0]}{then}")

    return visit


def _led_to(address: str, start: str) -> Visit:
    """The page to which a page leads whose address begins so."""

    def visit(page: Page) -> None:
        page.goto(address)
        page.goto(page.locator(f"a[href*='{start}']").first.get_attribute("href") or "")

    return visit


SCREENS: tuple[tuple[str, str, Visit], ...] = (
    ("sign-in", "", _at("/people/sign-in")),
    ("home", "shi-shenhe", _at("/")),
    ("reader", "shi-shenhe", _reader),
    ("notice", "shi-shenhe", _at("/notices/1/")),
    ("notice-receipts", "shi-shenhe", _at("/notices/1/receipts/")),
    ("campaign", "shi-shenhe", _at("/notices/campaigns/1/")),
    ("campaign-public", "shi-shenhe", _public_campaign),
    ("report-form", "wangling-yizhong", _half_filled),
    ("board", "shi-shenhe", _at("/reporting/1/board/")),
    ("review", "wangling-shenhe", _returned_and_answered),
    ("brief", "shi-shenhe", _figure),
    ("brief-edit", "shi-shenhe", _drafted("brief", "?view=edit")),
    ("brief-picks", "shi-shenhe", _drafted("brief", "/picks")),
    ("circular", "shi-shenhe", _drafted("circular", "")),
    ("brief-public", "shi-shenhe", _led_to("/publicity/1", "/publicity/public/")),
    ("papers", "shi-shenhe", _at("/papers/")),
    ("open-list", "", _at("/open/")),
    ("quiz", "shi-shenhe", _at("/quiz/1/")),
    ("quiz-public", "shi-shenhe", _led_to("/quiz/1/", "/quiz/p/")),
    ("draw", "shi-shenhe", _at("/prizes/1/")),
    ("sessions", "shi-shenhe", _at("/attendance/")),
    ("exchange", "shi-shenhe", _at("/exchange/")),
    ("taking-part", "shi-shenhe", _at("/participation/")),
    ("library", "shi-shenhe", _at("/library/")),
    ("media", "shi-shenhe", _at("/coverage/")),
    ("desk", "shi-guanli", _at("/desk/")),
)

if __name__ == "__main__":
    main()
