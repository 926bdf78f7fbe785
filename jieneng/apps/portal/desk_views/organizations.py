"""The tree of organisations: searched, walked, and one of them opened."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from jieneng.apps.portal import desk_queries as queries
from jieneng.core.files.sheets import XLSX, listing
from jieneng.core.orgs.acting import acting_of
from jieneng.core.orgs.models import Organization, OrganizationChange
from jieneng.rulebook import organization_terms
from jieneng.ui.refusals import Refused

_MOST_EXPORTED = 50_000
_HISTORY = 50
_TABS = ("below", "people", "grants", "history")
_CHANGES = {"opened": "成立", "changed": "变更", "moved": "调整上级", "closed": "撤销"}
_COLUMNS = {
    "name": "名称",
    "credit_code": "统一社会信用代码",
    "region_id": "行政区划",
    "kind": "性质",
    "level": "级别",
    "category": "类别",
    "affiliation": "隶属",
    "parent": "上级单位",
}


@login_required
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """The list by conditions; without any, the organisation one acts for."""
    if not any(request.GET.get(name) for name in ("q", *queries.FILTERS)):
        return _own(request)
    asked = request.GET.dict()
    shown = {
        "asked": asked,
        "filters": queries.terms_of_filters(),
        "page": queries.search(request.user, asked, reverse("portal:desk")),
        "too_short": len(asked.get("q", "").strip()) == 1,
    }
    return render(request, "portal/desk/list.html", shown)


def _own(request: HttpRequest) -> HttpResponse:
    acting = acting_of(request)
    if not queries.visible(request.user).filter(pk=acting.organization.pk).exists():
        return redirect("portal:roles")
    return redirect("portal:organization", pk=acting.organization.pk)


@login_required
@require_GET
def organization(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation: what stands below, its people, what it may see, what has changed."""
    one = queries.seen_or_404(request.user, pk)
    tab = request.GET.get("tab", "people" if one.is_unit else "below")
    asked = request.GET.dict()
    shown = {
        "one": one,
        "row": queries.row_of(one),
        "affiliation": organization_terms().affiliations[one.affiliation].label,
        "line": queries.line_above(request.user, one),
        "may": queries.rights(request.user, one),
        "tab": tab if tab in _TABS else "below",
        "tabs": _tabs(one),
        "asked": asked,
        "filters": queries.terms_of_filters(),
    }
    return render(request, "portal/desk/organization.html", shown | _of_tab(request, one, shown["tab"], asked))


def _of_tab(request: HttpRequest, one: Organization, tab: str, asked: dict[str, str]) -> dict[str, object]:
    if tab == "people":
        return {"colleagues": queries.colleagues(one, request.user)}
    if tab == "grants":
        return {"grants": queries.grants(one)}
    if tab == "history":
        return {"changes": [_said(change) for change in one.changes.select_related("by")[:_HISTORY]]}
    return {"page": queries.children(one, asked, reverse("portal:organization", args=[one.pk]), request.user)}


def _tabs(one: Organization) -> list[tuple[str, str]]:
    tabs = [("people", "人员"), ("grants", "可见范围授权"), ("history", "变更记录")]
    return tabs if one.is_unit else [("below", "下级单位"), *tabs]


def _said(change: OrganizationChange) -> dict[str, object]:
    """A change in words: what, from when, which columns from what to what."""
    before, after = change.before, change.after
    differ = [
        (label, _word(column, before.get(column)), _word(column, after.get(column)))
        for column, label in _COLUMNS.items()
        if before and before.get(column) != after.get(column)
    ]
    return {"change": change, "what": _CHANGES.get(change.what, change.what), "differ": differ}


def _word(column: str, value: str | None) -> str:
    terms = organization_terms()
    tables = {
        "kind": terms.kinds,
        "level": terms.levels,
        "category": terms.categories,
        "affiliation": terms.affiliations,
    }
    return tables[column][value].label if value and column in tables else value or "（空）"


@login_required
@require_GET
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The organisation and all below it as a sheet, in the columns that can be read in again."""
    one = queries.seen_or_404(request.user, pk)
    found = list(queries.visible(request.user).open().within(one).order_by("path")[: _MOST_EXPORTED + 1])
    if len(found) > _MOST_EXPORTED:
        raise Refused("export-too-large", n=len(found), limit=_MOST_EXPORTED)
    name_of = {row.path: row.name for row in found}
    affiliations = organization_terms().affiliations
    rows = (
        (
            *(row.organization.name, name_of.get(row.organization.path[:-4], "")),
            *(row.kind, row.level, row.category, affiliations[row.organization.affiliation].label),
            *(row.organization.region_id or "", row.organization.credit_code or ""),
        )
        for row in map(queries.row_of, found)
    )
    head = ("单位名称", "上级单位", "性质", "级别", "类别", "隶属", "行政区划", "统一社会信用代码")
    response = HttpResponse(listing("单位名录", head, rows), content_type=XLSX)
    response["Content-Disposition"] = "attachment; filename*=UTF-8''%E5%8D%95%E4%BD%8D%E5%90%8D%E5%BD%95.xlsx"
    return response
