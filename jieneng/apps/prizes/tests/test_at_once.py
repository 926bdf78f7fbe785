"""A hundred who want the last prize at the same moment: one gets it. Two people who act at once: one effect."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.db.models import Max

from jieneng.apps.prizes import actions
from jieneng.apps.prizes.actions.winning import Winner, give
from jieneng.apps.prizes.keeping import code_of
from jieneng.apps.prizes.models import FORFEITED, Attempt, Result, Unit, Win
from jieneng.apps.prizes.tests.conftest import DIGITS
from jieneng.core.collections.tests.test_at_once import at_once
from jieneng.core.facts.verify import verify
from tests.switched_off import without

pytestmark = pytest.mark.django_db(transaction=True)

THREADS, EACH = 20, 5  # a hundred claimants over as many connections as a small database has


@pytest.fixture
def last_prize(quiz, town, instant_terms, now):
    """An instant win of one prize, in one of the first hundred attempts."""
    draw = actions.make(quiz, instant_terms(prizes=[("自行车", 1)], expected=[THREADS * EACH]), by=town.ines, now=now)
    return actions.publish(draw, edit_no=0, by=town.ines, now=now)


def together(n, deed):
    """Do it in n threads, each of which waits for all the others in the middle; what came of it."""
    gate, half_way, answers = threading.Barrier(n), threading.Barrier(n), []

    def run(number):
        gate.wait()
        try:
            answers.append(deed(number, half_way))
        except IntegrityError:
            answers.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(n)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    connection.close()
    return answers


def test_a_hundred_claimants_for_the_last_prize_are_one_winner(last_prize, town):
    at = last_prize.opens_at

    def play(number):
        won = [
            actions.take_chance(last_prize, f"player:{number}-{turn}", town.school.path, now=at).win
            for turn in range(EACH)
        ]
        return sum(win is not None for win in won)

    answers = at_once(THREADS, play)
    assert sum(answers) == Win.objects.count() == 1
    assert sorted(Attempt.objects.values_list("n", flat=True)) == list(range(1, THREADS * EACH + 1))
    assert verify() == []


def _take_as_seen(draw, unit, town):
    """Look whether the prize is free, let everybody else look too, and take it: what nobody may do."""

    def take(number, half_way):
        free = not Win.objects.filter(unit=unit).exclude(state=FORFEITED).exists()
        half_way.wait()
        if not free:
            return "gone"
        with transaction.atomic():
            give(draw, [Winner(f"{number:064}", town.school.pk, unit.pk, 1)], how="instant", now=draw.opens_at)
        return "won"

    return take


def test_the_stock_cannot_fall_below_nothing_even_without_the_lock(last_prize, town):
    unit = Unit.objects.get(prize__draw=last_prize)
    assert sorted(together(4, _take_as_seen(last_prize, unit, town))) == ["refused", "refused", "refused", "won"]


def test_with_the_constraint_switched_off_too_the_last_prize_is_given_four_times(last_prize, town):
    """The same without its guard: this is what the constraint is for."""
    unit = Unit.objects.get(prize__draw=last_prize)
    with without(Win, "prizes_unit_one_holder"):
        assert together(4, _take_as_seen(last_prize, unit, town)) == ["won"] * 4


def _number_as_seen(draw, town):
    """Look at the last number, let everybody else look too, and take the next."""

    def take(number, half_way):
        last = Attempt.objects.filter(draw=draw).aggregate(last=Max("n"))["last"] or 0
        half_way.wait()
        row = {"draw": draw, "pseudonym": f"{number:064}", "organization": town.school, "at": draw.opens_at}
        day = draw.opens_at.date()
        Attempt.objects.create(**row, day=day, turn_day=day, n=last + 1)
        return "numbered"

    return take


def test_no_number_of_a_day_is_given_twice_even_without_the_lock(last_prize, town):
    answers = together(4, _number_as_seen(last_prize, town))
    assert sorted(answers) == ["numbered", "refused", "refused", "refused"]


def test_with_the_constraint_switched_off_too_four_have_the_first_number(last_prize, town):
    """The same without its guard."""
    with without(Attempt, "prizes_turn_once"):
        assert together(4, _number_as_seen(last_prize, town)) == ["numbered"] * 4


def test_the_draw_is_made_once_however_many_make_it(listed, town):
    at = listed.number_due_at + timedelta(hours=1)
    actions.enter_number(listed, DIGITS, "报", by=town.rob, now=at)
    actions.confirm_number(listed, DIGITS, by=town.ines, now=at)
    answers = at_once(4, lambda number: actions.draw_now(listed, now=at) is not None)
    assert sorted(answers) == [False, False, False, True]
    assert (Result.objects.count(), Win.objects.count()) == (1, 6)
    assert verify() == []


def test_a_prize_is_handed_out_once(drawn, town):
    win = Win.objects.filter(draw=drawn).first()
    code = code_of(win)

    def hand_out(number):
        actions.hand_out(win, code=code, tail="", signed_by="self", by=town.rob, now=drawn.drawn_at)
        return "handed"

    assert sorted(at_once(4, hand_out)) == ["handed", *["prizes-handed-already"] * 3]


def test_prizes_forfeited_at_once_call_each_reserve_once(drawn, town):
    wins = list(Win.objects.filter(draw=drawn)[:4])

    def give_up(number):
        actions.decline(wins[number], now=drawn.drawn_at)
        return "declined"

    assert at_once(4, give_up) == ["declined"] * 4
    held = Win.objects.filter(draw=drawn).exclude(state=FORFEITED)
    assert (held.count(), held.filter(how="reserve").count()) == (6, 4)
    assert sorted(Win.objects.filter(state=FORFEITED).values_list("forfeit_no", flat=True)) == [1, 2, 3, 4]
    assert verify() == []
