"""Bind a phone as second factor, with its QR code; forget it again."""

import io

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from jieneng.core.audit.deeds import deed
from jieneng.core.people import second_factor
from jieneng.core.people.forms import CodeForm
from jieneng.ui.refusals import Refused

_SECRET = "second_factor_secret"  # noqa: S105 (session: the secret that is shown, until a code proves it)


@login_required
@never_cache
def bind(request: HttpRequest) -> HttpResponse:
    """Show a new secret as QR code and letters; it is switched on by a first right code."""
    if request.method == "POST":
        return _switch_on(request)  # it knows a form that was sent twice; by then the factor is on
    if second_factor.is_on(request.user):
        return _on_page(request, CodeForm())
    request.session.setdefault(_SECRET, second_factor.new_secret())
    return _page(request, CodeForm())


@login_required
@never_cache
@require_GET
def qr(request: HttpRequest) -> HttpResponse:
    """The QR code of the secret that is being bound."""
    if _SECRET not in request.session:
        raise Http404
    said = second_factor.address_of(request.session[_SECRET], request.user, settings.JIENENG_NAME)
    picture = io.BytesIO()
    segno.make(said, error="m", micro=False).save(picture, kind="svg", scale=5, border=4, light="#fff")
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


@deed
def unbind(request: HttpRequest) -> HttpResponse:
    """Forget the phone, with a code of it."""
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _on_page(request, form)
    try:
        second_factor.use_code(request.user, form.cleaned_data["code"], now=timezone.now())
    except Refused as refused:
        form.add_error("code", refused.sentence + refused.next_step)
        return _on_page(request, form)
    second_factor.switch_off(request.user, by=request.user, because=gettext("本人解除"))
    messages.info(request, gettext("动态口令已解除。"))
    return redirect("people:second_factor")


@deed
def _switch_on(request: HttpRequest) -> HttpResponse:
    if second_factor.is_on(request.user):
        return _on_page(request, CodeForm())
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    secret = request.session.get(_SECRET) or second_factor.new_secret()
    try:
        second_factor.switch_on(request.user, secret, form.cleaned_data["code"], now=timezone.now())
    except Refused as refused:
        form.add_error("code", refused.sentence + refused.next_step)
        return _page(request, form)
    request.session.pop(_SECRET, None)
    messages.info(request, gettext("动态口令已启用，下次登录时请在密码之后输入。"))
    return redirect(resolve_url(settings.LOGIN_REDIRECT_URL))


def _page(request: HttpRequest, form: CodeForm) -> HttpResponse:
    secret = request.session.get(_SECRET, "")
    groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    shown = {"form": form, "secret": groups}
    return render(request, "people/second_factor.html", shown, status=422 if form.is_bound else 200)


def _on_page(request: HttpRequest, form: CodeForm) -> HttpResponse:
    return render(request, "people/second_factor_on.html", {"form": form}, status=422 if form.is_bound else 200)
