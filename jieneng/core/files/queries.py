"""Which files: an organisation's own, or those that stand where someone may see them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from jieneng.core.files.models import Attachment
from jieneng.core.orgs.models import Membership, Organization
from jieneng.core.orgs.sight import in_sight_of


def visible_to(person: Any) -> "QuerySet[Attachment]":
    """The files in someone's sight, and those of the organisations where they hold a post."""
    own = Membership.objects.current().filter(person=person).values("organization")
    return Attachment.objects.filter(in_sight_of(person, "org_path") | Q(organization__in=own))


def own(ids: Iterable[int], organization: Organization) -> dict[int, Attachment]:
    """Those of the ids that are the organisation's own files, by id."""
    wanted = set(ids)
    return Attachment.objects.filter(organization=organization).in_bulk(wanted) if wanted else {}


def require_own(ids: Iterable[int], organization: Organization) -> None:
    """Raise 404 unless every file is the organisation's own: a foreign id is as good as none."""
    wanted = set(ids)
    if wanted and Attachment.objects.filter(pk__in=wanted, organization=organization).count() != len(wanted):
        raise Http404("attachment")
