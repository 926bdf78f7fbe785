"""What is asked of whoever issues a brief."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jieneng.rulebook.compositions import ISSUE


class IssueForm(forms.Form):
    """`numbering` as compositions.yaml has it: what is numbered by a code asks for the code, a brief for its issue.

    `has_column`: it will be open, and its campaign has a column in which it can stand.
    """

    def __init__(self, *args: Any, numbering: str = ISSUE, has_column: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["code" if numbering == ISSUE else "issue_no"]
        if not has_column:
            del self.fields["shown"]

    code = forms.CharField(
        label=_("机关代字"),
        max_length=20,
        required=False,
        help_text=_("如“云机管”，文号接着本年度上一号编；不编文号的留空。"),
    )
    issue_no = forms.IntegerField(
        label=_("期号"), min_value=1, max_value=999, help_text=_("接着本年度上一期编号，已有纸质期号的可改。")
    )
    written_on = forms.DateField(
        label=_("印发日期"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("印在报头右侧。"),
    )
    shown = forms.ChoiceField(
        label=_("公开"),
        choices=[("column", _("发布到公开页和活动专栏")), ("page", _("只发布到公开页"))],
        initial="column",
        required=False,
        widget=forms.RadioSelect,
    )
