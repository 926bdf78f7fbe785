"""What a draw asks of its desk, as entries of the to-do list."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from jieneng.apps.prizes.models import LISTED, PUBLISHED, Draw
from jieneng.core.agenda.registry import Entry
from jieneng.core.orgs.acting import Acting

_MOST = 20


def to_do(acting: Acting, now: datetime) -> Iterator[Entry]:
    """Draws whose list is open to objections, whose number is due, or has to be confirmed by another; one query."""
    if not (acting.may("prizes.number") or acting.may("prizes.correct")):
        return
    for draw in _under_way(acting, now).select_related("number").order_by("number_due_at")[:_MOST]:
        entry = _entry(draw, acting, now)
        if entry is not None:
            yield entry


def grounds(acting: Acting, now: datetime) -> Iterator[QuerySet[Any]]:
    """Draws of the organisation that are closed and not yet done."""
    if acting.may("prizes.number") or acting.may("prizes.correct"):
        yield _under_way(acting, now)


def _under_way(acting: Acting, now: datetime) -> QuerySet[Draw]:
    rows = Draw.objects.filter(organization=acting.organization, state__in=(PUBLISHED, LISTED), closes_at__lte=now)
    return rows.filter(kind="number")


def _entry(draw: Draw, acting: Acting, now: datetime) -> Entry | None:
    entered = getattr(draw, "number", None)
    if draw.state != LISTED or (entered is not None and entered.confirmed_at is not None):
        return None
    if draw.objections_until is not None and now < draw.objections_until:
        return _said(draw, acting, "名单公布，异议期内有异议的请核对更正", draw.objections_until, "查看")
    if draw.number_due_at is None or now < draw.number_due_at:
        return None
    if entered is None:
        return _said(draw, acting, "公开数已经公布，请录入", draw.number_due_at, "录入")
    if entered.entered_by_id != acting.person.pk and acting.may("prizes.confirm"):
        return _said(draw, acting, "公开数已录入，请另一人复核", draw.number_due_at, "复核")
    return None


def _said(draw: Draw, acting: Acting, detail: str, due_at: datetime, button: str) -> Entry:
    url = reverse("prizes:draw", args=[draw.pk])
    name = acting.organization.name
    return Entry(due_at, "抽奖", draw.title, detail, name, url, button, look="wait")
