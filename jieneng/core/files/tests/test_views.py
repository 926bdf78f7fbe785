"""Handing a file in from a page, and who may look at it."""

import pytest

from jieneng.core.files.models import Attachment
from jieneng.core.files.tests.handed_in import package, photo, upload


@pytest.fixture
def handed_in(town):
    answer = town.client(town.sam).post("/files/", {"file": upload(photo(traces=True), "收看.jpg")})
    assert answer.status_code == 200
    return answer.json()


def test_a_page_gets_the_number_the_thumbnail_and_the_name(handed_in):
    kept = Attachment.objects.get()
    assert handed_in == {"id": kept.pk, "thumb": f"/files/{kept.pk}/thumb", "name": "收看.jpg"}


@pytest.mark.parametrize("what", ["thumb", "clean", "original"])
def test_those_above_see_it_and_those_beside_do_not(town, handed_in, what):
    url = f"/files/{handed_in['id']}/{what}"
    for person in (town.sam, town.cora, town.ines):
        assert town.client(person).get(url).status_code == 200
    for person in (town.hanna, town.rex, town.olga):
        assert town.client(person).get(url).status_code == 404


def test_a_file_is_served_so_that_it_can_only_be_looked_at(town, handed_in):
    shown = town.client(town.sam).get(f"/files/{handed_in['id']}/clean")
    saved = town.client(town.sam).get(f"/files/{handed_in['id']}/original")
    assert shown["Content-Type"] == "image/jpeg"
    assert b"Some Phone" not in b"".join(shown.streaming_content)
    assert saved["Content-Disposition"].startswith("attachment")
    for answer in (shown, saved):
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "private" in answer["Cache-Control"]
        assert "sandbox" in answer["Content-Security-Policy"]


def test_a_paper_has_no_thumbnail(town):
    answer = town.client(town.sam).post("/files/", {"file": upload(package(), "总结.docx")}).json()
    assert answer["thumb"] == ""
    assert town.client(town.sam).get(f"/files/{answer['id']}/thumb").status_code == 404


def test_a_refusal_reaches_the_page_as_a_sentence(town):
    answer = town.client(town.sam).post("/files/", {"file": upload(b"MZ....")}, headers={"X-Requested-With": "fetch"})
    assert answer.status_code == 422
    assert answer.json()["code"] == "wrong-type"


def test_a_stranger_is_asked_to_sign_in(client, town, handed_in):
    assert client.get(f"/files/{handed_in['id']}/thumb").status_code == 302
    assert client.post("/files/", {"file": upload(photo())}).status_code == 302
