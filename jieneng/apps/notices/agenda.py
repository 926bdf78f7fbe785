"""What the notices app puts on a desk: notices to sign for, to pass on, to finish; a few queries, whatever came in."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from jieneng.apps.notices.models import Notice
from jieneng.apps.notices.queries.addressed import Received, nearest, received
from jieneng.core.agenda.registry import Entry
from jieneng.core.documents.models import SUBMITTED
from jieneng.core.documents.waiting import papers_wait
from jieneng.core.orgs.acting import Acting

_LATEST = 50  # notices looked at; what is older is found in the list


def to_do(acting: Acting, now: datetime) -> Iterator[Entry]:
    """签收, 转发, 签发 for one organisation."""
    if acting.may("notice.sign_for") or acting.may("notice.pass_on"):
        standing = (entry for entry in received(acting.organization, most=_LATEST) if not entry.notice.is_withdrawn)
        for entry in nearest(standing):
            yield from _of_received(entry, acting)
    if acting.may("notice.sign_off") and papers_wait(acting):
        yield from _to_sign_off(acting)


def _of_received(entry: Received, acting: Acting) -> Iterator[Entry]:
    if entry.signed_at is None and acting.may("notice.sign_for"):
        yield _entry(entry, "签收", "签收", "尚未签收")
    passes_on = not acting.organization.is_unit and acting.may("notice.pass_on")
    if passes_on and not entry.is_passed_on:
        detail = "转发稿已起草，尚未印发" if entry.own else "尚未转发下级"
        yield _entry(entry, "转发", "转发下级", detail)


def _entry(entry: Received, kind: str, button: str, detail: str) -> Entry:
    notice = entry.notice
    own = entry.own if kind == "转发" else None
    return Entry(
        due_at=None,
        kind=kind,
        title=notice.document.title,
        detail=detail,
        asked_by=notice.organization.name,
        url=reverse("notices:notice", args=[own.pk if own else notice.pk]),
        button=button,
        look="wait" if kind == "签收" else "draft" if own else "idle",
    )


def _to_sign_off(acting: Acting) -> Iterator[Entry]:
    waiting = Notice.objects.filter(
        org_path=acting.organization.path, published_at__isnull=True, document__state=SUBMITTED
    )
    for notice in waiting.select_related("document__made_by").order_by("-id")[:_LATEST]:
        yield Entry(
            due_at=None,
            kind="签发",
            title=notice.document.title,
            detail="拟稿完成，待签发",
            asked_by=notice.document.made_by.display_name,
            url=reverse("notices:notice", args=[notice.pk]),
            button="签发",
            look="wait",
        )
