"""Blocks that an app adds to a campaign's wall screen (大屏): a board of its own, from figures that are counted.

The wall asks here and knows no app. A provider is asked every quarter of a minute for each wall, so it reads cells or a
snapshot and adds nothing up.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from jieneng.core.campaigns.models import Campaign


@dataclass(frozen=True)
class Row:
    """A line of a block: who, a second line in small, the figure as it is shown, and its share of the longest bar."""

    name: str
    value: str
    detail: str = ""
    share: float | None = None


@dataclass(frozen=True)
class Block:
    """At most five lines. `note` says what is counted and its unit; `as_of` how old it is; lines of a block that is not
    `ranked` (figures side by side) carry no place."""

    title: str
    note: str
    rows: tuple[Row, ...]
    as_of: datetime | None = None
    ranked: bool = True


Provider = Callable[[Campaign, str], Iterable[Block]]
_providers: dict[str, Provider] = {}
MOST_ROWS = 5


def register(name: str, provider: Provider) -> None:
    """Add a provider, called with the campaign and the node of the wall; the same name replaces the former one."""
    _providers[name] = provider


def blocks(campaign: Campaign, node: str) -> list[Block]:
    """What all apps have to show at a node, those without lines left out."""
    return [block for provider in _providers.values() for block in provider(campaign, node) if block.rows]
