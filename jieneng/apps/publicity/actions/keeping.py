"""Keep what is written: the draft itself, a version of it after every change, and what is not saved yet.

Versions are only added. A restored one becomes the newest, so nothing that was ever written is lost.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from jieneng.apps.publicity.models import Brief, BriefPhoto, Highlight, Version, Writing
from jieneng.apps.publicity.queries.paper import labels_of
from jieneng.core.audit.actions import record
from jieneng.core.documents import actions as documents
from jieneng.core.documents.models import ISSUED, Citation
from jieneng.core.orgs.acting import require
from jieneng.engine.briefs import editing
from jieneng.engine.documents.blocks import Document as Paper
from jieneng.engine.documents.blocks import to_json
from jieneng.ui.refusals import Refused

LONGEST_TEXT = 4_000
_MOST_BOXES = 400
_OF_FIGURE = ("key", "label", "unit", "series_id", "node", "item", "sum", "n_expected", "n_counted", "shown")
_OF_PICK = (
    *("submission_id", "source", "number", "organization_name", "original", "said", "url"),
    *("text", "ord"),
)
_OF_PHOTO = ("attachment_id", "submission_id", "caption", "consent", "ord")


def save(brief: Brief, paper: Paper, *, edit_no: int, by: Any, how: str = "written") -> Brief:
    """Keep the paper as the draft of the brief; citations and picks that it no longer gives go with it."""
    if brief.document.state == ISSUED:
        raise Refused("document-issued", title=brief.document.title)
    brief.document = documents.change(brief.document, paper.title, to_json(paper), edit_no=edit_no, by=by)
    given = set(editing.cited_keys(paper))
    brief.document.citations.exclude(key__in=given | set(editing.cell_keys(paper))).delete()
    gone = [highlight.pk for highlight in brief.highlights.all() if highlight.key not in given]
    brief.highlights.filter(pk__in=gone).delete()
    keep_version(brief, how, by=by)
    return brief


def keep_version(brief: Brief, how: str, *, by: Any) -> Version:
    """Add the brief as it stands now to its versions."""
    last = brief.versions.aggregate(last=Max("no"))["last"] or 0
    return Version.objects.create(
        brief=brief,
        no=last + 1,
        edit_no=brief.document.edit_no,
        how=how,
        title=brief.document.title,
        body=brief.document.body,
        figures=[_figure(citation) for citation in brief.document.citations.all()],
        picks=list(brief.highlights.values(*_OF_PICK)),
        photos=list(brief.photos.values(*_OF_PHOTO)),
        labels=labels_of(brief),
        by=by,
        at=timezone.now(),
    )


@transaction.atomic
def restore(brief: Brief, no: int, *, edit_no: int, by: Any) -> Brief:
    """Take an earlier version back, with its figures as they were then, its picks and its photographs."""
    version = brief.versions.get(no=no)
    brief.document = documents.change(brief.document, version.title, version.body, edit_no=edit_no, by=by)
    brief.document.citations.all().delete()
    Citation.objects.bulk_create(_citation(brief, figure) for figure in version.figures)
    brief.highlights.all().delete()
    Highlight.objects.bulk_create(Highlight(brief=brief, **pick) for pick in version.picks)
    brief.photos.all().delete()
    BriefPhoto.objects.bulk_create(BriefPhoto(brief=brief, **photo) for photo in version.photos)
    keep_version(brief, "restored", by=by)
    record(by, "brief.restore", brief.document, changes={"version": version.no})
    return brief


@transaction.atomic
def keep_writing(
    brief: Brief, texts: Mapping[str, str], *, edit_no: int, draft_no: int, by: Any, now: datetime
) -> Writing:
    """Keep what is typed and not saved. Whoever has the page open twice is told in the second window.

    Written down once for a sitting. On an old state of the brief it is kept as well: `edit_no` says on which.
    """
    require(by, brief.organization, "brief.draft")
    if brief.document.state == ISSUED:
        raise Refused("document-issued", title=brief.document.title)
    if len(texts) > _MOST_BOXES:
        raise Refused("stale-form")  # no paper has so many
    longest = max(map(len, texts.values()), default=0)
    if longest > LONGEST_TEXT:
        raise Refused("too-long", field="段落", n=longest, limit=LONGEST_TEXT)
    found = Writing.objects.select_for_update().filter(brief=brief, person=by).first()
    if found and found.draft_no != draft_no:
        raise Refused("stale-form")
    kept = found or Writing(brief=brief, person=by)
    kept.edit_no, kept.draft_no, kept.texts, kept.at = edit_no, draft_no + 1, dict(texts), now
    kept.save()
    if found is None:
        record(by, "brief.write", brief.document)
    return kept


@transaction.atomic
def drop_writing(brief: Brief, *, by: Any) -> None:
    """Throw away what one has typed and not saved."""
    require(by, brief.organization, "brief.draft")
    Writing.objects.filter(brief=brief, person=by).delete()
    record(by, "brief.write", brief.document)


def _figure(citation: Citation) -> dict[str, Any]:
    kept = {name: getattr(citation, name) for name in _OF_FIGURE}
    return kept | {"as_of": citation.as_of.isoformat(), "edited_because": citation.edited_because}


def _citation(brief: Brief, figure: Mapping[str, Any]) -> Citation:
    return Citation(document=brief.document, **{**figure, "as_of": datetime.fromisoformat(figure["as_of"])})
