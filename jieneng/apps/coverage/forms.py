"""The forms of media coverage and columns: an article, a contribution, its photographs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jieneng.apps.coverage.actions.contributing import Piece
from jieneng.apps.coverage.actions.registering import Said
from jieneng.apps.coverage.models import Article, Contribution
from jieneng.core.campaigns.models import Activity
from jieneng.rulebook.coverage import contribution_limits, media_levels

_PICTURE = {"accept": "image/*"}


class ArticleForm(forms.Form):
    """One article, new or put right; its screenshot stays where no other one is chosen."""

    title = forms.CharField(label=_("标题"), max_length=120, help_text=_("照抄原标题。"))
    medium = forms.CharField(label=_("媒体名称"), max_length=60, help_text=_("写全称；多家媒体采用的，每家登记一条。"))
    level = forms.ChoiceField(label=_("媒体级别"))
    day = forms.DateField(
        label=_("刊播日期"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("首次刊播。"),
    )
    about = forms.ModelChoiceField(label=_("报道的活动"), queryset=Activity.objects.none(), empty_label=None)
    link = forms.URLField(
        label=_("链接"), max_length=300, required=False, assume_scheme="https", help_text=_("有网页的填写完整网址。")
    )
    screenshot = forms.FileField(
        label=_("截图或者版面照片"),
        required=False,
        widget=forms.ClearableFileInput(attrs=_PICTURE),
        help_text=_("没有链接的必须上传；显示时清除拍摄信息。"),
    )

    def __init__(self, *args: Any, activity: Activity, article: Article | None = None, **kwargs: Any) -> None:
        names = ("title", "medium", "level", "day", "about", "link")
        initial = {name: getattr(article, name) for name in names} if article else {"about": activity.pk}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["level"].choices = [
            ("", _("请选择")),
            *((one.code, f"{one.label}（{one.says}）") for one in media_levels().values()),
        ]
        about = self.fields["about"]
        about.queryset = Activity.objects.filter(campaign=activity.campaign_id).order_by("ord")
        about.label_from_instance = lambda one: _("综合报道") if one.pk == activity.pk else one.title
        if article and article.screenshot:
            self.fields["screenshot"].help_text = _("不换的不选，沿用已上传的。")

    def said(self) -> Said:
        return Said(**{name: value for name, value in self.cleaned_data.items() if name != "screenshot"})


class ContributionForm(forms.Form):
    """Title and text; of a new one also the post of whoever wrote it."""

    title = forms.CharField(label=_("标题"), max_length=80)
    author = forms.CharField(
        label=_("作者岗位"), max_length=60, help_text=_("写岗位或者科室，如：后勤科工作人员。不写姓名。")
    )
    text = forms.CharField(label=_("正文"), max_length=6_000, widget=forms.Textarea(attrs={"rows": 14}))

    def __init__(self, *args: Any, contribution: Contribution | None = None, **kwargs: Any) -> None:
        initial = {name: getattr(contribution, name) for name in ("title", "author", "text")} if contribution else {}
        super().__init__(*args, initial=initial, **kwargs)
        if contribution is not None:
            del self.fields["author"]

    def piece(self) -> Piece:
        return Piece(**self.cleaned_data)


class PhotoForm(forms.Form):
    """One photograph of a contribution; there are as many of these as the column takes."""

    photo = forms.FileField(label=_("照片"), required=False, widget=forms.ClearableFileInput(attrs=_PICTURE))
    caption = forms.CharField(label=_("说明"), max_length=100, required=False, help_text=_("时间、地点、内容。"))
    consent = forms.BooleanField(label=_("照片中的人同意公开"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["photo"].widget.attrs["data-photos"] = f"#shown-{self.prefix}"  # photos.js shows and shrinks it


def photo_forms(n_there: int, data: Any = None, files: Any = None) -> list[PhotoForm]:
    """Empty places for the photographs that still fit in."""
    free = contribution_limits().photos - n_there
    return [PhotoForm(data, files, prefix=f"p{place}") for place in range(1, free + 1)]
