"""A docx is read as it looks: numbers made by the word processor, tables, boxes; without what was deleted."""

import pytest

from jieneng.engine.sources.found import Limits, NotRead
from jieneng.engine.sources.reading import read
from jieneng.engine.sources.tests.papers import docx, level, listed, p, zipped

BULLET = "\uf0b7"
LEVELS = (
    level(0, "chineseCountingThousand", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimalEnclosedCircleChinese", "%4")
)
LISTS = (
    f'<w:abstractNum w:abstractNumId="7">{LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def lines(body, **more):
    return read(docx(body, **more)).text.split("\n")


def test_the_numbers_of_the_word_processor_stand_before_the_paragraphs_again():
    body = (
        listed("时间")
        + listed("宣传周", 1)
        + listed("低碳日", 1)
        + listed("启动", 2)
        + listed("安排")
        + listed("竞答", 1)
    )
    assert lines(body, numbering=LISTS) == [
        "一、时间",
        "（一）宣传周",
        "（二）低碳日",
        "1.启动",
        "二、安排",
        "（一）竞答",
    ]


def test_a_list_that_begins_anew_begins_at_one_and_only_once():
    body = listed("时间") + listed("安排") + listed("附件", number=2) + listed("附表", number=2)
    assert lines(body, numbering=LISTS) == ["一、时间", "二、安排", "一、附件", "二、附表"]


def test_a_heading_that_has_its_number_from_its_style_has_it_too():
    styles = (
        '<w:style w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Mine"><w:basedOn w:val="H1"/></w:style>'
    )
    body = p("时间", '<w:pStyle w:val="H1"/>') + p("安排", '<w:pStyle w:val="Mine"/>')
    body += p("主送", '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert lines(body, numbering=LISTS, styles=styles) == ["一、时间", "二、安排", "主送"]


def test_a_bullet_is_no_number_and_a_bare_number_stands_apart():
    lists = (
        f'<w:abstractNum w:abstractNumId="1">{level(0, "bullet", BULLET)}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="2">{level(0, "japaneseCounting", "第%1条")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    )
    assert lines(listed("宣传画") + listed("总则", number=2), numbering=lists) == ["宣传画", "第一条 总则"]


def test_the_rows_of_a_table_are_lines_and_its_cells_parted_by_tabs():
    cell = "<w:tc>{}</w:tc>".format
    rows = [("序号", "活动"), ("1", "收看启动活动")]
    table = "".join("<w:tr>" + "".join(cell(p(text)) for text in row) + "</w:tr>" for row in rows)
    assert lines(p("前") + f"<w:tbl>{table}</w:tbl>" + p("后")) == ["前", "序号\t活动", "1\t收看启动活动", "后"]


def test_a_table_within_a_cell_is_read_once():
    inner = f"<w:tbl><w:tr><w:tc>{p('内')}</w:tc></w:tr></w:tbl>"
    assert lines(f"<w:tbl><w:tr><w:tc>{p('外')}{inner}</w:tc></w:tr></w:tbl>") == ["外", "内"]


def test_what_was_deleted_with_tracked_changes_is_gone_and_what_was_added_is_there():
    body = (
        "<w:p><w:r><w:t>时间为</w:t></w:r>"
        '<w:del w:id="1"><w:r><w:delText>5月</w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>6月23日</w:t></w:r></w:ins></w:p>'
        '<w:p><w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr><w:r><w:t>请各市</w:t></w:r></w:p>'
        + p("组织收看")
        + '<w:p><w:pPr><w:rPr><w:del w:id="4"/></w:rPr></w:pPr>'
        + '<w:del w:id="5"><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>'
        + '<w:tbl><w:tr><w:trPr><w:del w:id="6"/></w:trPr><w:tc>'
        + p("旧行")
        + "</w:tc></w:tr></w:tbl>"
    )
    assert lines(body) == ["时间为6月23日", "请各市组织收看"]


def test_a_text_box_is_read_once_after_its_paragraph():
    box = f"<w:txbxContent>{p('主办：演示省机关事务管理局')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing>"
        f"{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert lines(body) == ["正文", "主办：演示省机关事务管理局"]


def test_headers_hidden_words_fields_and_readings_are_left_out():
    body = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:ruby><w:rt><w:r><w:t>jié</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>节</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>能</w:t></w:r></w:p>"
    )
    assert lines(body, header1=p("页眉"), footer1=p("— 1 —")) == ["节能"]


def test_the_strict_way_of_saving_says_the_same():
    usual = docx(listed("时间"), numbering=LISTS)
    document = f'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>{p("时间")}</w:body></w:document>'
    assert read(zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document})).text == "时间"
    assert read(usual).text == "一、时间"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (zipped({"word/document.xml": "<a/>", "word/vbaProject.bin": "x"}), "unsafe"),
        (zipped({"word/document.xml": "<a/>"}), "broken"),
        (zipped({"word/document.xml": "<a"}), "broken"),
        (docx(p("节能"))[:-40], "broken"),
        (zipped({"word/document.xml": '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'}), "unsafe"),
        (docx("<w:sdt>" * 400 + "</w:sdt>" * 400), "too-deep"),
        (docx(p(" ")), "empty"),
        (zipped({"xl/workbook.xml": "<a/>"}), "sheet"),
        (zipped({"OFD.xml": "<a/>"}), "ofd"),
        (zipped({"a.txt": "节能"}), "unknown"),
    ],
    ids=["macros", "no-body", "no-xml", "cut", "dtd", "deep", "blank", "xlsx", "ofd", "zip"],
)
def test_what_is_no_readable_docx_is_named(data, code):
    with pytest.raises(NotRead) as no:
        read(data)
    assert no.value.code == code


def test_limits_are_asked_before_anything_is_unpacked():
    bomb = zipped({"word/document.xml": b"<a>" + b" " * 3_000_000})
    with pytest.raises(NotRead, match="too-large"):
        read(bomb, Limits(most_unpacked=2_000_000))
    with pytest.raises(NotRead, match="too-large"):
        read(bomb, Limits(most_xml=2_000_000))
    with pytest.raises(NotRead, match="too-large"):
        read(zipped({f"{n}.xml": "" for n in range(40)} | {"word/document.xml": "<a/>"}), Limits(most_parts=30))
