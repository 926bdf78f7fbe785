"""The editor: read with figures that open, write, change a figure, take the newest figures, compose anew.

What is typed is kept every few seconds (`autosave`), and put onto the newest state when somebody else saved first.
"""

import json
import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jieneng.apps.publicity import actions
from jieneng.apps.publicity.models import Brief
from jieneng.apps.publicity.queries.editor import VIEWS, Box, boxes, editor_of, preview, sheet
from jieneng.apps.publicity.queries.offered import offer_of
from jieneng.apps.publicity.queries.panel import Asked, original
from jieneng.apps.publicity.queries.paper import spoken
from jieneng.apps.publicity.queries.past import Past
from jieneng.apps.publicity.queries.versions import Unsaved, on_what_stands, unsaved_of
from jieneng.apps.publicity.views.reach import brief_for
from jieneng.core.audit.deeds import deed
from jieneng.engine.briefs.ranking import CELL
from jieneng.engine.periods import in_beijing
from jieneng.ui.asked import number
from jieneng.ui.refusals import Refused

_LONGEST_KEY = 80


@login_required
@require_GET
def brief(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, pk, request.GET.get("view", ""))


@deed
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the prose. What is refused comes back with what was typed, on the state of the brief as it is by then."""
    found = brief_for(request, pk)
    typed = _typed(request)
    try:
        actions.write(found, typed, edit_no=_edit_no(request), by=request.user)
    except Refused as refused:
        if refused.code not in ("brief-token-unknown", "brief-imprint-line", "too-long", "stale-form"):
            raise
        return _page(request, pk, "edit", typed=(typed, _edit_no(request)), refused=refused)
    messages.success(request, _("正文已保存。"))
    return redirect("publicity:brief", pk=pk)


@login_required
@require_POST
def autosave(request: HttpRequest, pk: int) -> JsonResponse:
    """Keep what is being typed. 409 with a sentence when somebody else has saved meanwhile; it is kept all the same."""
    found, typed, moment = brief_for(request, pk), _typed(request), timezone.now()
    draft_no = number(request.POST.get("draft_no"), 0)
    said = {"saved_at": moment.isoformat(), "saved": f"{in_beijing(moment):%H:%M}"}
    if typed:
        texts = {str(n): text for n, text in typed.items()}
        kept = actions.keep_writing(
            found, texts, edit_no=_edit_no(request), draft_no=draft_no, by=request.user, now=moment
        )
        said |= {"set": {"draft_no": str(kept.draft_no)}}
    if typed and found.document.edit_no != _edit_no(request):
        told = {
            "sentence": _("打开本页以后，正文已由他人修改；所写文字已留存。"),
            "next": _("请重新打开编辑页，所写文字会并入新的正文。"),
        }
        return JsonResponse(said | told, status=409)
    return JsonResponse(said)


@deed
def drop_writing(request: HttpRequest, pk: int) -> HttpResponse:
    actions.drop_writing(brief_for(request, pk), by=request.user)
    messages.success(request, _("未保存的文字已清除。"))
    return redirect(f"{reverse('publicity:brief', args=[pk])}?view=edit")


@deed
def figure(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Write a figure otherwise: one of its true wordings, another value with a reason, or with its change behind it."""
    found = brief_for(request, pk)
    if not found.document.citations.filter(key=key).exclude(key__startswith=CELL).exists():
        raise Http404("citation")
    if "change" in request.POST:
        actions.add_change(found, key, edit_no=_edit_no(request), by=request.user)
        messages.success(request, _("已在数字后加上同比。"))
        return redirect(f"{reverse('publicity:brief', args=[pk])}?figure={key}#figure")
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
    request: HttpRequest,
    pk: int,
    view: str,
    *,
    typed: tuple[dict[int, str], int] | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    """`typed`: what was sent, and the state of the brief on which it was typed."""
    found = brief_for(request, pk)
    asked = Asked(
        figure=request.GET.get("figure", "")[:_LONGEST_KEY],
        by=request.GET.get("by") if request.GET.get("by") in ("category", "rows") else "area",
        node=request.GET.get("node", "")[:128],
        after=request.GET.get("after", "")[:128],
    )
    editor = editor_of(found, asked, person=request.user)
    view = view if view in dict(VIEWS) and (view != "edit" or editor.may_write) else "text"
    seen = {
        "editor": editor,
        "brief": found,
        "views": [(code, label) for code, label in VIEWS if code != "edit" or editor.may_write],
        "view": view,
        "may_write": editor.may_write,
        "sheet": sheet(found, asked.figure) if view == "text" else preview(found) if view == "preview" else "",
        "refused": refused,
    }
    if view == "edit":
        unsaved = on_what_stands(found, typed[0], edit_no=typed[1]) if typed else unsaved_of(found, request.user)
        seen |= {"unsaved": unsaved, "boxes": _filled(found, unsaved), "offer": offer_of(found)}
        seen |= {"spoken": json.dumps(spoken(found), ensure_ascii=False)}
    if view == "figures":
        past = Past(found)
        seen["rows"] = [(citation, past.of(citation), original(citation)) for citation in editor.citations]
    return render(request, "publicity/brief.html", seen)


def _filled(found: Brief, unsaved: Unsaved | None) -> list[tuple[Box, str]]:
    """The boxes with what stands in them: what is typed and not saved, else what is saved."""
    texts = unsaved.texts if unsaved else {}
    return [(box, texts.get(number(box.name[1:], -1), box.text)) for box in boxes(found)]


def _typed(request: HttpRequest) -> dict[int, str]:
    return {int(name[1:]): text for name, text in request.POST.items() if re.fullmatch(r"b[0-9]{1,4}", name)}


def _edit_no(request: HttpRequest) -> int:
    return number(request.POST.get("edit_no"), -1)
