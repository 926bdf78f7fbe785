"""Which piece a page may show, and to whom."""

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from jieneng.apps.library.models import Piece
from jieneng.core.orgs.acting import Acting, acting_of, require
from jieneng.ui.refusals import Refused


def acting(request: HttpRequest) -> Acting:
    """The capacity in which the request acts; without business data there is nothing to show."""
    found = acting_of(request)
    if not found.sees_business:
        raise Refused("no-role")
    return found


def seen(request: HttpRequest, pk: int) -> Piece:
    """A piece in one's sight, or one that comes from above; else 404."""
    person, where = request.user, request.acting.organization if request.acting else None
    rows = Piece.objects.select_related("organization", "activity__campaign", "original", "cover")
    mine = Piece.objects.visible_to(person).filter(pk=pk).values("pk")
    if where is None or not request.acting.sees_business:
        return get_object_or_404(rows, pk__in=mine)
    above = Piece.objects.reaching(where.path).filter(pk=pk).values("pk")
    return get_object_or_404(rows, Q(pk__in=mine) | Q(pk__in=above))


def held(request: HttpRequest, pk: int) -> Piece:
    """A piece of one's own organisation; of another one's it is only looked at."""
    piece = seen(request, pk)
    require(request.user, piece.organization, "library.publish")
    return piece


def within_reach(request: HttpRequest, pk: int) -> Piece:
    """A piece that the organisation one acts for may use; else 404."""
    piece, where = seen(request, pk), acting(request).organization
    if not where.path.startswith(piece.org_path):
        raise Http404
    return piece
