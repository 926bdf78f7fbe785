"""Browsers: Debian's Chromium, a desk of 1440 and a phone of 390 pixels, and a served demo."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from jieneng.demo.cast import PASSWORD
from tests.browser.browsing import CHROMIUM, DESK, PHONE, QUIET, sign_in
from tests.browser.serving import Served, served
from tests.browser.soundness import Looks


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker("browser")
    items.sort(key=lambda item: item.path.stem != "test_first_day")  # it needs no demo: lived while the demo is played


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": list(QUIET)}


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demo city, served; played once for the whole run, and a copy of it for each worker."""
    folder, first = tmp_path_factory.mktemp("demo"), ("demo", "--players", "160")
    with served(folder, first, like=_shared(tmp_path_factory) / "demo-as-played") as server:
        yield server


@pytest.fixture(scope="session")
def looks(tmp_path_factory: pytest.TempPathFactory) -> Looks:
    """What axe has seen in this run."""
    return Looks(_shared(tmp_path_factory) / "looks")


def _shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the whole run, which all workers share."""
    run = tmp_path_factory.getbasetemp()
    return run.parent if "PYTEST_XDIST_WORKER" in os.environ else run


@pytest.fixture
def open_as(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`open_as(server, "shi-shenhe", phone=True)`: a page in which this account of the demo is signed in."""
    contexts: list[BrowserContext] = []

    def open_(
        server: Served, username: str = "", *, phone: bool = False, password: str = PASSWORD, **extra: Any
    ) -> Page:
        context = browser.new_context(
            base_url=server.url, viewport=PHONE if phone else DESK, is_mobile=phone, locale="zh-CN", **extra
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        if username:
            sign_in(page, username, password)
        return page

    yield open_
    for context in contexts:
        context.close()
