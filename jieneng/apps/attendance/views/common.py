"""Which session a page may show, and to whom."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from jieneng.apps.attendance.actions.seats import is_invited
from jieneng.apps.attendance.models import Session
from jieneng.apps.attendance.models.session import SessionQuerySet
from jieneng.core.orgs.acting import Acting, require
from jieneng.ui.refusals import Refused


def acting_of(request: HttpRequest) -> Acting:
    """The capacity in which the request acts; refused without any."""
    acting = request.acting
    if not acting:
        raise Refused("no-role")
    return acting


def seen(request: HttpRequest, pk: int) -> Session:
    """A session in one's sight; else 404."""
    return get_object_or_404(_rows().visible_to(request.user), pk=pk)


def held(request: HttpRequest, pk: int, action: str = "attendance.hold") -> Session:
    """A session that one may run at its own organisation; only seen it is refused."""
    session = seen(request, pk)
    require(request.user, session.organization, action)
    return session


def invited_to(request: HttpRequest, pk: int) -> Session:
    """An opened session that invites the organisation one acts for; else 404."""
    session, acting = get_object_or_404(_rows().opened(), pk=pk), acting_of(request)
    if not acting.sees_business or not is_invited(session, acting.organization):
        raise Http404
    return session


def open_by_code(code: str) -> Session:
    """A session that anybody may open."""
    return get_object_or_404(_rows().opened(), code=code)


def _rows() -> SessionQuerySet:
    return Session.objects.select_related("activity__campaign__collection", "organization", "audience")
