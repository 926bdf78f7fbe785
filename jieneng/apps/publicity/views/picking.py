"""Pick texts and photographs from reports, texts from columns (从上报材料摘编)."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jieneng.apps.publicity import actions
from jieneng.apps.publicity.queries.candidates import highlight_of
from jieneng.apps.publicity.queries.editor import may_write
from jieneng.apps.publicity.queries.picks import Page, pictures_for, tellings_for, texts_for
from jieneng.apps.publicity.views.reach import brief_for
from jieneng.core.audit.deeds import deed
from jieneng.core.campaigns.tellings import told
from jieneng.core.collections.models import Submission
from jieneng.rulebook.briefs import brief_wording
from jieneng.ui.asked import number as asked_number


@login_required
@require_GET
def picks(request: HttpRequest, pk: int) -> HttpResponse:
    brief = brief_for(request, pk)
    what = request.GET.get("what", "")
    what = what if what == "column" or (what == "photos" and brief.composition.has_photos) else "texts"
    asked = {"after": request.GET.get("after", "")[:128], "words": request.GET.get("words", "").strip()[:40]}
    only = request.GET.get("only", "") if request.GET.get("only") in ("in", "out") else ""
    texts = partial(texts_for, only=only)
    pages: dict[str, Callable[..., Page]] = {"photos": pictures_for, "column": tellings_for, "texts": texts}
    page = pages[what](brief, **asked)
    seen = {"brief": brief, "what": what, "page": page, "only": only, "may_write": may_write(brief, request.user)}
    return render(request, "publicity/picks.html", seen | {"most": brief_wording().most_photos})


@deed
def pick_text(request: HttpRequest, pk: int, submission: int) -> HttpResponse:
    """Pick a text, word it anew, go back to the unit's own words, or drop it."""
    brief, report = brief_for(request, pk), _report(request, submission)
    change = {"edit_no": asked_number(request.POST.get("edit_no"), -1), "by": request.user}
    if "drop" in request.POST:
        actions.drop_highlight(get_object_or_404(brief.highlights, submission=report), **change)
        messages.success(request, _("已从简讯中移出。"))
    else:
        text = highlight_of(report) if "original" in request.POST else request.POST.get("text", "")
        actions.pick_highlight(brief, report, text, **change)
        messages.success(request, _("已编入简讯。"))
    return redirect("publicity:picks", pk=pk)


@deed
def pick_telling(request: HttpRequest, pk: int, source: str, number: int) -> HttpResponse:
    """The same of a text from a column: what is in already can be worded anew and dropped though it stands no more."""
    brief = brief_for(request, pk)
    change = {"edit_no": asked_number(request.POST.get("edit_no"), -1), "by": request.user}
    if "drop" in request.POST:
        actions.drop_highlight(get_object_or_404(brief.highlights, source=source, number=number), **change)
        messages.success(request, _("已从简讯中移出。"))
    else:
        telling = told(brief.collection, brief.organization, source, number)
        if telling is None:
            raise Http404("telling")
        actions.pick_telling(brief, telling, request.POST.get("text", ""), **change)
        messages.success(request, _("已编入简讯。"))
    return redirect(f"{reverse('publicity:picks', args=[pk])}?what=column")


@deed
def pick_photo(request: HttpRequest, pk: int, submission: int, attachment: int) -> HttpResponse:
    brief, report = brief_for(request, pk), _report(request, submission)
    change = {"edit_no": asked_number(request.POST.get("edit_no"), -1), "by": request.user}
    if "drop" in request.POST:
        get_object_or_404(brief.photos, attachment=attachment)
        actions.drop_photo(brief, attachment, **change)
        messages.success(request, _("照片已移出。"))
    else:
        actions.pick_photo(brief, report, attachment, **change)
        messages.success(request, _("照片已编入。"))
    return redirect(f"{request.path.split('/photos/')[0]}?what=photos")


@deed
def arrange(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the photographs of the paper into another order, one step at a time or all at once, with their captions."""
    brief = brief_for(request, pk)
    order = [asked_number(said) for said in request.POST.getlist("photo")]
    captions = {n: request.POST[f"caption{n}"] for n in order if f"caption{n}" in request.POST}
    order = _moved(order, *request.POST.get("move", "").partition(":")[::2])
    actions.arrange_photos(
        brief, order, captions, edit_no=asked_number(request.POST.get("edit_no"), -1), by=request.user
    )
    messages.success(request, _("照片的次序和说明已保存。"))
    return redirect(f"{reverse('publicity:picks', args=[pk])}?what=photos")


@deed
def consent(request: HttpRequest, pk: int) -> HttpResponse:
    n = actions.confirm_consent(brief_for(request, pk), by=request.user)
    messages.success(request, _("已记录 %(n)s 张照片征得同意。") % {"n": n})
    return redirect(f"{reverse('publicity:picks', args=[pk])}?what=photos")


def _moved(order: list[int], said: str, way: str) -> list[int]:
    """The order with one of them a step earlier or later."""
    at = asked_number(said)
    if at not in order or way not in ("up", "down"):
        return order
    n = order.index(at)
    to = max(0, min(len(order) - 1, n + (1 if way == "down" else -1)))
    rest = [one for one in order if one != at]
    return [*rest[:to], at, *rest[to:]]


def _report(request: HttpRequest, pk: int) -> Submission:
    rows = Submission.objects.counted().visible_to(request.user).select_related("organization", "accepted_version")
    return get_object_or_404(rows, pk=pk)
