"""Which exchange, card, store or sheet a page may show, and to whom."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from jieneng.apps.exchange import codes
from jieneng.apps.exchange.models import Card, Exchange, Store
from jieneng.core import paths
from jieneng.core.campaigns.models import Activity, Campaign
from jieneng.core.files.actions import Kept, keep
from jieneng.core.files.kinds import JPEG, PNG, WEBP
from jieneng.core.orgs.acting import acting_of, require, roles_at
from jieneng.core.orgs.models import Organization
from jieneng.rulebook import actions
from jieneng.ui.refusals import Refused

PICTURES = (JPEG, PNG, WEBP)


def seen(request: HttpRequest, pk: int) -> Exchange:
    """An exchange in one's sight; else 404."""
    rows = Exchange.objects.select_related("activity__campaign", "organization")
    return get_object_or_404(rows.visible_to(request.user), pk=pk)


def held(request: HttpRequest, pk: int, action: str = "exchange.hold") -> Exchange:
    """An exchange that one may run at its own organisation; only seen it is refused."""
    exchange = seen(request, pk)
    require(request.user, exchange.organization, action)
    return exchange


def own_activity(request: HttpRequest, pk: int, action: str) -> Activity:
    """An activity of a campaign of the organisation one acts for."""
    acting = acting_of(request)
    seen_ones = Campaign.objects.visible_to(request.user).filter(organization=acting.organization)
    rows = Activity.objects.select_related("campaign__organization").filter(kind="recycling", campaign__in=seen_ones)
    activity = get_object_or_404(rows, pk=pk)
    require(request.user, acting.organization, action)
    return activity


def card_of(request: HttpRequest, token: str) -> Card:
    """The card that a token opens; that of an organisation only for who may act for it. Else 404."""
    rows = Card.objects.select_related(
        "exchange__activity__campaign", "exchange__organization", "organization", "account"
    )
    card = get_object_or_404(rows, pk=codes.card_named(token), exchange__opened_at__isnull=False)
    if card.is_of_unit and not may_act(request, card.organization, "exchange.take_part"):
        raise Http404
    return card


def may_act(request: HttpRequest, organization: Organization, action: str) -> bool:
    allowed = frozenset(actions()[action].roles)
    return request.user.is_authenticated and bool(roles_at(request.user, organization) & allowed)


def doer(request: HttpRequest) -> Any:
    """Who does it, for the trail; nobody where one need not be signed in."""
    return request.user if request.user.is_authenticated else None


def form_key(request: HttpRequest) -> str:
    key = request.POST.get("_key", "")
    if not 16 <= len(key) <= 64:
        raise Refused("key-missing")
    return key


def seen_store(request: HttpRequest, pk: int) -> Store:
    rows = Store.objects.select_related("activity__campaign", "organization")
    return get_object_or_404(rows.visible_to(request.user), pk=pk)


def kept_store(request: HttpRequest, pk: int) -> Store:
    """A store that one may run at its own organisation."""
    store = seen_store(request, pk)
    require(request.user, store.organization, "exchange.store")
    return store


def near_store(request: HttpRequest, pk: int) -> Store:
    """A store of one's own level or one above it; else 404."""
    acting = acting_of(request)
    store = get_object_or_404(Store.objects.select_related("activity__campaign", "organization"), pk=pk)
    if not acting.sees_business or not paths.is_within(acting.organization.path, store.org_path):
        raise Http404
    return store


def photo_of(request: HttpRequest, owner: Organization) -> Kept | None:
    """The photograph on the disk; none where none was chosen."""
    upload = request.FILES.get("file")
    require(request.user, owner, "files.upload")
    return keep(upload, organization=owner, only=PICTURES) if upload else None


def shown_again(form: Any, refused: Refused, page: Callable[[int], HttpResponse]) -> HttpResponse:
    """The form once more with what stood in the way; what is not one's to do stays a refusal."""
    if refused.status == 403:
        raise refused
    form.add_error(None, refused.sentence + refused.next_step)
    return page(refused.status)
