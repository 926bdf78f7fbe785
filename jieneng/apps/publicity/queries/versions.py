"""The versions of a brief: their list, two of them beside each other, and what someone has written on an old one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from jieneng.apps.publicity.models import Brief, Version
from jieneng.apps.publicity.queries.paper import labels_of, paper_of, picked_keys
from jieneng.engine.briefs.differences import Change, differences
from jieneng.engine.briefs.editing import as_text, cited_keys, imprint_text, merged
from jieneng.engine.documents.blocks import (
    Addressee,
    Heading,
    Imprint,
    Paragraph,
    Photos,
    Table,
    Title,
    from_json,
)
from jieneng.engine.documents.blocks import Document as Paper

_PAGE = 20
WAYS = {
    "composed": _("从数据生成"),
    "written": _("修改正文"),
    "figure": _("改写数字"),
    "picked": _("摘编、照片"),
    "refreshed": _("取最新数字"),
    "restored": _("恢复旧版本"),
}
PROSE = (Title, Addressee, Heading, Paragraph)
WRITTEN = (*PROSE, Imprint)


@dataclass(frozen=True)
class Listed:
    version: Version
    way: str
    is_newest: bool


@dataclass(frozen=True)
class Page:
    rows: list[Listed]
    next_url: str
    first_url: str


@dataclass(frozen=True)
class Compared:
    """Two versions: `older` may be missing where the first one is looked at."""

    older: Version | None
    newer: Version
    way: str
    changes: list[Change]
    is_newest: bool

    @property
    def n_changed(self) -> int:
        return sum(change.kind != "same" for change in self.changes)


@dataclass(frozen=True)
class Unsaved:
    """What someone typed and did not save, by the place of the box; `left` found no place any more."""

    texts: dict[int, str] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    at: datetime | None = None
    is_on_old: bool = False
    draft_no: int = 0


def versions_of(brief: Brief, *, before: int | None = None) -> Page:
    """The versions, newest first."""
    rows = brief.versions.select_related("by").defer("body", "figures", "picks", "photos", "labels")
    newest = brief.versions.order_by("-no").values_list("no", flat=True).first()
    rows = rows.filter(no__lt=before) if before else rows
    found = list(rows.order_by("-no")[: _PAGE + 1])
    listed = [Listed(one, str(WAYS.get(one.how, one.how)), one.no == newest) for one in found[:_PAGE]]
    next_url = f"?before={found[_PAGE - 1].no}" if len(found) > _PAGE else ""
    return Page(listed, next_url, "?" if before else "")


def compared(brief: Brief, newer: Version, older_no: int | None) -> Compared:
    """A version beside an older one, the one before it unless another is asked for."""
    rows = brief.versions.select_related("by").filter(no__lt=newer.no)
    older = rows.filter(no=older_no).first() if older_no else rows.order_by("-no").first()
    before = _texts(from_json(older.body)) if older else []
    changes = differences(before, _texts(from_json(newer.body)))
    is_newest = not brief.versions.filter(no__gt=newer.no).exists()
    return Compared(older, newer, str(WAYS.get(newer.how, newer.how)), changes, is_newest)


def box_texts(brief: Brief) -> dict[int, str]:
    """What the text boxes of the brief hold, by the place of their block."""
    return _boxes(paper_of(brief), labels_of(brief), picked_keys(brief))


def on_what_stands(brief: Brief, mine: Mapping[int, str], *, edit_no: int) -> Unsaved:
    """What was typed on the state `edit_no`, brought onto the brief as it stands now."""
    theirs = box_texts(brief)
    if edit_no == brief.document.edit_no:
        return Unsaved(theirs | {n: text for n, text in mine.items() if n in theirs})
    version = brief.versions.filter(edit_no=edit_no).order_by("-no").first()
    base = _base(version) if version else {}
    texts, left = merged(base, mine, theirs)
    return Unsaved(texts, left, is_on_old=True)


def unsaved_of(brief: Brief, person: Any) -> Unsaved | None:
    """What this person has typed and not saved; None when there is nothing."""
    kept = brief.writings.filter(person=person).first()
    if kept is None:
        return None
    mine = {int(name): text for name, text in kept.texts.items()}
    found = on_what_stands(brief, mine, edit_no=kept.edit_no)
    return Unsaved(found.texts, found.left, kept.at, found.is_on_old, kept.draft_no)


def _base(version: Version) -> dict[int, str]:
    paper = from_json(version.body)
    figures = {figure["key"] for figure in version.figures}
    return _boxes(paper, version.labels, [key for key in cited_keys(paper) if key not in figures])


def _boxes(paper: Paper, labels: Mapping[str, str], hidden: list[str]) -> dict[int, str]:
    blocks = enumerate(paper.blocks)
    return {n: as_text(block, labels, hidden) for n, block in blocks if isinstance(block, WRITTEN)}


def _texts(paper: Paper) -> list[str]:
    """The paper as lines to be compared: prose, rows of tables, captions of photographs, whom it goes to."""
    lines: list[str] = []
    for block in paper.blocks:
        if isinstance(block, PROSE):
            lines.append(block.text)
        elif isinstance(block, Imprint):
            lines += imprint_text(block).split("\n")
        elif isinstance(block, Table):
            lines += ["　".join(row) for row in (block.headers, *block.rows)]
        elif isinstance(block, Photos):
            lines += [f"照片：{item.caption}" for item in block.items]
    return lines
