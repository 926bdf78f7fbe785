"""The repository as a stranger finds it: nothing of one machine, nothing that is not ours, no dead link."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.core.management import get_commands

from jieneng.ui.refusals import catalogue

ROOT = Path(__file__).resolve().parent.parent
BUILT = {".git", ".venv", "node_modules", "var", "dist", "__pycache__", ".hypothesis", ".import_linter_cache"}
BUILT |= {".mypy_cache", ".pytest_cache", ".ruff_cache"}
PICTURES = {".png", ".svg", ".jpg"}
# One letter of each stands in brackets, so that this file passes its own test.
PLACE_OF_A_MACHINE = re.compile(r"(?<![\w.:/>*\]~-])/(?:h[o]me|U[s]ers|r[o]ot|w[o]rk|w[o]rkspace|m[n]t|t[m]p)/\w")
TOOL_OUTSIDE = re.compile(r"[c]hatgpt|[c]opilot|[c]laude|[c]o-authored-by|language [m]odel", re.IGNORECASE)
FONTS = {".ttf", ".otf", ".ttc", ".woff", ".woff2", ".eot"}
PACKED = {".whl", ".jar", ".zip", ".gz", ".so", ".dll", ".exe", ".wasm"}
OTHERS_FOLDERS = {"vendor", "vendors", "third_party", "third-party", "bower_components"}
OTHERS_BANNER = re.compile(r"@licen[sc]e\b|^\W*copyright\b", re.IGNORECASE | re.MULTILINE)
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)\s]+)\)")
TREE_QUERYSETS = {
    "get_ancestors",
    "get_annotated_list",
    "get_children",
    "get_children_count",
    "get_descendant_count",
    "get_descendants",
    "get_siblings",
    "get_tree",
    "is_descendant_of",
}


@cache
def _files() -> tuple[Path, ...]:
    """What belongs to the repository: tracked by git, or in a copy without git, whatever was not built here."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        found = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        found = [path for path in ROOT.rglob("*") if not BUILT & set(path.relative_to(ROOT).parts)]
    return tuple(path for path in found if path.is_file())


def _texts() -> Iterator[tuple[str, str]]:
    """Name and text of every file that is text."""
    for path in _files():
        if path.suffix not in PICTURES and path.name not in ("uv.lock", "package-lock.json"):
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def _modules() -> Iterator[tuple[str, ast.Module]]:
    return ((name, ast.parse(text)) for name, text in _texts() if name.endswith(".py"))


def _papers() -> Iterator[tuple[Path, str]]:
    return ((path, path.read_text()) for path in _files() if path.suffix == ".md")


def _lines(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number} {line.strip()[:80]}"
        for name, text in _texts()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_names_a_place_of_one_machine() -> None:
    assert _lines(PLACE_OF_A_MACHINE) == []


def test_no_file_speaks_of_the_tools_it_was_written_with() -> None:
    assert _lines(TOOL_OUTSIDE) == []


def test_there_are_no_fonts_and_no_packed_code() -> None:
    assert [path.name for path in _files() if path.suffix in FONTS | PACKED or path.name.endswith(".min.js")] == []


def test_there_is_no_code_of_others() -> None:
    folders = [name for path in _files() for name in path.relative_to(ROOT).parts if name in OTHERS_FOLDERS]
    banners = [name for name, text in _texts() if name != "LICENSE" and OTHERS_BANNER.search(text[:2_000])]
    assert folders + banners == []


def test_every_link_in_the_papers_leads_somewhere() -> None:
    with_pictures = any((ROOT / "docs/screens").glob("*.png"))  # screenshots are made from a running platform
    dead = [
        f"{path.relative_to(ROOT)}: {target}"
        for path, text in _papers()
        for picture, target in LINK.findall(text)
        if not re.match(r"https?:|mailto:", target) and (with_pictures or not picture)
        if not _leads_somewhere(path, target)
    ]
    assert dead == []


def _leads_somewhere(paper: Path, target: str) -> bool:
    name, _, anchor = target.partition("#")
    there = (paper.parent / name).resolve() if name else paper
    return there.exists() and (not anchor or anchor in _anchors(there))


def _anchors(paper: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    titles = re.findall(r"^#+ (.+)$", paper.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title).strip().lower().replace(" ", "-") for title in titles}


def test_every_page_of_the_docs_is_linked_from_another() -> None:
    linked = {
        (path.parent / target.partition("#")[0]).resolve()
        for path, text in _papers()
        for _, target in LINK.findall(text)
        if "://" not in target
    }
    pages = {path for path, _ in _papers() if path.is_relative_to(ROOT / "docs")}
    assert sorted(path.name for path in pages - linked) == []


def _own_commands() -> set[str]:
    return {name for name, app in get_commands().items() if str(app).startswith("jieneng")}


def test_every_command_is_named_in_the_papers() -> None:
    papers = "\n".join(text for _, text in _papers())
    assert sorted(name for name in _own_commands() if f"jieneng {name}" not in papers) == []


def test_every_command_that_the_papers_name_exists() -> None:
    call = re.compile(r"(?:`|^\s*)(?:\S*/)?jieneng ([a-z_]+)", re.MULTILINE)
    named = {name for _, text in _papers() for name in call.findall(text)}
    assert sorted(named - set(get_commands()) - {"help"}) == []


def test_every_make_target_that_the_papers_name_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {name for _, text in _papers() for name in re.findall(r"`make ([a-z-]+)`", text)}
    assert sorted(named - targets) == []


def test_every_refusal_that_a_test_expects_stands_in_the_catalogue() -> None:
    expected = re.compile(r"raises\(Refused, match=\"([a-z-]+)\"")
    named = [(name, code) for name, text in _texts() for code in expected.findall(text)]
    assert [one for one in named if one[1] not in catalogue()] == []


def test_what_a_request_holds_is_never_spread_into_a_query() -> None:
    spread = [
        f"{name}:{node.lineno}"
        for name, tree in _modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        for keyword in node.keywords
        if keyword.arg is None and node.func.attr in ("filter", "exclude", "get", "create", "update")
        if any(isinstance(part, ast.Name) and part.id == "request" for part in ast.walk(keyword.value))
    ]
    assert spread == []


def test_the_tree_is_asked_by_ranges_and_not_by_the_tree_library() -> None:
    asked = [
        f"{name}:{node.lineno} {node.attr}"
        for name, tree in _modules()
        if not name.startswith("jieneng/core/orgs/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in TREE_QUERYSETS
    ]
    assert asked == []
