"""What everybody may look at: the pieces of an activity, their web copies, the links of videos."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from jieneng.apps.library.models import Piece
from jieneng.core.campaigns.models import Activity
from jieneng.core.documents import public_pages
from jieneng.core.files.models import Attachment
from jieneng.core.files.views import sent_to_public, small_to_public
from jieneng.ui.caching import kept_for

_MOST = 200


@require_safe
@kept_for(60)
def pieces(request: HttpRequest, code: str, activity: int) -> HttpResponse:
    page, found = _activity(code, activity)
    rows = Piece.objects.published().filter(activity=found).select_related("original", "cover")
    context = {"campaign": page, "activity": found, "pieces": rows[:_MOST], "code": code}
    return render(request, "library/public.html", context)


@require_safe
def picture(request: HttpRequest, code: str, activity: int, pk: int) -> HttpResponse:
    return sent_to_public(_shown(code, activity, pk), "宣传品")


@require_safe
def thumb(request: HttpRequest, code: str, activity: int, pk: int) -> HttpResponse:
    return small_to_public(_shown(code, activity, pk))


def _activity(code: str, pk: int) -> tuple[public_pages.PublicPage, Activity]:
    page = public_pages.find("campaign", code)
    if page is None:
        raise Http404
    rows = Activity.objects.select_related("campaign__organization").filter(campaign__public_code=code)
    return page, get_object_or_404(rows, pk=pk)


def _shown(code: str, activity: int, pk: int) -> Attachment:
    rows = Piece.objects.published().filter(activity=_activity(code, activity)[1])
    piece = get_object_or_404(rows.select_related("original", "cover"), pk=pk)
    if piece.picture is None:
        raise Http404
    return piece.picture
