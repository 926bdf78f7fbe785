"""The bank: search, versions, a question of one's own, a sheet in and out."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jieneng.apps.quiz import sheet
from jieneng.apps.quiz.actions import bank as actions
from jieneng.apps.quiz.forms import QuestionForm
from jieneng.apps.quiz.models import Question
from jieneng.apps.quiz.models.bank import DIFFICULTIES, KINDS, TOPICS
from jieneng.apps.quiz.queries import desk as queries
from jieneng.apps.quiz.views.desk import acting_of
from jieneng.core.audit.deeds import deed, first, made_before
from jieneng.core.files import sheets
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.ui.refusals import Refused

_SHOWN = 500  # problems of a sheet on one page


@login_required
@require_safe
def bank(request: HttpRequest) -> HttpResponse:
    """What quizzes of this organisation may ask."""
    organization = _organization(request)
    filters = queries.filters_of(request.GET)
    context = {
        "page": queries.bank_page(organization, filters, request.GET.get("after")),
        "filters": filters,
        "topics": [(code, label, n) for code, label in TOPICS for n in [queries.bank_size(organization)[code]]],
        "difficulties": [(str(code), label) for code, label in DIFFICULTIES],
        "kinds": KINDS,
        "export": filters.address(),
    }
    return render(request, "quiz/bank.html", context)


@login_required
@require_safe
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """A version of a question, beside its other versions."""
    found, organization = _seen(request, pk), _organization(request)
    versions = Question.objects.filter(code=found.code).order_by("-no")
    is_own = found.organization_id == organization.pk and found.is_latest
    return render(request, "quiz/question.html", {"question": found, "versions": versions, "is_own": is_own})


@login_required
@require_safe
def new(request: HttpRequest) -> HttpResponse:
    _organization(request)
    return _form(request, QuestionForm(), None)


@deed
def add(request: HttpRequest) -> HttpResponse:
    organization, form = _organization(request), QuestionForm(request.POST)
    if not form.is_valid():
        return _form(request, form, None, status=422)
    made = actions.add(organization, form.said(), by=request.user, now=timezone.now())
    messages.success(request, _("已入库。"))
    return redirect("quiz:question", pk=made.pk)


@login_required
@require_safe
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    return _form(request, QuestionForm(question=found), found)


@deed
def save(request: HttpRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    form = QuestionForm(request.POST, question=found)
    if not form.is_valid():
        return _form(request, form, found, status=422)
    because = form.cleaned_data["because"]
    made = actions.correct(found, form.said(), because=because, by=request.user, now=timezone.now())
    messages.success(request, _("已保存为第%d版，已发布的竞答仍用原来的版本。") % made.no)
    return redirect("quiz:question", pk=made.pk)


@deed
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    found, because = _own(request, pk), request.POST.get("because", "")
    actions.retire(found, because=because, by=request.user, now=timezone.now())
    messages.success(request, _("已停用，以后的竞答不再选用。"))
    return redirect("quiz:question", pk=pk)


@login_required
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The filtered bank as a sheet; it can be handed in again."""
    organization = _organization(request)
    rows = queries.bank_rows(organization, queries.filters_of(request.GET))[: sheet.MOST_ROWS]
    head = [column.label for column in sheet.columns()]
    return xlsx(sheets.listing("题库", head, sheet.rows_of(rows)), "题库.xlsx")


@login_required
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    _organization(request)
    notes = ("每行一道题。", "有一处错误即全部不导入，改正后重新上传。", "编号留空为新题；填本单位已有的编号为新版本。")
    return xlsx(sheets.template("试题", sheet.columns(), notes), "试题模板.xlsx")


@login_required
@require_safe
def importing(request: HttpRequest) -> HttpResponse:
    _organization(request)
    return render(request, "quiz/import.html")


def _read(request: HttpRequest) -> sheet.Reading:
    _organization(request)
    upload = request.FILES.get("file")
    if upload is None:
        raise Refused("sheet-empty")
    return sheet.read(sheets.read_sheets(upload))


@first(_read)
@deed
def do_import(request: HttpRequest) -> HttpResponse:
    """All questions of a sheet, or none and every reason why."""
    organization = _organization(request)
    try:
        reading = made_before(request)
    except Refused as refused:
        if refused.status == 403:
            raise
        return render(request, "quiz/import.html", {"refused": refused}, status=refused.status)
    if reading.problems:
        context: dict[str, Any] = {"problems": reading.problems[:_SHOWN], "n": len(reading.problems)}
        return render(request, "quiz/import.html", context, status=422)
    n = actions.add_many(organization, reading.rows, by=request.user, now=timezone.now())
    messages.success(request, _("已导入%d道题。") % n)
    return redirect("quiz:bank")


def _organization(request: HttpRequest) -> Organization:
    organization = acting_of(request).organization
    require(request.user, organization, "quiz.bank")
    return organization


def _seen(request: HttpRequest, pk: int) -> Question:
    """A question that quizzes of one's organisation may ask, in any version, or that they asked once; else 404."""
    acting = request.acting
    if not acting or not acting.sees_business:
        raise Http404
    offered = Question.objects.offered_to(acting.organization).values("code")
    rows = Question.objects.filter(Q(code__in=offered) | Q(organization=acting.organization))
    found = get_object_or_404(rows.select_related("organization"), pk=pk)
    require(request.user, acting.organization, "quiz.bank")
    return found


def _own(request: HttpRequest, pk: int) -> Question:
    found = _seen(request, pk)
    if found.organization is None:
        raise Refused("quiz-question-platform")
    require(request.user, found.organization, "quiz.bank")
    return found


def _form(request: HttpRequest, form: QuestionForm, question: Question | None, status: int = 200) -> HttpResponse:
    return render(request, "quiz/question_form.html", {"form": form, "question": question}, status=status)


def xlsx(data: bytes, name: str) -> HttpResponse:
    """A sheet to take away."""
    answer = HttpResponse(data, content_type=sheets.XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer
