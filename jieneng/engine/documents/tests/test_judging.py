"""Papers are measured in their files, and what strays from the standard is said."""

from dataclasses import replace

import pytest

from jieneng.engine.documents import docx, pdf
from jieneng.engine.documents.blocks import DocNo, Signature
from jieneng.engine.documents.judging import faults
from jieneng.engine.documents.measure import Font, measure
from jieneng.engine.documents.measure_pdf import measure_pdf


@pytest.fixture
def of_docx(notice):
    return measure(docx.build(notice))


@pytest.fixture
def of_pdf(notice, fonts):
    return measure_pdf(pdf.build(notice, fonts=fonts))


@pytest.mark.parametrize("paper", ["notice", "brief", "minutes"])
def test_our_papers_keep_to_the_standard(paper, request, fonts):
    made = request.getfixturevalue(paper)
    assert faults(measure(docx.build(made))) == []
    assert faults(measure_pdf(pdf.build(made, fonts=fonts))) == []


def test_a_pdf_is_measured_by_its_characters(of_pdf):
    assert of_pdf.page == pytest.approx((210, 297), abs=0.1)
    assert (of_pdf.left, of_pdf.right) == pytest.approx((28, 26), abs=0.3)
    assert (of_pdf.top, of_pdf.bottom) == pytest.approx((37, 35), abs=0.3)
    assert of_pdf.line_pitch == pytest.approx(28.95, abs=0.02)
    assert of_pdf.character_pitch * 28 == pytest.approx(156 / 25.4 * 72, abs=0.6)
    assert (of_pdf.lines, of_pdf.characters, of_pdf.first_line_characters) == (22, 28, 2)
    assert of_pdf.page_number_sides == {"odd": "right", "even": "left"}
    assert of_pdf.brackets == {"〔〕"}
    assert {font.size for font in of_pdf.fonts["Title"]} == {22}
    assert {font.chinese for font in of_pdf.fonts["Heading1"]} == {"NotoSansSC-Medium"}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"top": 34.0}, "top margin 34.0 mm, not 37"),
        ({"bottom": 27.0}, "bottom margin 27.0 mm, not 35"),
        ({"left": 31.8}, "left margin 31.8 mm, not 28"),
        ({"right": 24.9}, "right margin 24.9 mm, not 26"),
        ({"page": (215.9, 279.4)}, "page 215.9 x 279.4 mm"),
        ({"fixed_line": 28.0}, "lines 28.00 pt apart"),
        ({"lines": 21}, "21 lines a page, not 22"),
        ({"characters": 27}, "27 characters a line, not 28"),
        ({"first_line_characters": 4}, "paragraphs 4 characters in, not 2"),
        ({"brackets": frozenset({"[]"})}, "year of the number in []"),
        ({"bad_dates": frozenset({"2025年07月02日"})}, "day written 2025年07月02日"),
        ({"page_number_sides": {"odd": "right", "even": "right"}}, "page number of even pages on the right side"),
        ({"fonts": {"Title": frozenset({Font("黑体", "黑体", 22)})}}, "Title in 黑体"),
        ({"fonts": {"Body": frozenset({Font("仿宋", "仿宋", 14)})}}, "Body of 14 pt, not 16.0"),
    ],
)
def test_each_thing_that_strays_is_said_for_both(of_docx, of_pdf, change, says):
    assert faults(replace(of_docx, **change)) == [says]
    assert faults(replace(of_pdf, **change)) == [says]


def test_a_number_and_a_day_of_the_wrong_form_are_found_in_both_files(notice, fonts):
    wrong = {DocNo: DocNo("云机管发[2025]12号"), Signature: Signature("某局", "2025年06月10日", sealed=True)}
    paper = replace(notice, blocks=tuple(wrong.get(type(block), block) for block in notice.blocks))
    said = ["year of the number in []", "day written 2025年06月10日"]
    assert faults(measure(docx.build(paper))) == said
    assert faults(measure_pdf(pdf.build(paper, fonts=fonts))) == said


def test_a_pdf_set_otherwise_is_found_out(notice, fonts, monkeypatch):
    """The layout itself is changed: the measures come from the page and not from our own numbers."""
    changed = pdf.LAYOUT.replace(b"left: 28mm, right: 26mm", b"left: 31.8mm, right: 31.8mm").replace(
        b"28.95pt", b"28pt"
    )
    monkeypatch.setattr(pdf, "LAYOUT", changed.replace(b"if odd { right } else { left }", b"right"))
    found = " ".join(faults(measure_pdf(pdf.build(notice, fonts=fonts))))
    for said in ("left margin 31.", "lines 28.00 pt apart", "page number of even pages on the right side"):
        assert said in found
