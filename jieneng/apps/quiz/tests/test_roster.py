"""By roster: a sheet in, all or nothing; a player picks the organisation and types a name or a number."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from jieneng.apps.portal.tests.test_desk_sheets import book
from jieneng.apps.quiz import doors
from jieneng.apps.quiz.actions import quiz as actions
from jieneng.apps.quiz.actions import roster as rosters
from jieneng.apps.quiz.actions.roster import Listed
from jieneng.apps.quiz.endpoint.app import OPEN
from jieneng.apps.quiz.marks import NAME, mark_of
from jieneng.apps.quiz.models import Opening, Roster, RosterPerson, RosterTry, Withdrawal
from jieneng.apps.quiz.roster_sheet import columns
from jieneng.apps.quiz.tests.live import hand_in, post, told
from jieneng.apps.quiz.tests.test_playing import enter, entrance_of, start
from jieneng.core.audit.models import Entry
from jieneng.core.orgs.acting import posts_of
from jieneng.ui.refusals import Refused

pytestmark = pytest.mark.django_db
through_the_endpoint = pytest.mark.django_db(transaction=True)
HEAD = [column.label for column in columns()]


@pytest.fixture
def listed(draft, terms, town, now):
    """A quiz by roster, one attempt each; the school has handed in two people."""
    changed = actions.change(draft, replace(terms, ways=("roster",), n_attempts=1), edit_no=0, by=town.ines)
    people = [Listed(town.school, "张 三", "138-0000 5678"), Listed(town.school, "李四")]
    rosters.hand_in(town.school, people, by=town.sam, now=now)
    return actions.publish(changed, edit_no=1, by=town.ines, now=now)


def as_one_of(quiz, organization, who, agreed="1"):
    """A new browser in which somebody has entered by the roster, and the answer."""
    client = Client()
    return client, enter(client, quiz, way="roster", organization=organization.pk, who=who, agreed=agreed)


def sent(client, *rows, head=HEAD):
    return client.post(reverse("quiz:roster_import_do"), {"_key": "k" * 32, "file": book(*rows, head=head)})


def test_a_name_and_a_number_are_the_same_person_in_every_browser(listed, town):
    players = set()
    for typed in ("张三", "张　三", "13800005678", "+86 138 0000 5678"):
        client, answer = as_one_of(listed, town.school, typed)
        assert answer.status_code == 302
        entrance = entrance_of(client, listed)
        players.add(entrance.player)
        assert (entrance.organization, entrance.notice) == (town.school.pk, 1)
    assert len(players) == 1
    assert entrance_of(as_one_of(listed, town.school, "李四")[0], listed).player not in players


@pytest.mark.parametrize("is_guarded", [True, False])
def test_whoever_has_an_account_does_not_play_again_by_the_roster(draft, terms, town, now, monkeypatch, is_guarded):
    """Switched off, the same person has two papers, and two chances of a prize."""
    changed = actions.change(draft, replace(terms, ways=("staff", "roster")), edit_no=0, by=town.ines)
    people = [Listed(town.school, town.sam.display_name, "13800005678"), Listed(town.school, "李四")]
    rosters.hand_in(town.school, people, by=town.sam, now=now)
    quiz = actions.publish(changed, edit_no=1, by=town.ines, now=now)
    if not is_guarded:
        monkeypatch.setattr(rosters, "has_account", lambda organization, person: False)
    own = town.client(town.sam)
    assert enter(own, quiz, way="staff").status_code == 302
    for typed in (town.sam.display_name, "13800005678"):
        client, answer = as_one_of(quiz, town.school, typed)
        if is_guarded:
            assert answer.status_code == 409
            assert "请用本人账号登录后答题" in answer.content.decode()
        else:
            assert entrance_of(client, quiz).player != entrance_of(own, quiz).player
    assert as_one_of(quiz, town.school, "李四")[1].status_code == 302  # without an account


@through_the_endpoint
def test_attempts_are_counted_by_person_whatever_they_type_and_however_often_the_roster_comes(listed, town, now):
    by_name, by_phone = ticket_of(listed, town, "张三"), ticket_of(listed, town, "13800005678")

    async def story(endpoint):
        _, paper = await post(endpoint, OPEN, {"ticket": by_name})
        await hand_in(endpoint, paper)
        return await post(endpoint, OPEN, {"ticket": by_phone})

    status, answer = told(now, story)
    assert (status, answer["code"]) == (409, "quiz-attempts-used")
    rosters.hand_in(town.school, [Listed(town.school, "张三")], by=town.sam, now=now)
    client, _ = as_one_of(listed, town.school, "张三")
    assert "次数已用完" in start(client, listed)
    assert Opening.objects.count() == 1


def ticket_of(quiz, town, who):
    page = as_one_of(quiz, town.school, who)[0].get(reverse("quiz:public_paper", args=[quiz.public_code]))
    return page.content.decode().partition('data-ticket="')[2].partition('"')[0]


def test_who_is_not_on_it_does_not_play_nor_whom_another_organisation_has(listed, town):
    for organization, who in ((town.school, "王五"), (town.hospital, "张三"), (town.school, ""), (town.school, "1")):
        _, answer = as_one_of(listed, organization, who)
        assert answer.status_code == 422
        assert "名册中没有查到" in answer.content.decode()
    assert as_one_of(listed, town.school, "张三", agreed="")[1].status_code == 422  # consent is not taken for granted
    refused = enter(Client(), listed, way="public", organization=town.school.pk, agreed="1")
    assert refused.status_code == 403  # not a way of this quiz


def test_guessing_is_stopped_by_address_and_by_organisation(listed, town, now, monkeypatch):
    monkeypatch.setattr(rosters, "WRONG_FROM_ONE", 3)
    monkeypatch.setattr(rosters, "WRONG_AT_ONE", 5)

    def ask(who, address, at=now):
        return rosters.find(town.school, who, address=address, now=at)

    assert [ask("王五", "a") for _ in range(3)] == [None] * 3
    with pytest.raises(Refused, match="quiz-roster-tries"):
        ask("张三", "a")
    assert [ask("王五", "b") for _ in range(2)] == [None] * 2
    with pytest.raises(Refused, match="quiz-roster-tries"):
        ask("张三", "c")
    assert ask("张三", "a", now + timedelta(hours=1, seconds=1)) is not None
    assert RosterTry.objects.filter(sender__in=("a", "b")).count() == 0  # no address is kept
    assert Entry.objects.filter(action="quiz.roster_wrong").count() == 5


def test_no_name_and_no_number_is_stored_anywhere(listed, town):
    as_one_of(listed, town.school, "王五六")
    kept = str([*RosterPerson.objects.values(), *RosterTry.objects.values(), *Roster.objects.values()])
    kept = re.sub(r"[0-9a-f]{32,64}", "", kept + str([*Entry.objects.values()]))  # a digest may hold any four digits
    for plain in ("张三", "张 三", "13800005678", "5678", "李四", "王五六"):
        assert plain not in kept
    first = RosterPerson.objects.get(name_mark=mark_of(town.school.pk, NAME, "张三"))
    assert first.name_mark != mark_of(town.hospital.pk, NAME, "张三")


@through_the_endpoint
def test_the_consent_is_taken_back_on_the_receipt(listed, town, now):
    client, _ = as_one_of(listed, town.school, "张三")
    ticket, player = ticket_of(listed, town, "张三"), entrance_of(client, listed).player

    async def story(endpoint):
        _, paper = await post(endpoint, OPEN, {"ticket": ticket})
        return await hand_in(endpoint, paper)

    _, receipt = told(now, story)
    page = reverse("quiz:public_receipt", args=[listed.public_code, receipt["number"]])
    assert "撤回" in client.get(page).content.decode()
    client.post(page)
    assert Withdrawal.objects.get().player == player


def test_a_sheet_is_taken_whole_and_replaces_the_one_before(town, listed):
    client = town.client(town.cora)
    answer = sent(client, ["望岭县第一中学", "赵六", "13900001111"], ["", "钱七", ""], ["望岭县人民医院", "赵六", ""])
    assert answer.status_code == 302
    assert {one.organization: one.n for one in Roster.objects.all()} == {
        town.school: 1,
        town.county: 1,
        town.hospital: 1,
    }
    assert as_one_of(listed, town.school, "张三")[1].status_code == 422
    assert as_one_of(listed, town.school, "赵六")[1].status_code == 302
    page = client.get(reverse("quiz:roster")).content.decode()
    assert "望岭县人民医院" in page
    assert "赵六" not in page
    assert Entry.objects.filter(action="quiz.roster_import", person=town.cora).count() == 3


def test_with_one_fault_nobody_is_taken_and_every_fault_is_named(town, listed):
    answer = sent(
        town.client(town.cora),
        ["望岭县第一中学", "赵六", "13900001111"],
        ["云川市图书馆", "钱七", ""],  # not below the county
        ["", "", "13900002222"],
        ["", "孙八", "12"],
        ["望岭县第一中学", "赵 六", ""],
        ["望岭县第一中学", "周九", "139-0000-1111"],
        ["", "13900003333", ""],
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "有6处需改正" in page
    for said in (
        "没有“云川市图书馆”",
        "电话号码不对",
        "“姓名”与第2行重复",
        "“电话”与第2行重复",
        "姓名栏填的是电话号码",
    ):
        assert said in page
    assert Roster.objects.get().n == 2  # the school's own, as before
    wrong = town.client(town.cora).post(reverse("quiz:roster_import_do"), {"_key": "w" * 32})
    assert wrong.status_code == 422


def test_rosters_are_deleted_by_hand_and_after_half_a_year(town, listed, now):
    roster = Roster.objects.get()
    stranger = town.client(town.hanna).post(reverse("quiz:roster_delete", args=[roster.pk]), {"_key": "d" * 32})
    assert stranger.status_code == 404
    assert rosters.purge(now + timedelta(days=179)) == 0
    assert rosters.purge(now + timedelta(days=181)) == 1
    assert (RosterPerson.objects.count(), Roster.objects.get().n) == (0, 0)
    rosters.hand_in(town.school, [Listed(town.school, "张三")], by=town.sam, now=now)
    town.client(town.sam).post(reverse("quiz:roster_delete", args=[roster.pk]), {"_key": "e" * 32})
    assert not RosterPerson.objects.exists()
    assert as_one_of(listed, town.school, "张三")[1].status_code == 422


def test_who_may(town, listed, now):
    with pytest.raises(Refused, match="not-allowed"):
        rosters.hand_in(town.city, [Listed(town.school, "张三")], by=town.olga, now=now)
    with pytest.raises(Refused, match="quiz-not-within"):
        rosters.hand_in(town.school, [Listed(town.hospital, "张三")], by=town.sam, now=now)


def test_the_start_asks_for_a_name_only_after_the_organisation(listed, town):
    assert 'name="who"' not in start(Client(), listed)
    page = start(Client(), listed, organization=town.school.pk)
    assert 'name="who"' in page
    assert "不填姓名参加" not in page


def test_an_office_below_is_shown_where_its_roster_is_handed_in(listed, town, now):
    acting = posts_of(town.sam)[0]
    found = doors.desk(acting, [listed.activity], now)
    assert [(door.label, door.url) for door in found.values()] == [("竞答名册", reverse("quiz:roster"))]
    assert doors.desk(posts_of(town.olga)[0], [listed.activity], now) == {}
