"""Texts of a campaign that a paper may tell of besides reports (摘编来源): each app that has some names them here.

A column's contribution is written by a unit and adopted by a desk; whoever composes a brief may pick it as they pick
from reports. The paper keeps the text as it was when it was picked, who wrote it, and where it stands.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from jieneng.core.campaigns.models import Campaign
from jieneng.core.collections.models import Collection
from jieneng.core.orgs.models import Organization


@dataclass(frozen=True)
class Telling:
    """One text: `number` is its key at the `source`, `said` what it is and since when, `url` its page at the desk."""

    source: str
    number: int
    organization: str
    text: str
    said: str
    url: str


class Source(Protocol):
    """What an app offers of the campaigns (ids), of organisations at a node and below, the newest first."""

    def page(self, campaigns: Iterable[int], node: str, *, words: str, after: int, most: int) -> list[Telling]:
        """Up to so many behind `after`; 0 begins."""
        ...

    def one(self, campaigns: Iterable[int], node: str, number: int) -> Telling | None:
        """The text of this number, None where it is not offered (any more)."""
        ...


_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Name a source; called from an app's `ready`. The same name replaces the former one."""
    _sources[name] = source


def offered(
    collection: Collection, office: Organization, *, words: str = "", after: int = 0, most: int
) -> list[Telling]:
    """What an office may tell of: from its own campaigns of the year and the next, and those of the collection.

    Each source is asked once behind its number `after`, so that a page of one source goes on where it ended.
    """
    campaigns = _campaigns(collection, office)
    pages = (source.page(campaigns, office.path, words=words, after=after, most=most) for source in _sources.values())
    return [telling for page in pages for telling in page][:most]


def told(collection: Collection, office: Organization, source: str, number: int) -> Telling | None:
    """One that the office may tell of."""
    known = _sources.get(source)
    return known.one(_campaigns(collection, office), office.path, number) if known else None


def _campaigns(collection: Collection, office: Organization) -> list[int]:
    years = (collection.year, collection.year + 1)  # papers on a year are still written in the next one
    own = Campaign.objects.filter(organization=office, year__in=years)
    return list((own | Campaign.objects.filter(collection=collection)).values_list("pk", flat=True))
