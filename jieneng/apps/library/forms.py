"""The forms of the library: what is said of a piece, what was done with it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jieneng.apps.library.actions.publishing import Said
from jieneng.apps.library.actions.using import Used
from jieneng.apps.library.models import Piece
from jieneng.rulebook import piece_kinds

_DAY = "%Y-%m-%d"
_MOST = 100_000_000


class PieceForm(forms.Form):
    """A new piece with its files, or another wording of one whose original stays."""

    kind = forms.ChoiceField(label=_("种类"))
    title = forms.CharField(label=_("名称"), max_length=100)
    size = forms.CharField(
        label=_("规格"), max_length=60, required=False, help_text=_("如：竖版 A3，300 分辨率；时长 1 分 30 秒。")
    )
    original = forms.FileField(
        label=_("原件"), required=False, help_text=_("jpg、png、webp、pdf、mp4；视频不超过 100 MB，更大的请填写链接。")
    )
    link = forms.URLField(label=_("链接"), max_length=300, required=False, assume_scheme="https")
    cover = forms.FileField(
        label=_("封面图片"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
        help_text=_("原件不是图片的须上传，用于网页浏览。"),
    )
    licence = forms.CharField(
        label=_("使用说明"), max_length=200, required=False, help_text=_("如：供公共机构免费印制，不得改动标志。")
    )
    ord = forms.IntegerField(label=_("排列顺序"), min_value=1, max_value=9_999, help_text=_("小的排在前面。"))

    def __init__(self, *args: Any, piece: Piece | None = None, place: int = 1, **kwargs: Any) -> None:
        if piece is not None:
            kwargs["initial"] = {name: getattr(piece, name) for name in Said.__dataclass_fields__}
        else:
            kwargs["initial"] = {"ord": place}
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(one.code, one.label) for one in piece_kinds().values()]
        if piece is not None:
            del self.fields["original"]

    def said(self) -> Said:
        return Said(**{name: self.cleaned_data[name] for name in Said.__dataclass_fields__})


class UsageForm(forms.Form):
    """How many, of what, on which day."""

    use = forms.ChoiceField(label=_("使用方式"))
    n = forms.IntegerField(label=_("数量"), min_value=1, max_value=_MOST)
    day = forms.DateField(label=_("日期"), widget=forms.DateInput(attrs={"type": "date"}, format=_DAY))
    is_sure = forms.BooleanField(label=_("数量已核对"), required=False)

    def __init__(self, *args: Any, piece: Piece, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"day": today if today.year == piece.year else None}
        super().__init__(*args, **kwargs)
        self.fields["use"].choices = [(one.code, f"{one.label}（{one.unit}）") for one in piece.known.uses.values()]
        if not self.is_bound:
            del self.fields["is_sure"]  # asked only of who has given a number that is hard to believe

    def said(self) -> Used:
        return Used(**self.cleaned_data)


class CorrectionForm(forms.Form):
    """Another number, and why."""

    n = forms.IntegerField(label=_("更正为"), min_value=0, max_value=_MOST, help_text=_("误登的填 0。"))
    because = forms.CharField(label=_("更正说明"), max_length=200)
    is_sure = forms.BooleanField(label=_("数量已核对"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            del self.fields["is_sure"]
