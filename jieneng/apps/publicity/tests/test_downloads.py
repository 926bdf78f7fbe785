"""A brief as pdf: totals and photographs on the page, the public one for everybody."""

from datetime import date

import pytest
from django.test import Client
from pypdfium2 import PdfDocument, raw

from jieneng.apps.publicity import actions


@pytest.fixture
def brief(collection, town, now, week):
    return actions.compose(collection, town.city, by=town.ines, now=now)


def words(data):
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in PdfDocument(data))


def pictures(data):
    return [one for page in PdfDocument(data) for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])]


def test_the_pdf_has_the_totals_and_the_photograph(town, brief, week, photo_of):
    photo = photo_of(week.school)
    actions.pick_photo(brief, week.school, photo.pk, edit_no=0, by=town.ines)
    answer = town.client(town.ines).get(f"/publicity/{brief.pk}/pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert "共张贴宣传画2220余套" in words(answer.content)
    assert len(pictures(answer.content)) == 1


def test_who_does_not_see_the_brief_does_not_get_its_pdf(town, brief):
    assert town.client(town.cora).get(f"/publicity/{brief.pk}/pdf").status_code == 404
    assert Client().get(f"/publicity/public/{brief.document.code}/pdf").status_code == 404


def test_the_public_page_of_an_issued_brief_offers_its_pdf(town, brief):
    actions.submit(brief, by=town.ines)
    actions.issue(brief, edit_no=0, written_on=date(2025, 7, 11), issue_no=7, by=town.ines)
    public = f"/publicity/public/{brief.document.code}"
    assert f"{public}/pdf" in Client().get(public).content.decode()
    assert "第7期" in words(Client().get(f"{public}/pdf").content)
