"""Watch: come in with one's organisation, be counted each minute, ask something; the organiser answers or hides it."""

import secrets
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from jieneng.apps.attendance.counting import change_of, count
from jieneng.apps.attendance.models import Minute, Question, Session, Viewer
from jieneng.core import paths
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.tallying import Place, place_of
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.engine.periods import in_beijing
from jieneng.ui.refusals import Refused

MOST_OPEN = 5  # questions of one viewer that wait for an answer


def key_of(person: Any) -> str:
    """The key under which a signed-in person watches."""
    return f"p{person.pk}"


def new_key() -> str:
    """The key of somebody who is not signed in; kept in a cookie, tied to nothing."""
    return secrets.token_hex(16)


@transaction.atomic
def join(session: Session, organization: Organization, key: str, *, person: Any, now: datetime) -> Viewer:
    """Come in; a second time it is the same viewer."""
    if not session.is_open or not session.has_live:
        raise Refused("session-closed", title=session.activity.title)
    if not organization.is_open or not paths.is_within(organization.path, session.audience.root_path):
        raise Refused("session-not-invited", organization=organization.name)
    place = place_of(organization, session.activity.campaign.year)
    viewer, _ = Viewer.objects.get_or_create(
        session=session,
        key=key,
        defaults={
            "organization": organization,
            "org_path": organization.path,
            "person": person,
            "at": now,
            "route": place.route,
            "category": place.category,
        },
    )
    return viewer


@transaction.atomic
def watched(viewer: Viewer, *, now: datetime) -> bool:
    """Count this minute; False when it is counted already, or the session is not on."""
    session, minute = viewer.session, now.replace(second=0, microsecond=0)
    if not session.is_open or not session.is_on(now):
        return False
    day = in_beijing(now).date()
    try:
        with transaction.atomic():
            Minute.objects.create(viewer=viewer, at=minute, day=day)
    except IntegrityError:
        return False
    activity, place = session.activity, Place(viewer.route, viewer.category)
    change = change_of(activity.kind, "minute")
    if not Viewer.objects.filter(pk=viewer.pk, day__isnull=True).update(day=day):
        count(activity, day, place, change)
    else:
        count(activity, day, place, _together(change, change_of(activity.kind, "viewer")))
    return True


@transaction.atomic
def ask(viewer: Viewer, text: str, key: str, *, now: datetime) -> Question:
    """Ask something; the same form sent twice is one question."""
    session = viewer.session
    if not session.is_open or not session.has_questions:
        raise Refused("session-closed", title=session.activity.title)
    done = Question.objects.filter(form_key=key).first()
    if done:
        return done
    if not text.strip():
        raise Refused("empty-text", what="问题")
    open_ones = viewer.questions.filter(answered_at__isnull=True, hidden_at__isnull=True)
    if open_ones.count() >= MOST_OPEN:
        raise Refused("questions-too-many", limit=MOST_OPEN)
    made = Question.objects.create(session=session, viewer=viewer, form_key=key, text=text.strip()[:300], at=now)
    record(None, "attendance.ask", made, at=session.organization)
    return made


@transaction.atomic
def answer(question: Question, text: str, *, by: Any, now: datetime) -> Question:
    """Answer a question; it then stands on the page."""
    question = _locked(question, by)
    if not text.strip():
        raise Refused("reason-missing", what="答复")
    question.answer, question.answered_at, question.hidden_at, question.by = text.strip()[:500], now, None, by
    question.save(update_fields=["answer", "answered_at", "hidden_at", "by"])
    record(by, "attendance.answer", question, at=question.session.organization)
    return question


@transaction.atomic
def hide(question: Question, *, by: Any, now: datetime) -> Question:
    """Take a question off the page."""
    question = _locked(question, by)
    question.hidden_at, question.by = now, by
    question.save(update_fields=["hidden_at", "by"])
    record(by, "attendance.hide", question, at=question.session.organization)
    return question


def _locked(question: Question, by: Any) -> Question:
    rows = Question.objects.select_for_update(of=("self",)).select_related("session__organization", "session__activity")
    found = rows.get(pk=question.pk)
    require(by, found.session.organization, "attendance.hold")
    return found


def _together(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    return {item: one.get(item, 0) + other.get(item, 0) for item in {**one, **other}}
