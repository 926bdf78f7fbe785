"""Write the prose of a brief; change what a figure says, which needs a reason unless it says the same."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from jieneng.apps.publicity.actions.citing import cite
from jieneng.apps.publicity.actions.keeping import LONGEST_TEXT, save
from jieneng.apps.publicity.models import Brief
from jieneng.apps.publicity.queries.offered import uncited
from jieneng.apps.publicity.queries.paper import labels_of, paper_of, picked_keys, written_ways
from jieneng.apps.publicity.queries.past import Past
from jieneng.core.audit.actions import record
from jieneng.core.documents.models import Citation
from jieneng.core.documents.queries import CHANGE, cited
from jieneng.engine.briefs import composing, editing
from jieneng.engine.documents.blocks import Document as Paper
from jieneng.engine.documents.blocks import Imprint, Run
from jieneng.rulebook.briefs import brief_wording
from jieneng.ui.refusals import Refused

_LONGEST_FIGURE = 40
_LONGEST_IMPRINT = 600  # characters; about two thirds of a page


@transaction.atomic
def write(brief: Brief, texts: Mapping[int, str], *, edit_no: int, by: Any) -> Brief:
    """Replace the text of some blocks, by their place in the paper. A token taken out takes its citation with it.

    The token of a figure that was not cited yet brings it in, with the value that is known now.
    """
    for text in texts.values():
        if len(text) > LONGEST_TEXT:
            raise Refused("too-long", field="段落", n=len(text), limit=LONGEST_TEXT)
    try:
        written = _written(brief, texts)
    except editing.UnknownLine as unknown:
        raise Refused("brief-imprint-line", line=unknown.line[:40]) from unknown
    imprint = next((editing.imprint_text(block) for block in written.blocks if isinstance(block, Imprint)), "")
    if len(imprint) > _LONGEST_IMPRINT:
        raise Refused("too-long", field="版记", n=len(imprint), limit=_LONGEST_IMPRINT)
    save(brief, written, edit_no=edit_no, by=by)
    brief.writings.filter(person=by).delete()
    return brief


def _written(brief: Brief, texts: Mapping[int, str]) -> Paper:
    """The paper as it was typed; figures that come in are cited."""
    paper, labels, hidden = paper_of(brief), labels_of(brief), picked_keys(brief)
    try:
        return editing.rewritten(paper, texts, labels, hidden)
    except editing.UnknownToken:
        more, known = uncited(brief)
    runs = {label: composing.cited(cell.figure) for label, cell in more.items()}
    try:
        written = editing.rewritten(paper, texts, labels, hidden, runs)
    except editing.UnknownToken as unknown:
        raise Refused("brief-token-unknown", token=unknown.token) from unknown
    given = set(editing.cited_keys(written))
    cite(brief, [cell for cell in more.values() if cell.figure.key in given], known)
    return written


@transaction.atomic
def add_change(brief: Brief, key: str, *, edit_no: int, by: Any) -> Citation:
    """Say behind a figure how it changed against the year before, where the two may be compared."""
    figure = brief.document.citations.select_related("series").get(key=key)
    last = Past(brief).of(figure)
    if last is None or not last.is_comparable or cited(figure.item).counts == "change":
        raise Refused("brief-nothing-to-compare", label=figure.label)
    change = Citation(
        document=brief.document,
        key=f"{key[:52]}.change",
        label=f"{figure.label[:54]}同比",
        series=figure.series,
        node=figure.node,
        item=figure.item + CHANGE,
        sum=figure.sum,
        n_expected=figure.n_expected,
        n_counted=figure.n_counted,
        as_of=figure.as_of,
        shown=last.change,
    )
    paper = paper_of(brief)
    if change.key in editing.cited_keys(paper):
        paper = editing.restated(paper, {change.key: change.shown})
    else:
        said = composing.fill(brief_wording().patterns["change"], change=[Run(change.shown, change.key)])
        paper = editing.behind(paper, key, figure.unit, said)
    brief.document.citations.filter(key=change.key).delete()
    change.save()
    save(brief, paper, edit_no=edit_no, by=by, how="figure")
    return change


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
