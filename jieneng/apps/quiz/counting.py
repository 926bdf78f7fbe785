"""Hand-ins become figures, each exactly once, though they may lie in another database than what counts them.

A round takes the writer's place of the counting side first, then claims a batch (its number is written into the rows),
then counts it and writes the Batch row in one transaction. If the process dies in between, the batch is claimed but has
no row: the next round finds it and counts that one before it claims another. The witness goes by the same numbers.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, connections, transaction
from django.db.models import Max

from jieneng.apps.quiz.models import Batch, Best, HandIn, Quiz
from jieneng.apps.quiz.routing import rows_alias
from jieneng.core.campaigns.tallying import Place, Tallied, tally
from jieneng.engine.quizzes.marking import has_passed
from jieneng.engine.quizzes.signals import least_ms

BATCH = 2_000
_CLAIM = (
    "UPDATE quiz_handin SET batch = %s WHERE id IN"
    " (SELECT id FROM quiz_handin WHERE batch IS NULL ORDER BY id LIMIT %s)"
)
_BETTER = (
    "INSERT INTO quiz_best (quiz_id, player, score, seconds, organization, receipt) VALUES (%s, %s, %s, %s, %s, %s)"
    " ON CONFLICT (quiz_id, player) DO UPDATE SET score = excluded.score, seconds = excluded.seconds,"
    " organization = excluded.organization, receipt = excluded.receipt"
)
_MARK = (
    "INSERT INTO quiz_mark (quiz_id, score, seconds, n) VALUES (%s, %s, %s, %s)"
    " ON CONFLICT (quiz_id, score, seconds) DO UPDATE SET n = quiz_mark.n + excluded.n"
)
_UNMARK = "UPDATE quiz_mark SET n = n + %s WHERE quiz_id = %s AND score = %s AND seconds = %s"
Key = tuple[int, date, Place]  # quiz, day, where it counts


def count(now: datetime) -> int:
    """Count one batch; how many hand-ins. The round of the loop."""
    with transaction.atomic():
        _take_the_place_of_the_writer()
        no = (Batch.objects.aggregate(last=Max("no"))["last"] or 0) + 1
        rows = list(HandIn.objects.filter(batch=no)) or _claimed(no)
        if rows:
            _count(sorted(rows, key=lambda row: row.id), now)
            Batch.objects.create(no=no, n=len(rows), at=now)
    return len(rows)


def count_all(now: datetime) -> int:
    """Count until nothing is left."""
    total = 0
    while n := count(now):
        total += n
    return total


def counted_rows(quiz: int | None = None) -> Iterator[HandIn]:
    """The hand-ins of recorded batches, in the order in which they were counted."""
    last = Batch.objects.aggregate(last=Max("no"))["last"] or 0
    rows = HandIn.objects.filter(batch__lte=last).order_by("batch", "id")
    return (rows.filter(quiz=quiz) if quiz else rows).iterator(chunk_size=5_000)


def witness() -> Iterator[Tallied]:
    """The same again, from the rows."""
    quizzes = Quiz.objects.published().in_bulk()
    seen: set[tuple[int, str]] = set()
    for row in counted_rows():
        if row.quiz not in quizzes:
            continue
        quiz, is_first = quizzes[row.quiz], (row.quiz, row.player) not in seen
        seen.add((row.quiz, row.player))
        yield Tallied(quiz.activity_id, row.day, Place(row.route, row.category), _change(quiz, row, is_first=is_first))


def seconds_of(quiz: Quiz, row: HandIn) -> int:
    """The time that is compared: whole seconds, never shorter than is plausible."""
    return max(row.used_ms, least_ms(quiz.n_questions)) // 1_000


def put_marks(marks: Counter[tuple[int, int, int]]) -> None:
    """Add to how many have exactly this best (quiz, score, seconds)."""
    with connection.cursor() as cursor:
        cursor.executemany(_MARK, [(*mark, n) for mark, n in sorted(marks.items()) if n > 0])
        cursor.executemany(_UNMARK, [(n, *mark) for mark, n in sorted(marks.items()) if n < 0])


def put_bests(bests: Sequence[Best]) -> None:
    rows = [(one.quiz_id, one.player, one.score, one.seconds, one.organization, one.receipt) for one in bests]
    with connection.cursor() as cursor:
        cursor.executemany(_BETTER, rows)


def _take_the_place_of_the_writer() -> None:
    """On SQLite the transaction has it already (IMMEDIATE); on PostgreSQL the last batch is locked."""
    if connection.vendor == "postgresql":
        list(Batch.objects.select_for_update().order_by("-no").values_list("no", flat=True)[:1])


def _claimed(no: int) -> list[HandIn]:
    with connections[rows_alias()].cursor() as cursor:
        cursor.execute(_CLAIM, [no, BATCH])
    return list(HandIn.objects.filter(batch=no))


def _count(rows: Sequence[HandIn], now: datetime) -> None:
    quizzes = Quiz.objects.select_related("activity__campaign").in_bulk({row.quiz for row in rows})
    bests = {
        (best.quiz_id, best.player): best
        for best in Best.objects.filter(quiz__in=quizzes, player__in={row.player for row in rows})
    }
    changes: dict[Key, Counter[str]] = {}
    marks: Counter[tuple[int, int, int]] = Counter()
    better: dict[tuple[int, str], Best] = {}
    for row in rows:
        if row.quiz not in quizzes:
            continue  # of another copy of the platform: a file of papers that was put beside the wrong database
        quiz, best = quizzes[row.quiz], bests.get((row.quiz, row.player))
        where = changes.setdefault((row.quiz, row.day, Place(row.route, row.category)), Counter())
        where.update(_change(quiz, row, is_first=best is None))
        if (new := _best(quiz, row, best)) is not None:
            if best is not None:
                marks[row.quiz, best.score, best.seconds] -= 1
            marks[row.quiz, new.score, new.seconds] += 1
            bests[row.quiz, row.player] = better[row.quiz, row.player] = new
    for (number, day, place), change in sorted(changes.items()):
        tally(quizzes[number].activity, day, place, change)
    put_bests(list(better.values()))
    put_marks(marks)


def _change(quiz: Quiz, row: HandIn, *, is_first: bool) -> dict[str, int]:
    passed = has_passed(row.score, quiz.n_questions, quiz.pass_mark)
    return {"quiz.papers": 1, "quiz.passed": int(passed), "quiz.participants": int(is_first)}


def _best(quiz: Quiz, row: HandIn, best: Best | None) -> Best | None:
    """The new best of a player; None when the former one stays."""
    seconds = seconds_of(quiz, row)
    if best is not None and (-best.score, best.seconds) <= (-row.score, seconds):
        return None
    said: dict[str, Any] = {"organization": row.organization, "receipt": row.receipt}
    return Best(quiz_id=row.quiz, player=row.player, score=row.score, seconds=seconds, **said)
