"""What experts change: forms, roles, wording, lists; each file with its source and validity. Plain data, no Django."""

from jieneng.rulebook.activities import ActivityKind, Figure, figures, kinds
from jieneng.rulebook.labels import OrganizationTerms, Term, organization_terms, reasons, terms
from jieneng.rulebook.library import PieceKind, PieceUse, piece_kinds
from jieneng.rulebook.open_information import OpenInformation, open_information
from jieneng.rulebook.passwords import common_passwords
from jieneng.rulebook.permissions import Action, Role, actions, roles
from jieneng.rulebook.places import level_of, parent_of, regions
from jieneng.rulebook.prizes import PrizeRules, prize_rules
from jieneng.rulebook.questions import Question, questions
from jieneng.rulebook.read import RulebookError, load
from jieneng.rulebook.report_forms import activity_section, form, local_forms
from jieneng.rulebook.tallies import Tally, tallies, tallies_of
from jieneng.rulebook.weeks import Week, national_weeks
from jieneng.rulebook.workdays import workday_overrides

__all__ = [
    "Action",
    "ActivityKind",
    "Figure",
    "OpenInformation",
    "OrganizationTerms",
    "PieceKind",
    "PieceUse",
    "PrizeRules",
    "Question",
    "Role",
    "RulebookError",
    "Tally",
    "Term",
    "Week",
    "actions",
    "activity_section",
    "common_passwords",
    "figures",
    "form",
    "kinds",
    "level_of",
    "load",
    "local_forms",
    "national_weeks",
    "open_information",
    "organization_terms",
    "parent_of",
    "piece_kinds",
    "prize_rules",
    "questions",
    "reasons",
    "regions",
    "roles",
    "tallies",
    "tallies_of",
    "terms",
    "workday_overrides",
]
