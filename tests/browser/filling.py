"""Filling in the week's report as people do: figures by their names, a summary, a photograph."""

import io
from collections.abc import Mapping

from PIL import Image
from playwright.sync_api import Page, expect

SUMMARY = "活动期间组织干部职工收看启动活动直播，在阅览室和食堂张贴宣传画，午间关闭公共区域照明，提醒读者随手关灯。"


def figures(page: Page, values: Mapping[str, str]) -> None:
    """Type figures into the fields of these names."""
    for label, value in values.items():
        page.get_by_role("textbox", name=label).first.fill(value)


def add_photo(page: Page, caption: str, activity: str) -> None:
    """Choose a photograph; when it has gone up, say what it shows and where it belongs."""
    page.get_by_label("添加照片").set_input_files(
        {"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
    )
    row = page.locator("[data-pictures] [data-item]").last
    expect(row.locator("img")).to_have_js_property("complete", True)
    row.get_by_role("textbox").fill(caption)
    row.get_by_role("combobox").select_option(label=activity)


def photograph() -> bytes:
    """A picture with something in it, as large as a phone's."""
    out = io.BytesIO()
    Image.linear_gradient("L").resize((1600, 1200)).convert("RGB").save(out, "JPEG", quality=80)
    return out.getvalue()
