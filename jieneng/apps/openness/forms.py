"""What is asked: of the public about an error, of the desk as an answer, of the drafter about a paper and its stamp."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jieneng.core.documents.disclosing import Description
from jieneng.core.documents.disclosure import Disclosure
from jieneng.rulebook import Term, open_information


def _choices(terms: dict[str, Term], *first: tuple[str, Any]) -> list[tuple[str, Any]]:
    return [*first, *((code, term.label) for code, term in terms.items())]


class RemarkForm(forms.Form):
    """No name, no number, no address is asked. `website` is for machines: people do not see it."""

    what = forms.CharField(
        label=_("哪里有错，应当怎样"),
        max_length=500,
        min_length=4,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("500 字以内。请不要写姓名、电话等个人信息。"),
    )
    quote = forms.CharField(
        label=_("原文是怎样写的"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("可从页面上复制一句，便于查找。"),
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def is_by_machine(self) -> bool:
        return bool(self.data.get("website"))


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(label=_("处理结果"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("答复"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("提交人凭查询编号可以看到。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = _choices(open_information().outcomes)


class DescriptionForm(forms.Form):
    """The open information of one paper; validity and a reason are asked only of one that is issued."""

    openness = forms.ChoiceField(label=_("公开属性"), widget=forms.RadioSelect)
    ground = forms.ChoiceField(label=_("不予公开的情形"), required=False, help_text=_("只在不予公开时选。"))
    subject = forms.ChoiceField(label=_("主题分类"))
    genre = forms.ChoiceField(label=_("体裁分类"))
    validity = forms.ChoiceField(label=_("有效性"), widget=forms.RadioSelect)
    invalid_since = forms.DateField(
        label=_("失效或者废止日期"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    because = forms.CharField(label=_("调整原因"), max_length=200, help_text=_("记入操作记录，不对外显示。"))

    def __init__(self, *args: Any, disclosure: Disclosure, is_issued: bool, **kwargs: Any) -> None:
        names = Description.__dataclass_fields__
        kwargs.setdefault("initial", {name: getattr(disclosure, name) for name in names})
        super().__init__(*args, **kwargs)
        rules = open_information()
        for name, terms in (
            ("openness", rules.openness),
            ("subject", rules.subjects),
            ("genre", rules.genres),
            ("validity", rules.validity),
        ):
            self.fields[name].choices = _choices(terms)
        self.fields["ground"].choices = _choices(rules.grounds, ("", _("请选择")))
        if not is_issued:
            for name in ("validity", "invalid_since", "because"):
                del self.fields[name]

    def said(self) -> Description:
        """What the action takes."""
        names = set(Description.__dataclass_fields__) & set(self.cleaned_data)
        return Description(**{name: self.cleaned_data[name] for name in names})


class ScanForm(forms.Form):
    """The scan of a stamped print and the code that stands on it."""

    file = forms.FileField(label=_("扫描件"), help_text=_("PDF 或者照片；一份公文一个文件。"))
    version = forms.CharField(
        label=_("版本号"), max_length=20, help_text=_("照打印件页脚填写，核对盖章的是不是印发的文本。")
    )
