"""A stamped copy belongs to the text that was issued; anybody with the code can check a paper."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from jieneng.core.documents import papers, seal_services
from jieneng.core.documents.actions import draft, issue
from jieneng.core.documents.seal_services import SealFailed
from jieneng.core.documents.sealing import sealed_copy_of
from jieneng.core.documents.version_code import is_version, version_code

pytestmark = pytest.mark.django_db
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF"
)


@pytest.fixture
def paper(town):
    made = draft("notice", town.city, "关于开展宣传周活动的通知", {"blocks": []}, by=town.ines)
    return issue(made, number="云机管节〔2025〕3号", written_on=date(2025, 6, 16), by=town.ines)


@pytest.fixture
def ines(town):
    return town.client(town.ines)


def scan(client, paper, version, content=PDF):
    file = SimpleUploadedFile("盖章通知.pdf", content, "application/pdf")
    sent = {"_key": uuid4().hex, "version": version, "file": file}
    return client.post(reverse("openness:scan", args=[paper.pk]), sent)


def check(client, code, version=""):
    return client.get(reverse("openness:public_check"), {"code": code, "version": version})


def test_the_version_code_changes_with_a_word_and_is_read_however_it_is_typed(paper):
    code = version_code(paper)
    assert is_version(paper, code.lower().replace("-", " "))
    paper.title += "（修订）"
    assert not is_version(paper, code)


def test_a_scan_with_its_version_is_kept_and_anybody_may_take_it_home(ines, client, paper):
    assert scan(ines, paper, version_code(paper)).status_code == 302
    assert sealed_copy_of(paper).version == version_code(paper)
    page = check(client, paper.code.upper()).content.decode()
    assert "盖章通知.pdf" in page
    answer = client.get(reverse("openness:public_sealed", args=[paper.code]))
    assert b"".join(answer.streaming_content) == PDF


def test_a_scan_of_another_text_is_refused_at_its_field_and_nothing_is_kept(ines, paper):
    answer = scan(ines, paper, "AAAA-2222")
    assert answer.status_code == 422
    assert "与印发的文本不一致" in answer.content.decode()
    assert sealed_copy_of(paper) is None


def test_a_second_copy_waits_until_the_first_is_taken_down_with_a_reason(ines, paper):
    scan(ines, paper, version_code(paper))
    assert "已有盖章件" in scan(ines, paper, version_code(paper)).content.decode()
    copy = sealed_copy_of(paper)
    sent = {"_key": uuid4().hex, "copy": copy.pk, "because": "印章不清"}
    assert ines.post(reverse("openness:seal_take_back", args=[paper.pk]), sent).status_code == 302
    assert sealed_copy_of(paper) is None
    assert "印章不清" in ines.get(reverse("openness:sealing", args=[paper.pk])).content.decode()
    assert scan(ines, paper, version_code(paper)).status_code == 302


def test_a_draft_has_no_seal(ines, town):
    made = draft("notice", town.city, "通知", {"blocks": []}, by=town.ines)
    assert "还没有印发" in ines.get(reverse("openness:sealing", args=[made.pk])).content.decode()


def test_a_paper_is_checked_by_its_code_alone_or_with_its_version(client, paper):
    assert "是本平台印发的公文" in check(client, paper.code).content.decode()
    assert "文本一致" in check(client, paper.code, version_code(paper)).content.decode()
    assert "版本号不符" in check(client, paper.code, "AAAA-2222").content.decode()
    wrong = check(client, "0000000000000000")
    assert wrong.status_code == 404
    assert "没有这个校验码" in wrong.content.decode()


def test_of_a_paper_that_is_not_open_only_issuer_number_and_day_are_told(client, ines, paper):
    scan(ines, paper, version_code(paper))
    type(paper.disclosure).objects.filter(document=paper).update(openness="request", opened_at=None)
    page = check(client, paper.code).content.decode()
    assert paper.number in page
    assert paper.title not in page
    assert client.get(reverse("openness:public_sealed", args=[paper.code])).status_code == 404


class Service:
    name = "演示电子印章"

    def seal(self, pdf, *, organization, credit_code, title):
        return pdf + f"% {organization}".encode()

    def found_in(self, pdf):
        return []


class Broken(Service):
    def seal(self, pdf, **_):
        raise SealFailed("证书已过期。")


@pytest.fixture
def served(settings, monkeypatch):
    monkeypatch.setitem(papers._renders, "notice", lambda document: PDF)

    def serve(name):
        settings.JIENENG_SEAL_SERVICE = f"{__name__}:{name}"
        seal_services.seal_service.cache_clear()

    yield serve
    seal_services.seal_service.cache_clear()


def by_service(client, paper):
    return client.post(reverse("openness:seal", args=[paper.pk]), {"_key": uuid4().hex})


def test_a_service_seals_the_pdf(ines, paper, served):
    served("Service")
    assert "演示电子印章" in ines.get(reverse("openness:sealing", args=[paper.pk])).content.decode()
    assert by_service(ines, paper).status_code == 302
    assert sealed_copy_of(paper).service == "演示电子印章"


def test_a_service_that_fails_says_why_and_nothing_is_kept(ines, paper, served):
    served("Broken")
    assert "证书已过期" in by_service(ines, paper).content.decode()
    assert sealed_copy_of(paper) is None


def test_the_service_is_asked_before_the_transaction_that_keeps_its_seal(ines, paper, served, monkeypatch):
    during = []
    monkeypatch.setattr(Service, "seal", lambda self, pdf, **_: during.append(connection.savepoint_ids[:]) or pdf)
    served("Service")
    before = connection.savepoint_ids[:]
    assert by_service(ines, paper).status_code == 302
    assert during == [before]


def test_a_paper_that_bears_a_seal_is_not_sealed_again(ines, paper, served):
    served("Service")
    by_service(ines, paper)
    assert "已有盖章件" in by_service(ines, paper).content.decode()


@pytest.mark.parametrize("copy", ["", "eins", "9" * 30])
def test_a_copy_that_is_none_cannot_be_taken_down(ines, paper, copy):
    sent = {"_key": uuid4().hex, "copy": copy, "because": "印章不清"}
    assert ines.post(reverse("openness:seal_take_back", args=[paper.pk]), sent).status_code == 404


def test_without_a_service_there_is_none_to_use(ines, paper):
    assert "没有接入电子印章" in by_service(ines, paper).content.decode()


def test_who_has_no_part_in_papers_seals_none(town, paper):
    assert town.client(town.rob).get(reverse("openness:sealing", args=[paper.pk])).status_code == 403
    assert town.client(town.rex).get(reverse("openness:sealing", args=[paper.pk])).status_code == 404
