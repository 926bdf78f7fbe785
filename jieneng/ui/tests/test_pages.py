import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.template.loader import get_template, render_to_string

import jieneng.ui
from jieneng.ui.navigation import NavEntry

TEMPLATES = Path(jieneng.ui.__file__).parent / "templates"
ENTRIES = [NavEntry("待办", "/", True, 11, False), NavEntry("通知", "/notices/", False, 0, False)]
SIDE = [NavEntry("退出", "/people/sign-out/", False, 0, True)]


def _base(request: HttpRequest, **more: object) -> str:
    return render_to_string("ui/base.html", {"nav": ENTRIES, "side": SIDE, **more}, request)


def test_the_frame_says_who_acts_and_where_one_is(hanna: HttpRequest) -> None:
    page = _base(hanna)
    assert "望岭县人民医院" in page
    assert "填报员" in page
    assert '<a href="/" aria-current="page">待办<span class="n">11</span></a>' in page
    assert 'href="#main"' in page


def test_one_signs_out_by_sending_a_form(hanna: HttpRequest) -> None:
    page = _base(hanna)
    assert '<form method="post" action="/people/sign-out/"><input type="hidden" name="csrfmiddlewaretoken"' in page


def test_the_phone_has_the_same_menu_without_scripts(hanna: HttpRequest) -> None:
    menu = re.search(r"<details.*</details>", _base(hanna), re.DOTALL)
    assert menu
    assert "通知" in menu.group()
    assert "退出" in menu.group()


def test_a_stranger_sees_neither_bar_nor_menu(stranger: HttpRequest) -> None:
    page = render_to_string("ui/bare.html", {}, stranger)
    assert "<details" not in page
    assert "data-person" not in page


def test_messages_are_lines_in_words(hanna: HttpRequest) -> None:
    said = [Message(constants.ERROR, "单位已停用"), Message(constants.SUCCESS, "<b>已提交</b>")]
    page = _base(hanna, messages=said)
    assert '<div class="jn-msg hard">' in page
    assert '<div class="jn-msg info">' in page
    assert "&lt;b&gt;已提交" in page


def test_a_public_page_can_be_enlarged_without_scripts(stranger: HttpRequest) -> None:
    assert 'href="?view=elder"' in render_to_string("ui/public.html", {}, stranger)
    stranger.COOKIES["view"] = "elder"
    assert '<html lang="zh-CN" data-view="elder">' in render_to_string("ui/public.html", {}, stranger)


@pytest.mark.parametrize("name", ["400", "403", "404", "500"])
def test_a_failure_says_what_to_do_even_when_nothing_else_works(name: str) -> None:
    page = get_template(f"ui/{name}.html").render()
    assert "问题编号" in page
    assert "请" in page
    assert name not in re.sub(r"<head>.*</head>", "", page, flags=re.DOTALL)


def test_a_refusal_without_a_way_back_leads_home(stranger: HttpRequest) -> None:
    refusal = SimpleNamespace(sentence="已过截止时间。", next_step="请联系县局。")
    assert 'href="/"' in render_to_string("ui/refused.html", {"refusal": refusal}, stranger)


def _templates() -> list[Path]:
    return sorted(TEMPLATES.rglob("*.html"))


def test_templates_hold_nothing_inline() -> None:
    for path in _templates():
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", text), path.name
        assert not re.search(r"<script(?![^>]*\ssrc=)", text), path.name


def test_every_sentence_can_be_translated() -> None:
    for path in _templates():
        said = r"{% blocktranslate.*?{% endblocktranslate %}|{%.*?%}|{{.*?}}"
        text = re.sub(said, "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(r"[\u4e00-\u9fff]", text), path.name
