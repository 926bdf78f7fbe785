"""The forms of taking part: the terms of a call, a work, marks."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jieneng.apps.participation.actions import calling
from jieneng.apps.participation.actions.handing_in import Said
from jieneng.apps.participation.models import Call, Mark, Work
from jieneng.rulebook.works import work_kinds, work_limits, work_rungs

_MOMENT = "%Y-%m-%dT%H:%M"


def moment_field(label: Any, **said: Any) -> forms.DateTimeField:
    """A moment on the Beijing clock, to the minute."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT)
    return forms.DateTimeField(label=label, input_formats=[_MOMENT], widget=widget, **said)


class CallForm(forms.Form):
    """What is called for, until when, how many may be recommended and are chosen."""

    opens_at = moment_field(_("开始报送"))
    closes_at = moment_field(_("报送截止"))
    recommends_by = moment_field(_("推荐截止"), help_text=_("各级逐级推荐到本单位的最后时间，此后可以开始评审。"))
    requirements = forms.CharField(
        label=_("征集要求"),
        max_length=3_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("主题、规格、署名等。"),
    )
    n_chosen = forms.IntegerField(label=_("入选件数"), min_value=1, max_value=500)
    scores_needed = forms.IntegerField(label=_("每件评审人数"), min_value=1, max_value=50)
    notice_days = forms.IntegerField(label=_("公示天数"), min_value=1, max_value=60)
    votes_from = moment_field(_("投票开始"), required=False, help_text=_("不设公众投票的，投票起止都不填。"))
    votes_until = moment_field(_("投票截止"), required=False)
    accounts_only = forms.BooleanField(
        label=_("只限登录账号投票"),
        required=False,
        help_text=_("每个账号一票。不勾选的，未登录人员每个浏览器一票，不能保证一人一票，只宜作参考。"),
    )

    def __init__(self, *args: Any, call: Call | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial=_initial(call), **kwargs)
        for code, kind in work_kinds().items():
            self.fields[f"mb_{code}"] = forms.IntegerField(
                label=_("%(kind)s文件上限") % {"kind": kind.label},
                required=False,
                min_value=1,
                max_value=kind.most_mb,
                help_text=_("%(files)s；最大%(most)s，不征集%(kind)s的不填。")
                % {"files": "、".join(kind.files), "most": f"{kind.most_mb} MB", "kind": kind.label},
            )
            self.fields[f"mb_{code}"].unit = "MB"
        for code, rung in work_rungs().items():
            self.fields[f"quota_{code}"] = forms.IntegerField(
                label=_("%(rung)s名额") % {"rung": rung.label},
                required=False,
                min_value=1,
                max_value=9_999,
                help_text=_("每家最多推荐的件数，不限的不填。"),
            )
            self.fields[f"quota_{code}"].unit = "件"

    def terms(self) -> calling.Terms:
        said = self.cleaned_data
        numbers = {name: n for name, n in said.items() if n and name.startswith(("mb_", "quota_"))}
        return calling.Terms(
            **{name: value for name, value in said.items() if not name.startswith(("mb_", "quota_"))},
            kinds={name.removeprefix("mb_"): n for name, n in numbers.items() if name.startswith("mb_")},
            quotas={name.removeprefix("quota_"): n for name, n in numbers.items() if name.startswith("quota_")},
        )


def _initial(call: Call | None) -> dict[str, Any]:
    if call is None:
        limits = work_limits()
        numbers = {"n_chosen": limits.chosen, "scores_needed": limits.scores_needed, "notice_days": limits.notice_days}
        return numbers | {"accounts_only": True} | {f"mb_{code}": kind.most_mb for code, kind in work_kinds().items()}
    said: dict[str, Any] = {name: getattr(call, name) for name in CallForm.base_fields}
    said |= {f"mb_{one.kind}": one.most_mb for one in call.kinds.all()}
    return said | {f"quota_{one.rung}": one.n for one in call.quotas.all()}


class WorkForm(forms.Form):
    """A work as it is handed in; the kind of one that is there already stays."""

    kind = forms.ChoiceField(label=_("种类"))
    title = forms.CharField(label=_("作品名称"), max_length=100, help_text=_("评审和投票时显示，请不要写单位和姓名。"))
    authors = forms.CharField(label=_("作者"), max_length=100, help_text=_("多人的用顿号分开；评审时不显示。"))
    shows_authors = forms.BooleanField(label=_("作者同意入选后公布姓名"), required=False)
    abstract = forms.CharField(
        label=_("作品简介"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("评审和投票时显示，请不要写单位和姓名。"),
    )
    file = forms.FileField(label=_("作品文件"), required=False, help_text=_("文件内和文件属性中请不要写单位和姓名。"))
    link = forms.URLField(
        label=_("视频链接"),
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text=_("只用于短视频，没有上传文件的填写。"),
    )
    confirms_rights = forms.BooleanField(label=_("已阅读并确认版权声明"), required=False)

    def __init__(self, *args: Any, call: Call, work: Work | None = None, **kwargs: Any) -> None:
        latest = work.latest if work else None
        names = ("title", "authors", "shows_authors", "abstract", "link")
        initial = {name: getattr(latest, name) for name in names} | {"kind": work.kind} if work and latest else {}
        super().__init__(*args, initial=initial, **kwargs)
        asked = [one.kind for one in call.kinds.all()]
        kinds = [work.kind] if work else asked
        self.fields["kind"].choices = [(code, work_kinds()[code].label) for code in kinds]
        if latest and latest.file:
            self.fields["file"].help_text = _("不换文件的不选，沿用“%(name)s”。") % {"name": latest.file.name}
        if not any(work_kinds()[code].takes_link for code in kinds):
            del self.fields["link"]

    def said(self) -> Said:
        return Said(**{name: value for name, value in self.cleaned_data.items() if name != "file"})


class MarkForm(forms.Form):
    """Points by criterion, and a word."""

    remark = forms.CharField(label=_("评语"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, work: Work, mark: Mark | None = None, **kwargs: Any) -> None:
        given = mark.points | {"remark": mark.remark} if mark else {}
        super().__init__(*args, initial=given, **kwargs)
        own = {}
        for one in work_kinds()[work.kind].criteria:
            own[one.code] = forms.DecimalField(
                label=one.label, min_value=0, max_value=one.most, max_digits=4, decimal_places=1, help_text=one.says
            )
            own[one.code].unit = _("分，满分%(most)s") % {"most": one.most}
        self.fields = own | self.fields

    def points(self) -> dict[str, Decimal]:
        return {name: value for name, value in self.cleaned_data.items() if name != "remark"}


class ObjectionForm(forms.Form):
    """No name is asked. `website` is for machines: people do not see it."""

    text = forms.CharField(
        label=_("异议内容和依据"),
        max_length=2_000,
        min_length=4,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("请写明事实和依据。不用填写姓名、电话，凭查询编号看办理结果。"),
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def is_by_machine(self) -> bool:
        return bool(self.data.get("website"))
