"""The list of what an organisation may use, filtered and a page at a time; one's own activities without any piece."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Max, Q

from jieneng.apps.library.models import Piece, PieceQuerySet
from jieneng.core.campaigns.models import Activity, Campaign
from jieneng.core.files.models import Attachment
from jieneng.core.orgs.models import Organization
from jieneng.rulebook import piece_kinds
from jieneng.rulebook.library import ACTIVITY
from jieneng.ui.asked import number

SIZE = 24
_RECENT = timedelta(days=400)
_PLANNED, _CAMPAIGNS, _YEARS = 20, 5, 12


@dataclass(frozen=True)
class Asked:
    """What is filtered by; "" is no condition. `q` wants two characters."""

    kind: str = ""
    year: str = ""
    q: str = ""
    activity: str = ""
    after: str = ""

    @property
    def is_filtered(self) -> bool:
        return bool(self.kind or self.year or self.q or self.activity)

    def address(self, after: str) -> str:
        said = {"kind": self.kind, "year": self.year, "q": self.q, "activity": self.activity, "after": after}
        return "?" + urlencode({name: value for name, value in said.items() if value})


@dataclass(frozen=True)
class Page:
    rows: list[Any]
    next_url: str = ""
    first_url: str = ""


def asked_of(query: Mapping[str, str]) -> Asked:
    """The conditions that an address names; what is none of ours is no condition."""
    said = {name: str(query.get(name, "")).strip()[:60] for name in Asked.__dataclass_fields__}
    said["kind"] = said["kind"] if said["kind"] in piece_kinds() else ""
    for name in ("year", "activity"):
        said[name] = said[name] if number(said[name]) else ""
    said["year"] = said["year"] if len(said["year"]) == 4 else ""
    said["q"] = said["q"] if len(said["q"]) > 1 else ""
    return Asked(**said)


def reaching(organization: Organization) -> PieceQuerySet:
    """What stands of one's own, published or not, and what comes from above."""
    rows = Piece.objects.reaching(organization.path) | Piece.objects.standing().filter(organization=organization)
    return rows.select_related("organization", "activity__campaign", "original", "cover")


def page_of(organization: Organization, asked: Asked) -> Page:
    """The latest activity first, in each the organiser's order. What an organisation can see are hundreds at most, of
    a handful of nodes, so that a search in titles needs no index of its own."""
    rows = reaching(organization)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.year:
        rows = rows.filter(year=number(asked.year))
    if asked.activity:
        rows = rows.filter(activity=number(asked.activity))
    if asked.q:
        rows = rows.filter(title__contains=asked.q)
    mark = [number(part) for part in asked.after.split("_")] if asked.after.count("_") == 2 else []
    if mark:
        activity, place, pk = mark
        here = Q(activity=activity)
        rows = rows.filter(Q(activity__lt=activity) | here & (Q(ord__gt=place) | Q(ord=place, pk__gt=pk)))
    found = list(rows.order_by("-activity", "ord", "pk")[: SIZE + 1])
    last = found[SIZE - 1] if len(found) > SIZE else None
    next_url = asked.address(f"{last.activity_id}_{last.ord}_{last.pk}") if last else ""
    return Page(found[:SIZE], next_url, asked.address("") if mark else "")


def years(organization: Organization) -> list[int]:
    rows = Piece.objects.reaching(organization.path) | Piece.objects.standing().filter(organization=organization)
    return list(rows.order_by("-year").values_list("year", flat=True).distinct()[:_YEARS])


def own_activities(organization: Organization, now: datetime) -> list[Activity]:
    """The activities of one's own latest campaigns for which something can be given out."""
    own = Activity.objects.filter(kind=ACTIVITY, campaign__organization=organization)
    rows = own.filter(campaign__made_at__gt=now - _RECENT).select_related("campaign")
    return list(rows.order_by("-campaign_id", "ord")[:_PLANNED])


def campaigns(organization: Organization, now: datetime) -> list[Campaign]:
    """The latest published campaigns on the line above, and one's own: of these there are posters."""
    rows = Campaign.objects.reaching(organization.path).filter(made_at__gt=now - _RECENT)
    return list(rows.select_related("organization").order_by("-year", "-id")[:_CAMPAIGNS])


def next_place(activity: Activity) -> int:
    """The place behind the last one."""
    return (Piece.objects.standing().filter(activity=activity).aggregate(last=Max("ord"))["last"] or 0) + 1


def in_library(attachments: Iterable[Attachment]) -> set[int]:
    """Which files belong to pieces."""
    asked = [each.pk for each in attachments]
    rows = Piece.objects.filter(Q(original__in=asked) | Q(cover__in=asked)).values_list("original", "cover")
    return {pk for row in rows for pk in row if pk is not None} & set(asked)
