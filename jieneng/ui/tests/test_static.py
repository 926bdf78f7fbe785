"""Stylesheets and scripts: what browsers of 2020 understand, and what the security policy allows."""

import re
from pathlib import Path

import pytest

import jieneng.ui

STATIC = Path(jieneng.ui.__file__).parent / "static" / "ui"
STYLES = sorted(STATIC.rglob("*.css"))
SCRIPTS = sorted(STATIC.rglob("*.js"))
TOO_NEW_STYLE = (
    r"oklch\(|oklab\(|light-dark\(|color-mix\(|:has\(|:is\(|:where\(|\binset:|aspect-ratio:|@layer|@container"
)
TOO_NEW_SCRIPT = r"\?\.[A-Za-z_(\[]|\?\?|\breplaceAll\(|\.at\(|\(\?<[=!]|\bimport\(|#[a-z]\w* ?[=;(]|structuredClone"
UNSAFE = r"\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write|setTimeout\([\"']|\.cssText"
NO_TOKEN = {"tokens.css"}


def _ids(path: Path) -> str:
    return path.name


def _without_remarks(text: str) -> str:
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def _rules(text: str) -> list[tuple[str, str]]:
    return re.findall(r"([^{}]+)\{([^{}]*)\}", _without_remarks(text))


@pytest.mark.parametrize("path", STYLES, ids=_ids)
def test_a_stylesheet_uses_only_what_old_browsers_know(path: Path) -> None:
    assert not re.search(TOO_NEW_STYLE, _without_remarks(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", STYLES, ids=_ids)
def test_a_stylesheet_has_no_gap_outside_a_grid(path: Path) -> None:
    flex_with_gap = [
        selector.strip()
        for selector, body in _rules(path.read_text(encoding="utf-8"))
        if re.search(r"(?<![-\w])gap:", body) and "flex" in body
    ]
    assert not flex_with_gap


@pytest.mark.parametrize("path", STYLES, ids=_ids)
def test_a_stylesheet_nests_only_in_media_rules(path: Path) -> None:
    depth = deepest = 0
    for sign in re.findall(r"[{}]", _without_remarks(path.read_text(encoding="utf-8"))):
        depth += 1 if sign == "{" else -1
        deepest = max(deepest, depth)
    assert depth == 0
    assert deepest <= 2


@pytest.mark.parametrize("path", STYLES, ids=_ids)
def test_a_stylesheet_uses_tokens_that_exist(path: Path) -> None:
    known = set(re.findall(r"(--jn-[\w-]+):", (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")))
    assert set(re.findall(r"var\((--[\w-]+)", path.read_text(encoding="utf-8"))) <= known


def test_no_text_is_smaller_than_twelve_pixels() -> None:
    for path in STYLES:
        sizes = re.findall(r"([^{}]*)\{[^{}]*font-size:\s*(\d+)px", _without_remarks(path.read_text(encoding="utf-8")))
        assert not [selector for selector, size in sizes if int(size) < 12 and "sup" not in selector], path.name


@pytest.mark.parametrize("path", SCRIPTS, ids=_ids)
def test_a_script_uses_only_what_old_browsers_know(path: Path) -> None:
    assert not re.search(TOO_NEW_SCRIPT, _without_lines_of_remark(path))


@pytest.mark.parametrize("path", SCRIPTS, ids=_ids)
def test_a_script_puts_no_text_into_the_page_as_markup(path: Path) -> None:
    assert not re.search(UNSAFE, _without_lines_of_remark(path))


@pytest.mark.parametrize("path", SCRIPTS, ids=_ids)
def test_a_script_begins_with_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("// ")
    assert '"use strict"' in text
    assert not re.search(r"您|！", text)


def test_drafts_on_the_device_hold_no_telephone_numbers() -> None:
    drafts = (STATIC / "js" / "drafts.js").read_text(encoding="utf-8")
    assert '"tel"' in drafts
    assert '"password"' in drafts
    pattern = re.search(r"const TO_CALL = /(.+)/g;", drafts)
    assert pattern
    assert re.sub(pattern.group(1), r"\1", "电话13800001234，或者0000-86112233。") == "电话，或者。"
    assert re.search(pattern.group(1), "共印制1200套") is None


def _without_lines_of_remark(path: Path) -> str:
    return re.sub(r"^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
