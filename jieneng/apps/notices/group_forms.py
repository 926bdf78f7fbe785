"""The groups of reporters of a draft as a form: repeating rows, each a sort of reporters with its day, way and form."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone

from jieneng.apps.notices.campaign_forms import CLOCK, DAY, SPARE, RowForm
from jieneng.apps.notices.models import Notice
from jieneng.core.forms.compose import AskedActivity
from jieneng.engine.periods import CLOSE_OF_OFFICE, in_beijing
from jieneng.rulebook import local_forms, organization_terms

MOST = 12


class GroupForm(RowForm):
    """Which of those right below belong to it, and what holds for them; no condition takes everyone else in."""

    typed = ("name",)

    name = forms.CharField(label="填报对象", max_length=120)
    due_on = forms.DateField(label="截止日期", widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    due_time = forms.TimeField(label="截止时间", required=False, widget=forms.TimeInput(attrs=CLOCK, format="%H:%M"))
    channel = forms.CharField(label="报送方式", max_length=200, required=False)
    extra_form = forms.ChoiceField(label="另填一节", required=False)
    kinds = forms.MultipleChoiceField(label="单位性质", required=False, widget=forms.CheckboxSelectMultiple)
    levels = forms.MultipleChoiceField(label="单位级别", required=False, widget=forms.CheckboxSelectMultiple)
    categories = forms.MultipleChoiceField(label="单位类别", required=False, widget=forms.CheckboxSelectMultiple)
    leaves_out = forms.MultipleChoiceField(label="不填的活动", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, activities: list[AskedActivity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        terms = organization_terms()
        choices = {name: [(term.code, term.label) for term in getattr(terms, name).values()] for name in _PREDICATE}
        choices["leaves_out"] = [(activity.key, activity.title) for activity in activities]
        for name, options in choices.items():
            self.fields[name].choices = options
        self.fields["extra_form"].choices = [("", "不加"), *local_forms().items()]


_PREDICATE = ("kinds", "levels", "categories")


def group_rows(
    data: Mapping[str, Any] | None, notice: Notice, activities: list[AskedActivity]
) -> "BaseFormSet[GroupForm]":
    """The rows of a draft, with spare ones at the end."""
    factory = formset_factory(GroupForm, extra=SPARE, can_delete=True, max_num=MOST, absolute_max=MOST + 10)
    initial = [_initial(group) for group in notice.groups]
    return factory(data, prefix="groups", initial=initial, form_kwargs={"activities": activities})


def groups_said(rows: "BaseFormSet[GroupForm]") -> list[dict[str, Any]]:
    """What the rows say, as a draft keeps it."""
    filled = [form.cleaned_data for form in rows if form.cleaned_data and not form.cleaned_data.get("DELETE")]
    return [_said(row) for row in filled]


def _said(row: dict[str, Any]) -> dict[str, Any]:
    due = timezone.make_aware(datetime.combine(row["due_on"], row["due_time"] or CLOSE_OF_OFFICE))
    kept = ("name", *_PREDICATE, "channel", "leaves_out", "extra_form")
    return {name: row[name] for name in kept} | {"due_at": due.isoformat()}


def _initial(group: dict[str, Any]) -> dict[str, Any]:
    due = in_beijing(datetime.fromisoformat(group["due_at"]))
    return {**group, "due_on": due.date(), "due_time": time(due.hour, due.minute)}
