"""识读更正: how often each field of a reading was put right, and the examples to take away."""

import json

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jieneng.apps.notices.actions import examples
from jieneng.apps.notices.queries.corrections import counts_below
from jieneng.core.audit.deeds import deed
from jieneng.core.orgs.acting import acting_of, require
from jieneng.ui.asked import number


@login_required
@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """The counts by field; no passage is shown here."""
    at = acting_of(request).organization
    require(request.user, at, "reader.export")
    rows = counts_below(at.path)
    sums = {"n": sum(row.n for row in rows), "n_missed": sum(row.n_missed for row in rows)}
    return render(request, "notices/corrections.html", {"rows": rows, "sums": sums, "at": at})


@deed
def export(request: HttpRequest) -> HttpResponse:
    """Write the export down, then lead to its file."""
    written = examples.export(acting_of(request).organization, by=request.user)
    return redirect(f"{reverse('notices:corrections_file')}?of={written.pk}")


@login_required
@require_safe
def export_file(request: HttpRequest) -> HttpResponse:
    """The examples of an export that was just written down, one a line."""
    at = acting_of(request).organization
    rows = examples.exported(number(request.GET.get("of")), at, timezone.now(), by=request.user)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    response = HttpResponse(lines, content_type="application/x-ndjson; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="reading-corrections.jsonl"'
    return response
