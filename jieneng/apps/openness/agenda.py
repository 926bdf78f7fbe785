"""Remarks about errors as entries of the to-do list."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from jieneng.apps.openness.due import due_of
from jieneng.apps.openness.models import ErrorReport
from jieneng.core.agenda.registry import Entry
from jieneng.core.orgs.acting import Acting

_MOST = 10  # remarks shown one by one; the rest is one entry that leads to the list


def to_do(acting: Acting, now: datetime) -> Iterator[Entry]:
    """The oldest unanswered remarks about one organisation's pages, in one query."""
    if not acting.may("errors.answer"):
        return
    found = list(_waiting(acting).order_by("id")[: _MOST + 1])
    for one in found[:_MOST]:
        yield _entry(acting, one, title=one.title, url=reverse("openness:error", args=[one.pk]))
    if len(found) > _MOST:
        yield _entry(acting, found[_MOST], title="其余纠错见列表", url=reverse("openness:errors"))


def grounds(acting: Acting, now: datetime) -> Iterator[QuerySet[Any]]:
    """Remarks that wait for an answer."""
    if acting.may("errors.answer"):
        yield _waiting(acting)


def _waiting(acting: Acting) -> QuerySet[ErrorReport]:
    return ErrorReport.objects.unanswered().filter(organization=acting.organization)


def _entry(acting: Acting, one: ErrorReport, *, title: str, url: str) -> Entry:
    return Entry(
        due_at=due_of(one.at),
        kind="纠错",
        title=title,
        detail=f"公众指出：{one.what[:60]}",
        asked_by=acting.organization.name,
        url=url,
        button="答复",
        look="wait",
    )
