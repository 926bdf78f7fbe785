"""The files of a notice: chosen in the form of its draft, fetched by those who get it and by the public."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from jieneng.apps.notices.actions.passing import pass_on
from jieneng.apps.notices.actions.publishing import publish
from jieneng.apps.notices.actions.withdrawing import withdraw
from jieneng.apps.notices.paper.layout import paper_of, parts_of
from jieneng.apps.notices.tests.cascade import TEXT, again, drafted
from jieneng.core.documents.attached import by_name
from jieneng.core.documents.disclosing import Description, describe
from jieneng.core.files.tests.handed_in import package, photo, upload
from jieneng.engine.documents.numbers import date_cn

SCHEDULE = package()


@pytest.fixture
def draft(town, now):
    return drafted(town, now, attachments=["活动安排表"])


def save(town, notice, *, person="ines", **said):
    due = f"{notice.due_at:%Y-%m-%d}"
    asked = {"title": "通知", "text": TEXT, "asks": "all", "due_on": due, "due_time": "17:00", "do": "save"}
    said = asked | {"attachments": "活动安排表", "edit_no": notice.document.edit_no, "_key": uuid4().hex} | said
    return town.client(getattr(town, person)).post(reverse("notices:edit_save", args=[notice.pk]), said)


def attached(town, notice):
    said = {"file-0": upload(SCHEDULE, "扫描0001.docx"), "file-0-name": "活动安排表"}
    assert save(town, notice, **said, files=[upload(photo(), "宣传画.jpg")]).status_code == 302
    return again(notice)


@pytest.fixture
def sent(town, draft, now):
    notice = attached(town, draft)
    return publish(notice, edit_no=notice.document.edit_no, by=town.ines, now=now)


def page(client, view, *args):
    answer = client.get(reverse(f"notices:{view}", args=args))
    return answer.content.decode() if answer.status_code == 200 else answer.status_code


def test_who_gets_a_copy_stands_at_the_foot_with_who_printed_it(town, draft, now):
    assert save(town, draft, copies_to="市委办公室,市政府办公室。").status_code == 302
    assert 'value="市委办公室，市政府办公室"' in page(town.client(town.ines), "edit", draft.pk)
    notice = again(draft)
    sent = publish(notice, edit_no=notice.document.edit_no, by=town.ines, now=now)
    foot = paper_of(sent).blocks[-1]
    assert foot.copies_to == ("市委办公室", "市政府办公室")
    assert (foot.issuer, foot.date) == (town.city.name, date_cn(sent.document.written_on))


def test_a_file_is_chosen_for_a_name_or_brings_its_own(town, draft):
    notice = attached(town, draft)
    assert parts_of(notice.document)[2] == ["活动安排表", "宣传画"]
    assert set(by_name(notice.document)) == {"活动安排表", "宣传画"}
    ines = town.client(town.ines)
    form = page(ines, "edit", notice.pk)
    assert 'enctype="multipart/form-data"' in form
    assert "Word 文档（docx）" in form
    assert "Word 文档（docx）" in page(ines, "notice", notice.pk)


def test_a_name_without_a_file_is_said_to_have_none(town, draft):
    assert "未附文件" in page(town.client(town.ines), "notice", draft.pk)
    assert 'name="file-0"' in page(town.client(town.ines), "edit", draft.pk)


def test_a_file_that_cannot_be_taken_leaves_what_was_typed_in_the_form(town, draft):
    answer = save(town, draft, title="新的标题", files=upload(b"MZ\x90" * 90, "表.docx"))
    assert answer.status_code == 422
    assert "新的标题" in answer.content.decode()
    assert "不能接收" in answer.content.decode()
    assert "请重新选择" in answer.content.decode()
    assert not again(draft).document.attached.exists()


def test_a_name_that_was_dropped_takes_its_file_off_first(town, draft):
    notice = attached(town, draft)
    answer = save(town, notice, attachments="活动安排表")
    assert answer.status_code == 422
    assert "宣传画" in answer.content.decode()
    off = by_name(notice.document)["宣传画"].pk
    assert save(town, notice, attachments="活动安排表", off=off).status_code == 302
    assert set(by_name(again(notice).document)) == {"活动安排表"}


def test_those_below_and_the_public_fetch_it_under_the_name_in_the_paper(town, sent):
    row = by_name(sent.document)["活动安排表"]
    sam = town.client(town.sam)
    assert reverse("notices:attached", args=[sent.pk, row.pk]) in page(sam, "notice", sent.pk)
    public = reverse("notices:public_attached", args=[sent.public_code, row.pk])
    shown = page(Client(), "public", sent.public_code)
    assert public in shown
    assert "附件1：活动安排表" in shown
    for answer in (sam.get(reverse("notices:attached", args=[sent.pk, row.pk])), Client().get(public)):
        assert b"".join(answer.streaming_content) == SCHEDULE
        assert "%E6%B4%BB%E5%8A%A8%E5%AE%89%E6%8E%92%E8%A1%A8.docx" in answer["Content-Disposition"]
        assert answer["X-Content-Type-Options"] == "nosniff"
    assert Client().get(public)["Cache-Control"].startswith("public")


def test_a_picture_is_given_clean(town, sent):
    row = by_name(sent.document)["宣传画"]
    answer = Client().get(reverse("notices:public_attached", args=[sent.public_code, row.pk]))
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"].startswith("inline")


def test_nobody_else_fetches_the_file_of_a_draft(town, draft):
    notice = attached(town, draft)
    file = by_name(notice.document)["活动安排表"].pk
    assert Client().get(reverse("notices:public_attached", args=[notice.public_code, file])).status_code == 404
    for person in (town.sam, town.cora, town.rex):
        client = town.client(person)
        assert client.get(reverse("notices:attached", args=[notice.pk, file])).status_code == 404
    assert town.client(town.ines).get(reverse("notices:attached", args=[notice.pk, file])).status_code == 200


def test_with_the_paper_its_files_are_gone(town, sent, now):
    file = by_name(sent.document)["活动安排表"].pk
    public = reverse("notices:public_attached", args=[sent.public_code, file])
    page_of_all = reverse("notices:public", args=[sent.public_code])
    assert page_of_all in page(town.client(town.sam), "notice", sent.pk)
    describe(sent.document, Description("request", "affairs", "notice"), edit_no=0, by=town.ines, because="误公开")
    assert Client().get(public).status_code == 404
    assert page_of_all not in page(town.client(town.sam), "notice", sent.pk), "nobody is led to a page that is gone"
    assert town.client(town.sam).get(reverse("notices:attached", args=[sent.pk, file])).status_code == 200
    withdraw(sent, because="时间有误", by=town.ines, now=now)
    assert Client().get(public).status_code == 404
    assert town.client(town.sam).get(reverse("notices:attached", args=[sent.pk, file])).status_code == 404
    assert town.client(town.ines).get(reverse("notices:attached", args=[sent.pk, file])).status_code == 200


def test_a_file_of_another_notice_is_not_found_here(town, sent, now):
    other = attached(town, drafted(town, now, attachments=["活动安排表"]))
    foreign = by_name(other.document)["活动安排表"].pk
    assert town.client(town.ines).get(reverse("notices:attached", args=[sent.pk, foreign])).status_code == 404
    assert Client().get(reverse("notices:public_attached", args=[sent.public_code, foreign])).status_code == 404


def test_who_passes_it_on_passes_its_files_on(town, sent, now):
    own = pass_on(sent, town.county, by=town.cora, now=now)
    assert set(by_name(own.document)) == {"活动安排表", "宣传画"}
    assert parts_of(own.document)[2] == ["活动安排表", "宣传画"]
