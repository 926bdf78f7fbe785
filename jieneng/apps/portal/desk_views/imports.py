"""Organisations and accounts from a sheet: checked, shown, and only then made, all of them or none."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jieneng.apps.portal import desk_queries as queries
from jieneng.apps.portal import desk_slips
from jieneng.apps.portal.desk_forms import UploadForm
from jieneng.core.audit.deeds import deed
from jieneng.core.files import sheets
from jieneng.core.orgs import account_sheet, actions, sheet
from jieneng.core.orgs.accounts import NewAccount, open_accounts
from jieneng.core.orgs.bulk import NewOrganization, found_many
from jieneng.core.orgs.columns import Column, Sheet, marked
from jieneng.core.orgs.models import Organization
from jieneng.rulebook import organization_terms, roles
from jieneng.ui.refusals import Refused

_GOOD_FOR = 3_600  # seconds between the preview and its confirmation
_READ = "read"  # the field that carries a sheet with problems back
_SHOWN = 100  # rows of the preview
_MOST_PROBLEMS = 1_000  # shown on one page; the number of all is said


@dataclass(frozen=True)
class Kind:
    """What differs between a sheet of organisations and one of accounts."""

    title: str
    url: str  # of the upload page
    made: str  # of the view that makes them
    template_url: str
    notes: tuple[str, ...]
    lead: str
    unit: str
    sheet_name: str
    columns: Callable[[], list[Column]]


ORGANIZATIONS = Kind(
    "导入单位",
    "portal:organization_import",
    "portal:organization_import_do",
    "portal:organization_template",
    (
        "每行一家单位，上级单位须排在下级之前。",
        "请保留表头；列的顺序可以调整，不用的选填列可以删去。",
        "有一处错误即全部不导入，改正后重新上传。",
    ),
    "先下载模板，每行填一家单位。上传后先检查，确认后一次建立。",
    "家",
    "单位名录",
    sheet.columns,
)
ACCOUNTS = Kind(
    "导入人员",
    "portal:people_import",
    "portal:people_import_do",
    "portal:people_template",
    (
        "每行一人，单位须已在系统中。",
        "初始密码由系统生成，导入后显示一次密码单，请当场打印。",
        "有一处错误即全部不导入，改正后重新上传。",
    ),
    "先下载模板，每行填一人。上传后先检查，确认后一次开通并显示初始密码单。",
    "人",
    "人员名单",
    account_sheet.columns,
)


@login_required
def organizations(request: HttpRequest, pk: int) -> HttpResponse:
    one = queries.seen_or_404(request.user, pk)
    actions.require_register(request.user, one)
    if one.is_unit:
        raise Refused("unit-has-no-children", organization=one.name)
    return _upload(request, one, ORGANIZATIONS)


@login_required
def people(request: HttpRequest, pk: int) -> HttpResponse:
    one = queries.seen_or_404(request.user, pk)
    actions.require_people(request.user, one)
    return _upload(request, one, ACCOUNTS)


@deed
def make_organizations(request: HttpRequest, pk: int) -> HttpResponse:
    one = queries.seen_or_404(request.user, pk)
    actions.require_register(request.user, one)
    read, reading = _confirmed(request, one, ORGANIZATIONS)
    if reading.problems:
        return _page(request, one, ORGANIZATIONS, UploadForm(), reading, read)
    made = found_many(one, reading.rows, by=request.user, today=timezone.localdate())
    messages.info(request, _("已导入 %d 家单位。") % len(made))
    return redirect("portal:organization", pk=pk)


@deed
def make_accounts(request: HttpRequest, pk: int) -> HttpResponse:
    one = queries.seen_or_404(request.user, pk)
    actions.require_people(request.user, one)
    read, reading = _confirmed(request, one, ACCOUNTS)
    if reading.problems:
        return _page(request, one, ACCOUNTS, UploadForm(), reading, read)
    slips = open_accounts(reading.accounts, by=request.user, today=timezone.localdate())
    return desk_slips.keep(request, redirect("portal:slips"), slips)


@login_required
@require_GET
def organization_template(request: HttpRequest) -> HttpResponse:
    return _template(ORGANIZATIONS)


@login_required
@require_GET
def people_template(request: HttpRequest) -> HttpResponse:
    return _template(ACCOUNTS)


def _template(kind: Kind) -> HttpResponse:
    return _download(sheets.template(kind.sheet_name, kind.columns(), kind.notes), f"{kind.sheet_name}模板")


def _download(book: bytes, name: str) -> HttpResponse:
    response = HttpResponse(book, content_type=sheets.XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return response


def _upload(request: HttpRequest, one: Organization, kind: Kind) -> HttpResponse:
    """The upload page; by POST the sheet is checked and shown. Nothing is changed here."""
    if request.method != "POST":
        return _page(request, one, kind, UploadForm())
    if _READ in request.POST:
        return _given_back(request, one, kind)
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            read = sheets.read_sheets(form.cleaned_data["file"])
            return _page(request, one, kind, UploadForm(), _read(read, one, kind), read)
        except Refused as refused:
            form.add_error("file", refused.sentence + refused.next_step)
    return _page(request, one, kind, form)


def _given_back(request: HttpRequest, one: Organization, kind: Kind) -> HttpResponse:
    """The sheet that was just checked, made anew from what was read of it, with what is wrong beside each row."""
    read, reading = _confirmed(request, one, kind, _READ)
    rows = marked(read, kind.columns(), reading.problems)
    return _download(sheets.given_back(kind.sheet_name, rows), f"{kind.sheet_name}（需改正）")


def _read(read: list[Sheet], one: Organization, kind: Kind) -> Any:
    return sheet.read(read, one) if kind is ORGANIZATIONS else account_sheet.read(read, one)


def _confirmed(request: HttpRequest, one: Organization, kind: Kind, field: str = "rows") -> tuple[list[Sheet], Any]:
    """The sheet that the page carried, signed, and read again against the register as it stands now."""
    try:
        text = signing.loads(request.POST.get(field, ""), salt=_salt(request, one, kind), max_age=_GOOD_FOR)
    except signing.BadSignature as broken:
        raise Refused("stale-form") from broken
    read = json.loads(text)
    return read, _read(read, one, kind)


def _salt(request: HttpRequest, one: Organization, kind: Kind) -> str:
    return f"{kind.url}:{one.pk}:{request.user.pk}"


def _page(
    request: HttpRequest,
    one: Organization,
    kind: Kind,
    form: UploadForm,
    reading: Any = None,
    read: list[Sheet] | None = None,
) -> HttpResponse:
    shown: dict[str, Any] = {
        "one": one,
        "kind": kind,
        "form": form,
        "url": reverse(kind.url, args=[one.pk]),
        "do_url": reverse(kind.made, args=[one.pk]),
        "template_url": reverse(kind.template_url),
        "back": reverse("portal:organization", args=[one.pk]),
    }
    wrong = form.is_bound
    if reading is not None and reading.problems:
        wrong = True
        problems = sorted(reading.problems, key=lambda problem: problem.row or 0)
        shown |= {"n_problems": len(problems), "problems": problems[:_MOST_PROBLEMS]}
        shown |= {"read": _carried(request, one, kind, read)}
    elif reading is not None:
        shown |= {"rows": _carried(request, one, kind, read), **_preview(reading, kind)}
    return render(request, "portal/desk/import.html", shown, status=422 if wrong else 200)


def _carried(request: HttpRequest, one: Organization, kind: Kind, read: list[Sheet] | None) -> str:
    """What was read, signed, for the next step of the same person; nothing of it is kept here."""
    return signing.dumps(json.dumps(read, ensure_ascii=False), salt=_salt(request, one, kind), compress=True)


def _preview(reading: Any, kind: Kind) -> dict[str, Any]:
    if kind is ACCOUNTS:
        lines = [_account_line(one) for one in reading.accounts[:_SHOWN]]
        return {"n": len(reading.accounts), "head": ("单位", "姓名", "登录名", "角色"), "lines": lines}
    pairs = zip(reading.rows[:_SHOWN], reading.parents, strict=False)
    shown = [_organization_line(row, parent) for row, parent in pairs]
    return {"n": len(reading.rows), "head": ("单位名称", "上级单位", "性质", "级别", "类别"), "lines": shown}


def _organization_line(row: NewOrganization, parent: str) -> tuple[str, ...]:
    terms = organization_terms()
    words = (terms.kinds[row.kind].label, terms.levels[row.level].label, terms.categories[row.category].label)
    return row.name, parent, *words


def _account_line(one: NewAccount) -> tuple[str, ...]:
    return one.organization.name, one.display_name, one.username, "、".join(roles()[code].label for code in one.roles)
