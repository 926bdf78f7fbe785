"""The paper of a notice as files: for who sees it, and for everybody once it is public."""

import pytest
from django.test import Client
from django.urls import reverse
from pypdfium2 import PdfDocument

from jieneng.apps.notices.tests.cascade import drafted, published
from jieneng.engine.documents.judging import faults
from jieneng.engine.documents.measure_pdf import measure_pdf


def get(client, view, *args):
    return client.get(reverse(f"notices:{view}", args=args))


def words(answer):
    text = "".join(page.get_textpage().get_text_range() for page in PdfDocument(answer.content))
    return "".join(text.split())


def test_the_pdf_has_the_title_the_number_and_the_layout_of_the_standard(town, now):
    notice = published(town, now)
    answer = get(town.client(town.sam), "pdf", notice.pk)
    assert answer["Content-Type"] == "application/pdf"
    assert "filename*=UTF-8''%E5%85%B3" in answer["Content-Disposition"]
    assert answer["Content-Disposition"].endswith(".pdf")
    assert notice.document.title in words(answer)
    assert notice.document.number in words(answer)
    assert faults(measure_pdf(answer.content)) == []


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_draft_is_taken_home_by_its_own_office_alone(town, now, form):
    draft = drafted(town, now)
    assert get(town.client(town.ines), form, draft.pk).status_code == 200
    assert get(town.client(town.sam), form, draft.pk).status_code == 404
    assert get(Client(), f"public_{form}", draft.public_code).status_code == 404


def test_the_public_page_offers_both_files_with_their_size(town, now):
    notice = published(town, now)
    shown = get(Client(), "public", notice.public_code).content.decode()
    for form in ("docx", "pdf"):
        assert reverse(f"notices:public_{form}", args=[notice.public_code]) in shown
    assert get(Client(), "public_pdf", notice.public_code).content.startswith(b"%PDF")


def test_without_chinese_type_the_public_page_offers_the_docx_alone(town, now, settings):
    settings.JIENENG_FONTS = ()
    notice = published(town, now)
    shown = get(Client(), "public", notice.public_code).content.decode()
    assert reverse("notices:public_docx", args=[notice.public_code]) in shown
    assert reverse("notices:public_pdf", args=[notice.public_code]) not in shown
    refused = get(town.client(town.sam), "pdf", notice.pk)
    assert refused.status_code == 409
    assert "中文字体" in refused.content.decode()
