"""Which questions a quiz that is being set up would ask."""

from jieneng.apps.quiz.models import Question, Quiz
from jieneng.engine.quizzes.papers import Rule


def rules_of(quiz: Quiz) -> tuple[Rule, ...]:
    return tuple(Rule(**rule) for rule in quiz.rules)


def pool_of(quiz: Quiz) -> list[Question]:
    """The versions that a draft would freeze: what the bank offers and some rule takes."""
    rules = rules_of(quiz)
    offered = Question.objects.offered_to(quiz.organization).order_by("id")
    return [one for one in offered if any(rule.takes(one.drawn()) for rule in rules)]
