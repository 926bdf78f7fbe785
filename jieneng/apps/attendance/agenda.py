"""What attendance puts on a desk: replies that are due, halls to be counted, questions that wait."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from jieneng.apps.attendance.models import Question
from jieneng.apps.attendance.queries.invitations import Invitation, invitations, inviting
from jieneng.core.agenda.registry import Entry
from jieneng.core.orgs.acting import Acting
from jieneng.ui.wording import moment

_MOST = 20
_HALL_DAYS = timedelta(days=3)  # for so long a hall that was not entered is asked for


def to_do(acting: Acting, now: datetime) -> Iterator[Entry]:
    """回执, 登记会场, 答复提问 for one organisation."""
    if acting.may("attendance.reply"):
        for one in invitations(acting.organization, now)[:_MOST]:
            if one.session.is_open:
                yield from _of_invitation(one, now)
    if acting.may("attendance.hold"):
        yield from _questions(acting)


def grounds(acting: Acting, now: datetime) -> Iterator[QuerySet[Any]]:
    """Sessions that invite the organisation, questions that wait in its own."""
    if acting.may("attendance.reply"):
        yield inviting(acting.organization, now)
    if acting.may("attendance.hold"):
        yield _waiting(acting)


def _waiting(acting: Acting) -> QuerySet[Question]:
    return Question.objects.filter(
        session__organization=acting.organization,
        session__closed_at__isnull=True,
        answered_at__isnull=True,
        hidden_at__isnull=True,
    )


def _of_invitation(one: Invitation, now: datetime) -> Iterator[Entry]:
    session = one.session
    if session.has_seats and not one.is_replied and session.replies_by and session.starts_at > now:
        said = "尚未回执" + (f"，{moment(one.reminder.at)} 催办过" if one.reminder else "")
        yield _entry(one, "回执", said, session.replies_by, reverse("attendance:reply", args=[session.pk]), "报名")
    if session.counts_halls and not one.n_halls and session.starts_at <= now < session.ends_at + _HALL_DAYS:
        url = reverse("attendance:halls", args=[session.pk])
        yield _entry(one, "会场", "集中收看的，请登记会场人数", session.ends_at + _HALL_DAYS, url, "登记")


def _entry(one: Invitation, kind: str, detail: str, due_at: datetime, url: str, button: str) -> Entry:
    return Entry(
        due_at=due_at,
        kind=kind,
        title=one.session.activity.title,
        detail=detail,
        asked_by=one.session.organization.name,
        url=url,
        button=button,
        look="idle",
    )


def _questions(acting: Acting) -> Iterator[Entry]:
    """One entry for each of one's sessions in which somebody waits for an answer."""
    rows = _waiting(acting).order_by("id").select_related("session__activity")[: _MOST * 5]
    for session in list({row.session: None for row in rows})[:_MOST]:
        n = sum(row.session_id == session.pk for row in rows)
        yield Entry(
            due_at=session.ends_at,
            kind="答复",
            title=session.activity.title,
            detail=f"观众提问 {n} 条待答复",
            asked_by=acting.organization.name,
            url=reverse("attendance:questions", args=[session.pk]),
            button="答复",
            look="wait",
        )
