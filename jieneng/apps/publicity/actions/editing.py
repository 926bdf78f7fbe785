"""Write the prose of a brief; change what a figure says, which needs a reason unless it says the same."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from jieneng.apps.publicity.models import Brief
from jieneng.apps.publicity.queries.paper import labels_of, paper_of, picked_keys, written_ways
from jieneng.core.audit.actions import record
from jieneng.core.documents import actions as documents
from jieneng.core.documents.models import ISSUED, Citation
from jieneng.engine.briefs import editing
from jieneng.engine.documents.blocks import Document as Paper
from jieneng.engine.documents.blocks import to_json
from jieneng.ui.refusals import Refused

_LONGEST_FIGURE = 40
_LONGEST_TEXT = 4_000


@transaction.atomic
def write(brief: Brief, texts: Mapping[int, str], *, edit_no: int, by: Any) -> Brief:
    """Replace the text of some blocks, by their place in the paper. A token taken out takes its citation with it."""
    for text in texts.values():
        if len(text) > _LONGEST_TEXT:
            raise Refused("too-long", field="段落", n=len(text), limit=_LONGEST_TEXT)
    try:
        paper = editing.rewritten(paper_of(brief), texts, labels_of(brief), picked_keys(brief))
    except editing.UnknownToken as unknown:
        raise Refused("brief-token-unknown", token=unknown.token) from unknown
    return save(brief, paper, edit_no=edit_no, by=by)


@transaction.atomic
def change_figure(brief: Brief, key: str, shown: str, *, because: str, edit_no: int, by: Any) -> Citation:
    """Write a figure otherwise. Rounded or exact is free; another value needs a reason and stays marked."""
    citation = brief.document.citations.select_related("series").get(key=key)
    shown = "".join(shown.split())
    if not shown:
        raise Refused("empty-text", field=citation.label)
    if len(shown) > _LONGEST_FIGURE:
        raise Refused("too-long", field=citation.label, n=len(shown), limit=_LONGEST_FIGURE)
    is_same = shown in written_ways(citation)
    if not is_same and not because.strip():
        raise Refused("reason-missing", what="改动说明")
    before, citation.shown = citation.shown, shown
    citation.edited_because = "" if is_same else because.strip()[:200]
    save(brief, editing.restated(paper_of(brief), {key: shown}), edit_no=edit_no, by=by)
    citation.save(update_fields=["shown", "edited_because"])
    changes = {"figure": citation.label, "from": before, "to": shown}
    record(by, "brief.change_figure", brief.document, because=because.strip(), changes=changes)
    return citation


def save(brief: Brief, paper: Paper, *, edit_no: int, by: Any) -> Brief:
    """Keep the paper as the draft of the brief; citations and picks that it no longer gives go with it."""
    if brief.document.state == ISSUED:
        raise Refused("document-issued", title=brief.document.title)
    brief.document = documents.change(brief.document, paper.title, to_json(paper), edit_no=edit_no, by=by)
    given = set(editing.cited_keys(paper))
    brief.document.citations.exclude(key__in=given).delete()
    for highlight in brief.highlights.all():
        if highlight.key not in given:
            highlight.delete()
    return brief
