"""A contribution from the sender to the public column: given back, sent again, edited, adopted, taken down."""

import pytest
from django.test import Client

from jieneng.apps.coverage.actions import contributing, editing
from jieneng.apps.coverage.actions.contributing import Piece, Shown
from jieneng.apps.coverage.doors import public
from jieneng.apps.coverage.models import Contribution, ContributionPhoto
from jieneng.apps.coverage.queries.column import compared
from jieneng.apps.coverage.tellings import Columns
from jieneng.apps.coverage.tests.test_articles import due, refused, see, send
from jieneng.config import clock
from jieneng.core.facts.verify import verify
from jieneng.core.files.tests.handed_in import photo, upload
from jieneng.rulebook.coverage import contribution_limits
from tests.at_once import at_once


def test_a_contribution_goes_to_and_fro_and_every_wording_stays(sent, shot, counted, media, town, now):
    one = sent(photos=[Shown(shot(), "食堂", consent=True), Shown(shot(), "教室")])
    desk = {"by": town.ines, "now": now}
    assert due(town.ines, now) == [("投稿", "1 篇待处理")]
    refused("reason-missing", editing.decide, one, "back", edit_no=0, **desk)
    refused("contribution-decided", editing.decide, one, "down", because="错", edit_no=0, **desk)
    editing.decide(one, "back", because="请写明数字", edit_no=0, **desk)
    assert due(town.sam, now) == [("投稿", "1 篇退改，请修改")]
    better = Piece("一度电的旅程", "食堂换了灯。\n每月省电二百三十度。")
    refused("stale-form", contributing.send_again, one, better, [], edit_no=7, by=town.sam, now=now)
    drop = [one.photos.last().pk]
    contributing.send_again(one, better, [], drop=drop, edit_no=0, by=town.sam, now=now)
    refused("contribution-not-back", contributing.send_again, one, better, [], edit_no=1, by=town.sam, now=now)
    refused("not-allowed", editing.edit, one, better, edit_no=1, by=town.sam, now=now)
    refused("contribution-unchanged", editing.edit, one, better, edit_no=1, **desk)
    editing.edit(one, Piece("一度电的旅程", "食堂换灯，每月省电230度。"), edit_no=1, **desk)
    refused("stale-form", editing.decide, one, "adopt", edit_no=1, **desk)  # decided on what the editor has read
    editing.decide(one, "adopt", edit_no=2, **desk)
    assert counted(town.county) == {"contributions": 1}
    assert verify() == []
    edited, resent, original = compared(one)
    assert [original.version.text, original.changes] == ["食堂换了灯。\n每月省电二百度。", []]
    assert [change.kind for change in resent.changes] == ["same", "same", "reworded"]
    assert edited.version.way == "编辑"
    assert list(public([media], now)) == [media.pk]
    editing.decide(one, "down", because="数字有误", edit_no=2, **desk)
    assert counted(town.county) == {}
    assert public([media], now) == {}
    assert verify() == []
    editing.decide(sent(title="第二篇"), "decline", because="题材重复", edit_no=0, **desk)
    Contribution.objects.filter(pk=one.pk).update(state="adopted")
    assert verify() != []


def test_what_cannot_be_sent(sent, shot, media, town, now):
    limits = contribution_limits()
    by = {"by": town.sam, "now": now}
    for code, piece, photos in (
        ("contribution-empty", Piece("题", " ", "后勤科"), []),
        ("contribution-author", Piece("题", "文", " "), []),
        ("contribution-too-long", Piece("题", "字" * (limits.text + 1), "后勤科"), []),
        ("contribution-photos", Piece("题", "文", "后勤科"), [Shown(shot(), "图")] * (limits.photos + 1)),
        ("contribution-caption", Piece("题", "文", "后勤科"), [Shown(shot(), " ")]),
    ):
        refused(code, contributing.send, media, town.school, piece, photos, **by)
    refused("not-allowed", contributing.send, media, town.hospital, Piece("题", "文", "后勤科"), [], **by)
    refused("coverage-not-reached", contributing.send, media, town.school3, Piece("题", "文", "后勤科"), [],
            by=town.person("sid", "邻市填报员", "school3", "reporter"), now=now)  # fmt: skip


def test_the_column_on_its_pages(media, town, now):
    phone, code = Client(), media.campaign.public_code
    with clock.at(now):
        sam, ines = town.client(town.sam), town.client(town.ines)
        told = {"title": "一度电的旅程", "author": "后勤科工作人员", "text": "字" * 1_501}
        assert "超过1,500字" in send(sam, "send", media.pk, **told).content.decode()
        told["text"] = "食堂换了灯。\n<b>省电</b>。"
        shown = {
            "p1-photo": upload(photo(traces=True), "甲.jpg"), "p1-caption": "食堂", "p1-consent": "on",
            "p2-photo": upload(photo(), "乙.jpg"), "p2-caption": "教室",
        }  # fmt: skip
        assert send(sam, "send", media.pk, **told, **shown).status_code == 302
        one = Contribution.objects.get()
        assert 'data-limit="1500"' in see(sam, "new_contribution", media.pk).content.decode()
        assert see(town.client(town.hanna), "contribution", one.pk).status_code == 404
        assert see(phone, "public_contribution", code, media.pk, one.pk).status_code == 404
        assert send(sam, "decide", one.pk, decision="adopt", edit_no=0).status_code == 403
        send(ines, "decide", one.pk, decision="back", because="请改题", edit_no=0)
        assert "请改题" in see(sam, "edit_contribution", one.pk).content.decode()
        more = {"p1-photo": upload(photo(), "丙.jpg"), "p1-caption": "走廊"}
        kept = {"title": "一盏灯", "text": told["text"], "edit_no": "0"}
        assert send(sam, "save_contribution", one.pk, **kept, **more).status_code == 302
        assert [photo.ord for photo in one.photos.all()] == [1, 2, 3]
        assert "食堂换了灯" in see(ines, "edit_contribution", one.pk).content.decode()
        send(ines, "save_contribution", one.pk, title="一盏灯的账", text=told["text"], edit_no="1")
        send(ines, "decide", one.pk, decision="adopt", edit_no="2")
        assert "<ins>的账</ins>" in see(sam, "contribution", one.pk).content.decode()
        assert "一盏灯的账" in see(phone, "public_column", code, media.pk).content.decode()
        page = see(phone, "public_contribution", code, media.pk, one.pk).content.decode()
        assert "&lt;b&gt;省电" in page
        assert town.school.name in page
        assert "后勤科" not in page
        agreed, other, _ = ContributionPhoto.objects.order_by("ord")
        assert see(phone, "public_photo", code, media.pk, one.pk, agreed.pk).status_code == 200
        assert see(phone, "public_photo", code, media.pk, one.pk, other.pk).status_code == 404
        assert see(ines, "photo", one.pk, other.pk).status_code == 200
        assert "采用" in see(ines, "column", media.pk, state="adopted").content.decode()
        send(ines, "decide", one.pk, decision="down", because="数字有误", edit_no="2")
        assert see(phone, "public_contribution", code, media.pk, one.pk).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_editors_who_decide_at_once_adopt_it_once(sent, counted, town, now):
    """The guard is the lock: without it each of four saw one that waits, and it counted four times."""
    one = sent()
    decide = {"edit_no": 0, "by": town.ines, "now": now}
    answers = at_once(4, lambda _: editing.decide(one, "adopt", **decide).state)
    assert sorted(answers) == ["adopted", *["contribution-decided"] * 3]
    assert counted(town.city) == {"contributions": 1}
    assert verify() == []


def test_papers_may_tell_of_what_stands(sent, media, town, now):
    """Adopted ones alone, of the node and below; taken down, it is offered no more."""
    source, campaigns = Columns(), [media.campaign_id]
    story = sent()
    assert source.one(campaigns, town.city.path, story.pk) is None
    editing.decide(story, "adopt", edit_no=0, by=town.ines, now=now)
    found = source.one(campaigns, town.city.path, story.pk)
    assert (found.organization, found.text) == ("望岭县第一中学", story.text)
    assert found.said.startswith("专栏投稿《一度电的旅程》，")
    page = {"words": "", "after": 0, "most": 5}
    assert source.page(campaigns, town.county.path, **page) == [found]
    assert source.page(campaigns, town.county2.path, **page) == []
    assert source.page(campaigns, town.city.path, **page | {"words": "没有的词"}) == []
    assert source.page(campaigns, town.city.path, **page | {"after": story.pk}) == []
    editing.decide(story, "down", because="有误", edit_no=0, by=town.ines, now=now)
    assert source.page(campaigns, town.city.path, **page) == []
