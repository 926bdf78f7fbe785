"""The pages of papers: the list, the form that the template makes, drafts that are half done, and who sees what."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jieneng.apps.papers import actions, queries
from jieneng.apps.papers.paper import said_of
from jieneng.apps.papers.tests.conftest import LETTER, MINUTES, TEXT
from jieneng.apps.papers.tests.test_papers import opened
from jieneng.core.documents.actions import draft
from jieneng.core.documents.models import Document
from jieneng.core.files.tests.handed_in import package, photo, upload

LIST = package()
TYPED = {
    "title": LETTER.title,
    "text": TEXT,
    "number_code": "云机管函",
    "field-addressee": "云川市统计局",
    "field-copies_to": "市发展改革委\n\n 市财政局 ",
}


def get(town, person, view, *args, **asked):
    return town.client(person).get(reverse(f"papers:{view}", args=args), asked)


def post(town, person, view, *args, **said):
    return town.client(person).post(reverse(f"papers:{view}", args=args), said | {"_key": uuid4().hex})


def shown(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_form_asks_for_what_the_template_has_and_in_its_order(town):
    page = shown(get(town, town.ines, "begin", "letter"))
    names = re.findall(r'name="(title|text|number_code|wanted_number|field-\w+)"', page)
    on_the_paper = ["title", "field-addressee", "text", "field-attachments", "field-note"]
    assert names == [*on_the_paper, "number_code", "wanted_number", "field-joint", "field-copies_to"]
    page = shown(get(town, town.ines, "begin", "minutes"))
    assert "出席人员" in page
    assert 'name="number_code"' not in page


def test_a_letter_is_typed_and_handed_to_the_signer_at_once(town):
    answer = post(town, town.rob, "make", "letter", **TYPED, do="submit")
    made = Document.objects.get(kind="letter")
    assert answer.url == reverse("papers:paper", args=[made.pk])
    assert made.state == "submitted"
    assert said_of(made).values["copies_to"] == ["市发展改革委", "市财政局"]
    page = shown(get(town, town.ines, "paper", made.pk))
    assert "贵局来函收悉" in page
    assert "云机管函〔" in page
    done = post(town, town.ines, "issue", made.pk, edit_no=made.edit_no)
    assert done.status_code == 302
    page = shown(get(town, town.ines, "paper", made.pk))
    assert reverse("openness:sealing", args=[made.pk]) in page
    assert reverse("papers:edit", args=[made.pk]) not in page
    assert get(town, town.ines, "edit", made.pk).status_code == 302


def test_half_a_letter_is_kept_but_not_handed_over(town):
    post(town, town.rob, "make", "letter", title="关于商请协助的函", do="save")
    made = Document.objects.get(kind="letter")
    assert "〔主送机关〕" in shown(get(town, town.rob, "paper", made.pk))
    answer = post(town, town.rob, "save", made.pk, title=made.title, edit_no=0, do="submit")
    assert answer.status_code == 422
    made.refresh_from_db()
    assert made.state == "draft"
    assert post(town, town.rob, "submit", made.pk).status_code == 422


def test_without_a_title_nothing_is_kept(town):
    answer = post(town, town.rob, "make", "letter", **(TYPED | {"title": " "}), do="save")
    assert answer.status_code == 422
    assert "云川市统计局" in answer.content.decode()
    assert not Document.objects.filter(kind="letter").exists()


def test_two_who_edit_at_once_are_told(letter, town):
    assert post(town, town.rob, "save", letter.pk, **TYPED, edit_no=0).status_code == 302
    assert post(town, town.ines, "save", letter.pk, **TYPED, edit_no=0).status_code == 409


def test_the_list_is_filtered_and_paged(letter, town, monkeypatch):
    actions.draft("minutes", town.city, MINUTES, by=town.ines)
    page = shown(get(town, town.ines, "papers"))
    assert letter.title in page
    assert MINUTES.title in page
    assert MINUTES.title not in shown(get(town, town.ines, "papers", kind="letter"))
    assert "没有符合条件的公文" in shown(get(town, town.ines, "papers", state="issued"))
    assert "没有符合条件的公文" in shown(get(town, town.ines, "papers", year="2020"))
    monkeypatch.setattr(queries, "SIZE", 1)
    first = shown(get(town, town.ines, "papers"))
    after = re.search(r"\?after=(\d+)", first)[1]
    assert letter.title not in first
    assert letter.title in shown(get(town, town.ines, "papers", after=after))


def test_an_empty_list_says_what_comes_next(town):
    assert reverse("papers:new") in shown(get(town, town.cora, "papers"))
    assert "起草后，会出现在这里" in shown(get(town, town.ada, "papers"))


def test_the_list_costs_the_same_however_long_it_is(town, letter):
    client = town.client(town.ines)
    address = reverse("papers:papers")
    client.get(address)
    with CaptureQueriesContext(connection) as short:
        client.get(address)
    for _ in range(5):
        actions.draft("letter", town.city, LETTER, by=town.ines)
    with CaptureQueriesContext(connection) as long:
        client.get(address)
    assert len(long) == len(short)


@pytest.mark.parametrize("person", ["cora", "rex", "sam", "ada", "root"])
def test_nobody_else_sees_a_paper_of_the_city(letter, town, person):
    for view in ("paper", "edit", "docx", "pdf"):
        assert get(town, getattr(town, person), view, letter.pk).status_code == 404
    assert post(town, getattr(town, person), "submit", letter.pk).status_code == 404


def test_a_paper_that_the_platform_makes_is_not_among_them(collection, town):
    notice = draft("notice", town.city, "关于开展活动的通知", {"blocks": []}, by=town.ines)
    assert get(town, town.ines, "paper", notice.pk).status_code == 404
    assert get(town, town.ines, "begin", "notice").status_code == 404


def test_only_offices_are_led_here(town):
    link = f'href="{reverse("papers:papers")}"'
    assert link in shown(town.client(town.ines).get("/"))
    for person in (town.sam, town.ada):
        assert link not in shown(town.client(person).get("/"))
    assert get(town, town.sam, "new").status_code == 403


def test_a_letter_is_begun_with_a_file_and_the_file_goes_before_the_public_with_it(town, now):
    files = [upload(LIST, "数据清单.docx")]
    post(town, town.rob, "make", "letter", **TYPED, do="save", files=files)
    made = Document.objects.get(kind="letter")
    row = made.attached.get()
    assert said_of(made).values["attachments"] == ["数据清单"]
    assert "Word 文档（docx）" in shown(get(town, town.rob, "edit", made.pk))
    assert reverse("papers:attached", args=[made.pk, row.pk]) in shown(get(town, town.rob, "paper", made.pk))
    public = reverse("papers:public_attached", args=[made.code, row.pk])
    actions.issue(made, edit_no=0, by=town.ines, now=now)
    assert Client().get(public).status_code == 404
    opened(Document.objects.get(pk=made.pk), town.ines)
    assert public in Client().get(reverse("papers:public", args=[made.code])).content.decode()
    assert b"".join(Client().get(public).streaming_content) == LIST
    assert get(town, town.cora, "attached", made.pk, row.pk).status_code == 404


def test_a_file_that_cannot_be_taken_leaves_the_letter_in_the_form(letter, town):
    wrong = upload(b"MZ\x90" * 90, "清单.docx")
    answer = post(town, town.rob, "save", letter.pk, **TYPED, edit_no=0, files=wrong)
    assert answer.status_code == 422
    assert "不能接收" in answer.content.decode()
    assert "贵局来函收悉" in answer.content.decode()


def test_a_file_of_another_letter_is_not_found(letter, town):
    post(town, town.rob, "make", "letter", **TYPED, do="save", files=upload(photo(), "清单.jpg"))
    other = Document.objects.exclude(pk=letter.pk).get(kind="letter").attached.get()
    assert get(town, town.ines, "attached", letter.pk, other.pk).status_code == 404
