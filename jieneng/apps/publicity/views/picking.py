"""Pick texts and photographs from reports (从上报材料摘编)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jieneng.apps.publicity import actions
from jieneng.apps.publicity.queries.picks import pictures_for, texts_for
from jieneng.apps.publicity.views.reach import brief_for
from jieneng.core.audit.deeds import deed
from jieneng.core.collections.models import Submission
from jieneng.ui.asked import number


@login_required
@require_GET
def picks(request: HttpRequest, pk: int) -> HttpResponse:
    brief = brief_for(request, pk)
    what = "photos" if request.GET.get("what") == "photos" else "texts"
    after = request.GET.get("after", "")[:128]
    page = pictures_for(brief, after=after) if what == "photos" else texts_for(brief, after=after)
    return render(request, "publicity/picks.html", {"brief": brief, "what": what, "page": page})


@deed
def pick_text(request: HttpRequest, pk: int, submission: int) -> HttpResponse:
    """Pick a text, word it anew, or drop it."""
    brief, report = brief_for(request, pk), _report(request, submission)
    change = {"edit_no": number(request.POST.get("edit_no"), -1), "by": request.user}
    if "drop" in request.POST:
        get_object_or_404(brief.highlights, submission=report)
        actions.drop_highlight(brief, report, **change)
        messages.success(request, _("已从简讯中移出。"))
    else:
        actions.pick_highlight(brief, report, request.POST.get("text", ""), **change)
        messages.success(request, _("已编入简讯。"))
    return redirect("publicity:picks", pk=pk)


@deed
def pick_photo(request: HttpRequest, pk: int, submission: int, attachment: int) -> HttpResponse:
    brief, report = brief_for(request, pk), _report(request, submission)
    change = {"edit_no": number(request.POST.get("edit_no"), -1), "by": request.user}
    if "drop" in request.POST:
        get_object_or_404(brief.photos, attachment=attachment)
        actions.drop_photo(brief, attachment, **change)
        messages.success(request, _("照片已移出。"))
    else:
        actions.pick_photo(brief, report, attachment, **change)
        messages.success(request, _("照片已编入。"))
    return redirect(f"{request.path.split('/photos/')[0]}?what=photos")


def _report(request: HttpRequest, pk: int) -> Submission:
    rows = Submission.objects.counted().visible_to(request.user).select_related("organization", "accepted_version")
    return get_object_or_404(rows, pk=pk)
