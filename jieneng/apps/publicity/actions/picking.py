"""Pick texts and photographs from accepted reports, and drop them again; the paper follows at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.http import Http404

from jieneng.apps.publicity.actions.keeping import save
from jieneng.apps.publicity.models import Brief, BriefPhoto, Highlight
from jieneng.apps.publicity.queries.candidates import pictures_of
from jieneng.apps.publicity.queries.material import photo, told_of
from jieneng.apps.publicity.queries.paper import paper_of
from jieneng.apps.publicity.queries.picks import LONGEST
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.tellings import Telling
from jieneng.core.collections.models import Submission
from jieneng.core.documents.models import ISSUED
from jieneng.core.orgs.acting import require
from jieneng.core.paths import is_within
from jieneng.engine.briefs import editing
from jieneng.engine.briefs.composing import stopped, told_text
from jieneng.engine.documents.blocks import Run
from jieneng.rulebook.briefs import brief_wording
from jieneng.rulebook.compositions import compositions
from jieneng.ui.refusals import Refused

LONGEST_CAPTION = 60


@transaction.atomic
def pick_highlight(brief: Brief, submission: Submission, text: str, *, edit_no: int, by: Any) -> Brief:
    """Tell of one report in the brief, in its own words or in shorter ones."""
    _require_behind(brief, submission)
    found = brief.highlights.filter(submission=submission).first()
    if found:
        return _reword(found, text, edit_no=edit_no, by=by)
    return _pick(Highlight(brief=brief, submission=submission), text, edit_no=edit_no, by=by)


@transaction.atomic
def pick_telling(brief: Brief, telling: Telling, text: str, *, edit_no: int, by: Any) -> Brief:
    """Tell of a text that does not come from a report; its words, its writer and its place are kept as they are now."""
    found = brief.highlights.filter(source=telling.source, number=telling.number).first()
    if found:
        return _reword(found, text, edit_no=edit_no, by=by)
    made = Highlight(
        brief=brief,
        source=telling.source,
        number=telling.number,
        organization_name=telling.organization,
        original=telling.text,
        said=telling.said,
        url=telling.url,
    )
    return _pick(made, text, edit_no=edit_no, by=by)


@transaction.atomic
def reword_highlight(brief: Brief, submission: Submission, text: str, *, edit_no: int, by: Any) -> Brief:
    """Tell the same in other words."""
    return _reword(brief.highlights.get(submission=submission), text, edit_no=edit_no, by=by)


@transaction.atomic
def drop_highlight(highlight: Highlight, *, edit_no: int, by: Any) -> Brief:
    """Take a text out again."""
    brief = highlight.brief
    return save(brief, editing.without(paper_of(brief), highlight.key), edit_no=edit_no, by=by, how="picked")


@transaction.atomic
def pick_photo(brief: Brief, submission: Submission, attachment: int, *, edit_no: int, by: Any) -> Brief:
    """Show a photograph of a report, with its caption."""
    _require_behind(brief, submission)
    picture = next((one for one in pictures_of([submission]) if one.attachment.pk == attachment), None)
    if picture is None or not compositions()[brief.kind].has_photos:
        raise Http404("photo")
    if brief.photos.count() >= brief_wording().most_photos:
        raise Refused("too-many-files", limit=brief_wording().most_photos)
    BriefPhoto.objects.get_or_create(
        brief=brief,
        attachment=picture.attachment,
        defaults={
            "submission": submission,
            "caption": picture.caption,
            "consent": picture.consent,
            "ord": _next(brief.photos),
        },
    )
    return _shown(brief, edit_no=edit_no, by=by)


@transaction.atomic
def drop_photo(brief: Brief, attachment: int, *, edit_no: int, by: Any) -> Brief:
    """Take a photograph out again."""
    brief.photos.get(attachment=attachment).delete()
    return _shown(brief, edit_no=edit_no, by=by)


@transaction.atomic
def arrange_photos(brief: Brief, order: Sequence[int], captions: Mapping[int, str], *, edit_no: int, by: Any) -> Brief:
    """Put the photographs into this order, by attachment, with these captions; those not named come behind."""
    for photo_ in brief.photos.all():
        place = order.index(photo_.attachment_id) if photo_.attachment_id in order else len(order) + photo_.ord
        caption = " ".join(captions.get(photo_.attachment_id, photo_.caption).split())
        if not caption:
            raise Refused("empty-text", field="照片说明")
        if len(caption) > LONGEST_CAPTION:
            raise Refused("too-long", field="照片说明", n=len(caption), limit=LONGEST_CAPTION)
        photo_.ord, photo_.caption = place + 1, caption
        photo_.save(update_fields=["ord", "caption"])
    return _shown(brief, edit_no=edit_no, by=by)


@transaction.atomic
def confirm_consent(brief: Brief, *, by: Any) -> int:
    """Say that those shown in the photographs of the brief have been asked and agree; of how many."""
    require(by, brief.organization, "brief.draft")
    if brief.document.state == ISSUED:
        raise Refused("document-issued", title=brief.document.title)
    n = brief.photos.filter(consent="").update(consent="desk")
    record(by, "brief.consent", brief.document, changes={"n": n})
    return n


def _shown(brief: Brief, *, edit_no: int, by: Any) -> Brief:
    photos = [photo(one.attachment_id, one.caption) for one in brief.photos.all()]
    return save(brief, editing.with_photos(paper_of(brief), photos), edit_no=edit_no, by=by, how="picked")


def _pick(made: Highlight, text: str, *, edit_no: int, by: Any) -> Brief:
    brief = made.brief
    before = [one.key for one in brief.highlights.all()]
    made.text, made.ord = _told(text), _next(brief.highlights)
    made.save()
    paper = editing.added(paper_of(brief), _run(made), before, under=brief_wording().headings["below"])
    return save(brief, paper, edit_no=edit_no, by=by, how="picked")


def _reword(highlight: Highlight, text: str, *, edit_no: int, by: Any) -> Brief:
    highlight.text = _told(text)
    highlight.save(update_fields=["text"])
    run, brief = _run(highlight), highlight.brief
    paper = editing.restated(paper_of(brief), {highlight.key: run.text})
    return save(brief, paper, edit_no=edit_no, by=by, how="picked")


def _run(highlight: Highlight) -> Run:
    return Run(told_text(told_of(highlight), brief_wording()), highlight.key)


def _told(text: str) -> str:
    text = stopped(text)
    if not text:
        raise Refused("empty-text", field="摘编文字")
    if len(text) > LONGEST:
        raise Refused("too-long", field="摘编文字", n=len(text), limit=LONGEST)
    return text


def _require_behind(brief: Brief, submission: Submission) -> None:
    """404 unless it is an accepted report to the collection of the brief, from its own part of the tree."""
    fits = submission.collection_id == brief.collection_id and submission.accepted_version_id
    if not fits or not is_within(submission.org_path, brief.org_path):
        raise Http404("submission")


def _next(rows: Any) -> int:
    return int(rows.aggregate(last=Max("ord"))["last"] or 0) + 1
