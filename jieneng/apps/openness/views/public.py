"""Without signing in: the list of what is published, its feed, a remark about an error, and what became of it."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jieneng.apps.openness import actions, columns
from jieneng.apps.openness.due import due_of
from jieneng.apps.openness.forms import RemarkForm
from jieneng.apps.openness.models import ErrorReport
from jieneng.apps.openness.queries import asked_of, latest, page_of, years
from jieneng.core.documents import public_pages
from jieneng.core.documents.public_pages import PublicPage
from jieneng.rulebook import open_information
from jieneng.ui.caching import kept_for
from jieneng.ui.refusals import Refused
from jieneng.ui.sender import address_of

_KEPT = 60  # seconds; what is withdrawn is gone from the way within a minute


@require_safe
@kept_for(_KEPT)
def listed(request: HttpRequest) -> HttpResponse:
    """信息公开: what anybody may read, by kind, year, issuer, subject, validity."""
    asked, rules = asked_of(request.GET), open_information()
    context = {
        "page": page_of(asked),
        "columns": columns.newest(),
        "asked": asked,
        "is_filtered": asked.address(after="") != "?",
        "feed": asked.address(after=""),
        "kinds": {name: kind.label for name, kind in public_pages.kinds().items() if kind.holds_papers},
        "years": years(),
        "subjects": rules.subjects.values(),
        "validities": rules.validity.values(),
    }
    return render(request, "openness/list.html", context)


@require_safe
@kept_for(300)
def feed(request: HttpRequest) -> HttpResponse:
    """The latest as Atom, under the same conditions as the list."""
    items = latest(asked_of(request.GET))
    title = _("信息公开 - %(name)s") % {"name": settings.JIENENG_NAME}
    base = settings.JIENENG_BASE_URL
    made = Atom1Feed(title, f"{base}/open/", "", language="zh-CN", feed_url=f"{base}{request.get_full_path()}")
    for item in items:
        entry = item.entry
        words = (entry.document.number, entry.genre_label, entry.subject_label, entry.validity_label)
        made.add_item(
            entry.document.title,
            f"{base}{item.url}",
            "　".join(word for word in words if word),
            pubdate=entry.opened_at,
            updateddate=entry.opened_at,
            author_name=entry.organization.name,
        )
    return HttpResponse(made.writeString("utf-8"), content_type=made.content_type)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """纠错: a form that asks for no personal data; the remark goes to the desk of whoever published the page."""
    page = public_pages.find(kind, code)
    if page is None:
        raise Http404
    form = RemarkForm(request.POST) if request.method == "POST" else RemarkForm()
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, page, form, status=422 if form.is_bound else 200)
    if form.is_by_machine:
        return redirect(page.url)
    said = form.cleaned_data
    remark = actions.Remark(kind, code, said["what"], said["quote"], _key(request))
    made = actions.report(page, remark, address=address_of(request), now=timezone.now())
    return redirect("openness:public_receipt", code=made.code)


@never_cache
@require_safe
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """What was said, and what became of it: for whoever holds the code."""
    seen = get_object_or_404(ErrorReport.objects.select_related("organization"), code=code)
    page = public_pages.find(seen.page_kind, seen.page_code)
    return render(request, "openness/receipt.html", {"seen": seen, "page": page, "due": due_of(seen.at)})


def _key(request: HttpRequest) -> str:
    key = request.POST.get("_key", "")
    if not 16 <= len(key) <= 64:
        raise Refused("key-missing")
    return key


def _form_page(request: HttpRequest, page: PublicPage, form: RemarkForm, status: int) -> HttpResponse:
    return render(request, "openness/report.html", {"page": page, "form": form}, status=status)
