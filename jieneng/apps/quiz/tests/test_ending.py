"""After a quiz: the chain, what people decide about signals, a key that was wrong; and the boards meanwhile."""

from datetime import timedelta
from itertools import combinations

import pytest

from jieneng.apps.quiz import boards
from jieneng.apps.quiz.actions import ending
from jieneng.apps.quiz.actions import quiz as actions
from jieneng.apps.quiz.counting import count_all
from jieneng.apps.quiz.models import Best, Board, HandIn, Link, Quiz, ScoreChange, Signal
from jieneng.apps.quiz.walls import blocks
from jieneng.core.audit.models import Entry
from jieneng.core.campaigns import entrants
from jieneng.core.campaigns.tallying import tallied
from jieneng.core.facts.folding import fold_all
from jieneng.core.facts.verify import verify
from jieneng.core.jobs.outbox import do_due
from jieneng.engine.quizzes.receipts import chained, digest_of
from jieneng.ui.refusals import Refused


@pytest.fixture
def later(now):
    return now + timedelta(minutes=5)


@pytest.fixture
def closed(quiz, handed, town, now):
    """Three papers, counted, and the quiz ended by hand."""
    for no, right in enumerate((4, 6, 10)):
        handed(town.school, f"p{no}", right=right)
    count_all(now)
    return actions.close(quiz, by=town.ines, now=now)


def test_the_chain_holds_every_receipt_in_the_order_of_the_numbers(closed, town, later):
    ending.ask_for_chain(closed, by=town.ines, now=later)
    do_due(later)
    rows = HandIn.objects.order_by("receipt")
    said = [(row.receipt, digest_of(row.receipt, row.key, row.answers, row.handed_ms)) for row in rows]
    expected = [(link.number, link.value) for link in chained(said, first=closed.public_code)]
    assert list(Link.objects.order_by("no").values_list("receipt", "value")) == expected
    closed.refresh_from_db()
    assert (closed.chain_head, closed.n_chained) == (expected[-1][1], 3)
    with pytest.raises(Refused, match="quiz-chained-already"):
        ending.ask_for_chain(closed, by=town.ines, now=later)


def test_no_chain_while_papers_may_come_or_wait(quiz, closed, handed, town, now, later):
    with pytest.raises(Refused, match="quiz-not-closed"):
        ending.ask_for_chain(closed, by=town.ines, now=now)
    handed(town.school, "late")
    with pytest.raises(Refused, match="quiz-not-counted"):
        ending.ask_for_chain(closed, by=town.ines, now=later)
    with pytest.raises(Refused, match="not-allowed"):
        ending.ask_for_chain(closed, by=town.sam, now=later)


def test_a_wrong_key_is_put_right_and_the_old_scores_stay(quiz, handed, town, now, later):
    row = handed(town.school, "p1", right=6, used_ms=100_000)
    other = handed(town.hospital, "p2", right=5, used_ms=100_000)
    count_all(now)
    closed = actions.close(quiz, by=town.ines, now=now)
    asked = quiz.lot.paper(quiz.key, row.player, 1)[0]
    question = quiz.questions[asked.question]
    letters, n = "ABCDEF"[: len(question.options)], 2 if question.kind == "multiple" else 1
    wrong = next("".join(some) for some in combinations(letters, n) if "".join(some) != question.right)
    ending.ask_for_regrade(closed, question.pk, wrong.lower(), because="法规已修订", by=town.ines, now=later)
    do_due(later)
    row.refresh_from_db()
    assert row.score == 5
    change = ScoreChange.objects.get(hand_in=row.pk)
    assert (change.before, change.after) == (6, 5)
    entry = Entry.objects.get(action="quiz.regraded")
    assert entry.changes == {"n": ScoreChange.objects.count()}
    assert Best.objects.get(player=row.player).score == 5
    fold_all(now)
    passed = tallied([quiz.activity_id], [town.city.path])[town.city.path][quiz.activity_id].values
    assert passed.get("quiz.passed", 0) == 0
    assert verify() == []
    other.refresh_from_db()
    assert other.score in (4, 5, 6)
    do_due(later)  # done twice, done once
    assert Entry.objects.filter(action="quiz.regraded").count() == 1


@pytest.mark.parametrize("right", ["", "Z", "AB"])
def test_a_key_that_is_none_is_refused(closed, town, later, right):
    question = next(one for one in closed.questions.values() if one.kind == "single")
    with pytest.raises(Refused, match="quiz-key-wrong"):
        ending.ask_for_regrade(closed, question.pk, right, because="更正", by=town.ines, now=later)


def test_signals_wait_for_a_person_who_decides_with_a_reason(quiz, handed, town, now):
    handed(town.school, "fast", used_ms=9_000)
    handed(town.school, "p1")
    count_all(now)
    for _ in range(2):
        ending.ask_for_signals(quiz, by=town.ines, now=now)
        do_due(now)
    signal = Signal.objects.get()
    assert signal.kind == "fast"
    source = entrants.of(quiz.activity)
    assert len(list(source.qualified(quiz.activity))) == 2  # nobody is thrown out by a signal
    with pytest.raises(Refused, match="reason-missing"):
        ending.decide(signal, is_fair=False, because=" ", by=town.ines)
    ending.decide(signal, is_fair=False, because="九秒答完十题", by=town.ines)
    assert len(list(source.qualified(quiz.activity))) == 1
    assert len(boards.take(quiz, now).people) == 1
    assert Entry.objects.filter(action="quiz.decide", because="九秒答完十题").exists()
    with pytest.raises(Refused, match="quiz-decided-already"):
        ending.decide(signal, is_fair=True, because="再看", by=town.ines)


def test_boards_are_snapshots_that_freeze_in_the_last_hour(quiz, handed, town, now):
    handed(town.school, "p1", right=8, used_ms=100_000)
    handed(town.school, "p2", right=8, used_ms=100_400)
    handed(town.hospital, "p3", right=9)
    count_all(now)
    boards.snapshot(now)
    board = Board.objects.get()
    assert [(line["rank"], line["points"]) for line in board.people] == [(1, 90), (2, 80), (2, 80)]
    assert board.n_players == 3
    county = next(line for line in board.organizations if line["name"] == town.county.name)
    assert (county["rank"], county["players"]) == (1, 3)
    (shown,) = blocks(quiz.activity.campaign, quiz.org_path)
    assert (shown.rows[0].name, shown.rows[0].value, shown.note) == (
        "望岭县",
        county["rate"],
        "单位参与率 %；共 3 人",
    )
    assert list(blocks(quiz.activity.campaign, town.school.path)) == []
    handed(town.school, "p4", right=10)
    count_all(now)
    boards.snapshot(quiz.closes_at - timedelta(minutes=59))
    board.refresh_from_db()
    assert (board.n_players, board.is_frozen) == (3, True)
    boards.snapshot(quiz.closes_at + timedelta(minutes=1))
    board.refresh_from_db()
    assert (board.n_players, board.is_frozen) == (4, False)


def test_a_million_would_not_be_read_for_a_board(quiz, handed, town, now, django_assert_max_num_queries):
    handed(town.school, "p1")
    count_all(now)
    boards.take(quiz, now)
    with django_assert_max_num_queries(1):
        assert boards.board_of(Quiz(pk=quiz.pk)).people
