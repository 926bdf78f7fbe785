"""What is asked of the trail: a stretch of days, a sort of deed, a person, a place, one thing; kept in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.dateparse import parse_date

from jieneng.core import paths
from jieneng.core.orgs import names
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import Place, places_of
from jieneng.core.people.models import username_form
from jieneng.rulebook.deeds import deed_groups, deed_things, deeds
from jieneng.ui.asked import number

USUAL_DAYS, MOST_DAYS = 30, 366  # shown without being asked; asked for at once
MOST_NAMED = 20
_FIRST_YEAR = 2000  # no trail is older, and days before the first of all days cannot be reckoned with


@dataclass(frozen=True)
class Asked:
    """The filter, checked. `since` and `until` are None only where one thing is asked for, whose entries are few."""

    since: date | None
    until: date | None
    what: str = ""  # a deed, or a group of deeds
    who: str = ""
    place: Organization | None = None
    thing: str = ""  # "collections.submission:12"

    @property
    def codes(self) -> list[str]:
        """The deeds asked for; none for all."""
        return [code for code, deed in deeds().items() if self.what and self.what in (code, deed.group)]

    def address(self, url: str, **more: str) -> str:
        """The address that asks the same; `more` adds to it, and leaves out what it gives as ""."""
        days = {"since": self.since, "until": self.until}
        said = {name: day.isoformat() for name, day in days.items() if day}
        said |= {"what": self.what, "who": self.who, "thing": self.thing}
        said |= {"place": str(self.place.pk) if self.place else ""} | more
        kept = {name: value for name, value in said.items() if value}
        return f"{url}?{urlencode(kept)}" if kept else url


def sight(person: Any) -> list[str]:
    """The subtrees whose trail someone sees. An entry has a path and nothing else, so grants by region give nothing."""
    places = places_of(person, what="audit")
    return [place.path for place in places if place.path and not place.region_prefix and not place.category]


def in_places(within: list[str]) -> Q:
    """The entries of these subtrees; at the root also those of the platform itself, which stand nowhere."""
    condition = Q(pk__in=())
    for path in within:
        condition |= paths.within(path, "org_path")
        if paths.depth(path) == 1:
            condition |= Q(org_path="")
    return condition


def read(said: Mapping[str, str], person: Any) -> Asked:
    """The filter from an address. What makes no sense counts as not asked; a place that is not in sight is 404."""
    thing = said.get("thing", "")
    kind, _, pk = thing.rpartition(":")
    thing = thing if kind in deed_things() and pk else ""
    what = said.get("what", "")
    place = said.get("place")
    return Asked(
        *_days(said, whole=bool(thing)),
        what=what if what in deeds() or what in deed_groups() else "",
        who=username_form(said.get("who", ""))[:60],
        place=get_object_or_404(_visible(person), pk=number(place)) if place else None,
        thing=thing,
    )


def _days(said: Mapping[str, str], *, whole: bool) -> tuple[date | None, date | None]:
    """From the first to the last day, at most a year; the last thirty days unless something else is asked."""
    since, until = _day(said.get("since")), _day(said.get("until"))
    if whole and not since and not until:
        return None, None
    today = timezone.localdate()
    until = min(until or today, today)
    since = min(since or until - timedelta(days=USUAL_DAYS - 1), until)
    return max(since, until - timedelta(days=MOST_DAYS - 1)), until


def _day(text: str | None) -> date | None:
    try:
        day = parse_date(text or "")
    except ValueError:  # well formed and no day: 30 February
        return None
    return day if day and day.year >= _FIRST_YEAR else None


def _visible(person: Any) -> Any:
    condition = Q(pk__in=())
    for path in sight(person):
        condition |= paths.within(path, "path")
    return Organization.objects.filter(condition)


def named(text: str, person: Any) -> list[Organization]:
    """The organisations in sight that a typed name may mean: the one of exactly this name, else those that hold it."""
    tokens = [Place(path).tokens() for path in sight(person)]
    found = Organization.objects.filter(pk__in=names.search(text.strip(), tokens, most=MOST_NAMED)).order_by("path")
    exact = [one for one in found if one.name == text.strip()]
    return exact if len(exact) == 1 else list(found)
