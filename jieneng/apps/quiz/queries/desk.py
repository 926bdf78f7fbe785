"""What the desk shows: the quizzes of an organisation, one quiz with its numbers, the bank by filters."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from jieneng.apps.quiz.models import HandIn, Question, Quiz
from jieneng.apps.quiz.models.bank import DIFFICULTIES, KINDS, TOPICS
from jieneng.apps.quiz.queries.pool import pool_of
from jieneng.core.campaigns.models import Activity
from jieneng.core.campaigns.tallying import Standing, tallied
from jieneng.core.orgs.models import Organization
from jieneng.engine.quizzes.papers import LETTERS, Asked, Rule
from jieneng.ui.asked import number

SIZE = 30
_MOST = 50
_WORDS = (dict(TOPICS) | {"": "不限主题"}, dict(DIFFICULTIES) | {0: "不限难度"}, dict(KINDS) | {"": "不限题型"})


@dataclass(frozen=True)
class Page:
    """One page of the bank."""

    rows: list[Question]
    next_url: str
    first_url: str


@dataclass(frozen=True)
class RuleLine:
    """A rule in words, and how many questions there are for it."""

    words: str
    n: int
    offered: int


@dataclass(frozen=True)
class Filters:
    """What the bank is filtered by; "" is no condition."""

    q: str = ""
    topic: str = ""
    difficulty: str = ""
    kind: str = ""
    state: str = ""

    def address(self, **more: str) -> str:
        said = {name: getattr(self, name) for name in self.__dataclass_fields__} | more
        return "?" + urlencode({name: value for name, value in said.items() if value})


def quizzes(organization: Organization) -> list[Quiz]:
    return list(Quiz.objects.filter(organization=organization).select_related("activity__campaign")[:_MOST])


def waiting_activities(organization: Organization) -> list[Activity]:
    """Activities of one's own that are quizzes and have none yet."""
    rows = Activity.objects.filter(kind="quiz", campaign__organization=organization, quiz=None)
    return list(rows.select_related("campaign").order_by("-id")[:_MOST])


def rule_lines(quiz: Quiz) -> list[RuleLine]:
    """The rules with what the bank offers, or of a published quiz what its pool holds."""
    offered = [one.drawn() for one in (quiz.questions.values() if quiz.is_published else pool_of(quiz))]
    return [_line(Rule(**rule), offered) for rule in quiz.rules]


def _line(rule: Rule, offered: list[Any]) -> RuleLine:
    topics, difficulties, kinds = _WORDS
    words = f"{topics[rule.topic]}，{difficulties[rule.difficulty]}，{kinds[rule.kind]}"
    return RuleLine(words, rule.n, sum(rule.takes(one) for one in offered))


def numbers(quiz: Quiz) -> Standing:
    """What has been counted of the quiz, everywhere in it."""
    return tallied([quiz.activity_id], [quiz.org_path])[quiz.org_path][quiz.activity_id]


def waiting(quiz: Quiz) -> int:
    """Hand-ins that are not counted yet, up to a thousand."""
    return HandIn.objects.filter(quiz=quiz.pk, batch=None)[:1_000].count()


def preview(quiz: Quiz, no: int) -> list[tuple[Question, list[tuple[str, str, bool]]]]:
    """A paper as some player might get it: letter, words and whether it is right; of a draft from today's bank."""
    if not quiz.is_published:
        quiz.pool = [one.pk for one in pool_of(quiz)]
    paper = quiz.lot.paper(b"preview of a paper", f"preview {no}", 1)
    return [(quiz.questions[asked.question], _shown(asked, quiz.questions[asked.question])) for asked in paper]


def _shown(asked: Asked, question: Question) -> list[tuple[str, str, bool]]:
    letters = zip(LETTERS, asked.order, strict=False)
    return [(letter, question.options[at], letter in asked.key) for letter, at in letters]


def filters_of(query: Mapping[str, str]) -> Filters:
    """The conditions an address names; what is none of ours is no condition."""
    said = {name: str(query.get(name, "")).strip()[:60] for name in Filters.__dataclass_fields__}
    allowed = {
        "topic": dict(TOPICS),
        "kind": dict(KINDS),
        "difficulty": {str(code) for code, _ in DIFFICULTIES},
        "state": {"retired", "own"},
    }
    return Filters(**{name: said[name] if name == "q" or said[name] in allowed[name] else "" for name in said})


def bank_rows(organization: Organization, filters: Filters) -> QuerySet[Question]:
    """The latest versions that this organisation may use, or its own that are retired."""
    rows = Question.objects.offered_to(organization).select_related("organization")
    if filters.state == "retired":
        rows = Question.objects.filter(organization=organization, is_latest=True, retired_at__isnull=False)
    elif filters.state == "own":
        rows = rows.filter(organization=organization)
    if filters.q:
        rows = rows.filter(Q(text__contains=filters.q) | Q(code=filters.q))
    for name in ("topic", "difficulty", "kind"):
        if getattr(filters, name):
            rows = rows.filter((name, getattr(filters, name)))
    return rows.order_by("id")


def bank_page(organization: Organization, filters: Filters, after: str | None) -> Page:
    rows, mark = bank_rows(organization, filters), number(after)
    found = list((rows.filter(pk__gt=mark) if mark else rows)[: SIZE + 1])
    more = filters.address(after=str(found[SIZE - 1].pk)) if len(found) > SIZE else ""
    return Page(found[:SIZE], more, filters.address() if mark else "")


def bank_size(organization: Organization) -> Counter[str]:
    """How many questions there are by topic; the bank is a few thousand at most."""
    return Counter(Question.objects.offered_to(organization).values_list("topic", flat=True))
