"""What everybody may read: the column of a campaign, one contribution, its photographs."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from jieneng.apps.coverage.models import Contribution
from jieneng.apps.coverage.queries.column import published_page
from jieneng.core.campaigns.models import Activity
from jieneng.core.documents import public_pages
from jieneng.core.files.views import sent_to_public
from jieneng.rulebook.coverage import ACTIVITY
from jieneng.ui.asked import number
from jieneng.ui.caching import kept_for


@require_safe
@kept_for(60)
def column(request: HttpRequest, code: str, activity: int) -> HttpResponse:
    """The latest first."""
    page, found = _activity(code, activity)
    rows = published_page(found, number(request.GET.get("after")))
    return render(
        request, "coverage/public_column.html", {"campaign": page, "activity": found, "page": rows, "code": code}
    )


@require_safe
@kept_for(60)
def contribution(request: HttpRequest, code: str, activity: int, pk: int) -> HttpResponse:
    page, found = _activity(code, activity)
    one = _published(found, pk)
    context = {
        "campaign": page,
        "activity": found,
        "contribution": one,
        "photos": one.photos.filter(consent=True),
        "code": code,
    }
    return render(request, "coverage/public_contribution.html", context)


@require_safe
def photo(request: HttpRequest, code: str, activity: int, pk: int, photo: int) -> HttpResponse:
    """The clean copy of a photograph whose people have agreed."""
    one = _published(_activity(code, activity)[1], pk)
    shown = get_object_or_404(one.photos.filter(consent=True).select_related("attachment"), pk=photo)
    return sent_to_public(shown.attachment, "照片")


def _activity(code: str, pk: int) -> tuple[public_pages.PublicPage, Activity]:
    page = public_pages.find("campaign", code)
    if page is None:
        raise Http404
    rows = Activity.objects.filter(kind=ACTIVITY, campaign__public_code=code).select_related("campaign__organization")
    return page, get_object_or_404(rows, pk=pk)


def _published(activity: Activity, pk: int) -> Contribution:
    rows = Contribution.objects.published().filter(activity=activity).select_related("organization")
    return get_object_or_404(rows, pk=pk)
