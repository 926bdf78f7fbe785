"""Papers as files: named by their title, and refused in words where there is no type to set them in."""

from datetime import date
from pathlib import Path

import pytest

from jieneng.core.documents.downloads import as_docx, as_pdf, forms
from jieneng.engine.documents.blocks import Document, Title
from jieneng.ui.refusals import Refused

PAPER = Document((Title("关于停电的通知"),))
DAY = date(2025, 7, 2)


@pytest.mark.parametrize(("make", "start", "ending"), [(as_docx, b"PK", ".docx"), (as_pdf, b"%PDF-1.7", ".pdf")])
def test_a_file_bears_the_title_without_signs_that_no_disk_takes(make, start, ending):
    answer = make(PAPER, '关于"停电"/检修', DAY)
    assert answer.content.startswith(start)
    assert answer["Content-Disposition"].endswith(
        f"%E5%85%B3%E4%BA%8E%20%E5%81%9C%E7%94%B5%20%20%E6%A3%80%E4%BF%AE{ending}"
    )


def test_the_same_paper_is_the_same_file():
    assert as_pdf(PAPER, "通知", DAY).content == as_pdf(PAPER, "通知", DAY).content


def test_without_chinese_type_a_pdf_is_refused_and_the_docx_is_not(settings):
    settings.JIENENG_FONTS = (Path("nowhere"),)
    with pytest.raises(Refused, match="no-fonts"):
        as_pdf(PAPER, "通知", DAY)
    assert as_docx(PAPER, "通知", DAY).status_code == 200
    assert [form for form, _ in forms()] == ["docx"]


def test_both_forms_are_offered_where_there_is_type():
    assert [form for form, _ in forms()] == ["docx", "pdf"]
