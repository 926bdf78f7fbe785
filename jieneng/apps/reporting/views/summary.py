"""A unit's own summary, pasted beside its report: what figures it tells, and which of them go into the draft."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jieneng.apps.reporting.forms.typed import draft_no_of, keeping_files
from jieneng.apps.reporting.queries.filling import PASTED, Report
from jieneng.apps.reporting.queries.summary import LONGEST, figures_of, raw_of, text_places
from jieneng.apps.reporting.views.common import now
from jieneng.apps.reporting.views.filling import keep, own_report, refused_page, require_open, typed_of
from jieneng.core.audit.deeds import deed
from jieneng.core.collections import actions
from jieneng.core.forms.raw import Raw
from jieneng.core.orgs.acting import require
from jieneng.ui.refusals import Refused


@dataclass
class Taken:
    """What was ticked: the fields that it fills, and what is wrong with it by figure."""

    raw: Raw = field(default_factory=dict)
    n: int = 0
    problems: dict[int, str] = field(default_factory=dict)


@keeping_files
@deed
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the draft with the pasted text, then lead to the figures that were found in it."""
    mine = own_report(request, pk)
    raw = typed_of(request, mine)
    text = request.POST.get(PASTED, "").replace("\r\n", "\n").replace("\0", "").strip()
    try:
        if len(text) > LONGEST:
            raise Refused("too-long", field=_("本单位总结"), n=len(text), limit=LONGEST)
        keep(request, mine, raw | {PASTED: text})
    except Refused as refused:
        return refused_page(request, mine, raw, refused)
    if not text:
        messages.info(request, _("没有粘贴文字；已填内容已暂存。"))
        return redirect("reporting:report", pk=pk)
    return redirect("reporting:summary", pk=pk)


@login_required
@require_GET
def summary(request: HttpRequest, pk: int) -> HttpResponse:
    """The figures of the pasted text, none of them taken yet."""
    mine = own_report(request, pk)
    require(request.user, mine.organization, "report.fill")
    if not mine.is_editable or not mine.draft.get(PASTED):
        return redirect("reporting:report", pk=pk)
    require_open(mine)
    return _page(request, mine, Taken())


@deed
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Put what was ticked into the draft, each number with its approximate mark; nothing else."""
    mine = own_report(request, pk)
    require(request.user, mine.organization, "report.fill")
    if draft_no_of(request.POST) != mine.draft_no:
        raise Refused("stale-form")  # the numbers of the page may be those of another text
    taken = _taken(request, mine)
    if taken.problems or not taken.raw:
        return _page(request, mine, taken, status=422)
    actions.save_draft(
        mine.collection,
        mine.organization,
        taken.raw,
        draft_no=draft_no_of(request.POST),
        by=request.user,
        now=now(),
    )
    messages.success(request, _("已填入 {n} 项，已暂存，尚未提交。").format(n=taken.n))
    return redirect("reporting:summary", pk=pk)


def _taken(request: HttpRequest, mine: Report) -> Taken:
    text = str(mine.draft.get(PASTED) or "")
    taken = Taken()
    for each in figures_of(mine, text):
        if str(each.n) not in request.POST.getlist("take"):
            continue
        key = request.POST.get(f"to:{each.n}", "")
        if key not in {place.key for place in each.places}:
            taken.problems[each.n] = _("请选填入哪一项。")
        elif key in taken.raw:
            taken.problems[each.n] = _("另一处数字已填入这一项，只能采用一处。")
        else:
            taken.raw[key] = raw_of(mine.form.fields[key], each.typed, each.how)
    place = request.POST.get("text_to", "")
    if place and place in {each.key for each in text_places(mine, text)}:
        taken.raw[place] = text
    taken.n = len(taken.raw)
    return taken


def _page(request: HttpRequest, mine: Report, taken: Taken, status: int = 200) -> HttpResponse:
    text = str(mine.draft.get(PASTED) or "")
    found = figures_of(mine, text)
    ticked = set(request.POST.getlist("take")) if status != 200 else set()
    rows = [(each, str(each.n) in ticked, taken.problems.get(each.n, "")) for each in found]
    context = {
        "report": mine,
        "fitting": [row for row in rows if row[0].proposed],
        "others": [row for row in rows if not row[0].proposed and row[0].places],
        "nowhere": [row[0] for row in rows if not row[0].places],
        "texts": text_places(mine, text),
        "n_characters": len("".join(text.split())),
        "n_found": len(found),
        "n_there": sum(each.is_there for each in found),
        "is_empty": status != 200 and not taken.problems,
        "is_wrong": bool(taken.problems),
    }
    return render(request, "reporting/summary.html", context, status=status)
