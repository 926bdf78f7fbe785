"""Between close and result: corrections of the list, the public number by two people."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from jieneng.apps.prizes import actions
from jieneng.apps.prizes.forms import ConfirmForm, NumberForm, RelistForm, StrikeForm
from jieneng.apps.prizes.models import Draw
from jieneng.apps.prizes.views.desk import draw_page
from jieneng.apps.prizes.views.reach import seen_draw
from jieneng.core.audit.deeds import deed
from jieneng.ui.refusals import Refused


@deed
def strike(request: HttpRequest, pk: int) -> HttpResponse:
    seen, form = seen_draw(request, pk), StrikeForm(request.POST, prefix="s")

    def do() -> None:
        said = form.cleaned_data
        actions.strike(seen, said["who"], because=said["because"], by=request.user, now=timezone.now())

    return _done(request, seen, "strike_form", form, do, _("已更正，新的名单和根值已公布。"))


@deed
def relist(request: HttpRequest, pk: int) -> HttpResponse:
    seen, form = seen_draw(request, pk), RelistForm(request.POST, prefix="r")

    def do() -> None:
        actions.relist(seen, because=form.cleaned_data["because"], by=request.user, now=timezone.now())

    return _done(request, seen, "relist_form", form, do, _("已重新整理，新的名单和根值已公布。"))


@deed
def enter_number(request: HttpRequest, pk: int) -> HttpResponse:
    seen, form = seen_draw(request, pk), NumberForm(request.POST)

    def do() -> None:
        said = form.cleaned_data
        actions.enter_number(seen, said["value"], said["source"], by=request.user, now=timezone.now())

    return _done(request, seen, "number_form", form, do, _("已录入，请另一人到公布处核对后复核。"))


@deed
def confirm_number(request: HttpRequest, pk: int) -> HttpResponse:
    seen, form = seen_draw(request, pk), ConfirmForm(request.POST)

    def do() -> None:
        actions.confirm_number(seen, form.cleaned_data["value"], by=request.user, now=timezone.now())

    return _done(request, seen, "confirm_form", form, do, _("已复核，正在计算结果，请稍后刷新。"))


def _done(
    request: HttpRequest, seen: Draw, name: str, form: forms.Form, do: Callable[[], None], said: str
) -> HttpResponse:
    """Do it, or show the page again with what is wrong in the form."""
    if not form.is_valid():
        return draw_page(request, seen, status=422, **{name: form})
    try:
        do()
    except Refused as refused:
        if refused.status != 422:
            raise
        form.add_error(None, refused.sentence + refused.next_step)
        return draw_page(request, seen, status=422, **{name: form})
    messages.success(request, said)
    return redirect("prizes:draw", pk=seen.pk)
