"""The groups of reporters of a draft: shown with how many each takes in, and changed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from jieneng.apps.notices.actions.grouping import part
from jieneng.apps.notices.group_forms import group_rows, groups_said
from jieneng.apps.notices.models import Notice
from jieneng.apps.notices.queries.groups import sizes_of
from jieneng.apps.notices.views.asking import own_draft
from jieneng.core.audit.deeds import deed
from jieneng.core.campaigns.actions import asked_activities


@login_required
@require_safe
def groups(request: HttpRequest, pk: int) -> HttpResponse:
    """The groups as rows."""
    notice = own_draft(request, pk)
    return _page(request, notice, group_rows(None, notice, asked_activities(notice.campaign)))


@deed
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the groups as they were typed."""
    notice = own_draft(request, pk)
    rows = group_rows(request.POST, notice, asked_activities(notice.campaign))
    if not rows.is_valid():
        return _page(request, notice, rows, status=422)
    notice = part(notice, groups_said(rows), by=request.user)
    messages.info(request, f"已分 {len(notice.groups)} 组。" if notice.groups else "不再分组，执行同一要求。")
    return redirect("notices:groups", pk=pk)


def _page(request: HttpRequest, notice: Notice, rows: object, status: int = 200) -> HttpResponse:
    context = {"notice": notice, "rows": rows, "sizes": sizes_of(notice), "is_wrong": status != 200}
    return render(request, "notices/groups.html", context, status=status)
