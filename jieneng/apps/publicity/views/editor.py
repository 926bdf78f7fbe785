"""The editor: read with figures that open, write, change a figure, take the newest figures, compose anew."""

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jieneng.apps.publicity import actions
from jieneng.apps.publicity.queries.editor import VIEWS, boxes, editor_of, preview, sheet
from jieneng.apps.publicity.queries.panel import Asked
from jieneng.apps.publicity.views.reach import brief_for
from jieneng.core.audit.deeds import deed
from jieneng.ui.asked import number
from jieneng.ui.refusals import Refused

_LONGEST_KEY = 80


@login_required
@require_GET
def brief(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, pk, request.GET.get("view", ""))


@deed
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the prose. What is refused comes back with what was typed."""
    found = brief_for(request, pk)
    typed = {int(name[1:]): text for name, text in request.POST.items() if re.fullmatch(r"b[0-9]{1,4}", name)}
    try:
        actions.write(found, typed, edit_no=_edit_no(request), by=request.user)
    except Refused as refused:
        if refused.code not in ("brief-token-unknown", "too-long"):
            raise
        return _page(request, pk, "edit", typed=typed, refused=refused)
    messages.success(request, _("正文已保存。"))
    return redirect("publicity:brief", pk=pk)


@deed
def figure(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Write a figure otherwise: one of its true wordings, or another value with a reason."""
    found = brief_for(request, pk)
    if not found.document.citations.filter(key=key).exists():
        raise Http404("citation")
    shown = request.POST.get("other", "").strip() or request.POST.get("shown", "")
    because = request.POST.get("because", "")
    actions.change_figure(found, key, shown, because=because, edit_no=_edit_no(request), by=request.user)
    messages.success(request, _("写法已改。"))
    return redirect(f"{reverse('publicity:brief', args=[pk])}?figure={key}#figure")


@deed
def refresh(request: HttpRequest, pk: int) -> HttpResponse:
    n = actions.refresh(brief_for(request, pk), edit_no=_edit_no(request), by=request.user)
    messages.success(request, _("已取最新数字，文中改动 %(n)s 处。") % {"n": n})
    return redirect("publicity:brief", pk=pk)


@deed
def recompose(request: HttpRequest, pk: int) -> HttpResponse:
    actions.recompose(brief_for(request, pk), edit_no=_edit_no(request), by=request.user, now=timezone.now())
    messages.success(request, _("已重新生成，摘编和照片保留。"))
    return redirect("publicity:brief", pk=pk)


def _page(
    request: HttpRequest, pk: int, view: str, *, typed: dict[int, str] | None = None, refused: Refused | None = None
) -> HttpResponse:
    found = brief_for(request, pk)
    asked = Asked(
        figure=request.GET.get("figure", "")[:_LONGEST_KEY],
        by=request.GET.get("by") if request.GET.get("by") in ("category", "rows") else "area",
        node=request.GET.get("node", "")[:128],
        after=request.GET.get("after", "")[:128],
    )
    editor = editor_of(found, asked, person=request.user)
    may_write = editor.may_draft and not editor.is_issued
    view = view if view in dict(VIEWS) and (view != "edit" or may_write) else "text"
    seen = {
        "editor": editor,
        "brief": found,
        "views": [(code, label) for code, label in VIEWS if code != "edit" or may_write],
        "view": view,
        "may_write": may_write,
        "sheet": sheet(found, asked.figure) if view == "text" else preview(found) if view == "preview" else "",
        "boxes": [(box, (typed or {}).get(number(box.name[1:], -1), box.text)) for box in boxes(found)],
        "refused": refused,
    }
    return render(request, "publicity/brief.html", seen)


def _edit_no(request: HttpRequest) -> int:
    return number(request.POST.get("edit_no"), -1)
