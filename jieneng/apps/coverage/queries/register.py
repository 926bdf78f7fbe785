"""The register of a media activity as somebody sees it: filtered by level, state and unit, a page at a time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from jieneng.apps.coverage.models import Article
from jieneng.apps.coverage.models.articles import STATES, ArticleQuerySet
from jieneng.core.campaigns.models import Activity
from jieneng.core.campaigns.tallying import tallied
from jieneng.core.orgs.models import Organization
from jieneng.rulebook.coverage import media_levels
from jieneng.ui.asked import number

SIZE, MOST_EXPORTED, _BELOW = 50, 20_000, 200
HEAD = ("刊播日期", "标题", "媒体名称", "级别", "报道的活动", "登记单位", "链接", "状态", "退回或者撤销原因")


@dataclass(frozen=True)
class Asked:
    """What is filtered by; "" and 0 are no condition. `under`: one of the nodes next below."""

    level: str = ""
    state: str = ""
    under: int = 0
    after: int = 0

    def address(self, after: int = 0) -> str:
        said = {"level": self.level, "state": self.state, "under": self.under, "after": after}
        return "?" + urlencode({name: value for name, value in said.items() if value})

    @property
    def is_filtered(self) -> bool:
        return bool(self.level or self.state or self.under)


@dataclass(frozen=True)
class Page:
    rows: list[Any]
    next_url: str = ""
    first_url: str = ""


@dataclass(frozen=True)
class ByLevel:
    """How many stand by level, as it is folded."""

    rows: list[tuple[str, int]]
    total: int
    as_of: datetime | None


def asked_of(query: Mapping[str, str]) -> Asked:
    """The conditions that an address names; what is none of ours is no condition."""
    level, state = query.get("level", ""), query.get("state", "")
    return Asked(
        level if level in media_levels() else "",
        state if state in STATES else "",
        number(query.get("under")),
        number(query.get("after")),
    )


def found(activity: Activity, person: Any, base: Organization, asked: Asked) -> ArticleQuerySet:
    """What the person sees of it at one's own node and below; withdrawn ones only where they are asked for."""
    rows = Article.objects.visible_to(person).filter(activity=activity)
    rows = rows.within(_node(base, asked).path)
    rows = rows.filter(state=asked.state) if asked.state else rows.standing()
    return rows.filter(level=asked.level) if asked.level else rows


def page_of(activity: Activity, person: Any, base: Organization, asked: Asked) -> Page:
    rows = found(activity, person, base, asked).select_related("organization", "about", "campaign")
    if asked.after:
        rows = rows.filter(pk__lt=asked.after)
    here = list(rows.order_by("-pk")[: SIZE + 1])
    next_url = asked.address(here[SIZE - 1].pk) if len(here) > SIZE else ""
    return Page(here[:SIZE], next_url, asked.address() if asked.after else "")


def exported(activity: Activity, person: Any, base: Organization, asked: Asked) -> Iterator[tuple[str, ...]]:
    """The same as rows of a list to take away."""
    rows = found(activity, person, base, asked).select_related("organization", "about").order_by("-pk")
    for one in rows[:MOST_EXPORTED].iterator(chunk_size=2_000):
        about = "综合报道" if one.is_general else one.about.title
        yield (
            one.day.isoformat(), one.title, one.medium, one.level_label, about,
            one.organization.name, one.link, one.word, one.because,
        )  # fmt: skip


def by_level(activity: Activity, node: str) -> ByLevel:
    """The table by level at a node and below it."""
    standing = tallied([activity.pk], [node])[node][activity.pk]
    rows = [(one.label, int(standing.values.get(one.item, 0))) for one in media_levels().values()]
    return ByLevel(rows, sum(n for _, n in rows), standing.as_of)


def nodes_below(base: Organization) -> list[Organization]:
    """What the list can be narrowed to: the nodes next below, as many as a choice can hold."""
    if base.is_unit:
        return []
    return list(Organization.objects.open().children_of(base).order_by("path")[:_BELOW])


def _node(base: Organization, asked: Asked) -> Organization:
    if not asked.under:
        return base
    return Organization.objects.children_of(base).filter(pk=asked.under).first() or base
