"""The forms of attendance: a session's terms, a name for a seat, a hall."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jieneng.apps.attendance.actions.halls import Said
from jieneng.apps.attendance.actions.holding import Terms
from jieneng.apps.attendance.actions.seats import Named
from jieneng.apps.attendance.counting import KINDS
from jieneng.apps.attendance.models import Session
from jieneng.apps.attendance.models.session import MOST_SEATS, RULES
from jieneng.core.campaigns.models import Activity

_MOMENT = "%Y-%m-%dT%H:%M"
REACHES = (("all", _("本级和全部下级")), ("next", _("本级和直接下级")))


def _moment(label: Any, **said: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT)
    return forms.DateTimeField(label=label, input_formats=[_MOMENT], widget=widget, **said)


class SessionForm(forms.Form):
    """When it is held and what it offers; what the kind of activity has no use for is not asked."""

    starts_at = _moment(_("开始时间"))
    ends_at = _moment(_("结束时间"))
    place = forms.CharField(label=_("地点"), max_length=200, required=False)
    reach = forms.ChoiceField(label=_("参加范围"), choices=REACHES, initial="all")
    has_live = forms.BooleanField(label=_("设直播页，收看人员逐人计数"), required=False)
    stream = forms.URLField(
        label=_("直播地址"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("平台允许的直播网站在页内播放，其他的显示为链接。"),
    )
    has_questions = forms.BooleanField(label=_("观众可以提问"), required=False)
    counts_halls = forms.BooleanField(label=_("登记集中收看会场人数"), required=False)
    n_seats = forms.IntegerField(
        label=_("席位总数"),
        min_value=0,
        max_value=MOST_SEATS,
        required=False,
        help_text=_("填 0 或者不填，不办理报名。"),
    )
    rule = forms.ChoiceField(label=_("席位分配"), choices=RULES, initial="one")
    each = forms.IntegerField(
        label=_("每家席位"), min_value=1, max_value=500, required=False, help_text=_("选“每家限若干席”时填写。")
    )
    has_waiting_list = forms.BooleanField(label=_("满员后可以候补，有人退出自动递补"), required=False, initial=True)
    needs_phone = forms.BooleanField(label=_("需要参加人员手机号"), required=False)
    replies_by = _moment(_("回执截止"), required=False)
    gives_certificates = forms.BooleanField(label=_("签到后发放参加证明"), required=False)
    hours = forms.DecimalField(label=_("学时"), min_value=0, max_digits=4, decimal_places=1, required=False)

    def __init__(self, *args: Any, activity: Activity, session: Session | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial=_initial(session) if session else _planned(activity), **kwargs)
        counted = KINDS[activity.kind]
        unused = [] if counted.has_seats else list(_OF_SEATS)
        unused += [] if counted.has_halls else ["counts_halls"]
        unused += [] if counted.viewer or activity.kind == "class_activity" else list(_OF_LIVE)
        for name in unused:
            del self.fields[name]

    def terms(self) -> Terms:
        """What the action takes."""
        said = {name: value for name, value in self.cleaned_data.items() if value is not None}
        return Terms(**said)


_OF_SEATS = ("n_seats", "rule", "each", "has_waiting_list", "needs_phone", "replies_by", "gives_certificates", "hours")
_OF_LIVE = ("has_live", "stream", "has_questions")


def _planned(activity: Activity) -> dict[str, Any]:
    """The hours of the plan, as far as they are known."""
    said: dict[str, Any] = {"place": activity.place, "stream": activity.link, "reach": "all", "each": None}
    if activity.start_date:
        start = f"{activity.start_date:%Y-%m-%d}T{activity.start_time:%H:%M}" if activity.start_time else ""
        end_date = activity.end_date or activity.start_date
        end = f"{end_date:%Y-%m-%d}T{activity.end_time:%H:%M}" if activity.end_time else ""
        said |= {"starts_at": start, "ends_at": end}
    return said


def _initial(session: Session) -> dict[str, Any]:
    names = [name for name in SessionForm.base_fields if name != "reach"]
    said = {name: getattr(session, name) for name in names}
    return said | {"reach": "next" if session.audience.deepest else "all", "each": session.each or None}


class NameForm(forms.Form):
    """Who comes."""

    name = forms.CharField(label=_("姓名"), max_length=40)
    post = forms.CharField(label=_("职务"), max_length=60, required=False)
    phone = forms.RegexField(
        r"^1\d{10}$",
        label=_("手机号"),
        help_text=_("只供组织单位联系，加密保存，页面上只显示前三位和后四位。"),
        error_messages={"invalid": _("请填写 11 位手机号。")},
    )

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].widget.attrs |= {"inputmode": "tel", "autocomplete": "off"}
        if not session.needs_phone:
            del self.fields["phone"]

    def named(self) -> Named:
        return Named(**self.cleaned_data)


class HallForm(forms.Form):
    """How many were in a hall; `because` and a photograph anew when it is corrected."""

    name = forms.CharField(label=_("会场"), max_length=60, help_text=_("如：三楼会议室、报告厅。"))
    n = forms.IntegerField(label=_("人数"), min_value=0, max_value=100_000)
    file = forms.FileField(label=_("现场照片"), widget=forms.ClearableFileInput(attrs={"accept": "image/*"}))
    because = forms.CharField(label=_("更正说明"), max_length=200, required=False)
    is_sure = forms.BooleanField(label=_("人数已核对"), required=False)
    last_no = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_correction: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_correction:
            self.fields["because"].required = True
            self.fields["name"].widget.attrs["readonly"] = True
        else:
            del self.fields["because"]
        if not self.is_bound:
            del self.fields["is_sure"]  # asked only of who has given a number that is hard to believe

    def said(self) -> Said:
        said = self.cleaned_data
        return Said(said["name"], said["n"], said.get("because", ""), said["is_sure"])


class MaterialForm(forms.Form):
    """A file for the live page."""

    title = forms.CharField(label=_("资料名称"), max_length=100, required=False)
    file = forms.FileField(label=_("文件"))
