"""The administrator's first morning: founding units, opening accounts, by form and by sheet."""

import io
import re
from collections.abc import Sequence

import openpyxl
from playwright.sync_api import FilePayload, Page, expect

Row = dict[str, str]


def first_sign_in(page: Page, username: str, first: str, own: str) -> None:
    """Sign in with the password of the slip, and set one's own as the platform asks."""
    page.goto("/people/sign-in")
    page.get_by_label("登录名").fill(username)
    page.get_by_label("密码").fill(first)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", name="修改密码")).to_be_visible()
    expect(page.get_by_text("当前使用的是初始密码")).to_be_visible()
    page.get_by_label("原密码").fill(first)
    page.get_by_label("新密码", exact=True).fill(own)
    page.get_by_label(re.compile("再")).fill(own)
    page.get_by_role("button", name="修改密码").click()
    expect(page.get_by_role("heading", name="待办")).to_be_visible()


def found_by_form(page: Page, name: str, category: str) -> None:
    """添加单位, from the page of one's own bureau: nature, level and region are proposed."""
    page.goto("/desk/")
    page.get_by_role("link", name="添加单位").click()
    page.get_by_label("单位名称").fill(name)
    page.get_by_label("类别").select_option(label=category)
    page.get_by_role("button", name="添加").click()
    expect(page.get_by_role("main")).to_contain_text(name)


def filled(template: bytes, rows: Sequence[Row]) -> bytes:
    """The downloaded template with rows typed under its own heads, as an office program saves it."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    sheet = book.active
    column = {cell.value: cell.column for cell in sheet[1]}
    for no, row in enumerate(rows, start=2):
        for label, text in row.items():
            sheet.cell(no, column[label], text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload_sheet(page: Page, title: str, rows: Sequence[Row]) -> None:
    """导入单位 or 导入人员: take the template from the page, fill it, hand it in, and see the preview."""
    page.get_by_role("link", name=title).click()
    with page.expect_download() as started:
        page.get_by_role("link", name="下载模板").click()
    template = started.value.path().read_bytes()
    sheet = FilePayload(name=f"{title}.xlsx", mimeType="application/octet-stream", buffer=filled(template, rows))
    page.get_by_label("表格").set_input_files(sheet)
    page.get_by_role("button", name="上传检查").click()


def slips_on(page: Page) -> dict[str, str]:
    """Login name and first password of every slip on the page."""
    expect(page.get_by_role("heading", name="初始密码单")).to_be_visible()
    slips = page.locator("section.slip")
    texts = [slip.inner_text() for slip in slips.all()]
    pairs = [re.search(r"登录名\s+(\S+)\s+初始密码\s+(\S+)", text) for text in texts]
    return {pair[1]: pair[2] for pair in pairs if pair}
