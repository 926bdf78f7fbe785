"""Ask, answer, check, count: the collection, its local terms, its answers, and what is said about them."""

from jieneng.core.collections.models.answers import Submission, SubmissionVersion
from jieneng.core.collections.models.collection import Collection, Extension, LocalTerms
from jieneng.core.collections.models.group import ReporterGroup
from jieneng.core.collections.models.review import Confirmation, Reminder, ReturnSlip

__all__ = (
    "Collection",
    "Confirmation",
    "Extension",
    "LocalTerms",
    "Reminder",
    "ReporterGroup",
    "ReturnSlip",
    "Submission",
    "SubmissionVersion",
)
