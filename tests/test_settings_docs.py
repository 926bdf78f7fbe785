"""Every setting of the environment stands in docs/settings.md, and nothing else does."""

import re
from pathlib import Path

from jieneng.config.environment import SETTINGS

PAGE = Path(__file__).resolve().parent.parent / "docs/settings.md"
ROW = re.compile(r"^\| `([A-Z_]+)` \| (.*?) \| (.+?) \|$", re.MULTILINE)


def _described() -> dict[str, str]:
    """Default by name, as the page has them."""
    return {name: default.strip("`") for name, default, _ in ROW.findall(PAGE.read_text())}


def test_every_setting_is_described() -> None:
    assert set(SETTINGS) - set(_described()) == set()


def test_no_setting_is_described_that_does_not_exist() -> None:
    assert set(_described()) - set(SETTINGS) == set()


def test_the_defaults_on_the_page_are_the_defaults_of_the_code() -> None:
    described = _described()
    said = {name: described.get(name) for name in SETTINGS}
    assert said == {name: setting.default or "（空）" for name, setting in SETTINGS.items()}
