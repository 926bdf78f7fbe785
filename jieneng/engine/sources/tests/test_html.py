"""A saved page gives what is said in it, in order; the site round it and every script stay behind."""

import pytest

from jieneng.engine.sources.found import NotRead
from jieneng.engine.sources.reading import read

PAGE = """<?xml version="1.0" encoding="gb2312"?><!DOCTYPE html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>通知_某局</title>
<style>p{color:red}</style><script>alert("一")</script></head><body onload="go()">
<div class="topNav"><a href="/">首页</a></div><form id="form1"><div id="dqwz">当前位置：首页 &gt; 通知</div>
<h1>关于开展节能宣传周的通知</h1><div id="zoom"><p>　　各市机关
事务管理局：<p>一、时间<br>6月23日至29日<script>bad()</script>为宣传周。<span style="display:none">藏</span>
<p>二、安排<table><tr><th>序号<th>活动</tr><tr><td>1<td><p>收看启动活动</p></td></tr></table>
<ol><li>收看直播</li><li><p>知识竞答</p></li></ol><p>附件：<a href="a">1.统计表.docx</a></p></div>
<ul class="list"><li><a>相关甲</a><li><a>相关乙</a><li><a>相关丙</a><li><a>相关丁</a></ul>
<div class="footer">版权所有</div><iframe src="x">框</iframe><img src="x" onerror="bad()"></form></body></html>"""
SAID = [
    "关于开展节能宣传周的通知",
    "各市机关事务管理局：",
    "一、时间",
    "6月23日至29日为宣传周。",
    "二、安排",
    "序号\t活动",
    "1\t收看启动活动",
    "1.收看直播",
    "2.知识竞答",
    "附件：1.统计表.docx",
]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_a_saved_page_is_read_in_order_whatever_it_says_of_its_encoding(encoding):
    found = read(PAGE.encode(encoding))
    assert found.kind == "html"
    assert found.text.split("\n") == SAID


def test_one_bad_character_does_not_cost_the_page():
    data = PAGE.encode("gb18030").replace("宣传周。".encode("gb18030"), b"\xff\xff" + "宣传周。".encode("gb18030"))
    assert "二、安排" in read(data).text


def test_the_title_that_the_site_states_for_machines_is_taken_when_the_page_has_none():
    page = '<html><head><meta name="ArticleTitle" content="关于开展 的通知"></head><body><p>{}</p></body></html>'
    assert read(page.format("各市：").encode()).text == "关于开展 的通知\n各市："
    assert read(page.format("关于开展的通知").encode()).text == "关于开展的通知"


def test_what_holds_most_of_the_words_is_the_notice_whatever_its_name():
    page = f"<body><div class='side'>{'<p>组织收看启动活动。</p>' * 5}</div><p>短</p></body>"
    assert read(page.encode()).text.count("组织收看") == 5


def test_a_table_that_lays_out_the_page_is_read_cell_by_cell():
    page = "<body><table><tr><td>左</td><td><table><tr><td>甲</td><td>乙</td></tr></table></td></tr></table></body>"
    assert read(page.encode()).text.split("\n") == ["左", "甲\t乙"]


def test_links_to_enclosures_stay():
    links = "".join(f"<p><a href='{n}'>附件{n}：统计表.xlsx</a></p>" for n in range(1, 6))
    assert read(f"<body><p>{'正文' * 40}</p><div>{links}</div></body>".encode()).text.count("附件") == 5


def test_a_page_nested_without_end_is_refused_and_not_half_read():
    with pytest.raises(NotRead, match="too-deep"):
        read(b"<html><body>" + b"<div>" * 100_000 + "节能".encode() + b"</body></html>")


def test_no_markup_is_left_however_it_was_hidden():
    tricks = "<p>节能<scr<script>x()</script></p><p><!--<script>y()//--></p><svg><script>z()</script></svg><p>周</p>"
    said = read(f"<html><body>{tricks}</body></html>".encode()).text
    assert not any(sign in said for sign in ("<script", "y()", "z()"))
    assert said.startswith("节能")


def test_a_page_without_words_is_empty():
    with pytest.raises(NotRead, match="empty"):
        read(b"<html><body><script>x()</script></body></html>")


def test_a_web_archive_is_named():
    with pytest.raises(NotRead, match="web-archive"):
        read(b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n<html>")
