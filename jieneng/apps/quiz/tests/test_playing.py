"""On the phone: ways in without personal data, the paper's page, the receipt, the review, taking the consent back."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from jieneng.apps.quiz.actions import quiz as actions
from jieneng.apps.quiz.counting import count_all
from jieneng.apps.quiz.endpoint.building import signer
from jieneng.apps.quiz.models import HandIn, Quiz, Withdrawal
from jieneng.core.audit.models import Entry
from jieneng.core.campaigns import chances, entrants
from jieneng.engine.quizzes.receipts import player_key


def enter(client, quiz, **said):
    return client.post(reverse("quiz:public", args=[quiz.public_code]), said)


def entrance_of(client, quiz):
    page = client.get(reverse("quiz:public_paper", args=[quiz.public_code])).content.decode()
    return signer().read_entrance(re.search(r'data-ticket="([^"]+)"', page)[1])


@pytest.fixture
def phone():
    return Client()


@pytest.fixture
def player(phone, quiz, town):
    """A browser that plays for the school; its key."""
    enter(phone, quiz, way="public", organization=town.school.pk, agreed="1")
    return entrance_of(phone, quiz).player


def start(client, quiz, **query):
    return client.get(reverse("quiz:public", args=[quiz.public_code]), query).content.decode()


def test_a_draft_has_no_page(draft, phone):
    assert phone.get(reverse("quiz:public", args=[draft.public_code])).status_code == 404


def test_the_start_asks_for_nothing_personal(quiz, phone):
    page = start(phone, quiz)
    assert "10题，限时15分钟" in page
    inputs = set(re.findall(r'<input[^>]*\bname="(\w+)"', page)) - {"csrfmiddlewaretoken"}
    assert inputs == {"q", "way", "class", "seat", "agreed"}
    assert not re.search(r'name="agreed"[^>]*checked', page)


def test_the_own_organisation_is_found_by_two_characters_within_the_quiz(quiz, phone, town):
    page = start(phone, quiz, q="第一中学")
    assert "望岭县第一中学" in page
    assert "青岭市第一中学" not in page  # the other city's
    assert f'value="{town.school.pk}"' in start(phone, quiz, organization=town.school.pk)
    assert f'value="{town.school3.pk}"' not in start(phone, quiz, organization=town.school3.pk)


def test_consent_is_not_taken_for_granted(quiz, phone, town):
    refused = enter(phone, quiz, way="public", organization=town.school.pk)
    assert refused.status_code == 422
    assert "还没有勾选" in refused.content.decode()


def test_a_browser_plays_for_the_organisation_it_chose(quiz, phone, town):
    assert enter(phone, quiz, way="public", organization=town.school.pk, agreed="1").status_code == 302
    entrance = entrance_of(phone, quiz)
    assert (entrance.organization, entrance.route) == (town.school.pk, town.school.path)
    assert (entrance.notice, entrance.more_minutes) == (1, 0)
    enter(phone, quiz, way="public", organization=town.hospital.pk, agreed="1")
    assert entrance_of(phone, quiz).player == entrance.player  # another organisation makes no second player


def test_staff_play_by_their_account_and_once_from_every_browser(quiz, town):
    seen = set()
    for _ in range(2):
        browser = town.client(town.sam)
        enter(browser, quiz, way="staff")
        entrance = entrance_of(browser, quiz)
        seen.add(entrance.player)
    assert seen == {player_key(quiz.key, f"staff:{town.sam.pk}")}
    assert (entrance.organization, entrance.notice) == (town.school.pk, 0)
    browser.logout()
    left = browser.get(reverse("quiz:public_paper", args=[quiz.public_code])).content.decode()
    assert "data-ticket" not in left


def test_staff_of_another_city_are_not_asked(quiz, town):
    assert enter(town.client(town.rex), quiz, way="staff").status_code == 403


def test_pupils_play_by_class_and_seat(quiz, town, phone):
    of = actions.add_class(quiz, town.school, "高一（3）班", 40, by=town.ines)
    assert enter(phone, quiz, way="class", **{"class": of.code.lower()}, seat="40", agreed="1").status_code == 302
    assert entrance_of(phone, quiz).player == player_key(quiz.key, f"class:{of.code}:40")
    for code, seat in ((of.code, "41"), (of.code, "0"), ("ABCDEFGH", "1")):
        assert enter(phone, quiz, way="class", **{"class": code}, seat=seat, agreed="1").status_code == 422


def test_more_time_stands_in_the_ticket(quiz, town, phone, player, now):
    more = actions.More(10, quiz.closes_at + timedelta(hours=1), "视力不便")
    actions.extend(quiz, player, more, by=town.ines, now=now)
    entrance = entrance_of(phone, quiz)
    assert entrance.more_minutes == 10
    assert entrance.closes_ms == round(more.closes_at.timestamp() * 1_000)


@pytest.fixture
def own(handed, quiz, player, town, now):
    """A paper of this browser: 8 of 10."""
    row = handed(town.school, "x", right=8)
    type(row).objects.filter(pk=row.pk).update(player=player)
    paper = quiz.lot.paper(quiz.key, player, 1)
    row.answers = ",".join(asked.key if no < 8 else "" for no, asked in enumerate(paper))
    type(row).objects.filter(pk=row.pk).update(answers=row.answers)
    handed(town.school, "other", right=9)
    count_all(now)
    return row


def receipt(client, quiz, row):
    return client.get(reverse("quiz:public_receipt", args=[quiz.public_code, row.receipt])).content.decode()


def test_the_receipt_shows_score_and_place_to_its_player_alone(quiz, phone, own):
    page = receipt(phone, quiz, own)
    assert "本次 <b>8</b> / 10 题正确" in page
    assert re.search(r'望岭县第一中学</th>\s*<td class="num strong">2</td>\s*<td class="num">2</td>', page)
    stranger = receipt(Client(), quiz, own)
    assert "成绩只对交卷的人显示" in stranger
    assert "题正确" not in stranger
    assert receipt(Client(), quiz, own).count(own.receipt[:4]) >= 1


def test_the_review_comes_after_the_end_and_not_before(quiz, phone, own, now):
    assert "试题解析" not in receipt(phone, quiz, own)
    Quiz.objects.update(opens_at=now - timedelta(days=2), closes_at=now - timedelta(minutes=5))
    page = receipt(phone, quiz, own)
    assert page.count('class="key"') >= 10
    assert "试题解析" in page


def test_consent_is_taken_back_by_one_button(quiz, phone, own, player, town):
    source = entrants.of(quiz.activity)
    assert player in dict(source.qualified(quiz.activity))
    address = reverse("quiz:public_receipt", args=[quiz.public_code, own.receipt])
    assert "撤回同意" in receipt(phone, quiz, own)
    for _ in range(2):
        assert phone.post(address).status_code == 302
    assert Withdrawal.objects.count() == 1
    assert Entry.objects.filter(action="quiz.withdraw").count() == 1
    assert player not in dict(source.qualified(quiz.activity))
    assert Client().post(address).status_code == 403


def test_whoever_draws_prizes_gets_keys_and_paths_of_those_who_passed(quiz, handed, town, now, phone, player, rf):
    handed(town.school, "p1", right=5)
    handed(town.school, "p1", right=7, ordinal=2)
    handed(town.hospital, "p2", right=5)
    count_all(now)
    assert list(entrants.of(quiz.activity).qualified(quiz.activity)) == [(player_key(quiz.key, "p1"), town.school.path)]
    request = rf.get("/")
    request.COOKIES = {name: cookie.value for name, cookie in phone.cookies.items()}
    assert entrants.of(quiz.activity).player_of(request, quiz.activity) == player
    assert entrants.of(quiz.activity).player_of(rf.get("/"), quiz.activity) is None


class Wheel:
    """A game that runs and remembers who took a chance."""

    def __init__(self):
        self.taken = []

    def runs(self, activity, now):
        return True

    def play(self, activity, player, path, now):
        self.taken.append((activity, player, path))
        return [chances.Luck("空抽", "", "/lost"), chances.Luck("抽奖", "环保袋", "/won")]


def test_who_passed_takes_a_chance_where_one_is_offered_and_lands_at_the_prize(
    quiz, phone, own, player, town, monkeypatch
):
    address = reverse("quiz:public_receipt", args=[quiz.public_code, own.receipt])
    assert "看看是否中奖" not in receipt(phone, quiz, own)  # nothing can be won
    assert phone.post(address, {"chance": "1"}).status_code == 409
    wheel = Wheel()
    monkeypatch.setitem(chances._games, "wheel", wheel)
    assert "看看是否中奖" in receipt(phone, quiz, own)
    assert phone.post(address, {"chance": "1"}).url == "/won"
    assert wheel.taken == [(quiz.activity, player, town.school.path)]
    assert Client().post(address, {"chance": "1"}).status_code == 403
    HandIn.objects.filter(pk=own.pk).update(score=5)  # not enough
    assert phone.post(address, {"chance": "1"}).status_code == 409
    HandIn.objects.filter(pk=own.pk).update(score=8)
    phone.post(address)  # takes the consent back
    assert "看看是否中奖" not in receipt(phone, quiz, own)
    assert phone.post(address, {"chance": "1"}).status_code == 409
    assert len(wheel.taken) == 1
