"""What taking part shows on a campaign's wall screen: the walk's first teams, who has signed most."""

from collections.abc import Iterator

from jieneng.apps.participation.counting import SIGNATURES
from jieneng.apps.participation.models import Pledge, Walk
from jieneng.apps.participation.queries.boards import board
from jieneng.apps.participation.queries.walks import ranking
from jieneng.core.campaigns.models import Campaign
from jieneng.core.campaigns.wall_blocks import MOST_ROWS, Block, Row
from jieneng.core.orgs.models import Organization
from jieneng.ui.wording import thousands


def blocks(campaign: Campaign, node: str) -> Iterator[Block]:
    """A block for each walk and pledge of the campaign; totals and cells are read, nothing is added up."""
    for walk in Walk.objects.opened().filter(activity__campaign=campaign).select_related("activity")[:2]:
        yield _of_walk(walk)
    here = Organization.objects.filter(path=node).first()
    for pledge in Pledge.objects.opened().filter(activity__campaign=campaign).select_related("activity")[:2]:
        if here is not None:
            yield _of_pledge(pledge, here)


def _of_walk(walk: Walk) -> Block:
    places = ranking(walk, MOST_ROWS)
    most = max((one.total.mean for one in places), default=0)
    rows = tuple(
        Row(
            one.total.team.name,
            thousands(one.total.mean),
            one.total.team.organization.name,
            one.total.mean / most if most else None,
        )
        for one in places
    )
    return Block(walk.title, "人均步数（步）", rows, max((one.total.as_of for one in places), default=None))


def _of_pledge(pledge: Pledge, here: Organization) -> Block:
    lines = board(pledge.activity, [SIGNATURES], here, "").page.rows
    signed = sorted((line for line in lines if line.values[0]), key=lambda line: -line.values[0])[:MOST_ROWS]
    most = max((line.values[0] for line in signed), default=0)
    rows = tuple(
        Row(line.organization.name, thousands(line.values[0]), "", float(line.values[0] / most)) for line in signed
    )
    return Block(pledge.title, "签名承诺（人）", rows)
