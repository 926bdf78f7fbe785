"""媒体报道: the register of a media activity, one article, entering it, looking it over."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jieneng.apps.coverage.actions import registering
from jieneng.apps.coverage.actions.registering import CHECK, ENTER, may_check
from jieneng.apps.coverage.actions.taking_part import reaches
from jieneng.apps.coverage.forms import ArticleForm
from jieneng.apps.coverage.models import Article
from jieneng.apps.coverage.models.articles import COUNTING, STATES
from jieneng.apps.coverage.queries import register as queries
from jieneng.apps.coverage.views.common import acting, again, base_of, kept, shown, taking
from jieneng.core.audit.deeds import deed, first, made_before
from jieneng.core.campaigns.models import Activity
from jieneng.core.files import sheets
from jieneng.core.files.actions import Kept
from jieneng.core.files.actions import enter as enter_file
from jieneng.core.files.models import Attachment
from jieneng.core.files.views import sent_to_reader
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.rulebook.coverage import media_levels
from jieneng.ui.asked import number
from jieneng.ui.refusals import Refused

_FORM = "coverage/article_edit.html"


@login_required
@require_safe
def register(request: HttpRequest, activity: int) -> HttpResponse:
    """The list, and how many by level."""
    found, me = shown(request, activity), acting(request)
    asked, base = queries.asked_of(request.GET), base_of(found, me.organization)
    page = queries.page_of(found, request.user, base, asked)
    checks = me.may(CHECK)
    context = {
        "activity": found,
        "base": base,
        "asked": asked,
        "page": page,
        "checkable": {one.pk for one in page.rows if checks and may_check(one, me.organization)},
        "levels": media_levels().values(),
        "states": [(code, word) for code, (_look, word) in STATES.items()],
        "nodes": queries.nodes_below(base),
        "by_level": queries.by_level(found, base.path),
        "may_enter": me.may(ENTER) and reaches(found, me.organization),
        "export_url": asked.address(),
    }
    return render(request, "coverage/register.html", context)


@login_required
@require_safe
def export(request: HttpRequest, activity: int) -> HttpResponse:
    """The list as it is filtered, to take away."""
    found, asked = shown(request, activity), queries.asked_of(request.GET)
    base = base_of(found, acting(request).organization)
    data = sheets.listing("媒体报道", queries.HEAD, queries.exported(found, request.user, base, asked))
    answer = HttpResponse(data, content_type=sheets.XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, "媒体报道登记表.xlsx") or "attachment"
    return answer


@login_required
@require_safe
def new(request: HttpRequest, activity: int) -> HttpResponse:
    found, _organization = taking(request, activity, ENTER)
    return render(request, _FORM, _context(ArticleForm(activity=found), found))


def _shot(request: HttpRequest, activity: int) -> Kept | None:
    return kept(request, "screenshot", taking(request, activity, ENTER)[1])


@first(_shot)
@deed
def enter(request: HttpRequest, activity: int) -> HttpResponse:
    found, organization = taking(request, activity, ENTER)
    form = ArticleForm(request.POST, activity=found)
    if not form.is_valid():
        return render(request, _FORM, _context(form, found), status=422)
    try:
        shot = _entered(request, organization)
        made = registering.enter(found, organization, form.said(), shot, by=request.user, now=timezone.now())
    except Refused as refused:
        return again(request, _FORM, refused, **_context(form, found))
    messages.info(request, _("已登记，自动计入本单位填报表。"))
    return redirect("coverage:article", pk=made.pk)


@login_required
@require_safe
def article(request: HttpRequest, pk: int) -> HttpResponse:
    found, me = _seen(request, pk), acting(request)
    context = {
        "article": found,
        "may_change": found.is_open and me.organization.pk == found.organization_id and me.may(ENTER),
        "may_check": found.state in COUNTING and me.may(CHECK) and may_check(found, me.organization),
    }
    return render(request, "coverage/article.html", context)


@login_required
@require_safe
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    form = ArticleForm(activity=found.activity, article=found)
    return render(request, _FORM, _context(form, found.activity, found, found.edit_no))


def _new_shot(request: HttpRequest, pk: int) -> Kept | None:
    return kept(request, "screenshot", _own(request, pk).organization)


@first(_new_shot)
@deed
def save(request: HttpRequest, pk: int) -> HttpResponse:
    found, edit_no = _own(request, pk), number(request.POST.get("edit_no"), -1)
    form = ArticleForm(request.POST, activity=found.activity, article=found)
    context = _context(form, found.activity, found, edit_no)
    if not form.is_valid():
        return render(request, _FORM, context, status=422)
    try:
        shot = _entered(request, found.organization)
        registering.change(found, form.said(), shot, edit_no=edit_no, by=request.user, now=timezone.now())
    except Refused as refused:
        return again(request, _FORM, refused, **context)
    messages.info(request, _("已保存，待上级确认。"))
    return redirect("coverage:article", pk=pk)


@deed
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    registering.withdraw(_own(request, pk), because=request.POST.get("because", ""), by=request.user)
    messages.info(request, _("已撤销，不再计入。"))
    return redirect("coverage:article", pk=pk)


@deed
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm it, or send it back with a reason; from the list one comes back to the list."""
    found, checker = _seen(request, pk), acting(request).organization
    said: dict[str, Any] = {"by": request.user, "now": timezone.now()}
    if request.POST.get("outcome") == "back":
        registering.send_back(found, checker, because=request.POST.get("because", ""), **said)
        messages.info(request, _("已退回登记单位。"))
    else:
        registering.confirm(found, checker, **said)
        messages.info(request, _("已确认。"))
    if request.POST.get("from") == "list":
        return redirect("coverage:register", activity=found.activity_id)
    return redirect("coverage:article", pk=pk)


@login_required
@require_safe
def screenshot(request: HttpRequest, pk: int) -> HttpResponse:
    """The clean copy of the screenshot."""
    shot = _seen(request, pk).screenshot
    if shot is None:
        raise Http404
    return sent_to_reader(shot, "截图")


def _seen(request: HttpRequest, pk: int) -> Article:
    rows = Article.objects.visible_to(request.user)
    related = ("activity__campaign", "campaign", "about", "organization", "screenshot", "by", "checked_by")
    return get_object_or_404(rows.select_related(*related), pk=pk)


def _own(request: HttpRequest, pk: int) -> Article:
    found = _seen(request, pk)
    require(request.user, found.organization, ENTER)
    return found


def _entered(request: HttpRequest, organization: Organization) -> Attachment | None:
    shot: Kept | None = made_before(request)
    return enter_file(shot, organization=organization, by=request.user) if shot else None


def _context(form: ArticleForm, activity: Activity, article: Article | None = None, edit_no: int = 0) -> dict[str, Any]:
    return {"form": form, "activity": activity, "article": article, "edit_no": edit_no}
