"""Whom the groups of a draft take in, and how many."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jieneng.apps.notices.models import Notice
from jieneng.core.orgs.models import Audience, Organization

_MOST = 3_000  # right below one level there are not more


@dataclass(frozen=True)
class Size:
    """A group with how many of those right below it holds for; `n` is 0 where an earlier one takes them all."""

    name: str
    due_at: datetime
    n: int


@dataclass(frozen=True)
class Sizes:
    groups: list[Size]
    n_rest: int  # right below, in no group


def audience_of(notice: Notice, group: dict[str, Any]) -> Audience:
    """Those right below the one who asks that meet the group's conditions; not stored yet."""
    return Audience(
        root=notice.organization,
        root_path=notice.org_path,
        deepest=notice.organization.depth + 1,
        kinds=group["kinds"],
        levels=group["levels"],
        categories=group["categories"],
    )


def sizes_of(notice: Notice) -> Sizes:
    """How the groups part those right below; one query."""
    below = list(Organization.objects.open().children_of(notice.organization).order_by("path")[:_MOST])
    sizes = []
    for group in notice.groups:
        audience = audience_of(notice, group)
        rest = [one for one in below if not audience.admits(one)]
        sizes.append(Size(group["name"], datetime.fromisoformat(group["due_at"]), len(below) - len(rest)))
        below = rest
    return Sizes(sizes, len(below))
