"""The paper of a notice as files: for who sees it, and for everybody once it is public."""

from contextlib import contextmanager

import pytest
from django.test import Client
from django.urls import reverse
from pypdfium2 import PdfDocument

from jieneng.apps.notices.models import Notice
from jieneng.apps.notices.tests.cascade import drafted, published
from jieneng.core.documents.version_code import printed
from jieneng.engine.documents.judging import faults
from jieneng.engine.documents.measure_pdf import measure_pdf
from jieneng.rulebook.documents import template, use_folder
from jieneng.rulebook.read import read_text


def get(client, view, *args):
    return client.get(reverse(f"notices:{view}", args=args))


@contextmanager
def other_head(folder):
    """The bureau has adapted the template of its notices."""
    text = read_text("documents/notice.yaml")
    assert "{issuer}文件" in text
    (folder / "notice.yaml").write_text(text.replace("{issuer}文件", "{issuer}通知"), encoding="utf-8")
    use_folder(folder)
    try:
        yield
    finally:
        use_folder(None)


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


def test_an_issued_notice_stays_as_it_was_signed_when_template_or_name_change(town, now, tmp_path):
    notice, draft = published(town, now), drafted(town, now, "county", "cora")
    version = template("notice").version
    before = get(town.client(town.ines), "docx", notice.pk).content
    with other_head(tmp_path):
        town.city.name = "云川市另一个局"
        town.city.save(update_fields=["name"])
        assert get(town.client(town.ines), "docx", notice.pk).content == before
        shown = get(town.client(town.cora), "notice", draft.pk).content.decode()
        assert f"{town.county.name}通知" in shown, "a draft follows the template"
        again = Notice.objects.get(pk=notice.pk)
        assert again.document.body["template"] == version != template("notice").version
        assert printed(again.document) == printed(notice.document) != ""
