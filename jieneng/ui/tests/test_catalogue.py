"""The catalogue against the code that uses it, and against the way we speak."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import jieneng
from jieneng.ui.refusals import catalogue

ROOT = Path(jieneng.__file__).parent
ALLOWED_LATIN = {
    "xlsx",
    "txt",
    "html",
    "HTML",
    "docx",
    "pdf",
    "OFD",
    "doc",
    "wps",
    "rtf",
    "mht",
    "jpg",
    "png",
    "webp",
}  # endings people meet
NOT_OUR_WORDS = ("您", "!", "！", "非法", "驳回", "错误代码", "亲")
GIVEN_BY_US = {"where", "field", "row"}


def _modules() -> Iterator[tuple[Path, str]]:
    for path in sorted(ROOT.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "tests" not in path.parts and "jieneng.ui.refusals" in text:
            yield path, text


def _calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call of that name in the modules that take it from jieneng.ui.refusals, tests left out."""
    for path, text in _modules():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def _codes(call: ast.Call, position: int) -> list[str]:
    """The codes a call may use: a constant, or the two arms of a choice (never its condition)."""
    named = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
    here = named or call.args[position : position + 1]
    arms = [arm for node in here for arm in ((node.body, node.orelse) if isinstance(node, ast.IfExp) else (node,))]
    return [arm.value for arm in arms if isinstance(arm, ast.Constant) and isinstance(arm.value, str)]


def _facts_of(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_every_refusal_that_is_raised_stands_in_the_catalogue() -> None:
    unknown = [f"{at} {code}" for at, call in _calls("Refused") for code in _codes(call, 0) if code not in catalogue()]
    assert not unknown


def test_every_problem_that_is_found_stands_in_the_catalogue() -> None:
    unknown = [f"{at} {code}" for at, call in _calls("Problem") for code in _codes(call, 2) if code not in catalogue()]
    assert not unknown


def test_every_code_that_is_handed_on_to_a_problem_stands_in_the_catalogue() -> None:
    unknown = [
        f"{path.relative_to(ROOT)} {code}"
        for path, text in _modules()
        for code in re.findall(r"\"((?:form|sheet)-[a-z-]+)\"", text)
        if code not in catalogue()
    ]
    assert not unknown


def test_every_refusal_is_given_the_facts_its_sentence_tells() -> None:
    missing = []
    for at, call in _calls("Refused"):
        given = {keyword.arg for keyword in call.keywords}
        if None in given:  # **facts: only known when it runs
            continue
        for code in _codes(call, 0):
            entry = catalogue().get(code)
            wanted = _facts_of(entry.say + entry.next) - GIVEN_BY_US if entry else set()
            missing += [f"{at} {code}: {name}" for name in sorted(wanted - given)]
    assert not missing


def test_sentences_are_chinese_without_codes_and_without_scolding() -> None:
    for code, entry in catalogue().items():
        words = re.sub(r"\{\w+\}", "", entry.say + entry.next)
        assert set(re.findall(r"[A-Za-z]+", words)) <= ALLOWED_LATIN, code
        assert not any(word in words for word in NOT_OUR_WORDS), code
        assert re.search(r"[\u4e00-\u9fff]", entry.next), code


def test_sentences_end_as_sentences() -> None:
    unfinished = [
        code
        for code, entry in catalogue().items()
        if not entry.next.endswith("。") or not (entry.say.endswith("。") or entry.say.endswith("}"))
    ]
    assert not unfinished


def test_there_is_a_sentence_for_each_stage_of_the_work() -> None:
    begins = {code.split("-")[0] for code in catalogue()}
    assert {"notice", "sheet", "form", "password", "export"} <= begins
