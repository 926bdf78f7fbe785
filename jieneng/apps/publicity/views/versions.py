"""The versions of a brief: their list, what changed in one, and taking one back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jieneng.apps.publicity import actions
from jieneng.apps.publicity.queries.editor import may_write
from jieneng.apps.publicity.queries.versions import compared, versions_of
from jieneng.apps.publicity.views.reach import brief_for
from jieneng.core.audit.deeds import deed
from jieneng.ui.asked import number


@login_required
@require_GET
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    brief = brief_for(request, pk)
    page = versions_of(brief, before=number(request.GET.get("before")) or None)
    return render(request, "publicity/versions.html", {"brief": brief, "page": page})


@login_required
@require_GET
def version(request: HttpRequest, pk: int, no: int) -> HttpResponse:
    """What changed in one version, against the one before it or `?with=`."""
    brief = brief_for(request, pk)
    newer = get_object_or_404(brief.versions.select_related("by"), no=no)
    seen = {
        "brief": brief,
        "compared": compared(brief, newer, number(request.GET.get("with")) or None),
        "may_write": may_write(brief, request.user),
    }
    return render(request, "publicity/version.html", seen)


@deed
def restore(request: HttpRequest, pk: int, no: int) -> HttpResponse:
    brief = brief_for(request, pk)
    get_object_or_404(brief.versions, no=no)
    actions.restore(brief, no, edit_no=number(request.POST.get("edit_no"), -1), by=request.user)
    messages.success(request, _("已恢复第 %(no)s 版，并记为新的一版。") % {"no": no})
    return redirect("publicity:brief", pk=pk)
