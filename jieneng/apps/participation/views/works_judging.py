"""The expert's pages: works by number, without author and organisation; marks, and stepping aside."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jieneng.apps.participation.actions import judging
from jieneng.apps.participation.forms import MarkForm
from jieneng.apps.participation.models import Judge, Mark, Recusal, Work
from jieneng.apps.participation.queries import works
from jieneng.apps.participation.views.common import again
from jieneng.core.audit.deeds import deed
from jieneng.core.files.views import sent_to_reader
from jieneng.ui.refusals import Refused

_PAGE = "participation/marking.html"


@login_required
@require_safe
def tasks(request: HttpRequest, pk: int) -> HttpResponse:
    """作品评审: one's works of a call."""
    judge = _judge(request, pk)
    rows = works.tasks_of(judge) if judge.call.judging_at else []
    n_open = sum(not row.is_aside and row.total is None for row in rows)
    return render(request, "participation/judging.html", {"call": judge.call, "rows": rows, "n_open": n_open})


@login_required
@require_safe
def marking(request: HttpRequest, pk: int, work: int) -> HttpResponse:
    judge = _judge(request, pk)
    found = _work(judge, work)
    given = Mark.objects.filter(judge=judge, work=found).first()
    return render(request, _PAGE, _context(judge, found, MarkForm(work=found, mark=given)))


@deed
def mark(request: HttpRequest, pk: int, work: int) -> HttpResponse:
    judge = _judge(request, pk)
    found = _work(judge, work)
    form = MarkForm(request.POST, work=found)
    if not form.is_valid():
        return render(request, _PAGE, _context(judge, found, form), status=422)
    remark = form.cleaned_data["remark"]
    try:
        judging.mark(judge, found, form.points(), remark=remark, by=request.user, now=timezone.now())
    except Refused as refused:
        return again(request, _PAGE, refused, **_context(judge, found, form))
    messages.info(request, _("已评分，评审结束前可以修改。"))
    return redirect("participation:judging", pk=pk)


@deed
def recuse(request: HttpRequest, pk: int, work: int) -> HttpResponse:
    judge = _judge(request, pk)
    because = request.POST.get("because", "")
    judging.recuse(judge, _work(judge, work), because=because, by=request.user, now=timezone.now())
    messages.info(request, _("已回避该作品。"))
    return redirect("participation:judging", pk=pk)


@login_required
@require_safe
def file(request: HttpRequest, pk: int, work: int) -> HttpResponse:
    """The file under the work's number: its own name may say whose it is."""
    found = _work(_judge(request, pk), work)
    if found.latest is None or found.latest.file is None:
        raise Http404
    return sent_to_reader(found.latest.file, found.number)


def _judge(request: HttpRequest, pk: int) -> Judge:
    rows = Judge.objects.select_related("call__activity", "call__organization")
    return get_object_or_404(rows, call=pk, person=request.user, dropped_at=None)


def _work(judge: Judge, pk: int) -> Work:
    """A work that is judged; before judging begins there is none."""
    if judge.call.judging_at is None:
        raise Http404
    rows = Work.objects.filter(call=judge.call).finalists().select_related("latest__file")
    return get_object_or_404(rows, pk=pk)


def _context(judge: Judge, found: Work, form: MarkForm) -> dict[str, Any]:
    is_aside = Recusal.objects.filter(judge=judge, work=found).exists()
    return {
        "call": judge.call,
        "work": found,
        "form": form,
        "is_aside": is_aside,
        "is_related": not is_aside and judging.is_related(judge.person, found),
        "is_open": judge.call.judged_at is None,
    }
