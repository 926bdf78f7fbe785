"""After a quiz: the chain of receipts, what looks unfair, a key that was wrong.

All three may concern a million papers, so an action writes down who asked for it and promises the work, which is done
outside the request (jobs), each in one transaction and harmless when it is done twice.
"""

import hashlib
import itertools
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from jieneng.apps.quiz.counting import counted_rows, put_bests, put_marks, seconds_of
from jieneng.apps.quiz.models import Best, HandIn, Link, Quiz, Regrade, ScoreChange, Signal
from jieneng.apps.quiz.models.quiz import CLOSED
from jieneng.apps.quiz.models.standing import FAIR, UNFAIR, WAITING
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.tallying import Place, tally
from jieneng.core.jobs.outbox import handles, promise
from jieneng.core.orgs.acting import require
from jieneng.engine.quizzes import receipts, signals
from jieneng.engine.quizzes.marking import has_passed, n_right
from jieneng.engine.quizzes.papers import LETTERS
from jieneng.ui.refusals import Refused

_SETTLED = timedelta(seconds=15)  # after the grace: what is on its way has been answered
_BATCH = 2_000


@transaction.atomic
def ask_for_chain(quiz: Quiz, *, by: Any, now: datetime) -> None:
    """Publish the chain of all receipts, once the last paper is in and counted."""
    quiz = _ended(quiz, by, now)
    if quiz.chain_head:
        raise Refused("quiz-chained-already")
    promise("quiz.chain", f"quiz.chain:{quiz.pk}", {"quiz": quiz.pk}, due_at=now)
    record(by, "quiz.chain", quiz)


@handles("quiz.chain")
@transaction.atomic
def make_chain(payload: Mapping[str, Any]) -> None:
    """Order the receipts by their numbers and chain them."""
    quiz = Quiz.objects.select_for_update().get(pk=payload["quiz"])
    if quiz.chain_head:
        return
    links = receipts.chained(_receipts(quiz), first=quiz.public_code)
    for some in _batched(links):
        Link.objects.bulk_create(
            Link(quiz=quiz, no=link.no, receipt=link.number, digest=link.digest, value=link.value) for link in some
        )
        quiz.chain_head, quiz.n_chained = some[-1].value, some[-1].no
    quiz.chain_head = quiz.chain_head or hashlib.sha256(quiz.public_code.encode()).hexdigest()
    quiz.save(update_fields=["chain_head", "n_chained"])


@transaction.atomic
def ask_for_signals(quiz: Quiz, *, by: Any, now: datetime) -> None:
    """Look through what was handed in so far for what people should look at."""
    require(by, quiz.organization, "quiz.edit")
    promise("quiz.signals", f"quiz.signals:{quiz.pk}:{now.timestamp()}", {"quiz": quiz.pk}, due_at=now)
    record(by, "quiz.look", quiz)


@handles("quiz.signals")
@transaction.atomic
def find_signals(payload: Mapping[str, Any]) -> None:
    """Put what is found on the desk; what stands there already stays as it was decided."""
    quiz, now = Quiz.objects.get(pk=payload["quiz"]), timezone.now()
    rows = HandIn.objects.filter(quiz=quiz.pk).order_by("organization").iterator(chunk_size=5_000)
    found = []
    for organization, group in itertools.groupby(rows, key=lambda row: row.organization):
        held = {row.pk: row for row in group}
        told = signals.signals((_looked_at(quiz, row) for row in held.values()), least=_least(quiz))
        found += [_signal(quiz, organization, one, held, now) for one in told]
    Signal.objects.bulk_create(found, ignore_conflicts=True, batch_size=_BATCH)


@transaction.atomic
def decide(signal: Signal, *, is_fair: bool, because: str, by: Any) -> Signal:
    """A person has looked: fair, or not; the unfair ones stand on no board and win nothing."""
    require(by, signal.quiz.organization, "quiz.edit")
    signal = Signal.objects.select_for_update().select_related("quiz").get(pk=signal.pk)
    if signal.decision != WAITING:
        raise Refused("quiz-decided-already")
    if not because.strip():
        raise Refused("reason-missing", what="理由")
    signal.decision, signal.because, signal.by = FAIR if is_fair else UNFAIR, because.strip(), by
    signal.save(update_fields=["decision", "because", "by"])
    outcome = "认定正常" if is_fair else "不计入榜和抽奖"
    record(by, "quiz.decide", signal.quiz, because=signal.because, changes={"outcome": outcome})
    return signal


@transaction.atomic
def ask_for_regrade(quiz: Quiz, question: int, right: str, *, because: str, by: Any, now: datetime) -> Regrade:
    """A key was wrong: have all papers with the question marked again."""
    quiz = _ended(quiz, by, now)
    if question not in quiz.pool:
        raise Refused("quiz-question-unknown")
    version, letters = quiz.questions[question], "".join(sorted(set(right.strip().upper())))
    offered = LETTERS[: len(version.options)]
    if not letters or not set(letters) <= set(offered) or (version.kind == "multiple") != (len(letters) > 1):
        raise Refused("quiz-key-wrong", right=right)
    if not because.strip():
        raise Refused("reason-missing", what="更正原因")
    made = Regrade.objects.create(quiz=quiz, question=question, right=letters, because=because.strip(), by=by, at=now)
    promise("quiz.regrade", f"quiz.regrade:{made.pk}", {"regrade": made.pk}, due_at=now)
    changes = {"question": str(version), "right": letters}
    record(by, "quiz.regrade", quiz, because=made.because, changes=changes)
    return made


@handles("quiz.regrade")
@transaction.atomic
def regrade(payload: Mapping[str, Any]) -> None:
    """Mark again; keep what each paper had before, move the figures and the bests by the difference."""
    run = Regrade.objects.select_for_update().select_related("quiz__activity__campaign").get(pk=payload["regrade"])
    quiz = run.quiz
    if run.scores.exists() or quiz.corrections.get(str(run.question)) == run.right:
        return
    quiz.corrections = {**quiz.corrections, str(run.question): run.right}
    quiz.save(update_fields=["corrections"])
    quiz.__dict__.pop("lot", None)
    changed: list[tuple[HandIn, int]] = []
    for row in counted_rows(quiz.pk):
        paper = quiz.lot.paper(quiz.key, row.player, row.ordinal)
        if (after := n_right(paper, row.answers)) != row.score:
            changed.append((row, after))
    ScoreChange.objects.bulk_create(
        [ScoreChange(regrade=run, hand_in=row.pk, before=row.score, after=after) for row, after in changed],
        batch_size=_BATCH,
    )
    _move(quiz, changed)
    run.n_changed = len(changed)
    run.save(update_fields=["n_changed"])
    record(run.by, "quiz.regraded", quiz, because=run.because, changes={"n": len(changed)})


def _move(quiz: Quiz, changed: list[tuple[HandIn, int]]) -> None:
    """What the changed scores mean for the figures and for the bests of their players."""
    passed: Counter[tuple[Any, Place]] = Counter()
    for row, after in changed:
        before_it, after_it = (has_passed(n, quiz.n_questions, quiz.pass_mark) for n in (row.score, after))
        passed[row.day, Place(row.route, row.category)] += int(after_it) - int(before_it)
        row.score = after
    HandIn.objects.bulk_update([row for row, _ in changed], ["score"], batch_size=500)
    for (day, place), n in sorted(passed.items()):
        tally(quiz.activity, day, place, {"quiz.passed": n})
    players = sorted({row.player for row, _ in changed})
    for start in range(0, len(players), 500):
        _best_again(quiz, players[start : start + 500])


def _best_again(quiz: Quiz, players: list[str]) -> None:
    marks: Counter[tuple[int, int, int]] = Counter()
    best: dict[str, Best] = {}
    for row in HandIn.objects.filter(quiz=quiz.pk, player__in=players).order_by("batch", "id"):
        said = {"score": row.score, "seconds": seconds_of(quiz, row)}
        one = Best(quiz=quiz, player=row.player, organization=row.organization, receipt=row.receipt, **said)
        held = best.get(row.player)
        if held is None or (-one.score, one.seconds) < (-held.score, held.seconds):
            best[row.player] = one
    for former in Best.objects.filter(quiz=quiz, player__in=players):
        marks[quiz.pk, former.score, former.seconds] -= 1
    for one in best.values():
        marks[quiz.pk, one.score, one.seconds] += 1
    put_bests(list(best.values()))
    put_marks(marks)


def _ended(quiz: Quiz, by: Any, now: datetime) -> Quiz:
    """The quiz, locked, when nothing can be handed in any more and all of it is counted."""
    require(by, quiz.organization, "quiz.edit")
    quiz = Quiz.objects.select_for_update().select_related("organization").get(pk=quiz.pk)
    if quiz.state != CLOSED or now < quiz.closes_at + timedelta(seconds=quiz.grace_s) + _SETTLED:
        raise Refused("quiz-not-closed")
    if HandIn.objects.filter(quiz=quiz.pk, batch=None).exists():
        raise Refused("quiz-not-counted")
    return quiz


def _receipts(quiz: Quiz) -> Iterator[tuple[str, str]]:
    rows = HandIn.objects.filter(quiz=quiz.pk).order_by("receipt")
    for row in rows.iterator(chunk_size=5_000):
        yield row.receipt, receipts.digest_of(row.receipt, row.key, row.answers, row.handed_ms)


def _batched(links: Iterator[receipts.Link]) -> Iterator[list[receipts.Link]]:
    while some := list(itertools.islice(links, _BATCH)):
        yield some


def _least(quiz: Quiz) -> int:
    return signals.least_ms(quiz.n_questions)


def _looked_at(quiz: Quiz, row: HandIn) -> signals.HandIn:
    """Answers as options of the bank: whoever copies, copies words, whatever letter stood before them."""
    paper = quiz.lot.paper(quiz.key, row.player, row.ordinal)
    given = []
    for asked, answer in zip(paper, row.answers.split(","), strict=False):
        offered = dict(zip(LETTERS, asked.order, strict=False))
        chosen = sorted(offered[letter] for letter in answer if letter in offered)
        given.append(f"{asked.question}:{chosen}")
    answered = " ".join(sorted(given))
    return signals.HandIn(row.pk, row.organization, answered, quiz.n_questions - row.score, row.used_ms, row.handed_ms)


def _signal(quiz: Quiz, organization: int, one: signals.Signal, held: dict[int, HandIn], now: datetime) -> Signal:
    numbers = sorted(held[pk].receipt for pk in one.hand_ins)
    digest = hashlib.sha256(f"{one.kind}|{','.join(numbers)}".encode()).hexdigest()
    return Signal(quiz=quiz, kind=one.kind, organization=organization, receipts=numbers, digest=digest, found_at=now)
