"""The lists: what one gets, what one sends out, what came in as text."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jieneng.apps.notices.queries.lists import issued_page, received_page, uppers_page
from jieneng.core.orgs.acting import acting_of

LISTS = {"received": received_page, "issued": issued_page, "uppers": uppers_page}
YEARS_BACK = 6


@login_required
@require_safe
def listed(request: HttpRequest, which: str) -> HttpResponse:
    """One of the three lists, by year, a page at a time."""
    acting = acting_of(request)
    if not acting.sees_business:
        return render(request, "notices/blind.html")
    year = _year(request.GET.get("year", ""))
    page = LISTS[which](acting.organization, year=year, before=request.GET.get("before", ""))
    this_year = timezone.localdate().year
    context = {
        "page": page,
        "which": which,
        "year": year,
        "years": range(this_year + 1, this_year - YEARS_BACK, -1),
        "may_read_in": acting.may("notice.read_in"),
        "may_set_up": acting.may("campaign.edit") and not acting.organization.is_unit,
        "is_unit": acting.organization.is_unit,
    }
    return render(request, f"notices/{which}.html", context)


def _year(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) == 4 else None
