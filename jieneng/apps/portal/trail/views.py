"""The page 操作记录: the list and its filter, how far it is sealed, verifying it, taking it away."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jieneng.apps.portal.trail import actions, queries, words
from jieneng.apps.portal.trail.asked import MOST_NAMED, Asked, named, read, sight
from jieneng.core.audit.deeds import deed
from jieneng.core.files.sheets import XLSX, listing
from jieneng.core.orgs.acting import acting_of, require
from jieneng.core.orgs.models import Organization
from jieneng.rulebook.deeds import deed_groups, deeds
from jieneng.ui.asked import number

_HEAD = ("时间", "人员", "登录名", "动作", "对象类别", "对象", "所在单位", "原因", "变化", "问题编号")


@login_required
@require_GET
def trail(request: HttpRequest) -> HttpResponse:
    """The entries in sight that are asked for, the newest first."""
    at = _auditor_at(request)
    said = request.GET.dict()
    meant = named(said["unit"], request.user) if said.get("unit") else []
    asked = read(said | ({"place": str(meant[0].pk)} if len(meant) == 1 else {}), request.user)
    shown: dict[str, Any] = {
        "asked": asked,
        "actions": _choices(asked),
        "standing": queries.standing(at.path),
        "unit": said.get("unit", "") if len(meant) != 1 else "",
        "meant": [(one, asked.address(_url(), place=str(one.pk))) for one in meant] if len(meant) != 1 else [],
        "without": {name: asked.address(_url(), **{name: ""}) for name in ("place", "thing", "who")},
        "most_named": MOST_NAMED,
    }
    if not shown["unit"]:
        shown |= _page(asked, request)
    return render(request, "portal/trail/trail.html", shown)


@dataclass(frozen=True)
class _Rows:
    """One page of the trail: each entry with the address of what its person did."""

    rows: list[tuple[words.Row, str]]
    next_url: str
    first_url: str


def _page(asked: Asked, request: HttpRequest) -> dict[str, Any]:
    before = number(request.GET.get("before"))
    entries, further = queries.page(queries.found(asked, sight(request.user)), before)
    page = _Rows(
        rows=[(row, asked.address(_url(), who=row.username)) for row in words.rows_of(entries)],
        next_url=asked.address(_url(), before=str(further)) if further else "",
        first_url=asked.address(_url()) if before else "",
    )
    return {"page": page, "thing": words.rows_of(entries[:1])[0] if asked.thing and entries else None}


def _choices(asked: Asked) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """The select of deeds: for each group its name, and itself as a whole and each deed as (code, word, chosen)."""
    found = []
    for group, label in deed_groups().items():
        codes = [(group, _("{group}：全部").format(group=label))]
        codes += [(code, each.label) for code, each in deeds().items() if each.group == group]
        found.append((label, [(code, word, code == asked.what) for code, word in codes]))
    return found


@deed
def verify(request: HttpRequest) -> HttpResponse:
    """Recompute the newest seals; the result stands above the list from then on."""
    checked = actions.verify(_auditor_at(request), by=request.user)
    said = {"first": checked.first_entry, "last": checked.last.last_entry, "n": checked.n_entries}
    if checked.breaks:
        said |= {"breaks": len(checked.breaks), "at": checked.breaks[0].first_entry}
        messages.warning(
            request, _("第 {first} 至 {last} 条中有 {breaks} 处与封存不符，最早一处从第 {at} 条起。").format(**said)
        )
    else:
        messages.success(request, _("第 {first} 至 {last} 条（共 {n} 条）与封存相符。").format(**said))
    return redirect("portal:trail")


@deed
def export(request: HttpRequest) -> HttpResponse:
    """Write the export down, then lead to its list."""
    written = actions.export(read(request.POST.dict(), request.user), _auditor_at(request), by=request.user)
    return redirect(f"{reverse('portal:trail_file')}?of={written.pk}")


@login_required
@require_GET
def export_file(request: HttpRequest) -> HttpResponse:
    """The list of an export that was just written down."""
    _auditor_at(request)
    entries = actions.exported(number(request.GET.get("of")), timezone.now(), by=request.user)
    response = HttpResponse(listing(_("操作记录"), _HEAD, map(_cells, words.rows_of(entries))), content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote('操作记录')}.xlsx"
    return response


def _cells(row: words.Row) -> tuple[str, ...]:
    entry = row.entry
    at = timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M:%S")
    changes = "；".join(f"{label}：{value}" for label, value in row.changes)
    thing = (row.kind, entry.thing_name, row.place)
    return (at, row.who, row.username, row.what, *thing, entry.because, changes, entry.request_id)


def _auditor_at(request: HttpRequest) -> Organization:
    """The organisation for which the auditor acts; everybody else is refused."""
    organization = acting_of(request).organization
    require(request.user, organization, "audit.read")
    return organization


def _url() -> str:
    return reverse("portal:trail")
