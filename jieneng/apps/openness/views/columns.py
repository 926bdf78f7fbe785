"""Without signing in: the column of a campaign, and its feed."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jieneng.apps.openness import columns
from jieneng.apps.openness.queries import Asked, asked_of
from jieneng.core.documents.public_pages import PublicPage
from jieneng.ui.caching import kept_for

_KEPT = 60  # seconds; what is withdrawn is gone from the way within a minute


@require_safe
@kept_for(_KEPT)
def column(request: HttpRequest, code: str) -> HttpResponse:
    """专栏: what was published about a campaign, by kind and issuer."""
    campaign, asked = _campaign(code), _asked(request)
    context = {
        "campaign": campaign,
        "code": code,
        "page": columns.page_of(code, asked),
        "asked": asked,
        "kinds": columns.kinds(),
        "shows_pictures": asked.kind == columns.PICTURES,
        "is_filtered": asked.address(after="") != "?",
        "feed": reverse("openness:public_column_feed", args=[code]) + asked.address(after=""),
    }
    return render(request, "openness/column.html", context)


@require_safe
@kept_for(300)
def feed(request: HttpRequest, code: str) -> HttpResponse:
    """The latest as Atom, under the same conditions as the column."""
    campaign, base = _campaign(code), settings.JIENENG_BASE_URL
    title = _("%(title)s专栏") % {"title": campaign.title}
    here = reverse("openness:public_column", args=[code])
    made = Atom1Feed(title, f"{base}{here}", "", language="zh-CN", feed_url=f"{base}{request.get_full_path()}")
    for entry in columns.latest(code, _asked(request)):
        shown = entry.item.entry
        made.add_item(
            shown.document.title,
            f"{base}{entry.item.url}",
            entry.words,
            pubdate=shown.opened_at,
            updateddate=shown.opened_at,
            author_name=shown.organization.name,
        )
    return HttpResponse(made.writeString("utf-8"), content_type=made.content_type)


def _campaign(code: str) -> PublicPage:
    found = columns.campaign_of(code)
    if found is None:
        raise Http404
    return found


def _asked(request: HttpRequest) -> Asked:
    """The conditions of a column: kind, issuer, the page; the others of the list are none here."""
    said = {name: request.GET.get(name, "") for name in ("kind", "issuer", "after")}
    return asked_of(said, more_kinds=(columns.PICTURES,))
