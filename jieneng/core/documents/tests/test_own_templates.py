"""A bureau's own templates take the place of the built-in ones or add kinds; a wrong one is never passed over."""

from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from jieneng.rulebook import RulebookError
from jieneng.rulebook.documents import TemplateError, free_templates, kinds, template, use_folder
from jieneng.rulebook.read import read_text


@pytest.fixture
def folder(tmp_path):
    use_folder(tmp_path)
    yield tmp_path
    use_folder(None)


def put(folder: Path, kind: str, *changed: tuple[str, str], of: str = "") -> None:
    """A template of one's own: the built-in one with some words changed."""
    text = read_text(f"documents/{of or kind}.yaml")
    for old, new in changed:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / f"{kind}.yaml").write_text(text, encoding="utf-8")
    use_folder(folder)


def said(folder: Path) -> list[str]:
    return [found.msg for found in run_checks() if found.id == "documents.E001"]


def test_a_file_of_the_same_name_takes_the_place_of_the_built_in_one(folder):
    put(folder, "notice", ("{issuer}文件", "{issuer}"))
    assert template("notice").parts["mark"]["name"] == "{issuer}"
    assert template("circular").parts["mark"]["name"] == "{issuer}文件"
    assert said(folder) == []


def test_a_file_of_another_name_adds_a_kind_for_free_use(folder):
    put(folder, "invitation", ("kind: letter", "kind: invitation"), ("label: 函", "label: 邀请函"), of="letter")
    assert kinds()[-1] == "invitation"
    assert free_templates()["invitation"].label == "邀请函"
    assert said(folder) == []


def test_a_wrong_one_is_reported_with_file_line_and_field_and_nothing_stands_in_for_it(folder):
    put(folder, "letter", ('note: "{note}"', 'note: "{remark}"'))
    line = (folder / "letter.yaml").read_text().splitlines().index('  note: "{remark}"') + 1
    assert said(folder) == [
        f"{folder}/letter.yaml, line {line}: remark: no such field; there are {', '.join(_fields())}"
    ]
    with pytest.raises(TemplateError):
        template("letter")
    with pytest.raises(SystemCheckError, match=f"letter.yaml, line {line}: remark"):
        call_command("check")


def _fields() -> list[str]:
    return ["issuer", "joint", "number", "title", "addressee", "attachments", "date", "note", "copies_to"]


def test_a_folder_that_is_not_there_is_an_error_and_not_an_empty_one(tmp_path):
    use_folder(tmp_path / "nowhere")
    try:
        assert "nowhere: no such folder" in said(tmp_path)[0]
        with pytest.raises(RulebookError, match="no such folder"):
            template("notice")
    finally:
        use_folder(None)


def test_what_is_no_text_is_an_error(folder):
    (folder / "letter.yaml").write_bytes("函".encode("gb18030"))
    use_folder(folder)
    assert "letter.yaml: 'utf-8'" in said(folder)[0]


@pytest.mark.parametrize(
    ("kind", "changed", "says"),
    [
        ("notice", ("  addressee: {label: 主送机关}\n", ""), "addressee: is filled in by the platform"),
        ("notice", ("附件, several: true", "附件"), "attachments: is filled in by the platform"),
        ("notice", ("附注}", "附注, needed: true}"), "note: is needed, and nobody is asked for it"),
        (
            "notice",
            ("label: 通知", "label: 通知\nuse: free"),
            "use: a paper of the kind notice is made by",
        ),
        ("notice", ("kind: notice", "kind: letter"), "kind: 'letter' stands in a file named notice"),
        ("notice", ("kind: notice", "kind: 通知"), "kind: '通知' is not of 2 to 20 small letters"),
    ],
)
def test_what_the_platform_fills_in_stays(folder, kind, changed, says):
    put(folder, kind, changed)
    assert says in said(folder)[0]


def test_a_new_kind_that_nobody_makes_is_an_error(folder):
    put(folder, "invitation", ("kind: letter", "kind: invitation"), ("use: free\n", ""), of="letter")
    assert "use: has to be free" in said(folder)[0]


def test_a_letter_may_lose_a_field(folder):
    put(folder, "letter", ("  note: {label: 附注}\n", ""), ('  note: "{note}"\n', ""))
    assert "note" not in template("letter").fields
    assert said(folder) == []
