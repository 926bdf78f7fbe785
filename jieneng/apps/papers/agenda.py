"""Papers that wait for a signature, as entries of the to-do list."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from jieneng.apps.papers.kinds import label_of
from jieneng.apps.papers.queries import papers
from jieneng.core.agenda.registry import Entry
from jieneng.core.documents.models import SUBMITTED
from jieneng.core.documents.waiting import papers_wait
from jieneng.core.orgs.acting import Acting

_MOST = 20


def to_do(acting: Acting, now: datetime) -> Iterator[Entry]:
    """签发 for one organisation, in one query."""
    if not acting.may("paper.sign_off") or not papers_wait(acting):
        return
    waiting = papers().filter(org_path=acting.organization.path, state=SUBMITTED).defer("body")
    for document in waiting.order_by("-pk")[:_MOST]:
        yield Entry(
            due_at=None,
            kind="签发",
            title=document.title,
            detail=f"{label_of(document.kind)}待签发",
            asked_by=document.made_by.display_name,
            url=reverse("papers:paper", args=[document.pk]),
            button="签发",
            look="wait",
        )
