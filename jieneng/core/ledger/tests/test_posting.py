"""Entries: balanced by what they are made of, once for each key, never below zero, never changed."""

from datetime import timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from jieneng.core.ledger.actions import Move, open_account, post, reverse
from jieneng.core.ledger.folding import fold, fold_all
from jieneng.core.ledger.models import Account, Balance, Entry, Posting, Unfolded
from jieneng.core.ledger.queries import balance_before, balance_of, balances, lines_page, proven, turnovers
from jieneng.core.ledger.verify import verify
from jieneng.ui.refusals import Refused


def test_what_goes_out_of_one_account_is_in_the_other(book, now, town):
    posted = post("k1", [Move(book.issued, book.sam, 30)], what="weigh", now=now, by=town.ines)
    assert posted.is_new
    assert balances([book.sam, book.issued]) == {book.sam.pk: 30, book.issued.pk: -30}
    line = lines_page(book.sam).rows[0]
    assert (line.amount, line.after, line.other, line.entry.by) == (30, 30, book.issued, town.ines)
    assert verify() == []


def test_a_key_that_is_sent_again_is_the_same_entry_and_with_other_moves_none(book, now):
    moves = [Move(book.issued, book.sam, 30)]
    first = post("k1", moves, what="weigh", now=now)
    again = post("k1", moves, what="weigh", now=now + timedelta(hours=1))
    assert (again.entry, again.is_new) == (first.entry, False)
    with pytest.raises(Refused, match="key-reused"):
        post("k1", [Move(book.issued, book.sam, 31)], what="weigh", now=now)
    assert (balance_of(book.sam), Entry.objects.count()) == (30, 1)


def test_nobody_spends_what_is_not_there_and_nothing_is_left_of_the_attempt(book, now):
    post("k1", [Move(book.issued, book.sam, 30)], what="weigh", now=now)
    with pytest.raises(Refused, match="ledger-not-enough") as refused:
        post("k2", [Move(book.sam, book.spent, 31)], what="order", now=now)
    assert "“学校”只有30分" in refused.value.sentence
    assert (balance_of(book.sam), Entry.objects.count()) == (30, 1)
    assert verify() == []


def test_an_entry_of_two_units_keeps_each_balanced_and_takes_all_or_nothing(book, now):
    stock = book.account("rice", unit="件")
    given = book.account("given", unit="件", may_owe=True)
    post("in", [Move(given, stock, 1), Move(book.issued, book.sam, 90)], what="start", now=now)
    order = [Move(book.sam, book.spent, 40), Move(stock, given, 1)]
    post("o1", order, what="order", now=now)
    with pytest.raises(Refused, match="ledger-not-enough"):
        post("o2", order, what="order", now=now)
    assert (balance_of(book.sam), balance_of(stock)) == (50, 0)
    assert verify() == []


def test_what_was_wrong_is_taken_back_once_by_an_entry_of_its_own(book, now, town):
    entry = post("k1", [Move(book.issued, book.sam, 30)], what="weigh", now=now).entry
    back = reverse(entry, "k1-back", now=now, by=town.ines, text="称重有误").entry
    assert (balance_of(book.sam), back.reverses) == (0, entry)
    with pytest.raises(Refused, match="ledger-reversed"):
        reverse(entry, "k1-again", now=now, by=town.ines)
    assert verify() == []


@pytest.mark.parametrize("amount", [0, -1, Decimal("0.5"), Decimal("NaN")])
def test_what_no_posting_can_be_made_of_is_a_mistake_of_the_caller(book, now, amount):
    with pytest.raises(ValueError, match=r"moves something|decimals|finite"):
        post("k1", [Move(book.issued, book.sam, amount)], what="weigh", now=now)
    with pytest.raises(ValueError, match="has postings"):
        post("k1", [], what="weigh", now=now)
    with pytest.raises(ValueError, match="is in 件"):
        post("k1", [Move(book.account("rice", unit="件"), book.sam, 1)], what="weigh", now=now)
    assert not Entry.objects.exists()


def test_kilograms_are_kept_exactly(town, now):
    stock = open_account(town.city, book="b", key="s", name="电池", unit="公斤", decimals=2, now=now)
    units = open_account(town.city, book="b", key="u", name="各单位", unit="公斤", decimals=2, may_owe=True, now=now)
    for n in range(10):
        post(f"k{n}", [Move(units, stock, Decimal("0.10"))], what="in", now=now)
    assert balance_of(stock) == proven(stock) == Decimal("1.00")
    assert stock == open_account(town.city, book="b", key="s", name="x", unit="公斤", decimals=2, now=now)


def test_a_counter_account_is_right_before_and_after_it_is_folded(book, now):
    for n in range(3):
        post(f"k{n}", [Move(book.issued, book.sam, 10)], what="weigh", now=now + timedelta(hours=n))
    assert (balance_of(book.issued), Balance.objects.get(account=book.issued).amount) == (-30, 0)
    assert (fold(now), fold_all(now)) == (3, 0)
    assert (balance_of(book.issued), Balance.objects.get(account=book.issued).amount) == (-30, -30)
    assert balance_before(book.sam, now + timedelta(hours=2)) == 20
    assert turnovers([book.sam, book.issued], now, now + timedelta(hours=1)) == {
        book.sam.pk: (10, 0),
        book.issued.pk: (0, 10),
    }
    assert verify() == []


def test_pages_go_on_where_the_last_one_ended(book, now):
    for n in range(5):
        post(f"k{n}", [Move(book.issued, book.sam, n + 1)], what="weigh", now=now)
    page, seen = lines_page(book.sam, size=2), []
    while True:
        seen += [int(line.amount) for line in page.rows]
        if not page.next_url:
            break
        page = lines_page(book.sam, page.next_url.partition("=")[2], size=2)
    assert seen == [5, 4, 3, 2, 1]
    assert lines_page(book.sam, "nothing").rows[0].amount == 5


def _refused(statement, *args):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, args)


def test_the_database_refuses_to_change_what_was_posted(book, now):
    entry = post("k1", [Move(book.issued, book.sam, 30)], what="weigh", now=now).entry
    rice = book.account("rice", unit="件")
    _refused("UPDATE ledger_entry SET text = 'x' WHERE id = %s", entry.pk)
    _refused("UPDATE ledger_posting SET amount = 3000")
    _refused("UPDATE ledger_account SET unit = '件' WHERE id = %s", book.sam.pk)
    Account.objects.filter(pk=book.sam.pk).update(org_path="0001")  # a move of its keeper
    _refused("UPDATE ledger_balance SET amount = -1 WHERE account_id = %s", book.sam.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        Posting.objects.create(entry=entry, no=2, out_of=book.issued, into=rice, amount=1, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.create(entry=entry, no=2, out_of=book.issued, into=book.sam, amount=-1, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.create(entry=entry, no=2, out_of=book.sam, into=book.sam, amount=1, at=now)


def test_what_was_tampered_with_is_found(book, now):
    entry = post("k1", [Move(book.issued, book.sam, 30)], what="weigh", now=now).entry
    post("k2", [Move(book.issued, book.hanna, 5)], what="weigh", now=now)
    Balance.objects.filter(account=book.sam).update(amount=3000)
    assert [one.account for one in verify()] == [book.sam.pk]
    Balance.objects.filter(account=book.sam).update(amount=30)
    Unfolded.objects.filter(amount=-5).delete()
    assert [one.account for one in verify()] == [book.issued.pk]
    Unfolded.objects.create(account=book.issued, amount=-5)
    assert verify() == []
    entry.postings.all().delete()
    assert {one.what for one in verify()} == {"余额与分录累计不符", "凭证与摘要值不符"}
    with pytest.raises(SystemExit):
        call_command("ledger", "verify", stdout=StringIO(), stderr=StringIO())


def test_the_command_folds_and_proves(book, now):
    post("k1", [Move(book.issued, book.sam, 30)], what="weigh", now=now)
    said = StringIO()
    call_command("ledger", "fold", stdout=said)
    call_command("ledger", "verify", stdout=said)
    assert said.getvalue() == "已并入 1 条变动。\n账户余额与分录比较：0 处不一致。\n"


def test_an_account_is_seen_by_those_who_see_its_keeper(book, town):
    assert Account.objects.visible_to(town.ines).filter(pk=book.sam.pk).exists()
    assert not Account.objects.visible_to(town.rex).exists()
