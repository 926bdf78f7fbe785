"""Compose a brief from facts, compose it again, or take the newest figures into prose that is already written."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from jieneng.apps.publicity.actions.citing import cite, renew
from jieneng.apps.publicity.actions.keeping import keep_version
from jieneng.apps.publicity.models import Brief, BriefPhoto, Highlight
from jieneng.apps.publicity.queries.candidates import (
    Picture,
    first_highlights,
    first_pictures,
    highlight_of,
)
from jieneng.apps.publicity.queries.completeness import cells_of, sections_of
from jieneng.apps.publicity.queries.figures import unlike
from jieneng.apps.publicity.queries.material import Gathered, Picks, campaign_of, figures_at, gather
from jieneng.apps.publicity.queries.paper import citations_of, paper_of
from jieneng.apps.publicity.queries.past import Past
from jieneng.core.collections.models import Collection
from jieneng.core.documents import actions as documents
from jieneng.core.documents.models import Citation
from jieneng.core.documents.queries import standing
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.core.paths import is_within
from jieneng.core.uniqueness import once
from jieneng.engine.briefs import editing
from jieneng.engine.briefs.composing import compose as composed
from jieneng.engine.briefs.ranking import CELL, Section, table_of
from jieneng.engine.documents.blocks import Document as Paper
from jieneng.engine.documents.blocks import to_json
from jieneng.rulebook.briefs import brief_wording
from jieneng.rulebook.compositions import Composition, compositions, ranking
from jieneng.ui.refusals import Refused


@transaction.atomic
def compose(
    collection: Collection, organization: Organization, *, by: Any, now: datetime, kind: str = "brief"
) -> Brief:
    """The draft of a paper, from what is accepted at this moment. One draft of a kind at a time for one collection."""
    composition = compositions()[kind]
    require(by, organization, "brief.draft")
    if not is_within(organization.path, collection.audience.root_path):
        raise Refused("not-addressed", title=collection.title, owner=collection.organization.name)
    if Brief.objects.in_writing().filter(collection=collection, organization=organization, kind=kind).exists():
        raise Refused("brief-in-writing", title=collection.title, kind=composition.label)
    picks = _first_picks(collection, organization, composition)
    today = timezone.localdate(now)
    gathered = gather(collection, organization, picks, composition=composition, today=today)
    paper = composed(gathered.material, composition)
    document = documents.draft(kind, organization, paper.title, to_json(paper), by=by)
    brief = Brief(
        kind=kind,
        document=document,
        campaign=campaign_of(collection, organization),
        collection=collection,
        organization=organization,
        org_path=organization.path,
        year=collection.year,
        as_of=gathered.known.as_of,
    )
    with once("brief-in-writing", title=collection.title, kind=composition.label):
        brief.save()
    _keep_picks(brief, picks)
    _cite(brief, paper, gathered)
    keep_version(brief, "composed", by=by)
    return brief


@transaction.atomic
def recompose(brief: Brief, *, edit_no: int, by: Any, now: datetime) -> Brief:
    """Write the whole paper anew from facts. Picked texts and photographs stay picked; edits of the prose go."""
    composition = compositions()[brief.kind]
    today = timezone.localdate(now)
    gathered = gather(
        brief.collection, brief.organization, _picks(brief), composition=composition, today=today, before=brief
    )
    paper = composed(gathered.material, composition)
    brief.document = documents.change(brief.document, paper.title, to_json(paper), edit_no=edit_no, by=by)
    brief.document.citations.all().delete()
    _cite(brief, paper, gathered)
    brief.as_of = gathered.known.as_of
    brief.save(update_fields=["as_of"])
    keep_version(brief, "composed", by=by)
    return brief


@transaction.atomic
def refresh(brief: Brief, *, edit_no: int, by: Any) -> int:
    """Take the newest figures into the prose as it is written; how many changed. Tables are made anew.

    A figure written down by hand keeps its hand-written text and its reason; what it stands for is renewed beside it.
    """
    citations = citations_of(brief)
    known = {series: standing(series.collection, brief.org_path) for series in {one.series for one in citations}}
    past, said = Past(brief), {}
    for citation in citations:
        before = citation.shown
        renew(citation, known[citation.series], past)
        if citation.shown != before:
            said[citation.key] = citation.shown
    Citation.objects.bulk_update(citations, ["sum", "shown", "n_expected", "n_counted", "as_of"])
    paper = _with_newest_table(brief, editing.restated(paper_of(brief), said))
    brief.document = documents.change(brief.document, paper.title, to_json(paper), edit_no=edit_no, by=by)
    brief.as_of = max((one.as_of for one in citations), default=timezone.now())
    brief.save(update_fields=["as_of"])
    keep_version(brief, "refreshed", by=by)
    return len(said)


def _with_newest_table(brief: Brief, paper: Paper) -> Paper:
    if "ranking" not in compositions()[brief.kind].parts:
        return paper
    sections = sections_of(brief.collection, brief.organization)
    written = editing.with_table(paper, table_of(sections, ranking()))
    _cite_cells(brief, written, sections)
    return written


def _cite_cells(brief: Brief, paper: Paper, sections: tuple[Section, ...]) -> None:
    """The figures of the table are cited anew, as it was made anew."""
    brief.document.citations.filter(key__startswith=CELL).delete()
    given, known = set(editing.cell_keys(paper)), standing(brief.collection, brief.org_path)
    figures = figures_at(brief.collection, brief.organization, known)
    cells = list(unlike(cells_of(sections, figures, brief.org_path)))
    cite(brief, [cell for cell in cells if cell.figure.key in given], known)


def _cite(brief: Brief, paper: Paper, gathered: Gathered) -> None:
    """A citation for each figure that the paper really gives."""
    given = {*editing.cited_keys(paper), *editing.cell_keys(paper)}
    cite(brief, [cell for cell in gathered.cells if cell.figure.key in given], gathered.known)


def _first_picks(collection: Collection, organization: Organization, composition: Composition) -> Picks:
    """What is picked before anybody has looked: a few texts and photographs, where the paper has room for them."""
    most_told = brief_wording().most_highlights if composition.tells else 0
    most_shown = brief_wording().most_photos if composition.has_photos else 0
    reports = first_highlights(collection, organization, most_told) if most_told else []
    pictures = first_pictures(collection, organization, most_shown) if most_shown else []
    return Picks([Highlight(submission=report, text=highlight_of(report)) for report in reports], pictures)


def _keep_picks(brief: Brief, picks: Picks) -> None:
    for n, told in enumerate(picks.told, 1):
        told.brief, told.ord = brief, n
    Highlight.objects.bulk_create(picks.told)
    BriefPhoto.objects.bulk_create(
        BriefPhoto(
            brief=brief,
            attachment=picture.attachment,
            submission=picture.submission,
            caption=picture.caption,
            consent=picture.consent,
            ord=n,
        )
        for n, picture in enumerate(picks.pictures, 1)
    )


def _picks(brief: Brief) -> Picks:
    told = brief.highlights.select_related("submission__organization", "submission__accepted_version")
    photos = brief.photos.select_related("submission", "attachment")
    return Picks(
        told=list(told),
        pictures=[Picture(one.submission, one.attachment, one.caption, one.consent) for one in photos],
    )
