"""The editor of a brief: its outline, its sheet with figures that open, its checks, and what may be done next."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from jieneng.apps.publicity.models import Brief, Highlight
from jieneng.apps.publicity.queries.candidates import offered_of
from jieneng.apps.publicity.queries.checks import Check, checks_of
from jieneng.apps.publicity.queries.panel import Asked, Panel, of_units, panel_of, told_of
from jieneng.apps.publicity.queries.paper import cell_citation, citations_of, labels_of, paper_of, picked_keys
from jieneng.apps.publicity.queries.past import Past
from jieneng.core.documents.models import ISSUED, SUBMITTED, Citation
from jieneng.core.documents.queries import changed_since, cited, value_of
from jieneng.core.orgs.acting import roles_at
from jieneng.engine.briefs.checking import n_characters
from jieneng.engine.briefs.composing import stopped
from jieneng.engine.briefs.editing import as_text
from jieneng.engine.documents.blocks import Addressee, Heading, Imprint, Paragraph, Photos, Title
from jieneng.engine.documents.blocks import Document as Paper
from jieneng.engine.documents.html import to_html
from jieneng.engine.documents.numbers import numbered
from jieneng.rulebook import actions
from jieneng.ui.wording import moment

_H1 = re.compile(r'<h3 class="doc-h1">')
VIEWS = (("text", "正文"), ("edit", "编辑"), ("figures", "只看数字"), ("preview", "版式预览"))


@dataclass(frozen=True)
class Outlined:
    """One part of the outline: where it stands in the sheet and how many figures it has."""

    name: str
    anchor: str
    n_figures: int
    n_edited: int = 0
    is_open: bool = False
    note: str = ""


@dataclass(frozen=True)
class Box:
    """A text box of the edit view: `name` in the form, what kind of block, its text with tokens."""

    name: str
    kind: str  # title, heading, paragraph, imprint
    label: str
    text: str
    n_rows: int


@dataclass(frozen=True)
class Drift:
    """A figure that is not any more as it was written."""

    citation: Citation
    then: Any
    now: Any


@dataclass(frozen=True)
class Editor:
    brief: Brief
    outline: list[Outlined]
    checks: list[Check]
    citations: list[Citation]
    drifts: list[Drift]
    panel: Panel | None
    told: Highlight | None
    n_characters: int
    may_draft: bool
    may_issue: bool

    @property
    def n_edited(self) -> int:
        return sum(bool(citation.edited_because) for citation in self.citations)

    @property
    def is_told_edited(self) -> bool:
        """Whether the opened text is in other words than the unit's own."""
        told = self.told
        return told is not None and stopped(told.text) != stopped(offered_of(told))

    @property
    def told_original(self) -> str:
        """The opened text as the unit wrote it."""
        return offered_of(self.told) if self.told else ""

    @property
    def is_over(self) -> bool:
        """Whether the text is longer than such a paper may be."""
        limit = self.brief.composition.most_characters
        return limit is not None and self.n_characters > limit

    @property
    def may_write(self) -> bool:
        return self.may_draft and not self.is_issued

    @property
    def is_issued(self) -> bool:
        return self.brief.document.state == ISSUED

    @property
    def is_submitted(self) -> bool:
        return self.brief.document.state == SUBMITTED

    @property
    def look(self) -> str:
        return {ISSUED: "done", SUBMITTED: "wait"}.get(self.brief.document.state, "draft")


def editor_of(brief: Brief, asked: Asked, *, person: Any) -> Editor:
    """Everything the editor shows; the sheet itself is made by `sheet` when the view needs it."""
    paper, citations = paper_of(brief), citations_of(brief)
    changed = changed_since(citations)
    opened = next((one for one in citations if one.key == asked.figure), None) or cell_citation(brief, asked.figure)
    if opened and opened not in citations and not of_units(opened):
        changed |= changed_since([opened])
    roles = roles_at(person, brief.organization)
    base = reverse("publicity:brief", args=[brief.pk])
    return Editor(
        brief=brief,
        outline=_outline(paper, citations, asked.figure),
        checks=checks_of(brief, citations, changed),
        citations=citations,
        drifts=[_drift(one, changed) for one in citations if one.key in changed],
        panel=panel_of(opened, changed, asked, past=Past(brief), seen_by=person, base=base) if opened else None,
        told=told_of(brief, asked.figure) if asked.figure and opened is None else None,
        n_characters=n_characters(paper),
        may_draft=bool(roles & actions()["brief.draft"].roles),
        may_issue=bool(roles & actions()["brief.issue"].roles),
    )


def may_write(brief: Brief, person: Any) -> bool:
    """Whether this person may change the brief at this moment."""
    return brief.document.state != ISSUED and bool(
        roles_at(person, brief.organization) & actions()["brief.draft"].roles
    )


def sheet(brief: Brief, opened: str = "") -> SafeString:
    """The paper with every figure as a link that opens it; headings can be jumped to."""
    citations = {one.key: one for one in brief.document.citations.all()}
    base = reverse("publicity:brief", args=[brief.pk])

    def chip(key: str, text: str) -> str:
        citation = citations.get(key)
        css = "chip" + (" on" if key == opened else "") + (" ed" if citation and citation.edited_because else "")
        css += " tx" if citation is None else ""
        current = mark_safe(' aria-current="true"') if key == opened else ""
        told = format_html(' title="{}"', chip_words(citation)) if citation else ""
        return format_html('<a class="{}" href="{}?figure={}#figure"{}{}>{}</a>', css, base, key, told, current, text)

    return _anchored(to_html(paper_of(brief), chip, photo_url=_photo_url))


def chip_words(citation: Citation) -> str:
    """What a figure says before it is opened: of how many it is, how old, how sure, whether it was written by hand."""
    own = cited(citation.item).is_own
    scope = _("本级") if own else f"{citation.n_counted:,} / {citation.n_expected:,} {_('家')}"
    said = [f"{citation.label}：{scope}", _("截至 %(at)s") % {"at": moment(citation.as_of)}]
    said += [_("含约数")] if citation.sum[2] else []
    said += [_("人工改动：%(because)s") % {"because": citation.edited_because}] if citation.edited_because else []
    return "；".join(said)


def preview(brief: Brief, photo_url: Callable[[str], str] | None = None) -> SafeString:
    """The paper as it will be printed, without links."""
    return mark_safe(to_html(paper_of(brief), photo_url=photo_url or _photo_url))  # noqa: S308 (the engine escapes)


def boxes(brief: Brief) -> list[Box]:
    """The text boxes of the edit view, one for each title, heading and paragraph, and for whom it goes to."""
    labels, hidden = labels_of(brief), picked_keys(brief)
    kinds = {Title: "title", Addressee: "title", Heading: "heading", Paragraph: "paragraph", Imprint: "imprint"}
    names = {Title: _("标题"), Addressee: _("主送"), Heading: _("小标题"), Paragraph: _("段落"), Imprint: _("版记")}
    found = []
    for n, block in enumerate(paper_of(brief).blocks):
        kind = kinds.get(type(block))
        if kind:
            text = as_text(block, labels, hidden)
            n_rows = max(2, len(text) // 34 + 1, text.count("\n") + 1)
            found.append(Box(f"b{n}", kind, names[type(block)], text, n_rows))
    return found


def _photo_url(ref: str) -> str:
    return reverse("files:clean", args=[int(ref)])


def _anchored(html: str) -> SafeString:
    """First-level headings get an id in their order: what people write is escaped, so only the engine's tags match."""
    counter = iter(range(1, 100))
    anchored = _H1.sub(lambda found: f'<h3 class="doc-h1" id="part{next(counter)}">', html)
    return mark_safe(anchored)  # noqa: S308 (the engine and format_html escape)


def _outline(paper: Paper, citations: list[Citation], opened: str) -> list[Outlined]:
    edited = {citation.key for citation in citations if citation.edited_because}
    figures = {citation.key for citation in citations}
    parts: list[tuple[str, str, list[str]]] = [(_("导语"), "sheet", [])]
    n_photos = 0
    for block, number in numbered(paper.blocks):
        if isinstance(block, Heading) and block.level == 1:
            parts.append((number + block.text, f"part{len(parts)}", []))
        elif isinstance(block, Paragraph):
            parts[-1][2].extend(run.citation for run in block.runs if run.citation)
        elif isinstance(block, Photos):
            n_photos += len(block.items)
    outline = [_outlined(name, anchor, keys, figures, edited, opened) for name, anchor, keys in parts]
    return [*outline, Outlined(_("照片"), "sheet", 0, note=_("%(n)s 张") % {"n": n_photos})] if n_photos else outline


def _outlined(name: str, anchor: str, keys: list[str], figures: set[str], edited: set[str], opened: str) -> Outlined:
    counted = Counter("figure" if key in figures else "told" for key in keys)
    notes = [_("数字 %(n)s") % {"n": counted["figure"]}] if counted["figure"] else []
    notes += [_("摘编 %(n)s") % {"n": counted["told"]}] if counted["told"] else []
    n_edited = len(edited & set(keys))
    notes += [_("改 %(n)s") % {"n": n_edited}] if n_edited else []
    return Outlined(name, anchor, counted["figure"], n_edited, opened in keys, "，".join(notes))


def _drift(citation: Citation, changed: dict[str, list[int]]) -> Drift:
    return Drift(citation, value_of(citation, citation.sum), value_of(citation, changed[citation.key]))
