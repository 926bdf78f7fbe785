"""Which files stand in an answer, so that none of them is ever cleared away."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from jieneng.core.collections.models import Submission, SubmissionVersion
from jieneng.core.files.models import Attachment


def in_answers(attachments: Iterable[Attachment]) -> set[int]:
    """The ids of the files that any draft or version of their organisations may speak of; rather one too many."""
    asked = list(attachments)
    ids, organizations = {file.pk for file in asked}, {file.organization_id for file in asked}
    drafts = Submission.objects.filter(organization__in=organizations).values_list("draft", flat=True)
    answers = SubmissionVersion.objects.filter(submission__organization__in=organizations)
    versions = answers.values_list("values", flat=True)
    return ids & {number for values in chain(drafts.iterator(), versions.iterator()) for number in _numbers(values)}


def _numbers(value: Any) -> Iterator[int]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _numbers(inner)
    elif str(value).isdecimal() and len(str(value)) < 18:
        yield int(value)
