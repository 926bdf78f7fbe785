"""On the wall: which parts have brought how many kilograms."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from jieneng.apps.exchange.counting import COLLECTED, KIND
from jieneng.core.campaigns.models import Campaign
from jieneng.core.campaigns.tallying import Standing, tallied
from jieneng.core.campaigns.wall_blocks import MOST_ROWS, Block, Row
from jieneng.core.facts.descent import levels
from jieneng.ui.wording import thousands

_MOST_PARTS = 24


def blocks(campaign: Campaign, node: str) -> Iterator[Block]:
    """A ranking of the levels below by what was weighed; nothing as long as nothing was."""
    activities = [one.pk for one in campaign.activities.all() if one.kind == KIND]
    if not activities:
        return
    parts = {
        path: level.name.partition("机关事务")[0] or level.name
        for path, level in islice(levels(campaign.year, node).items(), _MOST_PARTS)
    }
    found = tallied(activities, [node, *parts])
    whole = _kg(found[node])
    ranked = sorted(((kg, name) for path, name in parts.items() if (kg := _kg(found[path]))), reverse=True)
    if not whole or not ranked:
        return
    rows = tuple(
        Row(name, thousands(kg.quantize(1) if kg >= 100 else kg), share=float(kg / ranked[0][0]))
        for kg, name in ranked[:MOST_ROWS]
    )
    ages = [one.as_of for one in found[node].values() if one.as_of]
    yield Block("各地回收", f"称重回收，公斤；合计 {thousands(whole)}", rows, max(ages, default=None))


def _short(name: str) -> str:
    """An office by its place."""
    return name.partition("机关事务")[0] or name


def _kg(found: dict[int, Standing]) -> Decimal:
    return sum((Decimal(one.values.get(COLLECTED, 0)) for one in found.values()), Decimal(0))
