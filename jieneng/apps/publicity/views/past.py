"""录入往年简讯: read a brief of an earlier year, confirm its figures one by one, keep them with their source."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jieneng.apps.publicity import actions
from jieneng.apps.publicity.actions import OldFigure
from jieneng.apps.publicity.queries.past_reading import OldBrief, found_in, kept_of, labelled, old_brief, said, years_of
from jieneng.apps.publicity.views.reach import acting_organization, require_writing_office
from jieneng.core.audit.deeds import deed
from jieneng.core.files.sources import LIMIT_MB, LIMIT_PLAIN_MB, uploaded
from jieneng.core.orgs.models import Organization
from jieneng.rulebook import figures
from jieneng.ui.asked import number, pasted
from jieneng.ui.refusals import Refused

FIRST_YEAR = 1990


@dataclass
class Chosen:
    """What was ticked, and what is wrong with it: by figure, and under "year" and "source"."""

    figures: dict[str, OldFigure] = field(default_factory=dict)
    problems: dict[int | str, str] = field(default_factory=dict)


@login_required
@require_GET
def past(request: HttpRequest) -> HttpResponse:
    """Where an old brief is pasted or uploaded, and what is kept by year."""
    return _start(request, _office(request))


@login_required
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Show the figures of what was handed in; nothing is kept yet."""
    organization = _office(request)
    typed, upload = request.POST.get("text", ""), request.FILES.get("file")
    try:
        came = uploaded(upload) if upload else None
        brief = old_brief(pasted(came.source.text if came else typed))
    except Refused as refused:
        return _start(request, organization, typed=typed, refused=refused)
    name = brief.title or (came.name if came else "")
    return _figures(request, organization, brief, source=name, year=str(brief.year or ""))


@deed
def keep(request: HttpRequest) -> HttpResponse:
    """Keep what was ticked, under its year and source."""
    organization = _office(request)
    brief = old_brief(pasted(request.POST.get("text", "")))
    source, year = request.POST.get("source", "").strip(), request.POST.get("year", "").strip()
    chosen = _chosen(request, brief)
    if chosen.problems:
        return _figures(request, organization, brief, source=source, year=year, chosen=chosen, status=422)
    kept = actions.keep_past_figures(organization, int(year), chosen.figures.values(), source, request.user)
    messages.success(request, _("已登记 {year} 年数据 {n} 项。").format(year=year, n=len(kept)))
    return redirect(f"{reverse('publicity:past')}?year={int(year)}")


def _chosen(request: HttpRequest, brief: OldBrief) -> Chosen:
    chosen = Chosen()
    ticked = set(request.POST.getlist("take"))
    for each in found_in(brief, {}):
        item = request.POST.get(f"to:{each.n}", "")
        if str(each.n) not in ticked:
            continue
        if item not in dict(each.items):
            chosen.problems[each.n] = _("请选登记为哪一项。")
        elif item in chosen.figures:
            chosen.problems[each.n] = _("另一处数字已登记为这一项，只能采用一处。")
        else:
            chosen.figures[item] = OldFigure(item, each.stat.count, each.stat.approx)
    if not chosen.figures and not chosen.problems:
        chosen.problems["none"] = _("请勾选要登记的数字；不勾选的不会登记。")
    if not FIRST_YEAR <= number(request.POST.get("year", "").strip()) < timezone.localdate().year:
        chosen.problems["year"] = _("请填写今年以前的年度，如 2024。")
    if not request.POST.get("source", "").strip():
        chosen.problems["source"] = _("请写明来源，如简讯标题。")
    return chosen


def _figures(
    request: HttpRequest,
    organization: Organization,
    brief: OldBrief,
    *,
    source: str,
    year: str,
    chosen: Chosen | None = None,
    status: int = 200,
) -> HttpResponse:
    problems = chosen.problems if chosen else {}
    ticked = set(request.POST.getlist("take")) if chosen else set()
    found = found_in(brief, kept_of(organization, number(year)))
    wished = {each.n: request.POST.get(f"to:{each.n}", "") if chosen else each.proposed for each in found}
    rows = [(each, wished[each.n], str(each.n) in ticked, problems.get(each.n, "")) for each in found if each.items]
    context = {
        "organization": organization,
        "text": brief.text,
        "fitting": [row for row in rows if row[0].proposed],
        "others": [row for row in rows if not row[0].proposed],
        "n_found": len(found),
        "source": source[:200],
        "year": year,
        "problems": problems,
    }
    return render(request, "publicity/past_figures.html", context, status=status)


def _start(
    request: HttpRequest, organization: Organization, *, typed: str = "", refused: Refused | None = None
) -> HttpResponse:
    years = years_of(organization)
    year = number(request.GET.get("year"), years[0] if years else 0)
    labels = dict(labelled(figures().values()))
    rows = [
        (labels[item], said(row.count, figures()[item].unit, approx=row.approx), row)
        for item, row in kept_of(organization, year).items()
    ]
    context = {
        "organization": organization,
        "years": years,
        "year": year,
        "rows": rows,
        "pasted": typed,
        "refused": refused,
        "limit_mb": LIMIT_MB,
        "limit_plain_mb": LIMIT_PLAIN_MB,
    }
    return render(request, "publicity/past.html", context, status=refused.status if refused else 200)


def _office(request: HttpRequest) -> Organization:
    organization = acting_organization(request)
    require_writing_office(request, organization)
    return organization
