"""One's own password: asked for at the first sign-in, changed at will later."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters

from jieneng.core.audit.deeds import deed
from jieneng.core.people import actions
from jieneng.core.people.forms import PasswordForm
from jieneng.core.people.signing import mark
from jieneng.ui.refusals import Refused

_FIELD_OF = {"old-password-wrong": "old", "passwords-differ": "again"}  # any other fault is one of the new password


@sensitive_post_parameters()
@login_required
def change_password(request: HttpRequest) -> HttpResponse:
    return _change(request) if request.method == "POST" else _page(request, PasswordForm())


@deed
def _change(request: HttpRequest) -> HttpResponse:
    form = PasswordForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    try:
        _new_password(request, form)
    except Refused as refused:
        form.add_error(_FIELD_OF.get(refused.code, "new"), refused.sentence + refused.next_step)
        return _page(request, form)
    messages.info(request, gettext("密码已修改，其他设备上的登录已退出。"))
    return redirect(resolve_url(settings.LOGIN_REDIRECT_URL))


def _new_password(request: HttpRequest, form: PasswordForm) -> None:
    if form.cleaned_data["new"] != form.cleaned_data["again"]:
        raise Refused("passwords-differ")
    acting = getattr(request, "acting", None)
    also_not = [acting.organization.name] if acting else []
    said = form.cleaned_data
    person = actions.change_password(request.user, said["old"], said["new"], also_not=also_not)
    update_session_auth_hash(request, person)
    mark(request)


def _page(request: HttpRequest, form: PasswordForm) -> HttpResponse:
    shown = {"form": form, "is_first": request.user.must_change_password}
    return render(request, "people/change_password.html", shown, status=422 if form.is_bound else 200)
