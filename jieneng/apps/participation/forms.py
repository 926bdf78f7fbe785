"""The forms of taking part: the terms of a call, a work, marks."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jieneng.apps.participation.actions import calling, posts
from jieneng.apps.participation.actions.handing_in import Said
from jieneng.apps.participation.models import Call, Mark, Post, Work
from jieneng.apps.participation.models.held import Held
from jieneng.apps.participation.models.pledges import MOST_POINTS
from jieneng.rulebook.volunteers import five_ones
from jieneng.rulebook.works import work_kinds, work_limits, work_rungs
from jieneng.ui.refusals import Refused

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
        criteria = work_kinds()[work.kind].criteria
        for one in criteria:
            self.fields[one.code] = forms.DecimalField(
                label=one.label, min_value=0, max_value=one.most, max_digits=4, decimal_places=1, help_text=one.says
            )
            self.fields[one.code].unit = _("分，满分%(most)s") % {"most": one.most}
        self.order_fields([*(one.code for one in criteria), "remark"])

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


class PartForm(forms.Form):
    """The terms that every simple part has; `columns` are those of its model.

    What stays once somebody has taken part is no field then: it is in `settled`, by its label, and shown as text. An
    older form that still sends it is read, so that the action can say why it does not change.
    """

    opens_at = moment_field(_("开始时间"))
    closes_at = moment_field(_("截止时间"))

    def __init__(self, *args: Any, thing: Held | None = None, **kwargs: Any) -> None:
        initial = {name: getattr(thing, name) for name in self.base_fields} if thing else {}
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        names = thing.settled if thing and thing.has_begun else ()
        kept = [name for name in names if name not in self.data]
        self.settled = [(self.fields.pop(name).label, initial[name]) for name in kept]
        self._stays = {name: initial[name] for name in kept}

    def columns(self) -> dict[str, Any]:
        return self._stays | self.cleaned_data


class DriveForm(PartForm):
    says = forms.CharField(
        label=_("说明"),
        max_length=3_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("服务内容、参加条件、注意事项。"),
    )


class PostForm(forms.Form):
    """A post with its places."""

    title = forms.CharField(label=_("岗位名称"), max_length=60)
    place = forms.CharField(label=_("地点"), max_length=100)
    starts_at = moment_field(_("开始时间"))
    ends_at = moment_field(_("结束时间"))
    n_places = forms.IntegerField(label=_("名额"), min_value=1, max_value=5_000)
    one = forms.ChoiceField(label=_("计入五个一"), required=False, help_text=_("签退后自动登记，不计的不选。"))
    says = forms.CharField(
        label=_("岗位要求"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, post: Post | None = None, **kwargs: Any) -> None:
        initial = {name: getattr(post, name) for name in self.base_fields} if post else {}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["one"].choices = [("", _("不计")), *((one.code, one.label) for one in five_ones().values())]

    def said(self) -> posts.Said:
        return posts.Said(**self.cleaned_data)


class OneForm(forms.Form):
    """One of the five, done away from the posts."""

    one = forms.ChoiceField(label=_("事项"))
    on = forms.DateField(label=_("日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    note = forms.CharField(label=_("说明"), max_length=100, help_text=_("如：督导某单位食堂。不写他人姓名、住址。"))

    def __init__(self, *args: Any, done: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["one"].choices = [(one.code, one.label) for one in five_ones().values() if one.code not in done]


class PledgeForm(PartForm):
    wording = forms.CharField(label=_("倡议书"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 10}))
    points = forms.CharField(
        label=_("承诺事项"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("每行一项，1至12项，如：随手关灯。签名的人选一项，显示在签名墙上。"),
    )

    def clean_points(self) -> str:
        lines = [line.strip() for line in self.cleaned_data["points"].splitlines() if line.strip()]
        if not 0 < len(lines) <= MOST_POINTS or any(len(line) > 60 for line in lines):
            refused = Refused("pledge-points")
            raise forms.ValidationError(refused.sentence + refused.next_step)
        return "\n".join(lines)


class WalkForm(PartForm):
    says = forms.CharField(label=_("说明"), max_length=3_000, widget=forms.Textarea(attrs={"rows": 5}))
    daily_cap = forms.IntegerField(
        label=_("每日计入上限"), min_value=1, max_value=100_000, help_text=_("每人每天最多计入的步数。")
    )
    odd_above = forms.IntegerField(
        label=_("超过即核实"), min_value=1, max_value=200_000, help_text=_("超过的先不计入，由组织单位核实。")
    )
    team_min = forms.IntegerField(label=_("排名最少人数"), min_value=1, max_value=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {} if kwargs.get("thing") else {"daily_cap": 20_000, "odd_above": 50_000, "team_min": 3}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("odd_above", 0) < said.get("daily_cap", 0):
            refused = Refused("walk-numbers")
            raise forms.ValidationError(refused.sentence + refused.next_step)
        return said


class StepsForm(forms.Form):
    """The steps of a day."""

    on = forms.DateField(label=_("日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    n = forms.IntegerField(label=_("步数"), min_value=1, max_value=200_000)
