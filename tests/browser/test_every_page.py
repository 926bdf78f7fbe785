"""Every page that a role can reach by links: it answers, keeps its content policy, fits a phone, and suits axe.

One page of each shape is opened: `/reporting/1/board/?state=late` and `/reporting/2/board/?state=done` are one shape.
"""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error, Page

from tests.browser.serving import Served
from tests.browser.soundness import Looks, complaints

_MOST = 240  # shapes; more would mean that the crawl has lost its way
_FILES = re.compile(
    r"\.(atom|docx|xlsx|svg|png|jpg|pdf|json|txt|py)$|/(docx|pdf|original|clean|thumb|picture|autosave|sealed)$|/(attached|materials)/\d+$"
)

REACHED = {  # at least so many pages; a role that suddenly reaches fewer has lost a link
    "": 9,
    "sheng-jieneng": 20,
    "shi-shenhe": 38,
    "shi-qianfa": 35,
    "shi-guanli": 12,
    "shi-shenji": 10,
    "shi-xitong": 8,
    "shi-jiaoyu": 20,
    "wangling-shenhe": 32,
    "wangling-yizhong": 20,
}


@pytest.mark.parametrize("username", REACHED)
def test_every_page_in_reach_is_sound(demo: Served, open_as: Callable[..., Page], username: str, looks: Looks) -> None:
    page = open_as(demo, username)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    findings, reached = [], []
    for address, status in _in_reach(page, "/" if username else "/people/sign-in", said):
        reached.append(_shape(address))
        wrong = [f"answered {status}"] if status != 200 else []
        findings += [f"{address}: {finding}" for finding in [*wrong, *complaints(page, looks), *said]]
    assert not findings, "\n".join(findings)
    assert len(reached) >= REACHED[username], "\n".join(reached)


def _in_reach(page: Page, start: str, said: list[str]) -> Iterator[tuple[str, int]]:
    """Open pages one after another by their links, one of each shape; leave the page open while it is looked at."""
    queue, shapes = [start], set()
    while queue:
        address = queue.pop(0)
        if (shape := _shape(address)) in shapes:
            continue
        shapes.add(shape)
        said.clear()  # what a picture by itself, or axe on the page before, has provoked is not the page's fault
        assert len(shapes) <= _MOST, shapes
        try:
            response = page.goto(address)
        except Error as error:
            if "Download is starting" in str(error):
                continue  # a file, whatever its address is called
            raise
        assert response is not None, address
        if not response.headers.get("content-type", "").startswith("text/html"):
            continue  # a picture by itself is no page
        links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
        queue += [_path(link) for link in links if _is_page(link, page)]
        yield address, response.status


def _is_page(link: str, page: Page) -> bool:
    parts = urlsplit(link)
    return parts.netloc == urlsplit(page.url).netloc and not _FILES.search(parts.path)


def _path(link: str) -> str:
    parts = urlsplit(link)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _shape(address: str) -> str:
    """The address without its numbers and codes, with only the names of what is asked; all boards are one."""
    parts = urlsplit(re.sub(r"(/board/)\d+/", r"\1", address))
    names = sorted({part.split("=")[0] for part in parts.query.split("&") if part})
    names = ["extend"] if "extend" in names else names  # the same form, whatever list it was opened from
    return re.sub(r"/(\d+|[0-9a-f]{10,16})(?=/|$)", "/#", parts.path) + "?" + ",".join(names)
