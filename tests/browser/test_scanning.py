"""The phone at a volunteers' post: what it scans without a network waits on it, and is answered when there is one."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.serving import Served

CAMERA = """
window.codes = [];
window.BarcodeDetector = class {
  detect() { return Promise.resolve(window.codes.splice(0).map(rawValue => ({rawValue}))); }
};
navigator.mediaDevices.getUserMedia = () => Promise.resolve(document.createElement("canvas").captureStream());
"""


def test_scans_wait_on_the_phone_until_there_is_a_network(demo: Served, open_as: Callable[..., Page]) -> None:
    page = open_as(demo, "yuntai-zhuren", phone=True)
    page.add_init_script(CAMERA)
    page.goto("/participation/")
    page.get_by_role("link", name="节能志愿者进街道").click()
    page.get_by_role("link", name="名单和签到").first.click()
    page.get_by_role("link", name="扫码签到签退").click()
    page.get_by_role("button", name="打开相机扫码").click()
    page.context.set_offline(True)
    page.get_by_text("签退", exact=True).first.click()
    for n in (1, 2):
        page.evaluate("code => window.codes.push(code)", f"{n}.forged")
        expect(page.locator("[data-scan-said]")).to_contain_text("已记在本机")
        expect(page.locator("[data-scan-waiting]")).to_contain_text(f"{n} 条扫码记在本机")
    expect(page.locator("[data-scan-refused]")).to_be_hidden()
    page.context.set_offline(False)
    expect(page.locator("[data-scan-refused] li")).to_have_count(2)
    expect(page.locator("[data-scan-refused]")).to_contain_text("不是有效的志愿者二维码")
    expect(page.locator("[data-scan-waiting]")).to_be_hidden()
