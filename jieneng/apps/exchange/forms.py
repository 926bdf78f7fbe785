"""The forms of exchange and of hazardous waste."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jieneng.apps.exchange.actions.accepting import Accepted, Said
from jieneng.apps.exchange.actions.goods import MOST_STOCK, Offer
from jieneng.apps.exchange.actions.holding import Terms
from jieneng.apps.exchange.actions.waste import Handed
from jieneng.apps.exchange.models import Exchange, Item, Manifest, Receipt
from jieneng.apps.exchange.queries.waste import kinds
from jieneng.core.campaigns.models import Activity
from jieneng.core.files.models import Attachment
from jieneng.rulebook.recycling import manifest_rules, recycling_limits

_MOMENT = "%Y-%m-%dT%H:%M"


def _moment(label: Any, **said: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT)
    return forms.DateTimeField(label=label, input_formats=[_MOMENT], widget=widget, **said)


class ExchangeForm(forms.Form):
    """When and where, and whose goods."""

    opens_at = _moment(_("开始时间"))
    ends_at = _moment(_("结束时间"))
    place = forms.CharField(label=_("回收点"), max_length=200, required=False)
    region = forms.CharField(
        label=_("结对帮扶地区"), max_length=60, required=False, help_text=_("兑换物品的产地，显示在兑换页。")
    )
    donates_to = forms.CharField(
        label=_("捐赠用途"), max_length=100, required=False, help_text=_("参加人员可以把积分捐出，如：乡村小学图书角。")
    )

    def __init__(self, *args: Any, activity: Activity, exchange: Exchange | None = None, **kwargs: Any) -> None:
        initial = vars(exchange) if exchange else _planned(activity)
        super().__init__(*args, initial=initial, **kwargs)

    def terms(self) -> Terms:
        return Terms(**self.cleaned_data)


def _planned(activity: Activity) -> dict[str, Any]:
    """The days of the plan, as far as they are known."""
    said: dict[str, Any] = {"place": activity.place}
    if activity.start_date:
        start = f"{activity.start_time:%H:%M}" if activity.start_time else "09:00"
        end = f"{activity.end_time:%H:%M}" if activity.end_time else "17:00"
        said |= {
            "opens_at": f"{activity.start_date:%Y-%m-%d}T{start}",
            "ends_at": f"{activity.end_date or activity.start_date:%Y-%m-%d}T{end}",
        }
    return said


class RatesForm(forms.Form):
    """One tick and one number for each item."""

    def __init__(self, *args: Any, items: list[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[f"taken_{item.code}"] = forms.BooleanField(required=False, initial=item.is_taken)
            self.fields[f"points_{item.code}"] = forms.IntegerField(min_value=0, max_value=10_000, initial=item.points)

    def rates(self) -> dict[str, int]:
        return {item.code: self.cleaned_data[f"points_{item.code}"] for item in self.items}

    def taken(self) -> list[str]:
        return [item.code for item in self.items if self.cleaned_data[f"taken_{item.code}"]]


class SlotForm(forms.Form):
    starts_at = _moment(_("开始"))
    ends_at = _moment(_("结束"))
    place = forms.CharField(label=_("地点"), max_length=100, required=False)
    capacity = forms.IntegerField(label=_("可预约数"), min_value=1, max_value=recycling_limits().slot_places)


class GoodForm(forms.Form):
    name = forms.CharField(label=_("物品"), max_length=60)
    origin = forms.CharField(label=_("产地"), max_length=60, required=False)
    unit = forms.CharField(label=_("单位"), max_length=8, initial="件", help_text=_("如：袋、盒、瓶。"))
    points = forms.IntegerField(label=_("所需积分"), min_value=1, max_value=1_000_000)
    n = forms.IntegerField(label=_("入库数量"), min_value=0, max_value=MOST_STOCK)
    file = forms.FileField(
        label=_("照片"), required=False, widget=forms.ClearableFileInput(attrs={"accept": "image/*"})
    )
    caption = forms.CharField(
        label=_("照片说明"), max_length=100, required=False, help_text=_("读屏时读出，如：五公斤装大米。")
    )

    def offer(self, photo: Attachment | None) -> Offer:
        said = self.cleaned_data
        caption = " ".join(said["caption"].split())
        return Offer(said["name"], said["points"], said["unit"], said["origin"], photo, caption)


class WeighForm(forms.Form):
    """A number for each item that is taken; what was not brought stays empty."""

    file = forms.FileField(
        label=_("现场照片"), required=False, widget=forms.ClearableFileInput(attrs={"accept": "image/*"})
    )

    def __init__(self, *args: Any, items: list[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        photo = self.fields.pop("file")
        for item in items:
            field = forms.DecimalField(
                label=item.name,
                min_value=Decimal(0),
                max_digits=9,
                decimal_places=2 if item.unit == "kg" else 0,
                required=False,
                widget=forms.NumberInput(attrs={"inputmode": "decimal"}),
            )
            field.unit = item.get_unit_display()
            field.help_text = _("每%(unit)s%(points)s分") % {"unit": item.get_unit_display(), "points": item.points}
            self.fields[f"item_{item.pk}"] = field
        self.fields["file"] = photo

    def amounts(self) -> dict[int, Decimal]:
        said = {name.removeprefix("item_"): value for name, value in self.cleaned_data.items() if name != "file"}
        return {int(pk): value for pk, value in said.items() if value}


class StoreForm(forms.Form):
    name = forms.CharField(label=_("暂存点名称"), max_length=60)
    place = forms.CharField(label=_("地点"), max_length=200)
    limit_days = forms.IntegerField(
        label=_("贮存天数上限"),
        min_value=1,
        max_value=3650,
        initial=recycling_limits().days_in_store,
        help_text=_("系统默认值，请按当地生态环境部门的要求填写。"),
    )
    limit_kg = forms.DecimalField(
        label=_("容量（公斤）"), min_value=Decimal("0.01"), max_digits=8, decimal_places=2, required=False
    )


class PickUpForm(forms.Form):
    starts_at = _moment(_("开始"))
    ends_at = _moment(_("结束"))
    place = forms.CharField(label=_("收运地点"), max_length=200, required=False)
    capacity = forms.IntegerField(label=_("可报名家数"), min_value=1, max_value=2000, initial=50)


class SignUpForm(forms.Form):
    kg = forms.DecimalField(label=_("预计重量（公斤）"), min_value=Decimal("0.01"), max_digits=7, decimal_places=2)
    what = forms.CharField(label=_("主要品种"), max_length=100, required=False)


class SheetForm(forms.Form):
    """One kind that is handed over."""

    kind = forms.ChoiceField(label=_("种类"), choices=kinds)
    kg = forms.DecimalField(label=_("重量（公斤）"), min_value=Decimal("0.01"), max_digits=7, decimal_places=2)
    n = forms.IntegerField(label=_("件数"), min_value=1, max_value=1_000_000, required=False)
    packing = forms.CharField(label=_("包装情况"), max_length=60, required=False, help_text=_("如：纸箱，灯管未破损。"))
    remark = forms.CharField(label=_("备注"), max_length=200, required=False)
    file = forms.FileField(label=_("照片"), widget=forms.ClearableFileInput(attrs={"accept": "image/*"}))

    def handed(self) -> Handed:
        said = self.cleaned_data
        return Handed(said["kind"], said["kg"], said["n"], said["packing"], said["remark"])


class ManifestForm(forms.Form):
    """The parts of the manifest, and what is said of each line."""

    number = forms.CharField(label=_("联单编号"), max_length=20, required=False)

    def __init__(self, *args: Any, lines: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in manifest_rules().fields():
            note = _("登记移出前应填写。") if field.needed else ""
            self.fields[field.key] = forms.CharField(label=field.label, max_length=100, required=False, help_text=note)
        for kind in lines:
            for name, label in LINE_FIELDS:
                self.fields[f"line_{kind}_{name}"] = forms.CharField(label=label, max_length=40, required=False)

    def values(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if name != "number" and value}


LINE_FIELDS = (
    ("code", _("废物代码")),
    ("hazard", _("危险特性")),
    ("form", _("形态")),
    ("package", _("包装方式")),
    ("count", _("包装数量")),
)


class ReceiptForm(forms.Form):
    """The handler's paper: its number and day, and of each kind how much and why it differs."""

    number = forms.CharField(label=_("接受单据编号"), max_length=40, help_text=_("处置单位的接收单、磅单编号。"))
    accepted_on = forms.DateField(
        label=_("接受日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, manifest: Manifest, former: Receipt | None = None, **kwargs: Any) -> None:
        initial: dict[str, Any] = {"number": former.number, "accepted_on": former.accepted_on} if former else {}
        for line in former.lines if former else []:
            initial |= {f"kg_{line['kind']}": line["kg"], f"why_{line['kind']}": line["because"]}
        super().__init__(*args, initial=initial, **kwargs)
        self.kinds = [line["kind"] for line in manifest.lines]
        for line in manifest.lines:
            kg = forms.DecimalField(
                label=_("%(name)s接受量") % {"name": line["name"]},
                min_value=Decimal(0),
                max_digits=9,
                decimal_places=2,
                widget=forms.NumberInput(attrs={"inputmode": "decimal"}),
                help_text=_("移出 %(kg)s 公斤。") % {"kg": line["kg"]},
            )
            kg.unit = _("公斤")
            self.fields[f"kg_{line['kind']}"] = kg
            why = _("%(name)s差异原因") % {"name": line["name"]}
            self.fields[f"why_{line['kind']}"] = forms.CharField(
                label=why, max_length=100, required=False, help_text=_("与移出量不一致时填写。")
            )
        if former is not None:
            self.fields["because"] = forms.CharField(label=_("更正原因"), max_length=200)

    def said(self) -> Said:
        given = self.cleaned_data
        lines = {kind: Accepted(given[f"kg_{kind}"], given[f"why_{kind}"]) for kind in self.kinds}
        return Said(given["number"], given["accepted_on"], lines, given.get("because", ""))
