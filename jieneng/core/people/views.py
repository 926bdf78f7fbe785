"""Sign in and out."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from jieneng.core.people import second_factor
from jieneng.core.people.forms import CodeForm, SignInForm
from jieneng.core.people.models import Person
from jieneng.core.people.signing import come_in, go_out, safe_next
from jieneng.ui.refusals import Refused

LOCKED_MINUTES = 15
_PENDING = "pending_person"  # session: who has given the right password and still owes the code
_PENDING_SECONDS = 300


@sensitive_post_parameters("password")
@never_cache
@csrf_protect
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password; the answer is the same whether the name is known or not."""
    goes_to = safe_next(request, request.POST.get("next") or request.GET.get("next"))
    if request.method != "POST":
        if request.user.is_authenticated:
            return redirect(goes_to or resolve_url(settings.LOGIN_REDIRECT_URL))
        _say_why(request)
        return _sign_in_page(request, SignInForm(), goes_to)
    form = SignInForm(request.POST)
    person = _known(request, form) if form.is_valid() else None
    if person is None:
        return _sign_in_page(request, form, goes_to, 429 if _is_locked(request) else 422)
    if second_factor.is_on(person):
        request.session[_PENDING] = {"id": person.pk, "at": timezone.now().timestamp(), "next": goes_to}
        return redirect("people:code")
    come_in(request, person)
    return redirect(goes_to or resolve_url(settings.LOGIN_REDIRECT_URL))


@never_cache
@csrf_protect
def code(request: HttpRequest) -> HttpResponse:
    """The one-time code, asked of those who have switched it on."""
    person = _pending(request)
    if person is None:
        messages.warning(request, gettext("登录已超时，请重新输入密码。"))
        return redirect("people:sign_in")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _fits(request, person, form):
        goes_to = request.session.pop(_PENDING)["next"]
        come_in(request, person)
        return redirect(goes_to or resolve_url(settings.LOGIN_REDIRECT_URL))
    if _is_locked(request):
        del request.session[_PENDING]
    return render(request, "people/code.html", {"form": form}, status=_status(request))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    go_out(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


def locked_out(request: HttpRequest, response: HttpResponse, credentials: dict[str, Any]) -> HttpResponse:
    """What axes shows to the locked-out: the page that the view has made, with the sentence in it."""
    return response


def _known(request: HttpRequest, form: SignInForm) -> Person | None:
    person = authenticate(request, **form.cleaned_data)
    if person is None:
        _say(form, _refusal(request, "password-wrong"))
    return person


def _fits(request: HttpRequest, person: Person, form: CodeForm) -> bool:
    try:
        second_factor.use_code(person, form.cleaned_data["code"], now=timezone.now())
    except Refused as refused:  # a wrong code counts like a wrong password: six digits are soon guessed
        credentials = {"username": person.username}
        user_login_failed.send(sender=__name__, credentials=credentials, request=request)
        _say(form, _refusal(request, refused.code))
        return False
    return True


def _pending(request: HttpRequest) -> Person | None:
    pending = request.session.get(_PENDING)
    if not pending or timezone.now().timestamp() - pending["at"] > _PENDING_SECONDS:
        return None
    return Person.objects.filter(pk=pending["id"], is_active=True).first()


def _refusal(request: HttpRequest, code: str) -> Refused:
    return Refused("account-locked", minutes=LOCKED_MINUTES) if _is_locked(request) else Refused(code)


def _is_locked(request: HttpRequest) -> bool:
    return bool(getattr(request, "axes_locked_out", False))


def _say(form: Any, refused: Refused) -> None:
    form.add_error(None, refused.sentence + refused.next_step)


def _status(request: HttpRequest) -> int:
    if request.method != "POST":
        return 200
    return 429 if _is_locked(request) else 422


def _say_why(request: HttpRequest) -> None:
    if request.session.pop("signed_out", ""):
        messages.warning(request, gettext("长时间没有操作，已退出登录。暂存的内容仍在，请重新登录后继续。"))


def _sign_in_page(request: HttpRequest, form: SignInForm, goes_to: str, status: int = 200) -> HttpResponse:
    return render(request, "people/sign_in.html", {"form": form, "next": goes_to}, status=status)
