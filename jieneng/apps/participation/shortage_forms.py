"""The forms of the low-energy day: its checklist, and what an organisation did with the readings of its meter."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jieneng.apps.participation.actions.saving_energy import Entered
from jieneng.apps.participation.forms import PartForm, moment_field
from jieneng.apps.participation.models import ShortageDay, ShortageEntry
from jieneng.engine.periods import day_cn, in_beijing, is_workday
from jieneng.engine.saving import Metered, comparable_days
from jieneng.rulebook import workday_overrides
from jieneng.rulebook.shortage import reading_limits, shortage_measures
from jieneng.ui.refusals import Refused

_READING = ("starts_at", "start_kwh", "ends_at", "end_kwh")


class ShortageForm(PartForm):
    on = forms.DateField(label=_("体验日"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    says = forms.CharField(label=_("要求"), max_length=3_000, widget=forms.Textarea(attrs={"rows": 5}))
    measures = forms.MultipleChoiceField(
        label=_("措施清单"),
        choices=lambda: [(one.code, one.label) for one in shortage_measures().values()],
        initial=lambda: list(shortage_measures()),
        widget=forms.CheckboxSelectMultiple,
    )


@dataclass(frozen=True)
class ReadingGroup:
    """The four boxes of one day's readings."""

    on: date
    is_day: bool
    boxes: list[forms.BoundField]


class ShortageEntryForm(forms.Form):
    """What an organisation did that day: hours or a tick for each measure, and the meter's readings by day."""

    people = forms.IntegerField(label=_("参加人数"), min_value=1, max_value=1_000_000)
    ratio = forms.IntegerField(
        label=_("倍率"), min_value=1, max_value=20_000, initial=1, help_text=_("直接接入的电表为 1；经互感器的填倍率。")
    )

    def __init__(self, *args: Any, shortage: ShortageDay, entry: ShortageEntry | None = None, **kwargs: Any) -> None:
        self.shortage = shortage
        super().__init__(*args, initial=_entered(entry) if entry else {}, **kwargs)
        for one in shortage.checklist:
            self.fields[f"m_{one.code}"] = _hours_field(one.label) if one.hours else _tick(one.label)
            self.fields[f"m_{one.code}"].unit = _("小时") if one.hours else ""
        for on in reading_days(shortage):
            for name, field in _reading_fields(on).items():
                self.fields[f"r_{on}_{name}"] = field
        self.fields["people"].unit = _("人")

    @property
    def checklist(self) -> list[forms.BoundField]:
        return [self[f"m_{one.code}"] for one in self.shortage.checklist]

    @property
    def groups(self) -> list[ReadingGroup]:
        return [
            ReadingGroup(on, on == self.shortage.on, [self[f"r_{on}_{name}"] for name in _READING])
            for on in reading_days(self.shortage)
        ]

    @property
    def opens_older(self) -> bool:
        """Whether something stands in the days that are folded away, or may be wrong there."""
        older = reading_days(self.shortage)[3:]
        return bool(self.errors) or any(f"r_{on}_end_kwh" in self.initial for on in older)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for on in reading_days(self.shortage):
            start, end = said.get(f"r_{on}_start_kwh"), said.get(f"r_{on}_end_kwh")
            moments = [said.get(f"r_{on}_{name}") for name in ("starts_at", "ends_at")]
            if (start, end) != (None, None) and None in (start, end, *moments):
                refused = Refused("reading-incomplete", day=day_cn(on))
                self.add_error(f"r_{on}_start_kwh", refused.sentence + refused.next_step)
        return said

    def said(self) -> Entered:
        said = self.cleaned_data
        done = {one.code: said[f"m_{one.code}"] for one in self.shortage.checklist if said.get(f"m_{one.code}")}
        known = {one.code: one for one in self.shortage.checklist}
        metered = {on: self._metered(on) for on in reading_days(self.shortage) if said[f"r_{on}_end_kwh"] is not None}
        hours = {code: value if known[code].hours else None for code, value in done.items()}
        return Entered(said["people"], hours, metered, said["ratio"])

    def _metered(self, on: date) -> Metered:
        said = {name: self.cleaned_data[f"r_{on}_{name}"] for name in _READING}
        return Metered(
            in_beijing(said["starts_at"]),
            in_beijing(said["ends_at"]),
            said["start_kwh"],
            said["end_kwh"],
            self.cleaned_data["ratio"],
        )


def _hours_field(label: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=False, min_value=Decimal("0.1"), max_value=24, max_digits=3, decimal_places=1
    )


def _tick(label: str) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


def reading_days(shortage: ShortageDay) -> list[date]:
    """The day itself, and those before it with which it may be compared: a working day with working days."""
    overrides = workday_overrides()
    works = is_workday(shortage.on, overrides)
    before = comparable_days(shortage.on, reading_limits().weeks)
    return [shortage.on, *(on for on in before if is_workday(on, overrides) == works)]


def _reading_fields(on: date) -> dict[str, forms.Field]:
    """Prefilled with office hours: most meters are read in the morning and in the evening."""
    fields: dict[str, forms.Field] = {}
    for edge, label, hour in (("start", _("起始"), 8), ("end", _("终止"), 18)):
        moment = {"initial": datetime.combine(on, time(hour)), "required": False}
        fields[f"{edge}s_at"] = moment_field(_("%(edge)s抄表时间") % {"edge": label}, **moment)
        fields[f"{edge}_kwh"] = forms.DecimalField(
            label=_("%(edge)s示数") % {"edge": label}, required=False, min_value=0, max_digits=14, decimal_places=2
        )
        fields[f"{edge}_kwh"].unit = _("千瓦时")
    return fields


def _entered(entry: ShortageEntry) -> dict[str, Any]:
    said: dict[str, Any] = {"people": entry.people, "ratio": entry.ratio}
    said |= {f"m_{one.measure}": one.hours if one.hours is not None else True for one in entry.done.all()}
    for one in entry.readings.all():
        said |= {f"r_{one.on}_{name}": getattr(one, name) for name in _READING}
    return said
