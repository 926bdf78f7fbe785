"""What taking part shows on a campaign's wall: the walk's first teams, who has signed most, the low-energy day."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from jieneng.apps.participation.counting import MEASURED, OFF_HOURS, PEOPLE, SAVED, SIGNATURES, UNITS
from jieneng.apps.participation.models import Pledge, ShortageDay, Walk
from jieneng.apps.participation.queries.boards import board
from jieneng.apps.participation.queries.walks import ranking
from jieneng.core.campaigns.models import Campaign
from jieneng.core.campaigns.tallying import tallied
from jieneng.core.campaigns.wall_blocks import MOST_ROWS, Block, Row
from jieneng.core.collections.queries.missing import asked
from jieneng.core.orgs.models import Organization
from jieneng.ui.wording import share, thousands


def blocks(campaign: Campaign, node: str) -> Iterator[Block]:
    """A block for each walk, low-energy day and pledge of the campaign; totals and cells are read, nothing added up."""
    for walk in Walk.objects.opened().filter(activity__campaign=campaign).select_related("activity")[:2]:
        yield _of_walk(walk)
    for day in ShortageDay.objects.opened().filter(activity__campaign=campaign)[:2]:
        yield _of_shortage(day, campaign, node)
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


def _of_shortage(day: ShortageDay, campaign: Campaign, node: str) -> Block:
    """Who took part and what was measured: a saving of those alone whose meter has a comparable day."""
    standing = tallied([day.activity_id], [node])[node][day.activity_id]
    values = standing.values
    n = int(values.get(UNITS, 0))
    if not n:
        return Block(day.title, "", ())
    rows = [_taking_part(n, campaign, node)]
    if people := values.get(PEOPLE):
        rows.append(Row("参加人数", f"{thousands(people)} 人"))
    if hours := values.get(OFF_HOURS):
        rows.append(Row("设备停用累计", f"{thousands(hours)} 小时"))
    return Block(day.title, "低碳体验日", (*rows, _measured(values, n)), standing.as_of, ranked=False)


def _taking_part(n: int, campaign: Campaign, node: str) -> Row:
    of = asked(campaign.collection, [node])[node] if campaign.collection else 0
    if not of:
        return Row("参加单位", f"{thousands(n)} 家")
    return Row("参加单位", f"{thousands(n)} 家", f"应报 {thousands(of)} 家，占 {share(n, of)}%", min(1.0, n / of))


def _measured(values: Mapping[str, Decimal | int], n: int) -> Row:
    """实测节电, with how many stand behind it."""
    measured, saved = int(values.get(MEASURED, 0)), Decimal(values.get(SAVED, 0))
    if not measured:
        return Row("实测节电", "暂无", "参加单位没有可比较的抄表记录")
    said = f"{thousands(measured)} 家有可比抄表，占 {share(measured, n)}%"
    return Row("实测节电" if saved >= 0 else "实测多用", f"{thousands(abs(saved))} 千瓦时", said, measured / n)
