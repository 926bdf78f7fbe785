from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError


def shown(source: str, **values: Any) -> str:
    return Template("{% load ui %}" + source).render(Context(values))


def test_a_state_is_a_shape_and_a_word() -> None:
    assert shown('{% status "late" "未报" boxed=True %}') == '<span class="st st-late st-box">未报</span>'


def test_a_state_nobody_knows_is_a_mistake_of_ours() -> None:
    with pytest.raises(TemplateSyntaxError):
        shown('{% status "red" "未报" %}')


def test_missing_is_a_dash_and_zero_is_grey() -> None:
    assert shown("{{ a|dash }}{{ b|dash }}{{ c|dash }}", a=None, b=0, c=Decimal("1234.50")) == (
        '<span class="m3">—</span><span class="m3">0</span>1,234.50'
    )


def test_a_minus_is_a_minus() -> None:
    assert shown("{{ n|thousands }}", n=-12345) == "−12,345"


def test_a_change_is_an_arrow_with_its_word() -> None:
    assert shown("{% change n %}", n=Decimal("6.714")) == (
        '<span class="chg up">6.71%<span class="vh">上升</span></span>'
    )
    assert 'class="chg eq"' in shown("{% change n %}", n=Decimal("0.001"))
    assert 'class="chg dn hot"' in shown("{% change n hot=True %}", n=-3)


def test_progress_says_its_number_and_needs_no_inline_style() -> None:
    bar = shown("{% progress 248 258 %}")
    assert 'width="96.1"' in bar
    assert "96.1%" in bar
    assert "style=" not in bar


def test_progress_is_not_full_while_one_is_missing() -> None:
    assert "99.9" in shown("{% progress 1999 2000 %}")
    assert "—" in shown("{% progress 0 0 %}")


def test_a_figure_carries_unit_and_context() -> None:
    strip = shown('{% figures %}{% figure "未报" 1210 "家" "未阅 1" href="/x" tone="late" %}{% endfigures %}')
    assert strip.startswith('<dl class="jn-figs">')
    assert '<dd class="late"><a href="/x">1,210</a><span class="u">家</span></dd>' in strip
    assert "未阅 1" in strip


def test_a_step_of_now_is_told_to_those_who_listen() -> None:
    flow = [SimpleNamespace(state="ok", label="下发", note=""), SimpleNamespace(state="now", label="审核", note="")]
    assert '<li class="now" aria-current="step"><b>审核</b></li>' in shown("{% steps flow %}", flow=flow)


def test_an_empty_list_has_a_kind_word() -> None:
    page = shown(
        '{% for x in xs %}{% empty %}{% empty "暂无上报件" "提交后会出现在这里。" "/new" "新建" %}{% endfor %}', xs=[]
    )
    assert "暂无上报件" in page
    assert '<a class="btn" href="/new">新建</a>' in page


def test_crumbs_end_where_we_are() -> None:
    trail = shown('{% crumbs "填报" "/reporting/" "审核" %}')
    assert '<a href="/reporting/">填报</a><span aria-current="page">审核</span>' in trail


def test_a_page_without_a_next_one_has_no_pager() -> None:
    assert shown("{% pager page %}", page=SimpleNamespace(next_url="", first_url="")).strip() == ""
    assert 'rel="next"' in shown("{% pager page %}", page=SimpleNamespace(next_url="?after=7", first_url=""))


def test_each_form_has_a_key_of_its_own() -> None:
    first, second = shown("{% once_key %}"), shown("{% once_key %}")
    assert 'name="_key"' in first
    assert first != second


def test_telephone_numbers_are_masked() -> None:
    assert shown("{{ p|masked }}", p="13800005678") == "138****5678"


def test_days_and_deadlines_are_words() -> None:
    now = datetime(2025, 7, 2, 11, 0)
    assert shown("{{ d|day }}", d=date(2020, 7, 3)) == "2020年7月3日（星期五）"
    assert shown("{{ d|remaining:now }}", d=datetime(2025, 7, 2, 17, 0), now=now) == "还有 6 小时"
    assert shown("{{ d|moment }}", d=None) == "—"


class Meter(forms.Form):
    heat = forms.IntegerField(label="用热量", help_text="去年 59,310")
    kind = forms.ChoiceField(label="方式", choices=[("a", "直播"), ("b", "现场")], widget=forms.RadioSelect)
    checked = forms.BooleanField(label="已核对", required=False)

    def clean(self) -> None:
        raise forms.ValidationError("合计与分项不一致")


def test_a_form_row_ties_its_error_to_its_input() -> None:
    page = shown("{% fields form %}", form=Meter({"heat": "约3万", "kind": "b"}))
    assert 'aria-describedby="id_heat-note id_heat-error"' in page
    assert 'aria-invalid="true"' in page
    assert 'id="id_heat-error"' in page
    assert "合计与分项不一致" in page


def test_a_form_row_shows_unit_and_note_beside_the_field() -> None:
    row = shown('{% field form.heat unit="吉焦" %}', form=Meter())
    assert '<label for="id_heat">用热量</label>' in row
    assert "吉焦" in row
    assert "去年 59,310" in row


def test_choices_are_a_named_group() -> None:
    row = " ".join(shown("{% field form.kind %}", form=Meter()).split())
    assert 'role="group" aria-labelledby="id_kind-label"' in row
    assert 'for="id_kind_0"' in row
