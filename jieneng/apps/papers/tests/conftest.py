"""Papers for the tests: a letter of the city, drafted by Ines."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jieneng.apps.papers import actions
from jieneng.apps.papers.kinds import register_kinds
from jieneng.apps.papers.paper import Said
from jieneng.core.documents import papers, public_pages
from jieneng.rulebook.documents import use_folder
from jieneng.rulebook.read import read_text

TEXT = "贵局来函收悉。现将有关事项函复如下。\n一、有关情况\n（一）数据核对。已按口径核对完毕。\n特此函复。"
LETTER = Said(
    "关于商请提供用能数据的函",
    TEXT,
    {"addressee": "云川市统计局", "copies_to": ["市发展改革委", "市财政局"], "attachments": ["数据清单"]},
    number_code="云机管函",
)
MINUTES = Said(
    "节能工作联席会议纪要",
    "会议听取了宣传周筹备情况汇报。\n会议议定以下事项。",
    {"issue": "3", "present": "张示例、李示例", "observers": "王示例", "printer": "云川市机关事务管理局办公室"},
)


@pytest.fixture
def letter(town: Any) -> Any:
    return actions.draft("letter", town.city, LETTER, by=town.ines)


@pytest.fixture
def issued(letter: Any, town: Any, now: Any) -> Any:
    return actions.issue(letter, edit_no=letter.edit_no, by=town.ines, now=now)


@pytest.fixture
def invitation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A bureau that has a template of its own, 邀请函, made of that of a letter with one field more."""
    text = read_text("documents/letter.yaml")
    for old, new in (
        ("kind: letter", "kind: invitation"),
        ("label: 函", "label: 邀请函"),
        ("  note: {label: 附注}\n", "  note: {label: 附注}\n  place: {label: 地点, needed: true}\n"),
        ('note: "{note}"', 'note: "{note}"\n  attendance: {地点: "{place}"}'),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    (tmp_path / "invitation.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(papers, "_renders", dict(papers._renders))
    monkeypatch.setattr(public_pages, "_kinds", dict(public_pages._kinds))
    use_folder(tmp_path)
    register_kinds()
    yield tmp_path
    use_folder(None)
