"""What is typed: a draw with its prizes, a correction, the public number, a claim, a hand-out, a reason."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms

from jieneng.apps.prizes.actions import Terms
from jieneng.apps.prizes.models import INSTANT, KINDS, NUMBER, Draw
from jieneng.apps.prizes.models.outcomes import SIGNED_BY

MOST_PRIZES = 8
_MOST_OF_ONE = 100_000
_PHONE = re.compile(r"1\d{10}|0\d{2,3}-?\d{7,8}")
_AT = "%Y-%m-%dT%H:%M"


def _moment(label: str, *, required: bool = True, note: str = "") -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_AT)
    return forms.DateTimeField(label=label, required=required, widget=widget, input_formats=[_AT], help_text=note)


class DrawForm(forms.Form):
    """What both ways of drawing ask, and of each way its own; what belongs to the other way need not be there."""

    use_required_attribute = False  # a browser would insist on fields of the way that was not chosen

    title = forms.CharField(label="名称", max_length=80, help_text="如“云竞答幸运抽奖”")
    kind = forms.ChoiceField(label="方式", choices=KINDS, widget=forms.RadioSelect, initial=NUMBER)
    entrant = forms.CharField(label="参加条件", max_length=200, help_text="如“答题合格的人，每人一次”")
    opens_at = _moment("开始时间", note="规则须在开始前公布")
    closes_at = _moment("截止时间")
    objections_until = _moment("异议截止时间", note="截止后至少 24 小时")
    number_name = forms.CharField(
        label="公开数名称", max_length=100, help_text="写明哪一期、怎样写成数字，事后不能选择写法"
    )
    number_where = forms.CharField(label="公布处", max_length=100, help_text="网站、报纸的名称")
    number_due_at = _moment("公开数公布时间", note="须在异议截止之后")
    number_digits = forms.IntegerField(label="公开数位数", min_value=1, max_value=64)
    reserves = forms.IntegerField(label="候补人数", min_value=0, max_value=10_000, initial=10)
    expected = forms.CharField(
        label="每日预计参加人次", max_length=400, help_text="各天相同的填一个数，不同的用顿号隔开"
    )
    claim_days = forms.IntegerField(
        label="登记期限", min_value=1, max_value=60, initial=7, help_text="中奖后多少天内登记"
    )
    claim_place = forms.CharField(label="领奖地点", max_length=120)
    contact = forms.CharField(label="咨询方式", max_length=120, help_text="办公电话或者邮箱，将写入个人信息告知")
    purge_days = forms.IntegerField(
        label="个人信息保存", min_value=1, max_value=180, initial=90, help_text="发放后多少天自动清除"
    )

    def __init__(self, *args: Any, draw: Draw | None = None, **kwargs: Any) -> None:
        if draw is not None:
            kwargs.setdefault("initial", _initial(draw))
        super().__init__(*args, **kwargs)
        for n in range(1, MOST_PRIZES + 1):
            self.fields[f"prize_{n}"] = forms.CharField(label=f"第 {n} 种奖品", max_length=60, required=False)
            self.fields[f"stock_{n}"] = forms.IntegerField(
                label=f"第 {n} 种数量", min_value=1, max_value=_MOST_OF_ONE, required=False
            )
        for name, unit in (("claim_days", "天"), ("purge_days", "天"), ("number_digits", "位"), ("reserves", "人")):
            self.fields[name].unit = unit
        if self.is_bound:
            other = _FOR_NUMBER if self.data.get("kind") == INSTANT else _FOR_INSTANT
            for name in other:
                self.fields[name].required = False

    def first(self) -> Iterator[forms.BoundField]:
        yield from (self[name] for name in ("title", "kind", "entrant", "opens_at", "closes_at"))

    def for_number(self) -> Iterator[forms.BoundField]:
        names = ("objections_until", "number_name", "number_where", "number_due_at", "number_digits", "reserves")
        yield from (self[name] for name in names)

    def for_instant(self) -> Iterator[forms.BoundField]:
        yield self["expected"]

    def last(self) -> Iterator[forms.BoundField]:
        yield from (self[name] for name in ("claim_days", "claim_place", "contact", "purge_days"))

    def prize_rows(self) -> Iterator[tuple[int, forms.BoundField, forms.BoundField]]:
        yield from ((n, self[f"prize_{n}"], self[f"stock_{n}"]) for n in range(1, MOST_PRIZES + 1))

    def clean_expected(self) -> list[int]:
        said = [word for word in re.split(r"[、，,;；\s]+", self.cleaned_data["expected"]) if word]
        if not all(word.isascii() and word.isdecimal() and len(word) <= 6 for word in said):
            raise forms.ValidationError("请填写数字，各天用顿号隔开。")
        return [int(word) for word in said]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for n in range(1, MOST_PRIZES + 1):
            if bool(said.get(f"prize_{n}")) != bool(said.get(f"stock_{n}")) and not self.errors.get(f"stock_{n}"):
                self.add_error(f"prize_{n}", "名称和数量要一起填写。")
        return said

    def terms(self) -> Terms:
        """What the actions take."""
        said = self.cleaned_data
        rows = range(1, MOST_PRIZES + 1)
        prizes = [(said[f"prize_{n}"], said[f"stock_{n}"]) for n in rows if said.get(f"prize_{n}")]
        plain = {name: said[name] for name in DrawForm.base_fields if name not in _OF_ONE_KIND and name in said}
        own = _FOR_INSTANT if said["kind"] == INSTANT else _FOR_NUMBER
        return Terms(**plain, prizes=prizes, **{name: _or_nothing(name, said[name]) for name in own})


_FOR_INSTANT = ("expected",)
_FOR_NUMBER = ("objections_until", "number_name", "number_where", "number_due_at", "number_digits", "reserves")
_OF_ONE_KIND = (*_FOR_INSTANT, *_FOR_NUMBER)


def _or_nothing(name: str, value: Any) -> Any:
    return 0 if value is None and name in ("number_digits", "reserves") else value


def _initial(draw: Draw) -> dict[str, Any]:
    said: dict[str, Any] = {name: getattr(draw, name) for name in DrawForm.base_fields}
    said["expected"] = "、".join(str(n) for n in draw.expected)
    said["number_digits"] = draw.number_digits or None
    for prize in draw.prizes.all():
        said |= {f"prize_{prize.ord}": prize.name, f"stock_{prize.ord}": prize.stock}
    return said


class StrikeForm(forms.Form):
    who = forms.CharField(label="匿名编号", max_length=80, help_text="从公布的名单中复制完整的编号")
    because = forms.CharField(label="更正原因", max_length=200, help_text="与新的名单一起公布，请不要写姓名")

    def clean_who(self) -> str:
        return "".join(self.cleaned_data["who"].split()).lower()


class RelistForm(forms.Form):
    because = forms.CharField(label="更正原因", max_length=200, help_text="与新的名单一起公布")


class NumberForm(forms.Form):
    value = forms.CharField(label="公开数", max_length=80)
    source = forms.CharField(label="出处", max_length=200, help_text="网址，或者报纸的日期和版面")

    def clean_value(self) -> str:
        return _number_form(self.cleaned_data["value"])


class ConfirmForm(forms.Form):
    value = forms.CharField(label="再次录入公开数", max_length=80, help_text="请到公布处核对后自行录入")

    def clean_value(self) -> str:
        return _number_form(self.cleaned_data["value"])


class BecauseForm(forms.Form):
    because = forms.CharField(label="原因", max_length=200, help_text="记入操作记录")


class HandOutForm(forms.Form):
    code = forms.CharField(label="领奖码", max_length=30)
    tail = forms.CharField(
        label="手机号后四位", max_length=4, required=False, help_text="请领取人自己输入，作为签收；没有登记手机号的不填"
    )
    signed_by = forms.ChoiceField(label="签收", choices=SIGNED_BY, widget=forms.RadioSelect, initial="self")


class CodeForm(forms.Form):
    code = forms.CharField(label="领奖码", max_length=30, help_text="13 位字母和数字，不分大小写，空格可以不填")


class ClaimForm(forms.Form):
    """Asked only of somebody who has won. The box is never ticked beforehand."""

    name = forms.CharField(label="姓名", max_length=30)
    phone = forms.CharField(label="手机号", max_length=20)
    agreed = forms.BooleanField(label="已阅读以上告知，同意处理本人的姓名和手机号")
    version = forms.CharField(widget=forms.HiddenInput, max_length=20)

    def clean_phone(self) -> str:
        phone = "".join(self.cleaned_data["phone"].split())
        if not _PHONE.fullmatch(phone):
            raise forms.ValidationError("请填写 11 位手机号，或者带区号的电话号码。")
        return phone


def _number_form(typed: str) -> str:
    return "".join(typed.split()).lower()
