"""Works at the desk of who hands them in and recommends them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jieneng.apps.participation.actions import handing_in, recommending
from jieneng.apps.participation.actions.handing_in import TAKE_PART
from jieneng.apps.participation.forms import WorkForm
from jieneng.apps.participation.models import Call, Work
from jieneng.apps.participation.queries import works
from jieneng.apps.participation.queries.judging import judge_of
from jieneng.apps.participation.views.common import again, shown
from jieneng.core.audit.deeds import deed, first, made_before
from jieneng.core.files.actions import Kept, enter, keep
from jieneng.core.files.models import Attachment
from jieneng.core.files.views import sent_to_reader
from jieneng.core.orgs.acting import acting_of, require
from jieneng.core.orgs.models import Organization
from jieneng.rulebook.works import work_rights
from jieneng.ui.asked import number
from jieneng.ui.refusals import Refused

_FORM = "participation/work_edit.html"


@login_required
@require_safe
def new_work(request: HttpRequest, pk: int) -> HttpResponse:
    """The empty form of a work."""
    call = _taking(request, pk)
    return render(request, _FORM, _context(WorkForm(call=call), call))


def _file(request: HttpRequest, pk: int) -> Kept | None:
    """The file on the disk; none where none was chosen."""
    upload, organization = request.FILES.get("file"), acting_of(request).organization
    require(request.user, organization, TAKE_PART)
    require(request.user, organization, "files.upload")
    return keep(upload, organization=organization) if upload else None


@first(_file)
@deed
def send_work(request: HttpRequest, pk: int) -> HttpResponse:
    call = _taking(request, pk)
    organization, form = acting_of(request).organization, WorkForm(request.POST, call=call)
    if not form.is_valid():
        return render(request, _FORM, _context(form, call), status=422)
    try:
        file = _entered(request, organization)
        made = handing_in.hand_in(call, organization, form.said(), file, by=request.user, now=timezone.now())
    except Refused as refused:
        return again(request, _FORM, refused, **_context(form, call))
    messages.info(request, _("已报送，截止前可以更换版本；推荐后不能再改。"))
    return redirect("participation:work", pk=made.pk)


@login_required
@require_safe
def work(request: HttpRequest, pk: int) -> HttpResponse:
    """One work: its versions, how far it has been recommended, what may be done with it here."""
    found, now = _seen(request, pk), timezone.now()
    acting = acting_of(request)
    is_open = found.withdrawn_at is None and found.call.judging_at is None
    own, may = acting.organization.pk == found.organization_id, acting.may(TAKE_PART)
    here, sent = found.stands_at_id == acting.organization.pk, _last_sent(found)
    top = found.stands_at_id == found.call.organization_id
    moving = is_open and may and now < found.call.recommends_by
    context = {
        "work": found,
        "versions": found.versions.select_related("file", "by").order_by("-no"),
        "sent": found.recommendations.filter(taken_back_at=None).select_related("organization", "by"),
        "may_change": is_open and may and own and here and now < found.call.closes_at,
        "may_withdraw": is_open and may and own and here,
        "may_recommend": moving and here and not top,
        "may_take_back": moving and sent == acting.organization.pk,
        "choice": getattr(found, "choice", None),
    }
    return render(request, "participation/work.html", context)


@login_required
@require_safe
def new_version(request: HttpRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    return render(request, _FORM, _context(WorkForm(call=found.call, work=found), found.call, found))


@first(_file)
@deed
def send_version(request: HttpRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    form = WorkForm(request.POST, call=found.call, work=found)
    if not form.is_valid():
        return render(request, _FORM, _context(form, found.call, found), status=422)
    try:
        file = _entered(request, found.organization)
        handing_in.replace(found, form.said(), file, by=request.user, now=timezone.now())
    except Refused as refused:
        return again(request, _FORM, refused, **_context(form, found.call, found))
    messages.info(request, _("已更换版本，原来的版本留存。"))
    return redirect("participation:work", pk=pk)


@deed
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    handing_in.withdraw(_own(request, pk), because=request.POST.get("because", ""), by=request.user, now=timezone.now())
    messages.info(request, _("已撤回，不再计入。"))
    return redirect("participation:work", pk=pk)


@deed
def recommend(request: HttpRequest, pk: int) -> HttpResponse:
    found, organization = _seen(request, pk), acting_of(request).organization
    recommending.recommend(found, organization, by=request.user, now=timezone.now())
    messages.info(request, _("已推荐到上一级。"))
    return _back(request, found)


@deed
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    found, organization = _seen(request, pk), acting_of(request).organization
    recommending.take_back(found, organization, by=request.user, now=timezone.now())
    messages.info(request, _("已收回，名额已退还。"))
    return _back(request, found)


@login_required
@require_safe
def work_file(request: HttpRequest, pk: int, no: int) -> HttpResponse:
    """The file of a version."""
    version = get_object_or_404(_seen(request, pk).versions.select_related("file"), no=no, file__isnull=False)
    return sent_to_reader(_there(version.file))


@login_required
@require_safe
def standing_here(request: HttpRequest, pk: int) -> HttpResponse:
    """逐级推荐: the works that stand here, those sent on, how much of the quota is left."""
    call = shown(request, Call, pk)
    organization = acting_of(request).organization
    _require_sighted(request, call)
    if not call.takes(organization) or organization.pk == call.organization_id:
        raise Http404
    context = {
        "call": call,
        "page": works.standing_page(call, organization, number(request.GET.get("after"))),
        "sent": works.sent_by(call, organization),
        "share": works.share_of(call, organization),
        "is_open": call.judging_at is None and timezone.now() < call.recommends_by,
        "may": acting_of(request).may(TAKE_PART),
    }
    return render(request, "participation/recommending.html", context)


def _taking(request: HttpRequest, pk: int) -> Call:
    """A call in which one's organisation may take part."""
    call, acting = shown(request, Call, pk), acting_of(request)
    if not call.opened_at or not call.takes(acting.organization):
        raise Http404
    require(request.user, acting.organization, TAKE_PART)
    return call


def _seen(request: HttpRequest, pk: int) -> Work:
    """A work in one's sight; a judge of its call does not see from whom it is as long as it is judged."""
    related = ("call__activity__campaign", "call__organization", "organization", "stands_at", "latest__file", "choice")
    found = get_object_or_404(Work.objects.visible_to(request.user).select_related(*related), pk=pk)
    _require_sighted(request, found.call)
    return found


def _require_sighted(request: HttpRequest, call: Call) -> None:
    if call.judged_at is None and judge_of(call, request.user) is not None:
        raise Refused("judge-blind", title=call.title)


def _own(request: HttpRequest, pk: int) -> Work:
    found = _seen(request, pk)
    require(request.user, found.organization, TAKE_PART)
    return found


def _last_sent(found: Work) -> int | None:
    """The organisation that sent the work to where it stands."""
    sent = found.recommendations.filter(taken_back_at=None).order_by("-id")
    return sent.values_list("organization_id", flat=True).first()


def _there(file: Attachment | None) -> Attachment:
    if file is None:
        raise Http404
    return file


def _entered(request: HttpRequest, organization: Organization) -> Attachment | None:
    kept = made_before(request)
    return enter(kept, organization=organization, by=request.user) if kept else None


def _back(request: HttpRequest, found: Work) -> HttpResponse:
    """Where the button was pressed: the list of what stands here, or the work."""
    if request.POST.get("from") == "list":
        return redirect("participation:recommending", pk=found.call_id)
    return redirect("participation:work", pk=found.pk)


def _context(form: WorkForm, call: Call, found: Work | None = None) -> dict[str, Any]:
    return {"form": form, "call": call, "work": found, "rights": work_rights().statement}
