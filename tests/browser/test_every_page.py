"""Every page that a role can reach by links: it answers, keeps its content policy, fits a phone, and suits axe.

One page of each shape is opened: `/reporting/1/board/?state=late` and `/reporting/2/board/?state=done` are one shape.
Two roles look at it in the browser; to the others it must answer, and lead on.
"""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from lxml import html
from playwright.sync_api import Error, Page

from tests.browser.serving import Served
from tests.browser.soundness import Looks, complaints

_LOOKERS = 2  # roles
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
    for address, status, is_open in _in_reach(page, "/" if username else "/people/sign-in", said, looks):
        reached.append(_shape(address))
        wrong = [f"answered {status}"] if status != 200 else []
        seen = [*complaints(page, looks), *said] if is_open else []
        findings += [f"{address}: {finding}" for finding in [*wrong, *seen]]
    assert not findings, "\n".join(findings)
    assert len(reached) >= REACHED[username], "\n".join(reached)


def _in_reach(page: Page, start: str, said: list[str], looks: Looks) -> Iterator[tuple[str, int, bool]]:
    """Go from link to link, to one page of each shape: its address, its answer, and whether it is open in the browser.

    Open it stays while it is looked at. Where other roles have looked at the shape, it is only asked for.
    """
    queue, shapes = [start], set()
    while queue:
        address = queue.pop(0)
        if (shape := _shape(address)) in shapes:
            continue
        shapes.add(shape)
        said.clear()  # what a picture by itself, or axe on the page before, has provoked is not the page's fault
        assert len(shapes) <= _MOST, shapes
        is_open = any(looks.is_new(f"{shape} {n}") for n in range(_LOOKERS))
        status, links = _opened(page, address) if is_open else _asked(page, address)
        if status:
            queue += [_path(link) for link in links if _is_page(link, page)]
            yield address, status, is_open


def _opened(page: Page, address: str) -> tuple[int, list[str]]:
    """The answer to a page that stays open, and its links; 0 for what is no page."""
    try:
        response = page.goto(address)
    except Error as error:
        if "Download is starting" in str(error):
            return 0, []  # a file, whatever its address is called
        raise
    assert response is not None, address
    if not response.headers.get("content-type", "").startswith("text/html"):
        return 0, []  # a picture by itself
    return response.status, page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")


def _asked(page: Page, address: str) -> tuple[int, list[str]]:
    """The same without opening it."""
    response = page.request.get(address)
    if not response.headers.get("content-type", "").startswith("text/html"):
        return 0, []
    read = html.document_fromstring(response.text())
    read.make_links_absolute(response.url)
    return response.status, [str(link) for link in read.xpath("//a/@href")]


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
