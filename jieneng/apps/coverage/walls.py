"""What media coverage shows on a campaign's wall screen: how many articles by level of the medium."""

from collections.abc import Iterator

from jieneng.apps.coverage.queries.register import by_level
from jieneng.core.campaigns.models import Campaign
from jieneng.core.campaigns.wall_blocks import Block, Row
from jieneng.rulebook.coverage import ACTIVITY
from jieneng.ui.wording import thousands


def blocks(campaign: Campaign, node: str) -> Iterator[Block]:
    """A block for the campaign's first media activity; cells are read, nothing is added up."""
    for activity in campaign.activities.filter(kind=ACTIVITY).order_by("ord")[:1]:
        found = by_level(activity, node)
        most = max((n for _, n in found.rows), default=0)
        rows = tuple(Row(label, thousands(n), "", n / most) for label, n in found.rows if n)
        yield Block(activity.title, "媒体报道（篇）", rows, found.as_of, ranked=False)
