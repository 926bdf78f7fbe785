"""The forms of notices and campaigns: plain Django forms that become what the actions take."""

from collections.abc import Iterable
from datetime import time
from typing import Any

from django import forms
from django.utils import timezone

from jieneng.apps.notices.actions.drafting import Said
from jieneng.apps.notices.models import Notice
from jieneng.apps.notices.models.notice import ASKS, NOBODY
from jieneng.apps.notices.paper.layout import copies_of, parts_of
from jieneng.engine.periods import in_beijing
from jieneng.rulebook import local_forms, organization_terms

_FIRST = ("asks", "asks_self")  # decided once, by who asks first
_LOCAL = ("reviews", "remark", "extra_form")  # what a level adds to what was asked above it


def _terms(kind: str) -> list[tuple[str, str]]:
    return [(term.code, term.label) for term in getattr(organization_terms(), kind).values()]


class NoticeForm(forms.Form):
    """Everything a draft says. The day is asked as a day and an hour; both together, or neither."""

    title = forms.CharField(label="标题", max_length=200)
    number_code = forms.CharField(
        label="机关代字", max_length=20, required=False, help_text="如“云机管节”；印发时按年度顺编"
    )
    wanted_number = forms.CharField(
        label="指定文号", max_length=60, required=False, help_text="办公系统已编号的填在这里，填了就不顺编"
    )
    addressee = forms.CharField(label="主送", max_length=300, required=False)
    text = forms.CharField(label="正文", widget=forms.Textarea(attrs={"rows": 24}), max_length=30_000)
    attachments = forms.CharField(
        label="附件", widget=forms.Textarea(attrs={"rows": 2}), required=False, help_text="一行一个附件名称"
    )
    copies_to = forms.CharField(
        label="抄送", max_length=300, required=False, help_text="单位之间用逗号隔开；印在版记，印发机关和日期随之印出"
    )
    only_next = forms.TypedChoiceField(
        label="发送范围",
        choices=(("", "全部所辖"), ("1", "只到下一级")),
        coerce=bool,
        empty_value=False,
        required=False,
        widget=forms.RadioSelect,
    )
    categories = forms.MultipleChoiceField(
        label="单位类别", required=False, widget=forms.CheckboxSelectMultiple, help_text="都不选就是不限"
    )
    kinds = forms.MultipleChoiceField(
        label="单位性质", required=False, widget=forms.CheckboxSelectMultiple, help_text="都不选就是不限"
    )
    asks = forms.ChoiceField(label="填报", choices=ASKS, required=False)
    asks_self = forms.BooleanField(label="本级也填报", required=False)
    due_on = forms.DateField(
        label="下级截止日期", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    due_time = forms.TimeField(
        label="截止时间",
        required=False,
        initial=time(17),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    reviews = forms.BooleanField(label="本级审核后再计入", required=False)
    remark = forms.CharField(label="本级要求", max_length=500, required=False)
    extra_form = forms.ChoiceField(
        label="本级补充项", required=False, help_text="所辖单位在同一份报告里多填一节，上级汇总不受影响"
    )

    def __init__(self, *args: Any, notice: Notice, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _initial(notice))
        super().__init__(*args, **kwargs)
        self.fields["categories"].choices = _terms("categories")
        self.fields["kinds"].choices = _terms("kinds")
        self.fields["extra_form"].choices = [("", "不补充"), *local_forms().items()]
        for name in _not_asked(notice):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day, hour = cleaned.get("due_on"), cleaned.get("due_time")
        cleaned["due_at"] = timezone.make_aware(timezone.datetime.combine(day, hour or time(17))) if day else None
        return cleaned

    def said(self) -> Said:
        """What the action takes."""
        kept = {name: self.cleaned_data[name] for name in Said.__dataclass_fields__ if name in self.cleaned_data}
        kept["attachments"] = _filled(self.cleaned_data["attachments"].splitlines())
        kept.setdefault("asks", NOBODY)
        return Said(**kept)


def _not_asked(notice: Notice) -> Iterable[str]:
    """What does not arise: who passes on adopts what was asked, who asks first has no upper step to add."""
    if notice.is_passed_on:
        return _FIRST if notice.campaign.collection_id else (*_FIRST, *_LOCAL)
    return (*_LOCAL, *_FIRST) if notice.campaign.collection_id else _LOCAL


def _initial(notice: Notice) -> dict[str, Any]:
    addressee, text, attachments = parts_of(notice.document)
    due_at = in_beijing(notice.due_at) if notice.due_at else None
    return {
        "title": notice.document.title,
        "number_code": notice.number_code,
        "wanted_number": notice.wanted_number,
        "addressee": addressee,
        "text": text,
        "attachments": "\n".join(attachments),
        "copies_to": "，".join(copies_of(notice.document)),
        "only_next": "1" if notice.audience.deepest is not None else "",
        "categories": notice.audience.categories,
        "kinds": notice.audience.kinds,
        "asks": notice.asks,
        "asks_self": notice.asks_self,
        "due_on": due_at.date() if due_at else None,
        "due_time": due_at.time() if due_at else time(17),
        "reviews": notice.reviews,
        "remark": notice.remark,
        "extra_form": notice.extra_form,
    }


def _filled(lines: Iterable[str]) -> list[str]:
    return [line.strip() for line in lines if line.strip()]
