"""Several at once: no account is overdrawn, a key takes effect once, nothing waits for a counter account.

The guard was first seen to fail with it switched off: the case "…_without…" keeps doing it.
"""

import threading

import pytest
from django.db import connection, connections

from jieneng.core.ledger import actions
from jieneng.core.ledger.actions import Move, post, reverse
from jieneng.core.ledger.folding import fold_all
from jieneng.core.ledger.models import Balance, Entry
from jieneng.core.ledger.queries import balance_of
from jieneng.core.ledger.verify import verify
from jieneng.ui.refusals import Refused

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(n, deed):
    """Do it in n threads at the same moment; the answers, or the codes of the refusals."""
    gate, answers = threading.Barrier(n), []

    def run(number):
        gate.wait()
        try:
            answers.append(deed(number))
        except Refused as refused:
            answers.append(refused.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(n)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    connection.close()
    return answers


def test_of_twenty_orders_those_go_through_for_which_there_is_enough(book, now):
    post("in", [Move(book.issued, book.sam, 70)], what="weigh", now=now)
    answers = at_once(20, lambda n: post(f"o{n}", [Move(book.sam, book.spent, 10)], what="order", now=now).is_new)
    assert (answers.count(True), answers.count("ledger-not-enough")) == (7, 13)
    assert (balance_of(book.sam), balance_of(book.spent)) == (0, 70)
    assert verify() == []
    fold_all(now)
    assert verify() == []


def test_one_key_sent_by_ten_takes_effect_once(book, now):
    post("in", [Move(book.issued, book.sam, 70)], what="weigh", now=now)
    answers = at_once(10, lambda n: post("order", [Move(book.sam, book.spent, 10)], what="order", now=now).is_new)
    assert sorted(answers) == [False] * 9 + [True]
    assert balance_of(book.sam) == 60
    entry = Entry.objects.get(key="order")
    answers = at_once(6, lambda n: reverse(entry, f"back{n}", now=now, by=None).is_new)
    assert (answers.count(True), answers.count("ledger-reversed")) == (1, 5)
    assert balance_of(book.sam) == 70
    assert verify() == []


def test_two_that_pay_each_other_do_not_wait_for_each_other(book, now):
    post("in", [Move(book.issued, book.sam, 50), Move(book.issued, book.hanna, 50)], what="weigh", now=now)
    ways = [(book.sam, book.hanna), (book.hanna, book.sam)]
    answers = at_once(12, lambda n: post(f"p{n}", [Move(*ways[n % 2], 5)], what="pay", now=now).is_new)
    assert answers == [True] * 12
    assert (balance_of(book.sam), balance_of(book.hanna)) == (50, 50)
    assert verify() == []


@pytest.mark.parametrize("is_guarded", [True, False])
def test_without_the_guard_two_orders_would_spend_the_same_points(book, now, monkeypatch, is_guarded):
    """Both have read that ten are there: only the conditional change keeps the second from spending them again."""
    post("in", [Move(book.issued, book.sam, 10)], what="weigh", now=now)
    if not is_guarded:
        monkeypatch.setattr(actions, "change_balance", _unguarded(threading.Barrier(2, timeout=5)))
    answers = at_once(2, lambda n: post(f"o{n}", [Move(book.sam, book.spent, 10)], what="order", now=now).is_new)
    is_broken = not is_guarded and _meet()
    assert answers.count(True) == (2 if is_broken else 1)
    assert bool(verify()) == is_broken


def _unguarded(gate):
    """What one writes who has not thought of others: read, compare, write."""

    def change(account, amount):
        there = Balance.objects.get(account=account).amount
        if there + amount < 0:
            raise Refused("ledger-not-enough", account=account.name, there=there, unit=account.unit)
        if _meet():
            gate.wait()
        Balance.objects.filter(account=account).update(amount=there + amount)
        return there + amount

    return change


def _meet():
    """Whether two transactions can be inside at the same moment; those of SQLite begin with the one lock there is."""
    return connection.vendor == "postgresql"
