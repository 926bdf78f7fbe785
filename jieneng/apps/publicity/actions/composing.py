"""Compose a brief from facts, compose it again, or take the newest figures into prose that is already written."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from jieneng.apps.publicity.actions.keeping import keep_version
from jieneng.apps.publicity.models import Brief, BriefPhoto, Highlight
from jieneng.apps.publicity.queries.candidates import (
    Picture,
    first_highlights,
    first_pictures,
    highlight_of,
)
from jieneng.apps.publicity.queries.material import Gathered, Picks, campaign_of, gather
from jieneng.apps.publicity.queries.paper import citations_of, paper_of, written_ways
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
from jieneng.engine.documents.blocks import Document as Paper
from jieneng.engine.documents.blocks import to_json
from jieneng.rulebook.briefs import brief_wording
from jieneng.ui.refusals import Refused


@transaction.atomic
def compose(collection: Collection, organization: Organization, *, by: Any, now: datetime) -> Brief:
    """The draft of a brief, from what is accepted at this moment. One draft at a time for one collection."""
    require(by, organization, "brief.draft")
    if not is_within(organization.path, collection.audience.root_path):
        raise Refused("not-addressed", title=collection.title, owner=collection.organization.name)
    if Brief.objects.in_writing().filter(collection=collection, organization=organization).exists():
        raise Refused("brief-in-writing", title=collection.title)
    wording = brief_wording()
    reports = first_highlights(collection, organization, wording.most_highlights)
    picks = Picks(
        told=[(report, highlight_of(report)) for report in reports],
        pictures=first_pictures(collection, organization, wording.most_photos),
    )
    gathered = gather(collection, organization, picks, today=timezone.localdate(now))
    paper = composed(gathered.material, wording)
    document = documents.draft("brief", organization, paper.title, to_json(paper), by=by)
    brief = Brief(
        document=document,
        campaign=campaign_of(collection, organization),
        collection=collection,
        organization=organization,
        org_path=organization.path,
        year=collection.year,
        as_of=gathered.as_of,
    )
    with once("brief-in-writing", title=collection.title):
        brief.save()
    _keep_picks(brief, picks)
    _cite(brief, paper, gathered)
    keep_version(brief, "composed", by=by)
    return brief


@transaction.atomic
def recompose(brief: Brief, *, edit_no: int, by: Any, now: datetime) -> Brief:
    """Write the whole brief anew from facts. Picked texts and photographs stay picked; edits of the prose go."""
    gathered = gather(brief.collection, brief.organization, _picks(brief), today=timezone.localdate(now))
    paper = composed(gathered.material, brief_wording())
    brief.document = documents.change(brief.document, paper.title, to_json(paper), edit_no=edit_no, by=by)
    brief.document.citations.all().delete()
    _cite(brief, paper, gathered)
    brief.as_of = gathered.as_of
    brief.save(update_fields=["as_of"])
    keep_version(brief, "composed", by=by)
    return brief


@transaction.atomic
def refresh(brief: Brief, *, edit_no: int, by: Any) -> int:
    """Take the newest figures into the prose as it is written; how many changed.

    A figure written down by hand keeps its hand-written text and its reason; what it stands for is renewed beside it.
    """
    known = standing(brief.collection, brief.organization.path)
    said: dict[str, str] = {}
    citations = citations_of(brief)
    for citation in citations:
        before = citation.shown
        _renew(citation, known.sum(citation.item))
        citation.n_expected, citation.n_counted, citation.as_of = known.n_expected, known.n_counted, known.as_of
        if citation.shown != before:
            said[citation.key] = citation.shown
    Citation.objects.bulk_update(citations, ["sum", "shown", "n_expected", "n_counted", "as_of"])
    paper = editing.restated(paper_of(brief), said)
    brief.document = documents.change(brief.document, paper.title, to_json(paper), edit_no=edit_no, by=by)
    brief.as_of = known.as_of
    brief.save(update_fields=["as_of"])
    keep_version(brief, "refreshed", by=by)
    return len(said)


def _renew(citation: Citation, sum_: list[int]) -> None:
    """The newest sum; rounded stays rounded, exact stays exact as long as that is true."""
    ways = written_ways(citation)
    was_rounded = len(ways) > 1 and citation.shown == ways[-1]
    citation.sum = sum_
    if not citation.edited_because:
        citation.shown = written_ways(citation)[-1 if was_rounded else 0]


def _cite(brief: Brief, paper: Paper, gathered: Gathered) -> None:
    """A citation for each figure that the paper really gives."""
    given = set(editing.cited_keys(paper))
    counted, expected = gathered.material.counted.value, gathered.material.expected.value
    Citation.objects.bulk_create(
        Citation(
            document=brief.document,
            key=cell.figure.key,
            label=cell.figure.label,
            unit=cell.figure.unit,
            series=brief.collection.series,
            node=brief.org_path,
            item=cell.item,
            sum=cell.sum,
            n_expected=expected,
            n_counted=counted,
            as_of=gathered.as_of,
            shown=cell.figure.text,
        )
        for cell in gathered.cells
        if cell.figure.key in given
    )


def _keep_picks(brief: Brief, picks: Picks) -> None:
    Highlight.objects.bulk_create(
        Highlight(brief=brief, submission=report, text=text, ord=n) for n, (report, text) in enumerate(picks.told, 1)
    )
    BriefPhoto.objects.bulk_create(
        BriefPhoto(
            brief=brief,
            attachment=picture.attachment,
            submission=picture.submission,
            caption=picture.caption,
            ord=n,
        )
        for n, picture in enumerate(picks.pictures, 1)
    )


def _picks(brief: Brief) -> Picks:
    told = brief.highlights.select_related("submission__organization", "submission__accepted_version")
    photos = brief.photos.select_related("submission", "attachment")
    return Picks(
        told=[(one.submission, one.text) for one in told],
        pictures=[Picture(one.submission, one.attachment, one.caption) for one in photos],
    )
