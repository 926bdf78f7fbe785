"""The bank: filled from the rulebook, added to, corrected by new versions, taken out of use. Nothing is rewritten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from jieneng.apps.quiz.models import Question
from jieneng.core.audit.actions import record
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.core.uniqueness import once
from jieneng.engine.quizzes.papers import LETTERS
from jieneng.rulebook import questions
from jieneng.ui.refusals import Refused


@dataclass(frozen=True)
class Said:
    """What a question says, as it was typed. `code` is given by the platform when it is empty."""

    topic: str
    difficulty: int
    kind: str
    text: str
    options: tuple[str, ...]
    right: str
    explanation: str
    source: str
    code: str = ""


@transaction.atomic
def fill(*, now: datetime) -> int:
    """Take the rulebook's questions into the bank: what is new, and new versions; how many."""
    known = dict(Question.objects.filter(organization=None, is_latest=True).values_list("code", "digest"))
    made = []
    for one in questions():
        right = "".join(LETTERS[place] for place in sorted(one.right))
        said = Said(one.topic, one.difficulty, one.kind, one.text, one.options, right, one.explanation, one.source)
        question = _question(said, one.code, None, now)
        if known.get(one.code) != question.digest:
            made.append(_keep(question))
    return len(made)


@transaction.atomic
def add(organization: Organization, said: Said, *, by: Any, now: datetime) -> Question:
    """Put a question of one's own into the bank."""
    require(by, organization, "quiz.bank")
    made = _added(organization, said, now)
    record(by, "quiz.question_add", made)
    return made


@transaction.atomic
def add_many(organization: Organization, rows: Sequence[Said], *, by: Any, now: datetime) -> int:
    """Put the questions of a sheet into the bank, all of them or none; those with a known code are new versions."""
    require(by, organization, "quiz.bank")
    known = {one.code: one for one in Question.objects.filter(organization=organization, is_latest=True)}
    made = []
    for said in rows:
        question = _question(said, said.code, organization, now) if said.code in known else None
        if question is None:
            made.append(_added(organization, said, now))
        elif question.digest != known[said.code].digest:
            made.append(_keep(question))
    record(by, "quiz.question_import", organization, changes={"n": len(made)})
    return len(made)


@transaction.atomic
def correct(question: Question, said: Said, *, because: str, by: Any, now: datetime) -> Question:
    """The next version of a question of one's own; quizzes that are published keep the version they froze."""
    owner = _owner(question, by)
    if not because.strip():
        raise Refused("reason-missing", what="修改原因")
    made = _question(said, question.code, owner, now)
    if made.digest == question.digest:
        raise Refused("quiz-question-same")
    made = _keep(made)
    record(by, "quiz.question_correct", made, because=because.strip(), changes={"version": made.no})
    return made


@transaction.atomic
def retire(question: Question, *, because: str, by: Any, now: datetime) -> Question:
    """Take a question out of use; quizzes that hold it keep it."""
    _owner(question, by)
    if not because.strip():
        raise Refused("reason-missing", what="停用原因")
    if not Question.objects.filter(pk=question.pk, is_latest=True, retired_at=None).update(retired_at=now):
        raise Refused("quiz-question-old")
    question.refresh_from_db()
    record(by, "quiz.question_retire", question, because=because.strip())
    return question


def _owner(question: Question, by: Any) -> Organization:
    if question.organization is None:
        raise Refused("quiz-question-platform")
    require(by, question.organization, "quiz.bank")
    if not question.is_latest:
        raise Refused("quiz-question-old")
    return question.organization


def _added(organization: Organization, said: Said, now: datetime) -> Question:
    question = _question(said, said.code or "-", organization, now)
    question.code = said.code or f"{said.topic}-{organization.pk}-{question.digest[:8]}"
    question.digest = question.digested()
    if Question.objects.filter(code=question.code).exists():
        raise Refused("quiz-question-twice", which=question.code)
    return _keep(question)


def _question(said: Said, code: str, organization: Organization | None, now: datetime) -> Question:
    made = Question(
        code=code,
        topic=said.topic,
        difficulty=said.difficulty,
        kind=said.kind,
        text=said.text,
        options=list(said.options),
        right="".join(sorted(said.right)),
        explanation=said.explanation,
        source=said.source,
        organization=organization,
        org_path=organization.path if organization else "",
        made_at=now,
    )
    made.digest = made.digested()
    return made


def _keep(question: Question) -> Question:
    """As the latest version of its code."""
    before = Question.objects.filter(code=question.code, is_latest=True).first()
    if before:
        question.no = before.no + 1
        Question.objects.filter(pk=before.pk).update(is_latest=False)
    with once("quiz-question-twice", which=question.code):
        question.save(force_insert=True)
    return question
