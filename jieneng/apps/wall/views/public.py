"""The screen itself, its figures for the script, its photographs; for whoever has the link, as long as it stands."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jieneng.apps.wall.models import Wall
from jieneng.apps.wall.queries import photos
from jieneng.apps.wall.queries.screen import screen
from jieneng.core.files.views import sent_to_public


@never_cache
@require_safe
def wall(request: HttpRequest, token: str) -> HttpResponse:
    """The page, with the figures of this moment; its script fetches the next ones."""
    link = _standing(token)
    theme = link.campaign.themes.order_by("ord").first()
    context = {"link": link, "slogan": theme.slogan if theme else "", "data": screen(link)}
    return render(request, "wall/wall.html", context)


@never_cache
@require_safe
def data(request: HttpRequest, token: str) -> HttpResponse:
    return JsonResponse(screen(_standing(token)), json_dumps_params={"ensure_ascii": False})


@require_safe
def photo(request: HttpRequest, token: str, attachment: int) -> HttpResponse:
    link = _standing(token)
    file = photos.shown(link.campaign, link.org_path, attachment)
    if file is None:
        raise Http404
    return sent_to_public(file)


def _standing(token: str) -> Wall:
    rows = Wall.objects.by_token(token)
    return get_object_or_404(rows.select_related("campaign__collection__audience", "organization__region"))
