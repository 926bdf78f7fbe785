"""The layout of our papers against the numbers of GB/T 9704-2012, written here once more by hand."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest

from jieneng.engine.documents.blocks import DocNo
from jieneng.engine.documents.docx import build
from jieneng.engine.documents.measure import Font, measure


@pytest.fixture(params=["notice", "brief"])
def measures(request):
    return measure(build(request.getfixturevalue(request.param)))


def test_the_page_is_a4_with_the_margins_of_the_standard(measures):
    assert measures.page == pytest.approx((210, 297), abs=0.1)
    sides = (measures.top, measures.bottom, measures.left, measures.right)
    assert sides == pytest.approx((37, 35, 28, 26), abs=0.1)


def test_a_page_has_22_lines_of_28_characters(measures):
    assert (measures.grid, measures.lines, measures.characters) == ("linesAndChars", 22, 28)
    assert 28.95 <= measures.line_pitch <= 29
    assert measures.fixed_line == measures.line_pitch
    assert measures.character_pitch * 28 <= 156 / 25.4 * 72 < measures.character_pitch * 29


def test_the_first_line_of_a_paragraph_is_two_characters_in(measures):
    assert measures.first_line_characters == 2


def test_page_numbers_are_right_on_odd_and_left_on_even_pages(measures):
    assert measures.page_number_sides == {"odd": "right", "even": "left"}


def test_each_part_has_the_font_and_size_of_the_standard(notice):
    fonts = measure(build(notice)).fonts
    wanted = {
        "Title": ("方正小标宋简体", 22),
        "Body": ("仿宋_GB2312", 16),
        "Heading1": ("黑体", 16),
        "Heading2": ("楷体_GB2312", 16),
        "Heading3": ("仿宋_GB2312", 16),
        "Heading4": ("仿宋_GB2312", 16),
        "Addressee": ("仿宋_GB2312", 16),
        "Signature": ("仿宋_GB2312", 16),
        "Imprint": ("仿宋_GB2312", 14),
    }
    for style, (name, size) in wanted.items():
        assert fonts[style] == {Font(name, name, size)}


def test_the_number_has_hexagonal_brackets(notice):
    assert measure(build(notice)).brackets == {"〔〕"}


def test_square_brackets_are_seen(notice):
    blocks = tuple(DocNo("云机管发[2025]12号") if isinstance(block, DocNo) else block for block in notice.blocks)
    assert measure(build(replace(notice, blocks=blocks))).brackets == {"[]"}


def test_a_paper_of_another_maker_can_be_measured():
    word, kept = docx.Document(), BytesIO()
    word.add_paragraph("随便写的一段正文。")
    word.save(kept)
    measures = measure(kept.getvalue())
    assert measures.page == pytest.approx((215.9, 279.4), abs=0.1)
    assert measures.fixed_line is None
    assert measures.first_line_characters is None
