"""The register of media coverage: entered once, looked over from above, counted by level."""

from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import openpyxl
import pytest
from django.urls import reverse

from jieneng.apps.coverage.actions import registering
from jieneng.apps.coverage.agenda import to_do
from jieneng.apps.coverage.models import Article
from jieneng.apps.coverage.tests.conftest import LINK
from jieneng.apps.coverage.walls import blocks
from jieneng.config import clock
from jieneng.core.audit.models import Entry
from jieneng.core.campaigns.actions import ask_for_report
from jieneng.core.campaigns.beside import counted_on_form
from jieneng.core.collections.actions.opening import Terms
from jieneng.core.collections.queries.standing import standing
from jieneng.core.facts.verify import verify
from jieneng.core.files.tests.handed_in import photo, upload
from jieneng.core.orgs.acting import posts_of
from jieneng.core.orgs.models import Audience
from jieneng.ui.refusals import Refused
from tests.at_once import at_once


def refused(code, act, *args, **said):
    with pytest.raises(Refused) as met:
        act(*args, **said)
    assert met.value.code == code


def send(client, view, /, *args, **data):
    return client.post(reverse(f"coverage:{view}", args=args), {"_key": uuid4().hex, **data})


def see(client, view, /, *args, **query):
    return client.get(reverse(f"coverage:{view}", args=args), query)


def due(person, now):
    return [(one.kind, one.detail) for one in to_do(posts_of(person)[0], now)]


def test_an_article_counts_by_its_level_as_long_as_nobody_sends_it_back(entered, said, counted, media, town, now):
    one = entered()
    entered("hospital")  # the same link of another organisation is another entry
    entered("school", level="own", link="https://school.example/1")
    assert counted(town.county) == {"articles": 3, "city": 2, "own": 1}
    assert counted(town.school) == {"articles": 2, "city": 1, "own": 1}
    registering.send_back(one, town.county, because="级别不符", by=town.cora, now=now)
    assert counted(town.school) == {"articles": 1, "own": 1}
    assert due(town.sam, now) == [("媒体报道", "1 条被退回，请修改")]
    assert due(town.ines, now) == [("媒体报道", "2 条待确认")]
    one.refresh_from_db()
    again = said(level="county", day=one.day - timedelta(days=1) if one.day.month > 1 else one.day)
    registering.change(one, again, None, edit_no=0, by=town.sam, now=now)
    assert counted(town.school) == {"articles": 2, "county": 1, "own": 1}
    registering.confirm(one, town.city, by=town.ines, now=now)
    refused("article-settled", registering.change, one, said(), None, edit_no=1, by=town.sam, now=now)
    refused("article-settled", registering.withdraw, one, because="重复", by=town.sam)
    assert verify() == []
    (block,) = blocks(media.campaign, town.city.path)
    assert [(row.name, row.value) for row in block.rows] == [("市级", "1"), ("县级", "1"), ("本单位", "1")]
    trail = Entry.objects.filter(action__startswith="coverage.").order_by("pk").values_list("action", flat=True)
    assert list(trail)[3:] == ["coverage.send_back", "coverage.change", "coverage.confirm"]
    Article.objects.filter(pk=one.pk).update(level="state")
    assert verify() != []


def test_the_report_shows_what_is_registered_beside_its_rows(entered, counted, media, town, now):
    """The rows of the report are typed for what is not registered: both add up by level."""
    audience = Audience.objects.create(root=town.city, root_path=town.city.path, with_root=True)
    days = (date(now.year, 6, 23), date(now.year, 6, 29))
    terms = Terms(now.year, *days, opens_at=now, due_at=now + timedelta(days=1))
    collection = ask_for_report(media.campaign, audience, terms, by=town.ines)
    entered()
    entered(level="own", link="https://school.example/1")
    counted(town.school)
    shown = counted_on_form(collection, town.school)
    assert shown.figures == {}
    assert [(one.label, one.number) for one in shown.more["coverage"]] == [
        ("媒体登记", 2), ("市级媒体报道", 1), ("本单位媒体刊播", 1),
    ]  # fmt: skip
    assert standing(collection, town.city.path).sum("media.city")[0] == 1


def test_what_cannot_be_entered(entered, said, shot, plan, town, now):
    one = entered()
    for code, columns in {
        "article-twice": {"link": LINK.upper().replace("/A/1", "/a/1/").replace("HTTPS", "http")},
        "article-level": {"level": "world"},
        "article-day": {"day": one.day + timedelta(days=1)},
        "article-link": {"link": "ftp://news.example/a/1"},
        "article-unproved": {"link": ""},
    }.items():
        refused(code, entered, **columns)
    entered(link="", shot=shot(), title="版面")
    refused("article-twice", entered, link="", shot=shot(), title="版面")
    media, by = plan["media"], {"by": town.sam, "now": now}
    refused("coverage-not-reached", registering.enter, plan["green_commute"], town.school, said(), None, **by)
    media.passed_on = False
    refused("coverage-not-reached", registering.enter, media, town.school, said(), None, **by)
    media.passed_on = True
    refused("not-allowed", registering.confirm, one, town.school, by=town.sam, now=now)
    town.person("pia", "省局审核员", "province", "reviewer")
    refused("article-not-below", registering.confirm, one, town.province, by=town.pia, now=now)
    refused("reason-missing", registering.send_back, one, town.city, because=" ", by=town.ines, now=now)
    registering.withdraw(one, because="登记错了", by=town.sam)
    entered()  # what was withdrawn stands in nobody's way
    assert verify() == []


def test_the_register_on_its_pages(media, town, now):
    with clock.at(now):
        sam, ines = town.client(town.sam), town.client(town.ines)
        told = {"title": "=1+1", "medium": "云川日报", "level": "city", "about": media.pk, "day": f"{now:%Y-%m-%d}"}
        assert send(sam, "enter", media.pk, **told, link="javascript:alert(1)").status_code == 422
        assert "没有链接，也没有截图" in send(sam, "enter", media.pk, **told).content.decode()
        picture = upload(photo(traces=True), "版面.jpg")
        assert send(sam, "enter", media.pk, **told, link=LINK, screenshot=picture).status_code == 302
        assert send(sam, "enter", media.pk, **told, link=LINK).status_code == 409
        one = Article.objects.get()
        page = see(ines, "register", media.pk, level="city", under=town.county.pk).content.decode()
        assert "=1+1" in page
        assert "确认" in page
        assert see(town.client(town.hanna), "article", one.pk).status_code == 404
        assert see(town.client(town.rex), "register", media.pk).status_code == 404
        book = openpyxl.load_workbook(BytesIO(see(ines, "export", media.pk).content))
        cell = book.active["B2"]
        assert (cell.value, cell.data_type) == ("=1+1", "s")
        assert b"Some Phone" not in b"".join(see(ines, "screenshot", one.pk).streaming_content)
        assert 'rel="noopener noreferrer"' in see(ines, "article", one.pk).content.decode()
        send(ines, "check", one.pk, outcome="back", because="请写全称")
        assert "请写全称" in see(sam, "edit_article", one.pk).content.decode()
        assert send(sam, "save_article", one.pk, **told, link=LINK, edit_no=0).status_code == 302
        assert send(sam, "save_article", one.pk, **told, link=LINK, edit_no=0).status_code == 409
        send(ines, "check", one.pk, outcome="ok", **{"from": "list"})
        one.refresh_from_db()
        assert one.state == "confirmed"
        assert "篇" in see(sam, "home").content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_same_link_entered_six_times_at_once_is_one_article(entered, town):
    """The guard is the constraint: with it switched off all six were rows, since nothing else asks."""
    answers = at_once(6, lambda _: entered() and "entered")
    assert sorted(answers) == [*["article-twice"] * 5, "entered"]
    assert verify() == []


@pytest.mark.django_db(transaction=True)
def test_confirmed_and_sent_back_at_once_is_one_of_both_or_one_after_the_other(entered, counted, town, now):
    """The guard is the lock: without it both saw an article that waits, and what was sent back stayed confirmed."""
    one = entered()

    def check(number):
        if number % 2:
            return registering.confirm(one, town.city, by=town.ines, now=now).state
        return registering.send_back(one, town.city, because="重复", by=town.ines, now=now).state

    answers = at_once(4, check)
    one.refresh_from_db()
    assert one.state == "returned"  # confirmed ones may still be sent back; what was sent back is not confirmed
    assert answers.count("returned") == 1
    assert counted(town.city) == {}
    assert verify() == []
