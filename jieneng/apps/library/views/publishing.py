"""The organiser: give a piece out, change what is said of it, take it down."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jieneng.apps.library.actions import publishing
from jieneng.apps.library.forms import PieceForm
from jieneng.apps.library.models import Piece
from jieneng.apps.library.queries.pieces import next_place
from jieneng.apps.library.views.common import held
from jieneng.core.audit.deeds import deed, first, made_before
from jieneng.core.campaigns.models import Activity, Campaign
from jieneng.core.files.actions import Kept, enter, keep
from jieneng.core.files.kinds import JPEG, MP4, PDF, PNG, WEBP
from jieneng.core.files.models import Attachment
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.rulebook.library import ACTIVITY
from jieneng.ui.asked import number
from jieneng.ui.refusals import Refused

_PICTURES = (JPEG, PNG, WEBP)
_KINDS = (*_PICTURES, PDF, MP4)
Files = tuple[Kept | None, Kept | None]  # original and cover


@login_required
@require_safe
def new(request: HttpRequest, activity: int) -> HttpResponse:
    planned = _own_activity(request, activity)
    return _form_page(request, PieceForm(place=next_place(planned)), planned)


def _files(request: HttpRequest, activity: int) -> Files:
    return _kept(request, _own_activity(request, activity).campaign.organization)


@first(_files)
@deed
def make(request: HttpRequest, activity: int) -> HttpResponse:
    planned = _own_activity(request, activity)
    form = PieceForm(request.POST, request.FILES, place=1)
    if not form.is_valid():
        return _form_page(request, form, planned, status=422)
    try:
        original, cover = _entered(request, planned.campaign.organization)
        made = publishing.publish(
            planned, form.said(), original=original, cover=cover, by=request.user, now=timezone.now()
        )
    except Refused as refused:
        return _refused(request, form, planned, refused)
    messages.info(request, _("已发布，下级单位可以下载。"))
    return redirect("library:piece", pk=made.pk)


@login_required
@require_safe
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    piece = held(request, pk)
    return _form_page(request, PieceForm(piece=piece), piece.activity, piece)


def _cover(request: HttpRequest, pk: int) -> Files:
    return _kept(request, held(request, pk).organization)


@first(_cover)
@deed
def save(request: HttpRequest, pk: int) -> HttpResponse:
    piece = held(request, pk)
    form = PieceForm(request.POST, request.FILES, piece=piece)
    if not form.is_valid():
        return _form_page(request, form, piece.activity, piece, status=422)
    try:
        cover = _entered(request, piece.organization)[1]
        edit_no = number(request.POST.get("edit_no"), -1)
        publishing.change(piece, form.said(), cover=cover, edit_no=edit_no, by=request.user)
    except Refused as refused:
        return _refused(request, form, piece.activity, refused, piece)
    messages.info(request, _("已保存。"))
    return redirect("library:piece", pk=pk)


@deed
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    piece = held(request, pk)
    publishing.drop(piece, because=request.POST.get("because", ""), by=request.user, now=timezone.now())
    messages.info(request, _("已撤下，已有的下载和使用登记保留。"))
    return redirect("library:pieces")


def _own_activity(request: HttpRequest, pk: int) -> Activity:
    """An activity of this sort in one's sight; only at one's own organisation something is given out for it."""
    own = Campaign.objects.visible_to(request.user)
    rows = Activity.objects.select_related("campaign__organization").filter(campaign__in=own, kind=ACTIVITY)
    found = get_object_or_404(rows, pk=pk)
    require(request.user, found.campaign.organization, "library.publish")
    return found


def _kept(request: HttpRequest, owner: Organization) -> Files:
    """The chosen files on the disk; slow, so it comes before the deed."""
    given = (request.FILES.get("original"), _KINDS), (request.FILES.get("cover"), _PICTURES)
    if any(upload for upload, _only in given):
        require(request.user, owner, "files.upload")
    original, cover = (keep(upload, organization=owner, only=only) if upload else None for upload, only in given)
    return original, cover


def _entered(request: HttpRequest, owner: Organization) -> tuple[Attachment | None, Attachment | None]:
    files: Files = made_before(request) or (None, None)
    original, cover = (enter(one, organization=owner, by=request.user) if one else None for one in files)
    return original, cover


def _refused(
    request: HttpRequest, form: PieceForm, activity: Activity, refused: Refused, piece: Piece | None = None
) -> HttpResponse:
    """The form again with what was refused; what is not one's own to do gets its own page."""
    if refused.status == 403:
        raise refused
    form.add_error(None, refused.sentence + refused.next_step)
    return _form_page(request, form, activity, piece, status=refused.status)


def _form_page(
    request: HttpRequest, form: PieceForm, activity: Activity, piece: Piece | None = None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "activity": activity, "piece": piece}
    return render(request, "library/edit.html", context, status=status)
