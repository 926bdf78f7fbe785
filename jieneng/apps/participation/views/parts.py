"""Setting up, changing and opening of the parts that have no more terms than their columns; one code for all."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jieneng.apps.participation.actions import setting_up
from jieneng.apps.participation.actions.holding import open_up
from jieneng.apps.participation.forms import DriveForm, PartForm, PledgeForm, WalkForm
from jieneng.apps.participation.queries.standing import PARTS, Part
from jieneng.apps.participation.shortage_forms import ShortageForm
from jieneng.apps.participation.views.common import again, held, own_activity
from jieneng.core.audit.deeds import deed
from jieneng.ui.asked import number
from jieneng.ui.refusals import Refused

_FORM = "participation/part_edit.html"


@dataclass(frozen=True)
class Kind:
    part: Part
    form: type[PartForm]


_BY_NAME = {part.name: part for part in PARTS}
_FORMS: dict[str, type[PartForm]] = {
    "drive": DriveForm,
    "pledge": PledgeForm,
    "walk": WalkForm,
    "shortage": ShortageForm,
}
KINDS = {name: Kind(_BY_NAME[name], form) for name, form in _FORMS.items()}


@login_required
@require_safe
def new(request: HttpRequest, activity: int, part: str) -> HttpResponse:
    kind = KINDS[part]
    planned = own_activity(request, activity, kind.part.kind)
    return render(request, _FORM, _context(kind, kind.form(), planned))


@deed
def make(request: HttpRequest, activity: int, part: str) -> HttpResponse:
    kind = KINDS[part]
    planned = own_activity(request, activity, kind.part.kind)
    form = kind.form(request.POST)
    if not form.is_valid():
        return render(request, _FORM, _context(kind, form, planned), status=422)
    said = {"by": request.user, "now": timezone.now()}
    try:
        made = setting_up.set_up(kind.part.model, kind.part.kind, planned, form.columns(), **said)
    except Refused as refused:
        return again(request, _FORM, refused, **_context(kind, form, planned))
    messages.info(request, _("已建立，核对后请发布。"))
    return redirect(f"participation:{part}", pk=made.pk)


@login_required
@require_safe
def edit(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    kind = KINDS[part]
    thing = held(request, kind.part.model, pk)
    return render(request, _FORM, _context(kind, kind.form(thing=thing), thing.activity, thing, thing.edit_no))


@deed
def save(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    kind = KINDS[part]
    thing = held(request, kind.part.model, pk)
    form, edit_no = kind.form(request.POST, thing=thing), number(request.POST.get("edit_no"), -1)
    context = _context(kind, form, thing.activity, thing, edit_no)
    if not form.is_valid():
        return render(request, _FORM, context, status=422)
    try:
        setting_up.change(thing, form.columns(), edit_no=edit_no, by=request.user)
    except Refused as refused:
        return again(request, _FORM, refused, **context)
    messages.info(request, _("已保存。"))
    return redirect(f"participation:{part}", pk=pk)


@deed
def publish(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    open_up(held(request, KINDS[part].part.model, pk), by=request.user, now=timezone.now())
    messages.info(request, _("已发布，本级和下级可以参加。"))
    return redirect(f"participation:{part}", pk=pk)


def _context(kind: Kind, form: PartForm, activity: Any, thing: Any = None, edit_no: int = 0) -> dict[str, Any]:
    return {"part": kind.part, "form": form, "activity": activity, "thing": thing, "edit_no": edit_no}
