"""What is typed to sign in, to change a password, to prove a one-time code."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jieneng.core.people.models import username_form
from jieneng.core.people.passwords import KEPT, LONG_ENOUGH, SHORTEST

PASSWORD_RULES = _(
    "至少 {shortest} 位；不足 {long} 位的，须含大写字母、小写字母、数字、符号中的三种；"
    "不能含登录名、姓名、手机号、单位名称，不能与最近 {kept} 次用过的相同。"
)


def password_rules() -> str:
    """The rules as they stand beside the field."""
    return str(PASSWORD_RULES).format(shortest=SHORTEST, long=LONG_ENOUGH, kept=KEPT)


def _password(label: str, autocomplete: str) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(
        label=label, widget=widget, strip=False, max_length=200, error_messages={"required": _("请填写。")}
    )


class SignInForm(forms.Form):
    username = forms.CharField(
        label=_("登录名"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
        error_messages={"required": _("请填写登录名。")},
    )
    password = _password(_("密码"), "current-password")

    def clean_username(self) -> str:
        return username_form(self.cleaned_data["username"])


class PasswordForm(forms.Form):
    old = _password(_("原密码"), "current-password")
    new = _password(_("新密码"), "new-password")
    again = _password(_("再输一次"), "new-password")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new"].help_text = password_rules()


class CodeForm(forms.Form):
    code = forms.RegexField(
        r"^\s*[0-9０-９]{3}\s?[0-9０-９]{3}\s*$",
        label=_("动态口令"),
        help_text=_("手机验证器上显示的 6 位数字，每 30 秒更换一次，每个只能用一次。"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
        error_messages={"required": _("请填写动态口令。"), "invalid": _("动态口令是 6 位数字。")},
    )
