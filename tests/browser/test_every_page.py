"""Every page that a role can reach by links: no error, nothing serious from axe, no sideways scrolling, CSP kept."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESK, PHONE
from tests.browser.serving import Served

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
_MOST = 60
_FILES = re.compile(r"\.(docx|xlsx|svg|png|jpg|pdf)$|/(download|docx|sheet|template|export)")
ROLES = ("sheng-jieneng", "shi-shenhe", "shi-qianfa", "shi-guanli", "shi-shenji", "wangling-shenhe", "wangling-yizhong")


@pytest.mark.parametrize("username", ["", *ROLES])
def test_every_page_in_reach_is_sound(demo: Served, open_as: Callable[..., Page], username: str) -> None:
    page = open_as(demo, username, bypass_csp=True)
    findings, seen = [], 0
    for address in _in_reach(page, "/" if username else "/people/sign-in"):
        seen += 1
        findings += [f"{address}: {finding}" for finding in _findings(page)]
    assert seen >= 3 if username else seen >= 1
    assert findings == []


@pytest.mark.parametrize("username", ["shi-shenhe", "wangling-yizhong"])
def test_no_page_breaks_its_own_content_policy(demo: Served, open_as: Callable[..., Page], username: str) -> None:
    page = open_as(demo, username)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    for address in _in_reach(page, "/"):
        page.wait_for_timeout(20)
        assert said == [], address


def _in_reach(page: Page, start: str) -> Iterator[str]:
    """Open pages one after another by their links, one of each shape; leave the page open while it is looked at."""
    queue, shapes = [start], set()
    while queue and len(shapes) < _MOST:
        address = queue.pop(0)
        shape = _shape(address)
        if shape in shapes:
            continue
        shapes.add(shape)
        response = page.goto(address)
        assert response is not None, address
        assert response.status == 200, f"{address} answered {response.status}"
        links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
        queue += [
            _path(link) for link in links if link.startswith(page.url.split("/", 3)[0]) and _same_site(link, page)
        ]
        yield address


def _same_site(link: str, page: Page) -> bool:
    return urlsplit(link).netloc == urlsplit(page.url).netloc and not _FILES.search(urlsplit(link).path)


def _path(link: str) -> str:
    parts = urlsplit(link)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _shape(address: str) -> str:
    """The address without its numbers and codes, with only the names of what is asked."""
    parts = urlsplit(address)
    names = sorted({part.split("=")[0] for part in parts.query.split("&") if part})
    return re.sub(r"/(\d+|[0-9a-f]{10,16})(?=/|$)", "/#", parts.path) + "?" + ",".join(names)


def _findings(page: Page) -> list[str]:
    found = []
    for name, size in (("1440", DESK), ("390", PHONE)):
        page.set_viewport_size(size)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if wide > 1:
            found.append(f"{wide} px wider than {name}")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    rules = "{ resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }"
    result = page.evaluate(f"axe.run(document, {rules})")
    for violation in result["violations"]:
        if violation["impact"] in ("serious", "critical"):
            nodes = "; ".join(node["html"][:160] for node in violation["nodes"][:2])
            found.append(f"{violation['id']}: {nodes}")
    page.set_viewport_size(DESK)
    return found
