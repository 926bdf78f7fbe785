"""What a quiz is made of: the bank, the quiz itself, what players hand in, and what is worked out from it."""

from jieneng.apps.quiz.models.bank import Question
from jieneng.apps.quiz.models.handed_in import HandIn, Opening
from jieneng.apps.quiz.models.quiz import ClassAccount, Extension, Quiz, Withdrawal
from jieneng.apps.quiz.models.roster import Roster, RosterPerson, RosterTry
from jieneng.apps.quiz.models.standing import Batch, Best, Board, Link, Mark, Regrade, ScoreChange, Signal

__all__ = [
    "Batch",
    "Best",
    "Board",
    "ClassAccount",
    "Extension",
    "HandIn",
    "Link",
    "Mark",
    "Opening",
    "Question",
    "Quiz",
    "Regrade",
    "Roster",
    "RosterPerson",
    "RosterTry",
    "ScoreChange",
    "Signal",
    "Withdrawal",
]
