"""What is typed at the desk of organisations and people."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.models.organization import UNIT
from jieneng.core.orgs.particulars import tidy, tidy_code
from jieneng.core.people.models import Person, username_form
from jieneng.rulebook import organization_terms, regions, roles

_NEEDED = {"required": _("请填写。"), "invalid": _("请核对格式。"), "invalid_choice": _("请从列表中选择。")}


def _text(label: Any, *, most: int, note: Any = "", required: bool = True, **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=note,
        error_messages=_NEEDED | {"max_length": _("最多 %(limit_value)s 字。")},
        widget=forms.TextInput(attrs={"autocomplete": "off", **attrs}),
    )


def _because(label: Any, note: Any = "") -> forms.CharField:
    return _text(label, most=200, note=note)


def _choice(label: Any, terms: dict[str, Any], note: Any = "") -> forms.ChoiceField:
    pairs = [("", _("请选择")), *((code, term.label) for code, term in terms.items())]
    return forms.ChoiceField(label=label, choices=pairs, help_text=note, error_messages=_NEEDED)


class OrganizationForm(forms.Form):
    """The particulars of one organisation."""

    name = _text(_("单位名称"), most=100, note=_("单位全称，与公章一致。"))
    kind = _choice(_("性质"), organization_terms().kinds, _("机关事务管理部门和行业主管部门可以有下级，公共机构没有。"))
    level = _choice(_("级别"), organization_terms().levels)
    category = _choice(_("类别"), organization_terms().categories, _("按统计报表的单位性质代码分类。"))
    affiliation = _choice(_("隶属"), organization_terms().affiliations, _("中央、省、市、县、乡所属。"))
    region = _text(_("行政区划"), most=40, required=False, note=_("所在地的六位行政区划代码，如 520102。"))
    credit_code = _text(_("统一社会信用代码"), most=24, required=False, note=_("18 位，按登记证书填写。"))
    edit_no = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_name(self) -> str:
        return tidy(self.cleaned_data["name"])

    def clean_credit_code(self) -> str | None:
        return tidy_code(self.cleaned_data["credit_code"]) or None

    def clean_region(self) -> str | None:
        said = tidy(self.cleaned_data["region"])
        by_name = [code for code, name in regions().items() if name == said]
        return (by_name[0] if len(by_name) == 1 else said) or None

    def said(self) -> dict[str, Any]:
        """What was typed, by the columns of the model."""
        values = {key: value for key, value in self.cleaned_data.items() if key not in ("edit_no", "region")}
        return values | {"region_id": self.cleaned_data["region"]}

    @staticmethod
    def below(above: Organization) -> dict[str, Any]:
        """What a new organisation most often is: a unit of the level and the region of the one above."""
        affiliation = {"state": "central"}.get(above.level, above.level)
        return {"kind": UNIT, "level": above.level, "affiliation": affiliation, "region": above.region_id}

    @staticmethod
    def of(one: Organization) -> dict[str, Any]:
        """The values of an organisation to begin with."""
        columns = ("name", "kind", "level", "category", "affiliation", "credit_code", "edit_no")
        return {column: getattr(one, column) for column in columns} | {"region": one.region_id}


class ReasonForm(forms.Form):
    because = _because(_("原因"), _("写明依据，如文件名称和文号。"))


class MoveForm(forms.Form):
    parent = _text(_("新的上级单位"), most=100, note=_("填写单位全称；须是本人管理范围内的主管部门。"))
    because = _because(_("原因"), _("写明依据。当年已统计的数字仍计入原上级，下一年度起计入新上级。"))


class PersonForm(forms.Form):
    """A new account at one organisation."""

    display_name = _text(_("姓名"), most=60)
    username = _text(_("登录名"), most=60, note=_("2 至 60 位，字母、数字、汉字均可，不分大小写。"))
    phone = forms.RegexField(
        r"^(1\d{10}|0\d{2,3}-?\d{7,8})?$",
        label=_("手机号"),
        required=False,
        help_text=_("可不填；页面上只显示前三位和后四位。"),
        error_messages={"invalid": _("应为手机号码或者带区号的电话。")},
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    roles = forms.MultipleChoiceField(
        label=_("角色"),
        choices=[(role.code, role.label) for role in roles().values()],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("一人可兼多个角色；各角色可办理的事项见“角色与权限”。"),
        error_messages={"required": _("请至少选择一个角色。")},
    )

    def clean_username(self) -> str:
        return username_form(self.cleaned_data["username"])


class AppointForm(forms.Form):
    username = _text(_("登录名"), most=60, note=_("已有账号的人员；没有账号的请用“添加人员”。"))
    role = forms.ChoiceField(
        label=_("角色"),
        choices=[(role.code, role.label) for role in roles().values()],
        error_messages=_NEEDED,
    )

    def clean_username(self) -> str:
        return username_form(self.cleaned_data["username"])


class HandOverForm(forms.Form):
    successor = forms.ChoiceField(
        label=_("接手人"), help_text=_("须是本单位人员；没有的请先添加。"), error_messages=_NEEDED
    )
    because = _because(_("原因"), _("如退休、调离、调整分工。"))

    def __init__(self, people: Iterable[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pairs = [(str(one.pk), f"{one.display_name}（{one.username}）") for one in people]
        self.fields["successor"].choices = [("", _("请选择")), *pairs]


class GrantForm(forms.Form):
    """Sight beyond one's own subtree."""

    root = _text(_("单位及其下级"), most=100, required=False, note=_("填写单位全称；按区域授权的留空。"))
    region_prefix = forms.RegexField(
        r"^(\d{2}|\d{4}|\d{6})?$",
        label=_("所在区域"),
        required=False,
        help_text=_("行政区划代码的前 2 位（省）、4 位（市）或者 6 位（县）；不论隶属关系。"),
        error_messages={"invalid": _("应为 2、4 或者 6 位数字。")},
    )
    category = forms.ChoiceField(
        label=_("只限类别"),
        required=False,
        choices=[("", _("不限")), *((code, term.label) for code, term in organization_terms().categories.items())],
    )
    because = _because(_("依据"), _("如主管部门职责分工文件的名称和文号。"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not said.get("root") and not said.get("region_prefix"):
            self.add_error("root", _("单位和区域至少填写一项。"))
        return said


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("表格"),
        help_text=_("xlsx 格式，不超过 10 MB；表头按名称识别，列的顺序不限。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": _("请选择文件。"), "empty": _("文件没有内容。")},
    )
