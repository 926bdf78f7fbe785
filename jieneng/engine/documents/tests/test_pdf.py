"""Papers as pdf, read back character by character."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

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
from jieneng.engine.documents.faces import MissingFonts
from jieneng.engine.documents.pdf import build

DAY = date(2025, 7, 11)


def plain(text):
    return Paragraph((Run(text),))


@pytest.fixture
def made(fonts):
    def make(*blocks, code=""):
        return build(Document(blocks, code), fonts=fonts, made_on=DAY)

    return make


def texts(data):
    return [page.get_textpage().get_text_range() for page in PdfDocument(data)]


def pages(data):
    return ["".join(text.split()) for text in texts(data)]


def test_a_notice_reads_from_head_to_foot(notice, fonts):
    text = "".join(pages(build(notice, fonts=fonts)))
    for words in ("云机管发〔2025〕12号", "一、时间和主题", "（1）几张", "附件：1.活动安排表2.情况报告表", "—2—"):
        assert words in text
    assert text.index("（此件公开发布）") < text.index("抄送：演示省机关事务管理局。")


def test_the_same_paper_day_and_fonts_give_the_same_bytes(brief, fonts):
    assert build(brief, fonts=fonts, made_on=DAY) == build(brief, fonts=fonts, made_on=DAY)
    assert build(brief, fonts=fonts, made_on=DAY) != build(brief, fonts=fonts, made_on=date(2025, 7, 12))


def test_without_chinese_type_no_page_of_empty_boxes_is_made(notice, tmp_path):
    with pytest.raises(MissingFonts, match="Noto Serif SC"):
        build(notice, fonts=(tmp_path,))
    with pytest.raises(MissingFonts, match="heiti"):
        build(notice, fonts=(Path("nowhere"),))


@pytest.mark.parametrize("typed", ['#panic("x")', '"); panic("', "\\u{41}", "$x$ *b* _i_ @ref <l>", "//甲/*乙*/"])
def test_what_is_typed_is_text_and_nothing_else(made, typed):
    text = "".join(pages(made(plain(typed), Attachments((typed,)), Table((typed,), ((typed,),)))))
    assert text.count("".join(typed.split())) == 4


def test_rare_characters_stay_and_unprintable_ones_go(made):
    assert "䶮㛃𬭎处" in pages(made(plain("䶮㛃𬭎\x00\x0b\ud800处")))[0]


def test_a_paper_is_made_for_archives_unless_a_character_is_in_no_font(made):
    assert b"<pdfaid:part>2</pdfaid:part>" in made(plain("能耗"))
    odd = made(plain("彝文ꀀ"))
    assert b"pdfaid" not in odd
    assert "彝文" in pages(odd)[0]


@pytest.mark.parametrize("n_offices", [2, 5, 8])
def test_however_many_offices_issue_it_the_first_page_shows_some_of_the_body(made, n_offices):
    names = tuple(f"云川市第{n}综合管理局" for n in range(n_offices))
    head = Masthead(names[0], "document", joint=names[1:])
    paper = (head, DocNo("云机管发〔2025〕3号"), Title("关于停电的通知"), plain("正文从首页开始。" * 20))
    assert "正文从首页开始" in pages(made(*paper))[0]


def test_a_page_has_22_lines_of_28_characters(made):
    lines = [line for line in made_lines(made(plain("节" * 28 * 30))) if "节" in line]
    assert [len(line) for line in lines[:3]] == [26, 28, 28]
    full = pages(made(plain("节" * 28 * 30)))
    assert full[0].count("节") == 22 * 28 - 2


def made_lines(data):
    return ["".join(line.split()) for text in texts(data) for line in text.splitlines()]


def test_the_imprint_stands_on_an_even_page(made):
    imprint = Imprint(("省直各单位",), "办公室", "2025年7月12日")
    short = pages(made(plain("正文。"), imprint))
    assert [("抄送" in page) for page in short] == [False, True]
    two = pages(made(plain("节" * 28 * 30), imprint))
    assert [("抄送" in page) for page in two] == [False, True]


def test_whom_a_brief_goes_to_stands_at_the_foot_and_nothing_when_nobody_is_named(made):
    lines = (("报", "演示省机关事务管理局"), ("送", ""), ("发", "各县（区）"))
    said = pages(made(plain("正文。"), Imprint((), "", "", lines)))
    assert ["报：演示省机关事务管理局。" in page and "发：各县（区）。" in page for page in said] == [False, True]
    assert len(pages(made(plain("正文。"), Imprint((), "", "", (("报", ""),))))) == 1


def test_a_blank_page_before_the_imprint_has_no_number_and_neither_has_the_imprint(made):
    full = plain("节" * (28 * 43))
    found = pages(made(full, Imprint(("省直各单位",), "办公室", "2025年7月12日")))
    assert [page[-3:] == f"—{n}—" for n, page in enumerate(found, 1)] == [True, True, False, False]
    assert found[2] == ""
    assert found[3].startswith("抄送")


def test_a_heading_stands_with_what_follows_and_a_numbered_sentence_by_itself(made):
    above, below = [plain("上文。")] * 20, plain("下文。")
    held = pages(made(*above, Heading("主要活动"), Heading("收看直播", 2), below))
    assert "一、主要活动" in held[1]
    free = pages(made(*above, Heading("主要活动"), Heading("活动于六月举行。", 2), below))
    assert "一、主要活动（一）活动于六月举行。" in free[0]


def test_the_signature_never_stands_on_a_page_of_its_own(made):
    for n_lines in (17, 18, 19, 20, 21):
        sign = Signature("云川市机关事务管理局", "2025年7月2日", sealed=True)
        last = pages(made(plain("节" * (28 * n_lines)), sign))[-1]
        assert last.startswith("节")


def test_a_last_paragraph_keeps_every_character_where_it_is_cut(made):
    words = "公共机构（机关、学校、医院）2025年用电12345.67千瓦时，同比下降2.51%。" * 12
    sign = Signature("云川市机关事务管理局", "2025年7月2日", sealed=False)
    text = "".join(pages(made(plain(words), sign)))
    assert "".join(words.split()) in text
    starts = {line[0] for line in made_lines(made(plain(words), sign)) if line}
    assert not starts & set("，。、）%")


def test_attached_parts_begin_on_pages_of_their_own_with_their_number(made):
    found = pages(made(plain("正文。"), Appendix("安排表"), plain("甲。"), Appendix("名单"), plain("乙。")))
    assert [page[:3] for page in found] == ["正文。", "附件1", "附件2"]
    assert pages(made(plain("正文。"), Appendix("安排表")))[1].startswith("附件安排表")


def test_a_wide_table_stands_across_with_its_number_where_the_upright_sheet_has_it(made):
    columns = tuple(f"{month}月" for month in range(1, 13))
    data = made(plain("正文。"), Appendix("分月"), Table(columns, (("1",) * 12,) * 40))
    sizes = [tuple(round(side) for side in page.get_size()) for page in PdfDocument(data)]
    assert sizes == [(595, 842), (842, 595), (842, 595), (842, 595)][: len(sizes)]
    assert len(sizes) >= 3
    assert all("12月" in page for page in pages(data)[1:])  # its header on every page


def test_a_letter_has_no_number_on_its_first_page_and_its_number_at_the_right(made):
    letter = Masthead("云川市机关事务管理局", "letter")
    found = pages(made(letter, DocNo("云机管函〔2025〕3号"), plain("节" * 28 * 24)))
    assert "—1—" not in found[0]
    assert "—2—" in found[1]


def test_who_signs_an_upward_paper_stands_beside_its_number(made):
    head = Masthead("云川市机关事务管理局文件", "document")
    text = pages(made(head, DocNo("云机管发〔2025〕3号", ("甲某", "乙某", "丙某")), plain("正文。")))[0]
    assert "签发人：甲某乙某" in text
    assert "丙某" in text


def test_a_photo_without_bytes_is_named(fonts):
    with pytest.raises(ValueError, match="p9"):
        build(Document((Photos((Photo(b"", "现场", "p9"),)),)), fonts=fonts)


def test_the_code_stands_on_every_page(brief, fonts):
    assert all("A7K2-93QF" in page for page in pages(build(brief, fonts=fonts)))
    assert "A7K2" not in "".join(pages(build(replace(brief, code=""), fonts=fonts)))
