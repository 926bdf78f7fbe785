"""Instant win: the numbers that win are settled before anybody plays, and the stock is given out once."""

import json
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone

from jieneng.apps.prizes import actions, audit_files
from jieneng.apps.prizes.actions.chances import number_waiting
from jieneng.apps.prizes.keeping import pseudonym_of, secret_of
from jieneng.apps.prizes.models import DRAWN, Attempt, Win
from jieneng.apps.prizes.promise import days_of, promised_plan
from jieneng.core.campaigns import chances
from jieneng.core.facts.verify import verify
from jieneng.engine.draws.audit import INSTANT_VERIFIER
from jieneng.engine.draws.commitment import opens
from jieneng.engine.draws.instant import prizes_at
from jieneng.ui.refusals import Refused


@pytest.fixture
def everybody_plays(running, players):
    """everybody_plays(at): each of the thirty takes the chance of the day; who won what."""

    def play(at):
        for key, path in players.of.items():
            actions.take_chance(running, key, path, now=at)
        rows = Attempt.objects.filter(draw=running, turn_day=timezone.localtime(at).date())
        return dict(rows.values_list("n", "pseudonym"))

    return play


def test_the_plan_is_promised_for_every_day(running):
    plan = promised_plan(running)
    assert opens(running.commitment, secret_of(running), plan)
    assert list(plan.expected.values()) == [20] * len(days_of(running))


def test_the_numbers_that_win_are_those_of_the_plan(running, everybody_plays):
    at = running.opens_at
    by_number = everybody_plays(at)
    day = timezone.localtime(at).date()
    told = prizes_at(secret_of(running), promised_plan(running), {})[day]
    wins = Win.objects.filter(draw=running).select_related("unit__prize")
    assert sorted(by_number) == list(range(1, 31))
    assert {by_number[n]: prize for n, prize in told.items()} == {win.pseudonym: win.unit.prize.code for win in wins}
    assert verify() == []


def test_what_a_day_has_not_given_out_goes_to_the_next(running, players):
    """Three come on the first day; on the last one as many prizes are there as were not won."""
    first, last = running.opens_at, running.closes_at - timedelta(seconds=1)
    for key in list(players.of)[:3]:
        actions.take_chance(running, key, players.of[key], now=first)
    for key in players.of:
        actions.take_chance(running, key, players.of[key], now=last)
    assert Win.objects.filter(draw=running).count() == 6
    days = days_of(running)
    if len(days) == 2:
        n_first = Attempt.objects.filter(draw=running, turn_day=days[0]).count()
        told = prizes_at(secret_of(running), promised_plan(running), {days[0]: n_first})
        numbers = dict(Attempt.objects.filter(draw=running, turn_day=days[1]).values_list("n", "pseudonym"))
        won = set(Win.objects.filter(draw=running, day=days[1]).values_list("pseudonym", flat=True))
        assert won == {numbers[n] for n in told[days[1]] if n in numbers}


def test_sent_again_it_is_the_same_chance(running, players, town):
    first = actions.take_chance(running, "player:1", town.school.path, now=running.opens_at)
    again = actions.take_chance(running, "player:1", town.school.path, now=running.opens_at + timedelta(minutes=1))
    assert first.win == again.win
    assert Attempt.objects.count() == 1


def test_nobody_wins_twice(running, everybody_plays):
    everybody_plays(running.opens_at)
    before = Win.objects.count()
    for win in list(Win.objects.all()):
        assert win.pseudonym
    everybody_plays(running.closes_at - timedelta(seconds=1))
    names = list(Win.objects.values_list("pseudonym", flat=True))
    assert len(names) == len(set(names)) >= before
    assert len(names) <= 6


def test_two_chances_that_waited_together_win_once(running, players, town):
    """Whoever waits with attempts of two days, since nobody has numbered them, is not in the way of the others."""
    plan_days = days_of(running)
    who = pseudonym_of(running, "player:1")
    for day in plan_days:
        row = {"draw": running, "pseudonym": who, "organization": town.school, "day": day, "at": running.opens_at}
        Attempt.objects.create(**row)
    number_waiting(running, now=running.opens_at)
    assert Attempt.objects.filter(n__isnull=True).count() == 0
    assert Win.objects.filter(pseudonym=who).count() <= 1


def test_before_and_after_there_are_no_chances(running, town):
    for at in (running.opens_at - timedelta(seconds=1), running.closes_at):
        with pytest.raises(Refused, match="prizes-not-running"):
            actions.take_chance(running, "player:1", town.school.path, now=at)


def test_an_app_with_players_gives_chances_without_knowing_who_draws(running, quiz, town):
    at = running.opens_at
    [luck] = chances.take(quiz, "player:2", town.county.path, at)
    assert luck.draw == "云竞答抽奖"
    assert luck.url.endswith("/mine/")
    assert chances.take(quiz, "player:2", town.county.path, running.closes_at) == []


def test_after_the_close_everything_is_revealed_once(running, everybody_plays, now):
    everybody_plays(running.opens_at)
    assert actions.reveal(running, now=running.opens_at) is None
    result = actions.reveal(running, now=running.closes_at)
    assert actions.reveal(running, now=running.closes_at) is None
    running.refresh_from_db()
    said = json.loads(audit_files.path_of(result.sha256).read_bytes())
    assert running.state == DRAWN
    assert said["secret"] == secret_of(running).hex()
    assert said["days"][0]["attempts"] == 30
    assert len(said["wins"]) == result.n_winners == Win.objects.count()


def test_a_clean_python_finds_the_published_file_right(running, players, everybody_plays, tmp_path):
    """Some come on the first day, everybody on the last; a win that was moved by one place is found."""
    for key in list(players.of)[:7]:
        actions.take_chance(running, key, players.of[key], now=running.opens_at)
    everybody_plays(running.closes_at - timedelta(seconds=1))
    result = actions.reveal(running, now=running.closes_at)
    path = tmp_path / "audit.json"
    path.write_bytes(audit_files.path_of(result.sha256).read_bytes())
    command = [sys.executable, "-I", str(INSTANT_VERIFIER), str(path), running.commitment]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, "核对通过" in done.stdout) == (0, True), done.stdout + done.stderr
    said = json.loads(path.read_text())
    for change in (
        {"wins": [said["wins"][0] | {"n": said["wins"][0]["n"] + 1}, *said["wins"][1:]]},
        {"wins": said["wins"][1:]},
        {"secret": "0" * 64},
    ):
        path.write_text(json.dumps(said | change))
        assert subprocess.run(command, capture_output=True, check=False).returncode == 1
    path.write_text(json.dumps(said))
    assert subprocess.run([*command[:-1], "0" * 64], capture_output=True, check=False).returncode == 1


@pytest.mark.parametrize("expected", [[], [0], [1, 2, 3, 4, 5]])
def test_every_day_has_its_expected_attempts(quiz, town, instant_terms, now, expected):
    with pytest.raises(Refused, match="prizes-expected-days"):
        actions.make(quiz, instant_terms(expected=expected), by=town.ines, now=now)
