"""The desk of quizzes: set up, publish, watch, give more time, end, and what comes after."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jieneng.apps.quiz.actions import ending
from jieneng.apps.quiz.actions import quiz as actions
from jieneng.apps.quiz.boards import board_of
from jieneng.apps.quiz.forms import ClassForm, DecisionForm, ExtendForm, RegradeForm, terms_forms
from jieneng.apps.quiz.models import Quiz, Signal
from jieneng.apps.quiz.models.quiz import CLASS, CLOSED, DRAFT, OPEN, ROSTER
from jieneng.apps.quiz.queries import desk as queries
from jieneng.apps.quiz.queries.playing import by_number
from jieneng.apps.quiz.views.board import public_address
from jieneng.core.audit.deeds import deed
from jieneng.core.campaigns.models import Activity, Campaign
from jieneng.core.orgs.acting import Acting, require
from jieneng.core.orgs.models import Organization
from jieneng.core.people.models import Person
from jieneng.engine.quizzes.receipts import player_key
from jieneng.ui.asked import number
from jieneng.ui.refusals import Refused

LOOKS = {DRAFT: "draft", OPEN: "wait", CLOSED: "done"}
_MOST_SIGNALS = 200


@login_required
@require_safe
def quizzes(request: HttpRequest) -> HttpResponse:
    """The quizzes of the organisation one acts for, and its activities that have none yet."""
    acting = acting_of(request)
    if not acting.sees_business:
        raise Refused("not-allowed", action="查看竞答", organization=acting.organization.name, roles="业务人员")
    may_edit = acting.may("quiz.edit")
    context = {
        "rows": [(one, LOOKS[one.state]) for one in queries.quizzes(acting.organization)],
        "activities": queries.waiting_activities(acting.organization) if may_edit else [],
        "may_edit": may_edit,
        "may_bank": acting.may("quiz.bank"),
        "may_list": acting.may("quiz.roster"),
    }
    return render(request, "quiz/quizzes.html", context)


@login_required
@require_safe
def new(request: HttpRequest, activity: int) -> HttpResponse:
    return _form(request, _activity(request, activity), None, *terms_forms(None))


@deed
def make(request: HttpRequest, activity: int) -> HttpResponse:
    of = _activity(request, activity)
    terms, rules = terms_forms(None, request.POST)
    if not (terms.is_valid() and rules.is_valid()):
        return _form(request, of, None, terms, rules, status=422)
    made = actions.set_up(of, terms.content(rules), by=request.user)
    messages.success(request, _("已保存，请核对后发布。"))
    return redirect("quiz:quiz", pk=made.pk)


@login_required
@require_safe
def quiz(request: HttpRequest, pk: int) -> HttpResponse:
    """One quiz: what blocks it, its address, its numbers, and what can be done now."""
    return _page(request, _seen(request, pk))


@login_required
@require_safe
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    if found.state != DRAFT:
        raise Refused("quiz-published-already")
    return _form(request, found.activity, found, *terms_forms(found))


@deed
def save(request: HttpRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    terms, rules = terms_forms(found, request.POST)
    if not (terms.is_valid() and rules.is_valid()):
        return _form(request, found.activity, found, terms, rules, status=422)
    actions.change(found, terms.content(rules), edit_no=number(request.POST.get("edit_no")), by=request.user)
    messages.success(request, _("已保存。"))
    return redirect("quiz:quiz", pk=pk)


@login_required
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """A paper as some player might get it, with its key: for those who set the quiz up."""
    found, no = _own(request, pk), number(request.GET.get("no"), 1)
    if actions.readiness(found, now=timezone.now()).short or not found.rules:
        raise Refused("quiz-not-ready", what="题库中符合规则的题不够。")
    context = {"quiz": found, "paper": queries.preview(found, no), "no": no, "next_no": no % 999 + 1}
    return render(request, "quiz/preview.html", context)


@deed
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    said = {"edit_no": number(request.POST.get("edit_no")), "by": request.user, "now": timezone.now()}
    actions.publish(_own(request, pk), **said)
    messages.success(request, _("已发布，到开始时间即可参加。"))
    return redirect("quiz:quiz", pk=pk)


@deed
def close(request: HttpRequest, pk: int) -> HttpResponse:
    actions.close(_own(request, pk), by=request.user, now=timezone.now())
    messages.success(request, _("竞答已结束。"))
    return redirect("quiz:quiz", pk=pk)


@deed
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = _own(request, pk), ExtendForm(request.POST)
    if not form.is_valid():
        return _page(request, found, extending=form, status=422)
    said = form.cleaned_data
    player = _player_of(found, said["who"])
    if not player:
        form.add_error("who", _("没有这个登录名，也没有这个编号的回执。"))
        return _page(request, found, extending=form, status=422)
    more = actions.More(said["minutes"], said["closes_at"], said["because"])
    actions.extend(found, player, more, by=request.user, now=timezone.now())
    messages.success(request, _("已办理延时，参加者重新进入后生效。"))
    return redirect("quiz:quiz", pk=pk)


@deed
def add_class(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = _own(request, pk), ClassForm(request.POST)
    if not form.is_valid():
        return _page(request, found, classing=form, status=422)
    said = form.cleaned_data
    school = Organization.objects.open().within(found.organization).filter(name=said["school"].strip()).first()
    if school is None:
        form.add_error("school", _("所辖单位中没有这个名称，请填写全称。"))
        return _page(request, found, classing=form, status=422)
    made = actions.add_class(found, school, said["name"], said["n_seats"], by=request.user)
    messages.success(request, _("已增加，班级代码为%(code)s。") % {"code": made.code})
    return redirect("quiz:quiz", pk=pk)


@login_required
@require_safe
def signals(request: HttpRequest, pk: int) -> HttpResponse:
    """What people should look at; nothing happens by itself."""
    found = _own(request, pk)
    rows = list(found.signals.select_related("by")[:_MOST_SIGNALS])
    names = dict(Organization.objects.filter(pk__in={row.organization for row in rows}).values_list("pk", "name"))
    context = {
        "quiz": found,
        "rows": [(row, names.get(row.organization, ""), SIGNALS[row.kind], DECISIONS[row.decision]) for row in rows],
        "most": _MOST_SIGNALS,
    }
    return render(request, "quiz/signals.html", context)


SIGNALS = {"fast": "用时过短", "same": "错误答案完全相同", "burst": "短时间集中交卷"}
DECISIONS = {"waiting": ("wait", "待处理"), "fair": ("done", "认定正常"), "unfair": ("back", "不计入榜和抽奖")}


@deed
def look(request: HttpRequest, pk: int) -> HttpResponse:
    ending.ask_for_signals(_own(request, pk), by=request.user, now=timezone.now())
    messages.success(request, _("正在查找，请稍后刷新本页。"))
    return redirect("quiz:signals", pk=pk)


@deed
def decide(request: HttpRequest, pk: int, signal: int) -> HttpResponse:
    found = _own(request, pk)
    row, form = get_object_or_404(Signal, pk=signal, quiz=found), DecisionForm(request.POST)
    if not form.is_valid():
        raise Refused("reason-missing", what="理由")
    said = form.cleaned_data
    ending.decide(row, is_fair=said["decision"] == "fair", because=said["because"], by=request.user)
    messages.success(request, _("已处理。"))
    return redirect("quiz:signals", pk=pk)


@deed
def regrade(request: HttpRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    form = RegradeForm(request.POST, quiz=found)
    if not form.is_valid():
        return _page(request, found, regrading=form, status=422)
    said = form.cleaned_data
    now = timezone.now()
    ending.ask_for_regrade(found, said["question"], said["right"], because=said["because"], by=request.user, now=now)
    messages.success(request, _("正在更正评分，请稍后刷新本页。"))
    return redirect("quiz:quiz", pk=pk)


@deed
def chain(request: HttpRequest, pk: int) -> HttpResponse:
    ending.ask_for_chain(_own(request, pk), by=request.user, now=timezone.now())
    messages.success(request, _("正在编制回执链，请稍后刷新本页。"))
    return redirect("quiz:quiz", pk=pk)


def acting_of(request: HttpRequest) -> Acting:
    """The capacity in which the request acts; refused without any."""
    if not request.acting:
        raise Refused("no-role")
    return request.acting


def _activity(request: HttpRequest, pk: int) -> Activity:
    rows = Activity.objects.filter(campaign__in=Campaign.objects.visible_to(request.user)).select_related(
        "campaign__organization"
    )
    found = get_object_or_404(rows, pk=pk)
    require(request.user, found.campaign.organization, "quiz.edit")
    if found.kind != "quiz":
        raise Refused("quiz-other-activity", title=found.title)
    if Quiz.objects.filter(activity=found).exists():
        raise Refused("quiz-there-already", title=found.title)
    return found


def _seen(request: HttpRequest, pk: int) -> Quiz:
    rows = Quiz.objects.visible_to(request.user).select_related("organization", "activity__campaign")
    return get_object_or_404(rows, pk=pk)


def _own(request: HttpRequest, pk: int) -> Quiz:
    """A quiz of the organisation whose right one has; seen by others, done by these."""
    found = _seen(request, pk)
    require(request.user, found.organization, "quiz.edit")
    return found


def _player_of(quiz: Quiz, who: str) -> str:
    """The key of a player by what the organiser can know: a login, or a receipt that the player shows."""
    person = Person.objects.filter(username=who.strip()).first()
    if person is not None:
        return player_key(quiz.key, f"staff:{person.pk}")
    row = by_number(quiz, who)
    return row.player if row else ""


def _form(
    request: HttpRequest, activity: Activity, quiz: Quiz | None, terms: Any, rules: Any, status: int = 200
) -> Any:
    context = {"activity": activity, "quiz": quiz, "form": terms, "rules": rules}
    return render(request, "quiz/form.html", context, status=status)


def _page(request: HttpRequest, quiz: Quiz, status: int = 200, **forms: Any) -> HttpResponse:
    now = timezone.now()
    acting = request.acting
    may_edit = bool(acting) and acting.organization.pk == quiz.organization_id and acting.may("quiz.edit")
    counted = queries.numbers(quiz)
    ready = actions.readiness(quiz, now=now) if quiz.state == DRAFT else actions.Readiness()
    context = {
        "quiz": quiz,
        "look": LOOKS[quiz.state],
        "is_running": quiz.is_running(now),
        "is_over": quiz.is_over(now),
        "rules": queries.rule_lines(quiz),
        "n_questions": quiz.n_questions,
        "blocks": ready.blocks,
        "may_preview": bool(quiz.rules) and not ready.short,
        "address": public_address(quiz),
        "counted": {name.partition(".")[2]: value for name, value in counted.values.items()},
        "as_of": counted.as_of,
        "waiting": queries.waiting(quiz) if quiz.is_published else 0,
        "board": board_of(quiz),
        "extensions": quiz.extensions.select_related("by").order_by("-id")[:50],
        "classes": quiz.classes.select_related("organization")[:200] if CLASS in quiz.ways else [],
        "by_class": CLASS in quiz.ways,
        "by_roster": ROSTER in quiz.ways,
        "may_list": bool(acting) and acting.may("quiz.roster"),
        "regrades": [(run, quiz.questions[run.question]) for run in quiz.regrades.select_related("by")],
        "n_signals": quiz.signals.filter(decision="waiting").count(),
        "may_edit": may_edit,
        "extending": ExtendForm(),
        "classing": ClassForm(),
        "regrading": RegradeForm(quiz=quiz) if quiz.state == CLOSED else None,
        **forms,
    }
    return render(request, "quiz/quiz.html", context, status=status)
