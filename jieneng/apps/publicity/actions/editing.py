"""Write the prose of a brief; change what a figure says, which needs a reason unless it says the same."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from jieneng.apps.publicity.actions.keeping import LONGEST_TEXT, save
from jieneng.apps.publicity.models import Brief
from jieneng.apps.publicity.queries.paper import labels_of, paper_of, picked_keys, written_ways
from jieneng.core.audit.actions import record
from jieneng.core.documents.models import Citation
from jieneng.engine.briefs import editing
from jieneng.ui.refusals import Refused

_LONGEST_FIGURE = 40


@transaction.atomic
def write(brief: Brief, texts: Mapping[int, str], *, edit_no: int, by: Any) -> Brief:
    """Replace the text of some blocks, by their place in the paper. A token taken out takes its citation with it."""
    for text in texts.values():
        if len(text) > LONGEST_TEXT:
            raise Refused("too-long", field="段落", n=len(text), limit=LONGEST_TEXT)
    try:
        paper = editing.rewritten(paper_of(brief), texts, labels_of(brief), picked_keys(brief))
    except editing.UnknownToken as unknown:
        raise Refused("brief-token-unknown", token=unknown.token) from unknown
    save(brief, paper, edit_no=edit_no, by=by)
    brief.writings.filter(person=by).delete()
    return brief


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
    citation.save(update_fields=["shown", "edited_because"])
    save(brief, editing.restated(paper_of(brief), {key: shown}), edit_no=edit_no, by=by, how="figure")
    changes = {"figure": citation.label, "from": before, "to": shown}
    record(by, "brief.change_figure", brief.document, because=because.strip(), changes=changes)
    return citation
