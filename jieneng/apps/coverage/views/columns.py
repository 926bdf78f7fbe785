"""专栏投稿: what was sent to a column, sending, the desk's editing and deciding."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jieneng.apps.coverage.actions import contributing, editing
from jieneng.apps.coverage.actions.contributing import CONTRIBUTE, Shown
from jieneng.apps.coverage.actions.editing import EDIT
from jieneng.apps.coverage.actions.taking_part import reaches
from jieneng.apps.coverage.forms import ContributionForm, PhotoForm, photo_forms
from jieneng.apps.coverage.models import Contribution
from jieneng.apps.coverage.models.contributions import ADOPTED, BACK, SENT, STATES
from jieneng.apps.coverage.queries import column as queries
from jieneng.apps.coverage.views.common import acting, again, base_of, kept, shown, taking
from jieneng.core.audit.deeds import deed, first, made_before
from jieneng.core.campaigns.models import Activity
from jieneng.core.files.actions import Kept
from jieneng.core.files.actions import enter as enter_file
from jieneng.core.files.views import sent_to_reader
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.rulebook.coverage import contribution_limits
from jieneng.ui.asked import number
from jieneng.ui.refusals import Refused

_FORM = "coverage/contribution_edit.html"
_DONE = {
    "back": _("已退改，投稿单位可以修改后重投。"),
    "adopt": _("已采用，专栏公开页可以看到。"),
    "decline": _("已登记为不采用。"),
    "down": _("已撤下，公开页不再显示，也不再计入。"),
}
Photos = list[tuple[PhotoForm, Kept]]


@login_required
@require_safe
def column(request: HttpRequest, activity: int) -> HttpResponse:
    """The contributions: at the desk all of them, elsewhere those of one's own node."""
    found, me = shown(request, activity), acting(request)
    base, state = base_of(found, me.organization), request.GET.get("state", "")
    context = {
        "activity": found,
        "base": base,
        "state": state if state in STATES else "",
        "states": [(code, word) for code, (_look, word) in STATES.items()],
        "page": queries.desk_page(found, request.user, base, state, number(request.GET.get("after"))),
        "is_desk": found.campaign.organization_id == me.organization.pk and me.may(EDIT),
        "n_waiting": queries.waiting(found),
        "may_send": me.may(CONTRIBUTE) and reaches(found, me.organization),
    }
    return render(request, "coverage/column.html", context)


@login_required
@require_safe
def new(request: HttpRequest, activity: int) -> HttpResponse:
    found, _organization = taking(request, activity, CONTRIBUTE)
    return render(request, _FORM, _context(ContributionForm(), photo_forms(0), found))


def _photos(request: HttpRequest, activity: int) -> Photos:
    return _kept_photos(request, photo_forms(0, request.POST, request.FILES), taking(request, activity, CONTRIBUTE)[1])


@first(_photos)
@deed
def send(request: HttpRequest, activity: int) -> HttpResponse:
    found, organization = taking(request, activity, CONTRIBUTE)
    form, places = ContributionForm(request.POST), photo_forms(0, request.POST)
    if not form.is_valid():
        return render(request, _FORM, _context(form, places, found), status=422)
    try:
        photos = _entered(request, organization)
        made = contributing.send(found, organization, form.piece(), photos, by=request.user, now=timezone.now())
    except Refused as refused:
        return again(request, _FORM, refused, **_context(form, places, found))
    messages.info(request, _("已投稿，处理结果会显示在待办和本页。"))
    return redirect("coverage:contribution", pk=made.pk)


@login_required
@require_safe
def contribution(request: HttpRequest, pk: int) -> HttpResponse:
    """One contribution: its text, photographs, versions, and what may be done with it here."""
    found, me = _seen(request, pk), acting(request)
    edits = _is_desk(request, found)
    sends = found.organization_id == me.organization.pk and me.may(CONTRIBUTE)
    context = {
        "contribution": found,
        "photos": found.photos.all(),
        "versions": queries.compared(found),
        "may_decide": edits and found.state == SENT,
        "may_edit": edits and found.state in (SENT, ADOPTED),
        "may_take_down": edits and found.state == ADOPTED,
        "may_resend": sends and found.state == BACK,
        "is_public": found.state == ADOPTED and found.activity.campaign.is_published,
    }
    return render(request, "coverage/contribution.html", context)


@login_required
@require_safe
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The desk's wording, or the sender's once it was given back."""
    found = _editable(request, pk)
    places = photo_forms(found.photos.count()) if found.state == BACK else []
    form = ContributionForm(contribution=found)
    return render(request, _FORM, _context(form, places, found.activity, found, found.edit_no))


def _more_photos(request: HttpRequest, pk: int) -> Photos:
    found = _editable(request, pk)
    places = photo_forms(0, request.POST, request.FILES) if found.state == BACK else []
    return _kept_photos(request, places, found.organization)


@first(_more_photos)
@deed
def save(request: HttpRequest, pk: int) -> HttpResponse:
    found, edit_no = _editable(request, pk), number(request.POST.get("edit_no"), -1)
    form, is_back = ContributionForm(request.POST, contribution=found), found.state == BACK
    places = photo_forms(found.photos.count(), request.POST) if is_back else []
    context = _context(form, places, found.activity, found, edit_no)
    if not form.is_valid():
        return render(request, _FORM, context, status=422)
    said: dict[str, Any] = {"edit_no": edit_no, "by": request.user, "now": timezone.now()}
    try:
        if is_back:
            drop = [number(one) for one in request.POST.getlist("drop")]
            photos = _entered(request, found.organization)
            contributing.send_again(found, form.piece(), photos, drop=drop, **said)
        else:
            editing.edit(found, form.piece(), **said)
    except Refused as refused:
        return again(request, _FORM, refused, **context)
    messages.info(request, _("已重投，等待处理。") if is_back else _("已保存为新的一版，原稿保留。"))
    return redirect("coverage:contribution", pk=pk)


@deed
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    found, decision = _seen(request, pk), request.POST.get("decision", "")
    because, edit_no = request.POST.get("because", ""), number(request.POST.get("edit_no"), -1)
    editing.decide(found, decision, because=because, edit_no=edit_no, by=request.user, now=timezone.now())
    messages.info(request, _DONE[decision])
    return redirect("coverage:contribution", pk=pk)


@login_required
@require_safe
def photo(request: HttpRequest, pk: int, photo: int) -> HttpResponse:
    """The clean copy of a photograph."""
    found = get_object_or_404(_seen(request, pk).photos.select_related("attachment"), pk=photo)
    return sent_to_reader(found.attachment, "照片")


def _seen(request: HttpRequest, pk: int) -> Contribution:
    rows = Contribution.objects.visible_to(request.user)
    related = ("activity__campaign__organization", "organization", "by", "decided_by")
    return get_object_or_404(rows.select_related(*related), pk=pk)


def _is_desk(request: HttpRequest, found: Contribution) -> bool:
    me = acting(request)
    return found.desk.pk == me.organization.pk and me.may(EDIT)


def _editable(request: HttpRequest, pk: int) -> Contribution:
    """One that may be written on here: given back by its sender, otherwise by the desk."""
    found = _seen(request, pk)
    if found.state == BACK:
        require(request.user, found.organization, CONTRIBUTE)
    else:
        require(request.user, found.desk, EDIT)
    return found


def _kept_photos(request: HttpRequest, places: Sequence[PhotoForm], organization: Organization) -> Photos:
    """The chosen photographs on the disk, with what is said of them; slow, so it comes before the deed."""
    found = ((place, kept(request, place.add_prefix("photo"), organization)) for place in places if place.is_valid())
    return [(place, file) for place, file in found if file is not None]


def _entered(request: HttpRequest, organization: Organization) -> list[Shown]:
    photos: Photos = made_before(request)
    return [
        Shown(
            enter_file(file, organization=organization, by=request.user),
            place.cleaned_data["caption"],
            place.cleaned_data["consent"],
        )
        for place, file in photos
    ]


def _context(
    form: ContributionForm,
    places: Sequence[PhotoForm],
    activity: Activity,
    contribution: Contribution | None = None,
    edit_no: int = 0,
) -> dict[str, Any]:
    is_resent = contribution is not None and contribution.state == BACK
    return {
        "form": form,
        "places": places,
        "activity": activity,
        "contribution": contribution,
        "photos": contribution.photos.all() if contribution is not None and is_resent else [],
        "is_resent": is_resent,
        "edit_no": edit_no,
        "limits": contribution_limits(),
    }
