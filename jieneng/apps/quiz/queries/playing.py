"""What a player sees: the own papers, the place among all, the review after the end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from jieneng.apps.quiz.endpoint.building import now_ms
from jieneng.apps.quiz.endpoint.rows import day_of
from jieneng.apps.quiz.models import Best, HandIn, Opening, Question, Quiz
from jieneng.apps.quiz.players import Player
from jieneng.core.orgs import names
from jieneng.core.orgs.models import Organization
from jieneng.engine.periods import BEIJING
from jieneng.engine.quizzes import marking, receipts

_FOUND = 20
_RANK = (
    "SELECT coalesce(sum(n), 0) FROM quiz_mark"
    " WHERE quiz_id = %s AND n > 0 AND (score > %s OR (score = %s AND seconds < %s))"
)
_ALL = "SELECT coalesce(sum(n), 0) FROM quiz_mark WHERE quiz_id = %s"


@dataclass(frozen=True)
class Receipt:
    """A paper that was handed in, as its player reads it."""

    row: HandIn
    number: str
    digest: str
    at: datetime
    right: int
    of: int
    points: int
    has_passed: bool
    used: str


@dataclass(frozen=True)
class Standing:
    """What somebody may still do: papers opened and handed in, attempts left, one that is open now."""

    receipts: list[Receipt]
    n_left: int
    n_left_today: int
    is_open: bool

    @property
    def may_play(self) -> bool:
        return self.is_open or (self.n_left > 0 and self.n_left_today > 0)

    @property
    def best(self) -> Receipt | None:
        return max(self.receipts, key=lambda one: (one.right, -one.row.used_ms), default=None)


@dataclass(frozen=True)
class Rank:
    """A place among so many."""

    scope: str
    rank: int
    of: int


@dataclass(frozen=True)
class Reviewed:
    """One question of a paper after the end: what was chosen, what is right, and why."""

    question: Question
    options: list[tuple[str, str, bool, bool]]  # letter, words, chosen, right
    is_right: bool
    chosen: str
    key: str


def find(code: str) -> Quiz | None:
    """A published quiz by the code of its page."""
    rows = Quiz.objects.published().select_related("organization", "activity__campaign")
    return rows.filter(public_code=code).first()


def standing(quiz: Quiz, player: Player) -> Standing:
    """Three queries at most, on indexes of the player."""
    openings = list(Opening.objects.filter(quiz=quiz.pk, player=player.key).order_by("ordinal"))
    handed = list(HandIn.objects.filter(quiz=quiz.pk, player=player.key).order_by("ordinal"))
    now, done = now_ms(), {row.ordinal for row in handed}
    today = sum(str(one.day) == day_of(now) for one in openings)
    return Standing(
        receipts=[receipt(quiz, row) for row in handed],
        n_left=max(0, quiz.n_attempts - len(openings)),
        n_left_today=max(0, quiz.n_per_day - today),
        is_open=bool(openings and openings[-1].ordinal not in done and openings[-1].due_ms > now),
    )


def receipt(quiz: Quiz, row: HandIn) -> Receipt:
    of = quiz.n_questions
    return Receipt(
        row=row,
        number=receipts.said_number(row.receipt),
        digest=receipts.digest_of(row.receipt, row.key, row.answers, row.handed_ms),
        at=datetime.fromtimestamp(row.handed_ms / 1_000, BEIJING),
        right=row.score,
        of=of,
        points=marking.points(row.score, of),
        has_passed=marking.has_passed(row.score, of, quiz.pass_mark),
        used=said_time(row.used_ms // 1_000),
    )


def by_number(quiz: Quiz, number: str) -> HandIn | None:
    return HandIn.objects.filter(quiz=quiz.pk, receipt=receipts.typed_number(number)).first()


def said_time(seconds: int) -> str:
    """
    >>> said_time(492), said_time(42)
    ('8分12秒', '42秒')
    """
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}分{rest}秒" if minutes else f"{rest}秒"


def ranks(quiz: Quiz, player: Player) -> list[Rank]:
    """Where the best of a player stands now, in the own organisation and among all; an index each."""
    best = Best.objects.filter(quiz=quiz, player=player.key).first()
    if best is None:
        return []
    own = Best.objects.filter(quiz=quiz, organization=best.organization)
    better = own.filter(score__gt=best.score).count() + own.filter(score=best.score, seconds__lt=best.seconds).count()
    name = Organization.objects.filter(pk=best.organization).values_list("name", flat=True).first() or ""
    inside = Rank(name, better + 1, own.count())
    return [inside, Rank(quiz.organization.place_name, my_rank(best), n_players(quiz))]


def my_rank(best: Best) -> int:
    """One plus those with a better mark."""
    with connection.cursor() as cursor:
        cursor.execute(_RANK, [best.quiz_id, best.score, best.score, best.seconds])
        return int(cursor.fetchone()[0]) + 1


def n_players(quiz: Quiz) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_ALL, [quiz.pk])
        return int(cursor.fetchone()[0])


def review(quiz: Quiz, row: HandIn) -> Iterator[Reviewed]:
    """The paper again, with the answers given and the right ones: only after the end, when nobody can use it."""
    paper = quiz.lot.paper(quiz.key, row.player, row.ordinal)
    for asked, chosen in zip(paper, row.answers.split(","), strict=False):
        question = quiz.questions[asked.question]
        letters = zip("ABCDEF", asked.order, strict=False)
        options = [(letter, question.options[at], letter in chosen, letter in asked.key) for letter, at in letters]
        yield Reviewed(question, options, chosen == asked.key, chosen, asked.key)


def may_review(quiz: Quiz) -> bool:
    """After the last moment at which anybody may hand in."""
    last = quiz.extensions.order_by("-closes_at").values_list("closes_at", flat=True).exclude(closes_at=None).first()
    end = max(quiz.closes_at, last or quiz.closes_at)
    return timezone.now() > end + timedelta(seconds=quiz.grace_s)


def organizations(quiz: Quiz, text: str) -> list[Organization]:
    """Organisations of the quiz whose name holds what was typed, at most twenty."""
    found = names.search(text, [frozenset({f"p{quiz.org_path.lower()}"})], most=_FOUND)
    return list(Organization.objects.filter(pk__in=found, closed_on__isnull=True).order_by("path"))


def organization_of(quiz: Quiz, pk: int) -> Organization | None:
    """An organisation within the quiz that is open."""
    one = Organization.objects.filter(pk=pk, closed_on__isnull=True).first()
    return one if one and one.path.startswith(quiz.org_path) else None
