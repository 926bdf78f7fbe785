"""What every browser of ours has in common: the two sizes, a Chromium that keeps to itself, and how one signs in."""

from playwright.sync_api import Page, ViewportSize

from tests.browser_packages import browser

DESK, PHONE = ViewportSize(width=1440, height=900), ViewportSize(width=390, height=844)
CHROMIUM = browser()
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def sign_in(page: Page, username: str, password: str) -> None:
    """Through the form, as everybody does."""
    page.goto("/people/sign-in")
    page.fill("[name=username]", username)
    page.fill("[name=password]", password)
    with page.expect_navigation():
        page.click("main [type=submit]")


def reload_until(page: Page, text: str) -> None:
    """Totals are folded each second: look again until the page says this."""
    for _ in range(20):
        if page.get_by_text(text).count():
            return
        page.wait_for_timeout(300)
        page.reload()
    raise AssertionError(f"{page.url} never said {text!r}: {page.inner_text('main')[:600]}")
