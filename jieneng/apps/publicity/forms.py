"""What is asked of whoever issues a brief."""

from django import forms
from django.utils.translation import gettext_lazy as _


class IssueForm(forms.Form):
    issue_no = forms.IntegerField(
        label=_("期号"), min_value=1, max_value=999, help_text=_("接着本年度上一期编号，已有纸质期号的可改。")
    )
    written_on = forms.DateField(
        label=_("印发日期"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("印在报头右侧。"),
    )
