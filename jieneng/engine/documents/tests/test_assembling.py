"""One template and one set of values give the same paper as docx, pdf and page."""

import re
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from pypdfium2 import PdfDocument

from jieneng.engine.documents import docx as word
from jieneng.engine.documents import pdf
from jieneng.engine.documents.assembling import Filled, Unfilled, assemble
from jieneng.engine.documents.blocks import Appendix, DocNo, Imprint, Masthead, Paragraph, Run, Signature
from jieneng.engine.documents.html import to_html
from jieneng.rulebook.documents import KINDS, template

BODY = (Paragraph((Run("现将有关情况说明如下。"),)),)


def filled(kind, **more):
    values = {code: (f"某{field.label}",) if field.several else f"某{field.label}" for code, field in fields(kind)}
    values["title"] = "关于节能宣传周的说明"
    if "date" in values:
        values["date"] = "2025年7月2日"
    return Filled(values | more, BODY, (Appendix("附表"), *BODY))


def fields(kind):
    return [(code, field) for code, field in template(kind).fields.items() if code not in ("joint", "printed_on")]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_the_same_in_docx_pdf_and_html(kind, fonts):
    paper = assemble(template(kind), filled(kind))
    opened = docx.Document(BytesIO(word.build(paper)))
    parts = [opened.element, *(part.element for part in opened.part.package.iter_parts() if "header" in part.partname)]
    texts = {
        "docx": "".join(text for part in parts for text in part.itertext(qn("w:t"))),
        "pdf": "".join(page.get_textpage().get_text_range() for page in PdfDocument(pdf.build(paper, fonts=fonts))),
        "html": re.sub(r"<[^>]+>", "", to_html(paper)),
    }
    for name, text in texts.items():
        bare = "".join(text.split())
        for value in filled(kind).values.values():
            assert (value if isinstance(value, str) else value[0]) in bare, (name, value)
        assert bare.count("现将有关情况说明如下。") == 2, name


def test_the_parts_of_a_notice_stand_in_the_order_of_the_template():
    blocks = assemble(template("notice"), filled("notice")).blocks
    assert blocks[0] == Masthead("某发文机关文件", "document")
    assert blocks[1] == DocNo("某发文字号")
    assert Signature("某发文机关", "2025年7月2日", sealed=True) in blocks
    assert blocks[-1] == Imprint(("某抄送机关",), "某印发机关", "")


def test_several_offices_stand_on_the_head_and_sign_together():
    blocks = assemble(template("notice"), filled("notice", joint=("乙局",))).blocks
    assert blocks[0] == Masthead("某发文机关", "document", joint=("乙局",))
    assert next(block for block in blocks if isinstance(block, Signature)).offices == ("某发文机关", "乙局")


def test_what_is_blank_leaves_no_part():
    bare = assemble(template("notice"), Filled({"issuer": "甲局", "title": "关于停电的通知"}, BODY))
    assert [type(block).__name__ for block in bare.blocks] == ["Masthead", "Title", "Paragraph", "Signature"]


def test_a_report_without_its_signer_is_not_made():
    with pytest.raises(Unfilled) as refused:
        assemble(template("summary"), filled("summary", signers=()))
    assert refused.value.labels == ("签发人",)


def test_a_value_that_the_template_has_no_place_for_is_named():
    with pytest.raises(KeyError, match="colour"):
        assemble(template("notice"), filled("notice", colour="红"))
