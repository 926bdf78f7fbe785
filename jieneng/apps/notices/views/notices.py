"""One notice: its page, its draft, the steps to its publication, and what those do who get it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from jieneng.apps.notices.actions import drafting, passing, publishing, receiving, withdrawing
from jieneng.apps.notices.forms import NoticeForm
from jieneng.apps.notices.models import Notice, UpperNotice
from jieneng.apps.notices.paper.layout import paper_of, parts_of
from jieneng.apps.notices.queries.addressed import is_addressed, with_own_part
from jieneng.apps.notices.queries.bounds import draft_conflicts, upper_due_of
from jieneng.apps.notices.queries.groups import sizes_of
from jieneng.apps.notices.queries.notice_page import audience_words, n_reached, next_number
from jieneng.apps.notices.views.asking import addressed_notice, own_notice, seen_notice
from jieneng.apps.notices.views.downloads import as_attached, as_docx, as_pdf, attached_at, attached_of
from jieneng.core.audit.deeds import deed, first
from jieneng.core.campaigns.models import Campaign
from jieneng.core.collections.groups import group_of
from jieneng.core.collections.terms import due_of
from jieneng.core.documents.attaching_form import ACCEPT, given_of, keep_files, rows_of
from jieneng.core.documents.disclosing import disclosure_of
from jieneng.core.documents.steps import steps_of
from jieneng.core.orgs.acting import Acting, acting_of
from jieneng.core.orgs.roster import is_open
from jieneng.engine.documents.html import to_html
from jieneng.ui.refusals import Refused


@login_required
@require_safe
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper, and beside it what can be done with it: by its issuer, or by those who get it."""
    acting = acting_of(request)
    seen = seen_notice(request, pk)
    if is_addressed(seen, acting.organization):
        return _received(request, seen, acting)
    return render(request, "notices/notice.html", _issued(seen, acting) | {"paper": _paper(seen)})


def _issued(seen: Notice, acting: Acting) -> dict[str, object]:
    is_own = acting.organization.pk == seen.organization_id
    is_draft = is_own and not seen.is_published
    return {
        "notice": seen,
        "is_own": is_own,
        "steps": steps_of(seen.document),
        "entry": disclosure_of(seen.document),
        "attached": attached_of(seen),
        "may_seal": is_own and seen.is_published and acting.may("document.seal"),
        "may_describe": is_own and acting.may("disclosure.change" if seen.is_published else "disclosure.describe"),
        "audience": audience_words(seen),
        "n_reached": n_reached(seen),
        "conflicts": draft_conflicts(seen) if is_own else [],
        "groups": sizes_of(seen) if is_own and seen.groups else None,
        "number": seen.document.number or next_number(seen, timezone.localdate().year),
        "may_edit": is_draft and acting.may("notice.draft"),
        "may_submit": is_draft and acting.may("notice.draft") and seen.document.state == "draft",
        "may_withdraw": is_own and acting.may("notice.sign_off") and withdrawing.is_possible(seen),
        "may_publish": is_draft and acting.may("notice.sign_off") and acting.may("notice.publish"),
    }


def _received(request: HttpRequest, seen: Notice, acting: Acting) -> HttpResponse:
    """Whoever may sign marks it as read by opening it; that is written down once."""
    stands = not seen.is_withdrawn
    if stands and acting.may("notice.sign_for"):
        receiving.mark_read(seen, acting.organization, by=request.user, now=timezone.now())
    collection = seen.campaign.collection
    asked = collection is not None and collection.audience.includes(acting.organization)
    entry = with_own_part([seen], acting.organization)[0]
    context = {
        "notice": seen,
        "paper": _paper(seen),
        "attached": [file for file in attached_of(seen) if file.url] if stands else [],
        "entry": entry,
        "due": due_of(collection, acting.organization) if collection is not None and asked else None,
        "collection": collection if asked else None,
        "group": group_of(collection, acting.organization.path) if collection is not None and asked else None,
        "is_open": stands and disclosure_of(seen.document).is_open,
        "may_fill": acting.may("report.fill"),
        "may_sign": stands and entry.signed_at is None and acting.may("notice.sign_for"),
        "may_pass_on": stands and entry.own is None and not acting.organization.is_unit and acting.may("notice.draft"),
    }
    return render(request, "notices/received_notice.html", context)


def _paper(seen: Notice) -> str:
    return mark_safe(to_html(paper_of(seen)))  # noqa: S308 - the engine escapes every text


@login_required
@require_safe
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as a form."""
    seen = _own(request, pk)
    if seen.is_published:
        return redirect("notices:notice", pk=pk)
    return _form_page(request, seen, NoticeForm(notice=seen))


def _files(request: HttpRequest, pk: int) -> Any:
    """The chosen files on the disk."""
    return keep_files(request, _own(request, pk).organization)


@first(_files)
@deed
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the draft and its files; `do=submit` hands it to the one who signs as well."""
    seen = _own(request, pk)
    form = NoticeForm(request.POST, notice=seen)
    if not form.is_valid():
        return _form_page(request, seen, form, status=422)
    edit_no = _number(request.POST.get("edit_no", ""))
    try:
        seen = drafting.change(seen, form.said(), edit_no=edit_no, by=request.user, files=given_of(request))
    except Refused as refused:
        if refused.code == "stale-form":
            raise
        return _form_page(request, seen, form, refused=refused, status=refused.status)
    if request.POST.get("do") == "submit":
        drafting.submit(seen, by=request.user)
        messages.info(request, "已送签发。")
    else:
        messages.info(request, "已暂存。")
    return redirect("notices:notice", pk=pk)


@deed
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the first notice of a campaign, or go on with the one that is being written."""
    acting = acting_of(request)
    campaign = get_object_or_404(Campaign.objects.visible_to(request.user), pk=pk)
    if campaign.organization_id != acting.organization.pk:
        raise Refused("not-your-post")
    upper = UpperNotice.objects.filter(campaign=campaign).first()
    made = drafting.draft(campaign, by=request.user, upper=upper)
    return redirect("notices:edit", pk=made.pk)


@deed
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    drafting.submit(_own(request, pk), by=request.user)
    messages.info(request, "已送签发。")
    return redirect("notices:notice", pk=pk)


@deed
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign off and send out, as the page showed it."""
    edit_no = _number(request.POST.get("edit_no", ""))
    notice = publishing.publish(_own(request, pk), edit_no=edit_no, by=request.user, now=timezone.now())
    messages.info(request, "已印发。收文单位可在待办中看到。")
    if not is_open(notice.campaign.year):
        messages.info(request, f"{notice.campaign.year}年名录正在建立，建完以前“应报”家数不全。")
    return redirect("notices:notice", pk=pk)


@deed
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was sent, with the reason."""
    because = request.POST.get("because", "")
    withdrawing.withdraw(_own(request, pk), because=because, by=request.user, now=timezone.now())
    messages.info(request, "已撤回。")
    return redirect("notices:notice", pk=pk)


@deed
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    acting = acting_of(request)
    receiving.sign(addressed_notice(request, pk), acting.organization, by=request.user, now=timezone.now())
    messages.info(request, "已签收。")
    return redirect("notices:notice", pk=pk)


@deed
def pass_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin to pass it on; what has been begun is opened instead."""
    acting = acting_of(request)
    made = passing.pass_on(addressed_notice(request, pk), acting.organization, by=request.user, now=timezone.now())
    return redirect("notices:edit", pk=made.pk)


@login_required
@require_safe
def docx(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper as a docx, by GB/T 9704."""
    return as_docx(seen_notice(request, pk))


@login_required
@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper as a pdf, by GB/T 9704."""
    return as_pdf(seen_notice(request, pk))


@login_required
@require_safe
def attached(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """A file of the notice; with one that was withdrawn those below get none any more."""
    seen = seen_notice(request, pk)
    if seen.is_withdrawn and is_addressed(seen, acting_of(request).organization):
        raise Http404
    return as_attached(seen, file)


def _own(request: HttpRequest, pk: int) -> Notice:
    """A notice of the organisation one acts for; seen but another's is not one's own to change."""
    seen = own_notice(request, pk)
    if seen.organization_id != acting_of(request).organization.pk:
        raise Refused("not-your-post")
    return seen


def _form_page(
    request: HttpRequest, seen: Notice, form: NoticeForm, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "notice": seen,
        "form": form,
        "refused": refused,
        "edit_no": request.POST.get("edit_no", seen.document.edit_no),
        "n_reached": n_reached(seen),
        "audience": audience_words(seen),
        "upper_due": upper_due_of(seen),
        "conflicts": draft_conflicts(seen),
        "files": rows_of(seen.document, parts_of(seen.document)[2], attached_at(seen)),
        "accept": ACCEPT,
        "choose_again": bool(request.FILES),
        "number": next_number(seen, timezone.localdate().year),
    }
    return render(request, "notices/edit.html", context, status=status)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else -1
