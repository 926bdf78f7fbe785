"""A campaign as a form: its name and year, and repeating rows of themes, days and activities."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.forms import BaseFormSet, formset_factory

from jieneng.apps.notices.copying import Copied
from jieneng.core.campaigns.actions import Content
from jieneng.core.campaigns.models import MODES, SCOPES, Campaign
from jieneng.rulebook import kinds

DAY = {"type": "date"}
CLOCK = {"type": "time"}
SPARE = 1  # empty rows at the end, for those without scripts


class HeadForm(forms.Form):
    title = forms.CharField(label="活动名称", max_length=120)
    year = forms.IntegerField(label="年度", min_value=1990, max_value=2100)


class RowForm(forms.Form):
    """One row of several: where nothing was typed it was not filled in, whatever its choices and ticks say."""

    typed: ClassVar[tuple[str, ...]]

    def has_changed(self) -> bool:
        if not self.empty_permitted:
            return super().has_changed()
        return any(self.data.get(self.add_prefix(name), "").strip() for name in self.typed)


class ThemeForm(RowForm):
    typed = ("name", "slogan")

    scope = forms.ChoiceField(label="范围", choices=SCOPES)
    name = forms.CharField(label="名称", max_length=60)
    slogan = forms.CharField(label="主题", max_length=120)


class PeriodForm(RowForm):
    typed = ("name", "start", "end")

    scope = forms.ChoiceField(label="范围", choices=SCOPES)
    name = forms.CharField(label="名称", max_length=60)
    start = forms.DateField(label="起", widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    end = forms.DateField(label="止", widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))

    def clean(self) -> dict[str, Any]:
        return _in_order(self, "start", "end")


class ActivityForm(RowForm):
    typed = ("title",)

    kind = forms.ChoiceField(label="种类")
    title = forms.CharField(label="名称", max_length=120)
    start_date = forms.DateField(label="开始日期", required=False, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    start_time = forms.TimeField(label="开始时间", required=False, widget=forms.TimeInput(attrs=CLOCK, format="%H:%M"))
    end_date = forms.DateField(label="结束日期", required=False, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    end_time = forms.TimeField(label="结束时间", required=False, widget=forms.TimeInput(attrs=CLOCK, format="%H:%M"))
    place = forms.CharField(label="地点", max_length=200, required=False)
    participants = forms.CharField(label="参加人员", max_length=300, required=False)
    mode = forms.ChoiceField(label="方式", choices=(("", "不限"), *MODES), required=False)
    method = forms.CharField(label="做法", max_length=300, required=False)
    link = forms.URLField(label="链接", required=False, assume_scheme="https")
    passed_on = forms.BooleanField(label="下级参加并填数", required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(code, kind.label) for code, kind in kinds().items()]

    def clean(self) -> dict[str, Any]:
        cleaned = _in_order(self, "start_date", "end_date")
        if cleaned.get("end_date") and not cleaned.get("start_date"):
            cleaned["start_date"] = cleaned["end_date"]
        return cleaned


class LocalActivityForm(ActivityForm):
    """An activity of a local campaign: those below take part, and report by the upper form."""

    passed_on = forms.BooleanField(label="下级参加", required=False, initial=True)


class CampaignForms:
    """The four parts as one: valid together, one content."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        campaign: Campaign | None,
        year: int,
        *,
        upper: Campaign | None = None,
        place: str = "",
        copied: Copied | None = None,
    ) -> None:
        """`upper` gives a new local campaign of `place` its themes and days; activities it has of its own.

        `copied` is what a new campaign begins with instead.
        """
        like = campaign or upper
        head = {"title": f"{place}{like.title}"[:120], "year": like.year} if like else _first_head(year)
        self.head = HeadForm(data, initial=copied.head if copied else head)
        themes, periods = _of(like and like.themes, ThemeForm), _of(like and like.periods, PeriodForm)
        self.themes = _rows(ThemeForm, data, "themes", copied.themes if copied else themes)
        self.periods = _rows(PeriodForm, data, "periods", copied.periods if copied else periods)
        is_local = upper is not None or (campaign is not None and campaign.parent_id is not None)
        form = LocalActivityForm if is_local else ActivityForm
        own = _of(campaign and campaign.activities, form)
        self.activities = _rows(form, data, "activities", copied.activities if copied else own)

    def are_valid(self) -> bool:
        found = [part.is_valid() for part in (self.head, self.themes, self.periods, self.activities)]
        return all(found)  # each part says what is wrong with it, not only the first

    def content(self) -> Content:
        """What the action takes."""
        head = self.head.cleaned_data
        return Content(
            title=head["title"],
            year=head["year"],
            themes=_kept(self.themes),
            periods=_kept(self.periods),
            activities=_kept(self.activities),
        )


def _first_head(year: int) -> dict[str, Any]:
    return {"title": f"{year}年公共机构节能宣传周", "year": year}


def _of(rows: Any, form: type[forms.Form]) -> list[dict[str, Any]]:
    """Stored rows as a form begins with them; none where there are none."""
    return list(rows.values(*form.base_fields)) if rows is not None else []


def _rows(
    form: type[forms.Form], data: Mapping[str, Any] | None, prefix: str, initial: list[dict[str, Any]]
) -> BaseFormSet:
    factory = formset_factory(form, extra=SPARE, can_delete=True, max_num=60, absolute_max=100)
    return factory(data, prefix=prefix, initial=initial)


def _kept(rows: BaseFormSet) -> list[dict[str, Any]]:
    filled = [form.cleaned_data for form in rows if form.cleaned_data and not form.cleaned_data.get("DELETE")]
    return [{name: value for name, value in row.items() if name != "DELETE"} for row in filled]


def _in_order(form: forms.Form, first: str, last: str) -> dict[str, Any]:
    cleaned = form.cleaned_data
    if cleaned.get(first) and cleaned.get(last) and cleaned[last] < cleaned[first]:
        form.add_error(last, "结束日期早于开始日期。")
    return cleaned
