"""The totals of a collection at a node: on the page, opened, and as a sheet."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jieneng.apps.reporting.queries import flow
from jieneng.apps.reporting.queries.totals import opened, totals_of
from jieneng.apps.reporting.sheets import totals_sheet
from jieneng.apps.reporting.views.board import XLSX, place_of
from jieneng.apps.reporting.views.common import now
from jieneng.ui.wording import moment as shown_moment


@login_required
@require_GET
def totals(request: HttpRequest, pk: int, node: int | None = None) -> HttpResponse:
    """Every counted item at a node in my sight; one of them opened by `?figure=…&by=area|rows&after=…`."""
    collection, place = place_of(request, pk, node)
    seen = totals_of(collection, place)
    found = seen.line(request.GET.get("figure", ""))
    by = "rows" if request.GET.get("by") == "rows" else "area"
    after = request.GET.get("after", "")[:256]
    context = {
        "collection": collection,
        "node": place,
        "totals": seen,
        "due": flow.due_below(collection, place),
        "now": now(),
        "tab": "totals",
        "opened": opened(collection, place, found, by=by, after=after, seen_by=request.user) if found else None,
    }
    return render(request, "reporting/totals.html", context)


@login_required
@require_GET
def totals_xlsx(request: HttpRequest, pk: int, node: int) -> HttpResponse:
    """The same as a sheet."""
    collection, place = place_of(request, pk, node)
    seen = totals_of(collection, place)
    said = _("{name}　已审核 {n} / 应报 {of} 家　数据截至 {at}").format(
        name=place.name, n=seen.n_counted, of=seen.n_expected, at=shown_moment(seen.as_of)
    )
    title = _("{title}　汇总数据").format(title=collection.title)
    response = HttpResponse(totals_sheet(title, said, seen.blocks), content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, f"{place.name}汇总数据.xlsx")
    return response
