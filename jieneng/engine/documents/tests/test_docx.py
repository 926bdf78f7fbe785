"""Papers as docx, read back as Word would read them."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from jieneng.engine.documents.blocks import (
    Appendix,
    Attachments,
    DocNo,
    Document,
    Heading,
    Imprint,
    Masthead,
    Paragraph,
    Photo,
    Photos,
    Run,
    Signature,
    Table,
    Title,
)
from jieneng.engine.documents.docx import build

DAY = date(2025, 7, 11)


def opened(*blocks):
    return docx.Document(BytesIO(build(Document(blocks), made_on=DAY)))


def lines_of(word):
    return [paragraph.text for paragraph in word.paragraphs if paragraph.text]


def indent(paragraph, side):
    found = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    return int(found.get(qn(f"w:{side}Chars"), 0)) / 100 if found is not None else 0


def test_a_notice_reads_from_head_to_foot(notice):
    word = docx.Document(BytesIO(build(notice, made_on=DAY)))
    assert lines_of(word) == [
        "云川市机关事务管理局文件",
        "云机管发〔2025〕12号",
        "云川市机关事务管理局\n关于开展2025年全市公共机构\n节能宣传周活动的通知",
        "各县（区）机关事务中心，市直各单位：",
        "为做好2025年全市公共机构节能宣传周工作，现将有关事项通知如下。",
        "一、时间和主题",
        "全国节能宣传周为6月23日至29日，各单位结合实际组织能源紧缺体验、知识竞答和现场宣传。",
        "二、报送",
        "（一）报什么",
        "1.照片",
        "（1）几张",
        "请于7月4日（星期五）17:00前上报活动情况。",
        "附件：1.活动安排表",
        "2.情况报告表",
        "云川市机关事务管理局",
        "2025年6月10日",
        "（此件公开发布）",
    ]
    assert [cell.text for cell in word.tables[0].columns[0].cells] == [
        "抄送：演示省机关事务管理局。",
        "云川市机关事务管理局办公室\t2025年6月10日印发",
    ]


def test_the_same_paper_and_day_give_the_same_bytes(notice, brief):
    assert build(notice, made_on=DAY) == build(notice, made_on=DAY)
    assert build(brief, made_on=DAY) == build(brief, made_on=DAY)
    assert build(notice, made_on=DAY) != build(notice, made_on=date(2025, 7, 12))


def test_the_file_names_no_person_and_carries_nothing_of_the_tool(notice):
    data = build(notice, made_on=DAY)
    properties = docx.Document(BytesIO(data)).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert (properties.title, properties.created.date()) == (notice.title, DAY)
    with ZipFile(BytesIO(data)) as parts:
        assert not [name for name in parts.namelist() if "thumbnail" in name or "customXml" in name]
        assert {entry.date_time for entry in parts.infolist()} == {(2025, 7, 11, 0, 0, 0)}
        assert not any(b"python-docx" in parts.read(name) for name in parts.namelist())


def test_the_red_line_stands_under_the_number_or_under_a_mark_without_one():
    def ruled(word):
        return [p.text for p in word.paragraphs if p._p.find(f"{qn('w:pPr')}/{qn('w:pBdr')}") is not None]

    mark = Masthead("云川市机关事务管理局文件", "document")
    assert ruled(opened(mark, Title("通知"))) == ["云川市机关事务管理局文件"]
    brief = Masthead("节能工作简讯", "brief", "7", "演示省机关事务管理局", "2025年7月11日")
    assert ruled(opened(brief, Title("情况"))) == ["　演示省机关事务管理局\t2025年7月11日"]
    assert "第 7 期" in lines_of(opened(brief))


@pytest.mark.parametrize("name", ["节能", "节能工作简讯", "云川市机关事务管理局文件", "演示省" * 8 + "文件"])
@pytest.mark.parametrize("kind", ["document", "brief"])
def test_a_red_mark_of_any_length_fits_the_text_width(name, kind):
    runs = opened(Masthead(name, kind)).paragraphs[0].runs
    taken = 0.0
    for run in runs:
        narrow = run._r.rPr.find(qn("w:w"))
        spread = run._r.rPr.find(qn("w:spacing"))
        percent = int(narrow.get(qn("w:val"))) / 100 if narrow is not None else 1
        gap = int(spread.get(qn("w:val"))) / 20 if spread is not None else 0
        taken += len(run.text) * (run.font.size.pt * percent + gap)
    assert taken <= 156 / 25.4 * 72
    assert runs[0].font.size.pt >= 20


def test_a_sealed_signature_has_its_date_four_in_and_the_issuer_centred_over_it():
    issuer, day = opened(Signature("望岭县机关事务中心", "2025年7月2日", sealed=True)).paragraphs[:2]
    assert indent(issuer, "left") == indent(day, "left") == 28 - 2 * (4 + 3)
    assert [p._p.pPr.jc.get(qn("w:val")) for p in (issuer, day)] == ["center", "center"]


def test_a_signature_without_seal_is_two_in_and_its_date_begins_two_to_the_right():
    issuer, day = opened(Signature("云川市机关事务管理局", "2025年7月2日", sealed=False)).paragraphs[:2]
    assert (indent(issuer, "left"), indent(day, "left")) == (28 - 2 - 10, 28 - 2 - 10 + 2)


def test_a_date_longer_than_the_issuer_is_two_in_itself():
    issuer, day = opened(Signature("市局", "2025年7月2日", sealed=False)).paragraphs[:2]
    assert (indent(issuer, "left"), indent(day, "left")) == (28 - 2 - 6 - 2, 28 - 2 - 6)


def test_an_issuer_longer_than_the_line_does_not_leave_the_page():
    long = "云川市公共机构节约能源资源工作领导小组办公室（云川市机关事务管理局代章）"
    for sealed in (True, False):
        issuer, day = opened(Signature(long, "2025年7月2日", sealed=sealed)).paragraphs[:2]
        assert indent(issuer, "left") == 0
        assert indent(day, "left") <= 2


def test_a_single_attachment_has_no_number_and_wraps_under_its_name():
    only = opened(Attachments(("活动安排表。",))).paragraphs[0]
    assert (only.text, indent(only, "left"), indent(only, "hanging")) == ("附件：活动安排表", 5, 3)
    first, second = opened(Attachments(("活动安排表", "情况报告表"))).paragraphs
    assert (first.text, indent(first, "left"), indent(first, "hanging")) == ("附件：1.活动安排表", 6, 4)
    assert (second.text, indent(second, "left"), indent(second, "hanging")) == ("2.情况报告表", 6, 1)


def test_no_attachments_leave_no_line():
    assert lines_of(opened(Attachments(()))) == []


def test_the_last_paragraph_goes_with_the_signature():
    word = opened(Paragraph((Run("请遵照执行。"),)), Signature("云川市机关事务管理局", "2025年7月2日", sealed=True))
    assert [bool(p.paragraph_format.keep_with_next) for p in word.paragraphs] == [True, True, False]


def test_the_imprint_has_strong_rules_outside_and_a_fine_one_within():
    table = opened(Imprint(("省直各单位", "各市"), "办公室", "2025年7月2日")).tables[0]
    borders = table._tbl.tblPr.find(qn("w:tblBorders"))
    assert {line.tag.split("}")[1]: int(line.get(qn("w:sz"))) for line in borders} == {
        "top": 8,
        "bottom": 8,
        "insideH": 6,
    }
    assert table._tbl.tblPr.find(qn("w:tblpPr")).get(qn("w:tblpYSpec")) == "bottom"
    assert table.cell(0, 0).text == "抄送：省直各单位，各市。"
    assert len(opened(Imprint((), "办公室", "2025年7月2日")).tables[0].rows) == 1


def test_whom_a_brief_goes_to_stands_line_by_line_in_one_cell():
    lines = (("报", "演示省机关事务管理局"), ("送", ""), ("发", "各县（区）"))
    (row,) = opened(Imprint((), "", "", lines)).tables[0].rows
    assert row.cells[0].text == "报：演示省机关事务管理局。\n发：各县（区）。"
    assert not opened(Imprint((), "", "", (("报", ""),))).tables


def test_a_table_repeats_its_header_and_sets_numbers_to_the_right():
    table = opened(Table(("地区", "数"), (("云川市", "4,118"), ("青岭市", "—")), (2, 1))).tables[0]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    sides = [cell.paragraphs[0]._p.pPr.jc.get(qn("w:val")) for cell in table.rows[1].cells]
    assert sides == ["left", "right"]
    widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
    assert sum(widths) == 8845
    assert widths[0] == pytest.approx(2 * widths[1], abs=2)


def test_a_row_of_a_table_with_a_cell_too_few_is_refused():
    with pytest.raises(ValueError, match="2 columns"):
        Table(("地区", "数"), (("云川市",),))


def test_photos_stand_three_in_a_row_cut_to_one_shape(brief):
    word = docx.Document(BytesIO(build(brief)))
    rows = [table for table in word.tables if table._tbl.xpath(".//pic:pic")]
    assert [len(table.columns) for table in rows] == [3, 1]
    assert [cell.text.strip() for cell in rows[0].rows[0].cells] == ["照片0", "照片1", "照片2"]
    extents = {(e.get("cx"), e.get("cy")) for e in word.element.body.iter(qn("wp:extent"))}
    assert len(extents) == 1
    cuts = [dict(cut.attrib) for cut in word.element.body.iter(qn("a:srcRect"))]
    assert cuts == [
        {"l": "0", "r": "0"},
        {"t": "25000", "b": "25000"},
        {"l": "27778", "r": "27778"},
        {"t": "12500", "b": "12500"},
    ]
    ids = [picture.get("id") for picture in word.element.body.iter(qn("wp:docPr"))]
    assert len(set(ids)) == 4


def test_a_photo_without_bytes_is_named():
    with pytest.raises(ValueError, match="p9"):
        build(Document((Photos((Photo(b"", "现场", "p9"),)),)))


def test_the_code_stands_at_the_foot_of_odd_and_even_pages(brief):
    word = docx.Document(BytesIO(build(brief)))
    for footer in (word.sections[0].footer, word.sections[0].even_page_footer):
        assert [paragraph.text for paragraph in footer.paragraphs] == ["— 1 —", "A7K2-93QF"]
    bare = docx.Document(BytesIO(build(replace(brief, code=""))))
    assert [paragraph.text for paragraph in bare.sections[0].footer.paragraphs] == ["— 1 —"]


def test_rare_characters_stay_and_unprintable_ones_go():
    word = opened(Paragraph((Run("䶮㛃𬭎\x00\x0b\ud800处"),)))
    assert lines_of(word) == ["䶮㛃𬭎处"]


def test_headings_are_kept_with_what_follows_and_can_be_navigated():
    word = opened(Heading("做法", 1), Heading("宣传", 2), Paragraph((Run("现场。"),)))
    assert [p.style.name for p in word.paragraphs] == ["Heading 1", "Heading 2", "公文正文"]
    assert [bool(p.paragraph_format.keep_with_next) for p in word.paragraphs] == [True, True, False]


def test_a_wide_table_turns_the_sheet_and_the_next_part_turns_it_back(minutes):
    word = docx.Document(BytesIO(build(minutes)))
    sizes = [(round(sheet.page_width.mm), round(sheet.page_height.mm)) for sheet in word.sections]
    assert sizes == [(210, 297), (297, 210), (210, 297)]
    edges = word.sections[1]
    sides = (edges.top_margin, edges.right_margin, edges.bottom_margin, edges.left_margin)
    assert [round(side.mm) for side in sides] == [28, 37, 26, 35]
    numbers = [sheet.header._element.xml.count("PAGE") for sheet in word.sections]
    assert numbers == [0, 1, 0]
    assert [sheet.footer._element.xml.count("PAGE") for sheet in word.sections] == [1, 0, 1]


def test_who_was_there_stands_behind_a_label_in_black_type(minutes):
    word = docx.Document(BytesIO(build(minutes)))
    present = next(p for p in word.paragraphs if p.text.startswith("出席："))
    assert present.runs[0]._r.rPr.rFonts.get(qn("w:eastAsia")) == "黑体"
    assert (indent(present, "left"), indent(present, "hanging")) == (5, 3)


def test_an_attached_part_begins_on_a_new_page():
    word = opened(Appendix("安排表"), Appendix("名单"))
    assert lines_of(word) == ["附件1", "安排表", "附件2", "名单"]
    marks = [p for p in word.paragraphs if p.text.startswith("附件")]
    assert all(p.paragraph_format.page_break_before for p in marks)


def test_an_upward_paper_has_its_number_left_and_its_signers_right():
    word = opened(Masthead("某局文件", "document"), DocNo("云机管发〔2025〕3号", ("甲某", "乙某", "丙某")))
    assert lines_of(word) == ["某局文件", "\t签发人：\t甲某　乙某", "　云机管发〔2025〕3号\t\t丙某"]
    names = word.paragraphs[2].runs[-1]
    assert names._r.rPr.rFonts.get(qn("w:eastAsia")) == "楷体_GB2312"


def test_a_letter_has_its_mark_and_double_line_above_the_text_of_its_first_page():
    word = opened(Masthead("某局", "letter"), DocNo("云机管函〔2025〕3号"), Paragraph((Run("请予支持。"),)))
    sheet = word.sections[0]
    assert sheet.different_first_page_header_footer
    assert [p.text for p in sheet.first_page_header.paragraphs] == ["某局"]
    assert "thickThin" in sheet.first_page_header._element.xml
    assert "thinThick" in sheet.first_page_footer._element.xml
    assert "PAGE" not in sheet.first_page_footer._element.xml
    assert lines_of(word) == ["云机管函〔2025〕3号", "请予支持。"]


def test_offices_that_seal_together_stand_in_rows_with_the_date_under_the_last():
    offices = ("甲县教育局", "甲县财政局", "甲县卫健局", "甲县住建局")
    table = opened(Signature(offices[0], "2025年7月2日", True, offices[1:])).tables[0]
    texts = [[cell.text.strip() for cell in dict.fromkeys(row.cells)] for row in table.rows]
    assert texts == [list(offices[:3]), [f"{offices[3]}\n2025年7月2日"]]


def test_offices_that_sign_together_without_seal_stand_under_one_another():
    word = opened(Signature("甲局", "2025年7月2日", False, ("乙局",)))
    assert lines_of(word) == ["甲局", "乙局", "2025年7月2日"]


def test_the_copies_of_a_letter_have_no_rules():
    table = opened(Imprint(("省直各单位",), "", "")).tables[0]
    assert table._tbl.tblPr.find(qn("w:tblBorders")) is None
    assert [cell.text for cell in table.columns[0].cells] == ["抄送：省直各单位。"]
