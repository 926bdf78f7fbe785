"""Which part a page may show, and to whom."""

from typing import Any, TypeVar

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from jieneng.apps.participation.actions.holding import HOLD
from jieneng.apps.participation.models import Drive, Post
from jieneng.apps.participation.models.held import Held
from jieneng.core.campaigns.models import Activity, Campaign
from jieneng.core.orgs.acting import acting_of, require
from jieneng.ui.refusals import Refused

T = TypeVar("T", bound=Held)
_RELATED = ("activity__campaign__collection", "organization")


def shown(request: HttpRequest, model: type[T], pk: int) -> T:
    """One in one's sight, or an opened one in which one may take part; else 404."""
    thing: T = get_object_or_404(model.objects.select_related(*_RELATED), pk=pk)
    if model.objects.visible_to(request.user).filter(pk=pk).exists():
        return thing
    acting = request.acting
    if acting and acting.sees_business and thing.opened_at and thing.takes(acting.organization):
        return thing
    raise Http404


def held(request: HttpRequest, model: type[T], pk: int, action: str = HOLD) -> T:
    """One that the person may run at its own organisation; one that is only seen is refused."""
    thing = get_object_or_404(model.objects.visible_to(request.user).select_related(*_RELATED), pk=pk)
    require(request.user, thing.organization, action)
    return thing


def held_post(request: HttpRequest, pk: int) -> Post:
    """A post of a drive that one holds; its list names people of all organisations."""
    found = get_object_or_404(Post.objects.select_related("drive"), pk=pk)
    found.drive = held(request, Drive, found.drive_id)
    return found


def is_host(request: HttpRequest, thing: Held, action: str = HOLD) -> bool:
    """Whether the person runs it, in the capacity in which they act now."""
    acting = acting_of(request)
    return acting.organization.pk == thing.organization_id and acting.may(action)


def opened(model: type[T], code: str) -> T:
    """One that everybody may open."""
    return get_object_or_404(model.objects.opened().select_related(*_RELATED), code=code)


def own_activity(request: HttpRequest, pk: int, kind: str) -> Activity:
    """An activity of one's own campaign for which a part of this kind can be set up."""
    acting = acting_of(request)
    seen = Campaign.objects.visible_to(request.user).filter(organization=acting.organization)
    rows = Activity.objects.select_related("campaign__organization").filter(kind=kind, campaign__in=seen)
    activity = get_object_or_404(rows, pk=pk)
    require(request.user, acting.organization, HOLD)
    return activity


def again(request: HttpRequest, template: str, refused: Refused, *, form: Form, **context: Any) -> HttpResponse:
    """The form once more, with what stood in the way."""
    if refused.status == 403:
        raise refused
    form.add_error(None, refused.sentence + refused.next_step)
    return render(request, template, {"form": form} | context, status=refused.status)
