"""Which papers: those of one organisation, filtered and a page at a time; those that anybody may read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from jieneng.core.documents.actions import ACTIONS
from jieneng.core.documents.models import STATES, Document
from jieneng.core.documents.public_pages import PublicPage
from jieneng.core.orgs.models import Organization
from jieneng.engine.periods import BEIJING
from jieneng.ui.asked import number

SIZE = 30


@dataclass(frozen=True)
class Asked:
    """What the list is filtered by; "" is no condition. `after` is the last row of the page before."""

    kind: str = ""
    year: str = ""
    state: str = ""
    after: str = ""

    def address(self, **other: str) -> str:
        """The same list under other conditions, as the end of an address."""
        said = {name: getattr(replace(self, **other), name) for name in self.__dataclass_fields__}
        return "?" + urlencode({name: value for name, value in said.items() if value})

    @property
    def is_filtered(self) -> bool:
        return bool(self.kind or self.year or self.state)


@dataclass(frozen=True)
class Page:
    rows: list[Document]
    next_url: str
    first_url: str


def asked_of(query: Mapping[str, str], kinds: Iterable[str]) -> Asked:
    """The conditions that an address names; what is none of ours is no condition."""
    said = {name: query.get(name, "") for name in Asked.__dataclass_fields__}
    known = {"kind": set(kinds), "state": {code for code, _ in STATES}}
    for name, allowed in known.items():
        said[name] = said[name] if said[name] in allowed else ""
    said["year"] = said["year"] if len(said["year"]) == 4 and number(said["year"]) >= 1000 else ""
    said["after"] = said["after"] if number(said["after"]) else ""
    return Asked(**said)


def papers() -> QuerySet[Document]:
    """What is written by hand, as against the papers that the platform makes."""
    return Document.objects.exclude(kind__in=ACTIONS).select_related("organization", "made_by", "signed_by")


def own_papers(organization: Organization, person: Any) -> QuerySet[Document]:
    """The papers of the organisation someone acts for, as far as they see its business data."""
    return papers().visible_to(person).filter(org_path=organization.path)


def page_of(organization: Organization, person: Any, asked: Asked) -> Page:
    """One page of the list, the latest first; a year is that in which a paper was begun."""
    rows = own_papers(organization, person)
    for column in ("kind", "state"):
        if getattr(asked, column):
            rows = rows.filter((column, getattr(asked, column)))
    if asked.year:
        start, end = (datetime(int(asked.year) + n, 1, 1, tzinfo=BEIJING) for n in (0, 1))
        rows = rows.filter(made_at__gte=start, made_at__lt=end)
    if asked.after:
        rows = rows.filter(pk__lt=number(asked.after))
    found = list(rows.order_by("-pk").defer("body")[: SIZE + 1])
    next_url = asked.address(after=str(found[SIZE - 1].pk)) if len(found) > SIZE else ""
    return Page(found[:SIZE], next_url, asked.address(after="") if asked.after else "")


def open_papers() -> QuerySet[Document]:
    """Those that anybody may read by their code."""
    return papers().filter(disclosure__opened_at__isnull=False).select_related("disclosure__organization")


def page_of_code(code: str) -> PublicPage | None:
    found = open_papers().filter(code=code).first()
    return found and PublicPage(found.title, reverse("papers:public", args=[code]), found.organization)


def addresses(document_ids: Iterable[int]) -> dict[int, str]:
    """Where the open ones of these papers are read, by their ids."""
    rows = open_papers().filter(pk__in=list(document_ids)).values_list("pk", "code")
    return {pk: reverse("papers:public", args=[code]) for pk, code in rows}


def desk(document_id: int) -> str:
    """Where a paper is written and issued."""
    return reverse("papers:paper", args=[document_id])
