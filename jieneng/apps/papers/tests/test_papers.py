"""A letter from its draft to its public page: what is stored, who may, what is refused, what is written down."""

import re
from datetime import date
from io import BytesIO

import docx
import pytest
from django.test import Client
from django.urls import reverse
from pypdfium2 import PdfDocument

from jieneng.apps.papers import actions
from jieneng.apps.papers.paper import Said, paper_of, said_of
from jieneng.apps.papers.tests.conftest import LETTER, MINUTES
from jieneng.core.audit.models import Entry
from jieneng.core.documents import papers, public_pages
from jieneng.core.documents.disclosing import Description, describe, disclosure_of
from jieneng.core.documents.models import Document
from jieneng.core.documents.version_code import version_code
from jieneng.engine.documents.blocks import Attendance, DocNo, Heading, Imprint, Masthead
from jieneng.engine.documents.judging import faults
from jieneng.engine.documents.measure_pdf import measure_pdf
from jieneng.rulebook.documents import template, use_folder
from jieneng.rulebook.read import read_text
from jieneng.ui.refusals import Refused


def again(document):
    return Document.objects.get(pk=document.pk)


def opened(document, by):
    said = Description("open", "affairs", "letter")
    return describe(document, said, edit_no=disclosure_of(document).edit_no, by=by, because="应当公开")


def test_what_was_typed_comes_back_as_it_was_typed(letter):
    assert said_of(again(letter)) == LETTER


def test_an_issued_letter_has_its_number_its_day_and_all_its_parts(issued, now):
    paper = paper_of(again(issued), None)
    assert paper.head == "letter"
    assert issued.number == f"云机管函〔{now.year}〕1号"
    assert DocNo(issued.number) in paper.blocks
    assert Heading("有关情况", 1) in paper.blocks
    assert paper.blocks[-1] == Imprint(("市发展改革委", "市财政局"), "", "")
    assert version_code(issued) in paper.code


def test_minutes_name_who_was_there_and_bear_no_number(town, now):
    draft = actions.draft("minutes", town.city, MINUTES, by=town.ines)
    issued = actions.issue(draft, edit_no=0, by=town.ines, now=now)
    blocks = paper_of(again(issued), None).blocks
    assert issued.number == ""
    assert isinstance(blocks[0], Masthead)
    assert (blocks[0].kind, blocks[0].issue) == ("minutes", "3")
    people = {block.label: block.names for block in blocks if isinstance(block, Attendance)}
    assert people == {"出席": "张示例、李示例", "列席": "王示例"}
    assert isinstance(blocks[-1], Imprint)
    assert blocks[-1].issuer == "云川市机关事务管理局办公室"
    assert blocks[-1].date.startswith(str(issued.written_on.year))


def test_a_number_by_hand_comes_before_the_running_one_and_stands_once(town, now):
    by_hand = Said(**{**vars(LETTER), "wanted_number": "云机管函〔2025〕88号"})
    first, second = (actions.draft("letter", town.city, by_hand, by=town.ines) for _ in range(2))
    assert actions.issue(first, edit_no=0, by=town.ines, now=now).number == "云机管函〔2025〕88号"
    with pytest.raises(Refused, match="number-taken"):
        actions.issue(second, edit_no=0, by=town.ines, now=now)


def test_every_deed_is_in_the_audit_trail(letter, town, now):
    actions.change(letter, LETTER, edit_no=0, by=town.ines)
    actions.submit(again(letter), by=town.ines)
    actions.issue(again(letter), edit_no=1, by=town.ines, now=now)
    done = Entry.objects.filter(action__startswith="paper.").order_by("id").values_list("action", flat=True)
    assert list(done) == ["paper.draft", "paper.change", "paper.submit_for_signature", "paper.issue"]


def test_who_has_not_the_role_or_sits_at_a_unit_drafts_nothing(town):
    with pytest.raises(Refused, match="not-allowed"):
        actions.draft("letter", town.city, LETTER, by=town.ada)
    with pytest.raises(Refused, match="only-offices"):
        actions.draft("letter", town.school, LETTER, by=town.sam)


def test_a_drafter_does_not_sign(letter, town, now):
    with pytest.raises(Refused, match="not-allowed"):
        actions.issue(letter, edit_no=0, by=town.rob, now=now)


def test_what_is_not_filled_in_is_named_before_it_goes_to_the_signer(town, now):
    draft = actions.draft("letter", town.city, Said("关于商请协助的函"), by=town.ines)
    with pytest.raises(Refused, match="paper-unfilled") as refused:
        actions.submit(draft, by=town.ines)
    assert "主送机关、正文" in refused.value.sentence
    with pytest.raises(Refused, match="paper-unfilled"):
        actions.issue(draft, edit_no=0, by=town.ines, now=now)


def test_what_was_changed_meanwhile_is_not_signed_unseen(letter, town, now):
    actions.change(letter, LETTER, edit_no=0, by=town.rob)
    with pytest.raises(Refused, match="stale-form"):
        actions.issue(letter, edit_no=0, by=town.ines, now=now)
    with pytest.raises(Refused, match="stale-form"):
        actions.change(letter, LETTER, edit_no=0, by=town.ines)


def test_an_issued_letter_is_changed_by_nobody(issued, town, now):
    with pytest.raises(Refused, match="document-issued"):
        actions.change(issued, LETTER, edit_no=issued.edit_no, by=town.ines)
    with pytest.raises(Refused, match="document-issued"):
        actions.issue(issued, edit_no=issued.edit_no, by=town.ines, now=now)


def test_an_issued_letter_stays_as_it_was_signed_when_the_template_changes(issued, tmp_path):
    before = paper_of(again(issued), None)
    text = read_text("documents/letter.yaml").replace('name: "{issuer}"', 'name: "{issuer}用笺"')
    (tmp_path / "letter.yaml").write_text(text, encoding="utf-8")
    use_folder(tmp_path)
    try:
        assert paper_of(again(issued), None) == before
        assert again(issued).body["template"] != template("letter").version
    finally:
        use_folder(None)


def test_a_draft_whose_template_is_wrong_is_refused_and_not_made_by_another(letter, town, tmp_path):
    (tmp_path / "letter.yaml").write_text("kind: letter\nlabels: 函\n", encoding="utf-8")
    use_folder(tmp_path)
    try:
        answer = town.client(town.ines).get(reverse("papers:paper", args=[letter.pk]))
        offered = town.client(town.ines).get(reverse("papers:new")).content.decode()
    finally:
        use_folder(None)
    assert answer.status_code == 409
    assert "版式文件有错" in answer.content.decode()
    assert reverse("papers:begin", args=["letter"]) not in offered
    assert reverse("papers:begin", args=["minutes"]) in offered


def test_the_pdf_of_an_issued_letter_keeps_the_standard(issued):
    assert papers.can_render(issued)
    made = papers.pdf_of(again(issued))
    words = "".join("".join(page.get_textpage().get_text_range().split()) for page in PdfDocument(made))
    assert issued.number in words
    assert faults(measure_pdf(made)) == []


def test_a_letter_is_on_request_and_has_a_public_page_only_once_it_is_open(issued, town):
    address = reverse("papers:public", args=[issued.code])
    assert disclosure_of(issued).openness == "request"
    assert Client().get(address).status_code == 404
    opened(issued, town.ines)
    shown = Client().get(address).content.decode()
    assert "贵局来函收悉" in shown
    assert public_pages.addresses("letter", [issued.pk]) == {issued.pk: address}
    assert issued.title in Client().get(reverse("openness:public_list"), {"kind": "letter"}).content.decode()
    file = docx.Document(BytesIO(Client().get(reverse("papers:public_docx", args=[issued.code])).content))
    assert any("贵局来函收悉" in paragraph.text for paragraph in file.paragraphs)
    assert Client().get(reverse("papers:public_pdf", args=[issued.code])).content.startswith(b"%PDF")


def test_a_draft_has_no_public_page_even_when_it_is_to_be_open(letter, town):
    opened(letter, town.ines)
    assert Client().get(reverse("papers:public", args=[letter.code])).status_code == 404


def test_the_signer_finds_what_waits_among_what_is_to_be_done(letter, town):
    actions.submit(letter, by=town.ines)
    home = town.client(town.ines).get(reverse("portal:home")).content.decode()
    assert reverse("papers:paper", args=[letter.pk]) in home
    assert "函待签发" in home


def test_a_new_kind_of_ones_own_is_written_and_issued_without_code(invitation, town, now):
    ines = town.client(town.ines)
    assert "邀请函" in ines.get(reverse("papers:new")).content.decode()
    form = ines.get(reverse("papers:begin", args=["invitation"])).content.decode()
    assert re.search(r'<label for="id_field-place">地点', form)
    said = Said(**{**vars(LETTER), "values": {**LETTER.values, "place": "市政府礼堂"}})
    draft = actions.draft("invitation", town.city, said, by=town.ines)
    issued = actions.issue(draft, edit_no=0, by=town.ines, now=now)
    assert Attendance("地点", "市政府礼堂") in paper_of(again(issued), None).blocks
    assert disclosure_of(issued).genre_label == "其他"
    opened(issued, town.ines)
    assert "邀请函" in Client().get(reverse("openness:public_list")).content.decode()
    assert "市政府礼堂" in Client().get(reverse("papers:public", args=[issued.code])).content.decode()
    assert papers.pdf_of(again(issued)).startswith(b"%PDF")


def test_the_day_of_a_draft_is_written_when_it_is_issued(letter, issued, now):
    assert letter.written_on is None
    assert isinstance(again(issued).written_on, date)


def test_a_bureau_offers_and_issues_by_its_own_templates(town, tmp_path, now):
    own = tmp_path / str(town.city.pk)
    own.mkdir()
    text = read_text("documents/letter.yaml").replace("label: 函", "label: 便函")
    (own / "letter.yaml").write_text(text.replace('name: "{issuer}"', 'name: "{issuer}用笺"'), encoding="utf-8")
    use_folder(tmp_path)
    try:
        assert "便函" in town.client(town.ines).get(reverse("papers:new")).content.decode()
        assert "便函" not in town.client(town.rex).get(reverse("papers:new")).content.decode()
        draft = actions.draft("letter", town.city, LETTER, by=town.ines)
        issued = actions.issue(draft, edit_no=0, by=town.ines, now=now)
        other = actions.draft("letter", town.city2, LETTER, by=town.rex)
        foreign = actions.issue(other, edit_no=0, by=town.rex, now=now)
    finally:
        use_folder(None)
    heads = [paper_of(again(one), None).blocks[0].name for one in (issued, foreign)]
    assert heads == ["云川市机关事务管理局用笺", town.city2.name]


def test_a_paper_whose_template_is_gone_is_called_other(issued, town):
    Document.objects.filter(pk=issued.pk).update(kind="invitation")
    for address in (reverse("papers:papers"), reverse("papers:paper", args=[issued.pk])):
        page = town.client(town.ines).get(address).content.decode()
        assert "其他公文" in page
        assert ">invitation<" not in page
