"""The figures of a wall: totals and their day, the parts below as tiles and as rankings; all of it from cells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice

from jieneng.core import paths
from jieneng.core.campaigns.models import Activity, Campaign
from jieneng.core.campaigns.tallying import by_day, tallied
from jieneng.core.collections.beside import beside
from jieneng.core.collections.contribution import HANDED_IN
from jieneng.core.collections.models import Collection
from jieneng.core.collections.queries.missing import asked
from jieneng.core.facts.descent import levels
from jieneng.core.facts.totals import Total, totals
from jieneng.core.orgs.models import Organization, RosterEntry
from jieneng.core.orgs.models.organization import UNIT
from jieneng.rulebook import figures as reported
from jieneng.rulebook import kinds, tallies
from jieneng.ui.wording import share, thousands

# what the strip shows, the first of them that the campaign has; of each kind the number that says most
ITEMS = (
    *("watch_live.viewers", "quiz.participants", "energy_shortage.participants", "recycling.weight_kg"),
    *("pledge.signatures", "lecture_training.attendances", "green_commute.participants", "volunteer.volunteers"),
    *("launch.participants", "class_activity.attendances", "meeting.attendances", "publicity_materials.posters"),
)
PEOPLE = frozenset(ITEMS) - {"recycling.weight_kg", "publicity_materials.posters"}  # of which a day is drawn
MOST_ITEMS, SMALL, MOST_PARTS = 5, 5, 24
_STEPS = (Decimal(30), Decimal(45), Decimal(60), Decimal(75))
Number = Decimal | int


@dataclass(frozen=True)
class Item:
    """A number of the strip."""

    label: str
    value: str
    unit: str
    note: str


@dataclass(frozen=True)
class Tile:
    """A part below: per cent of its organisations that have reported. `look` is q1…q5, q0 where it is too small."""

    name: str
    value: str
    look: str


@dataclass(frozen=True)
class TileBlock:
    name: str
    value: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class Ranked:
    name: str
    n: Number
    share: float


@dataclass
class Wall:
    """All that is read at once, so that two blocks never speak of two moments."""

    campaign: Campaign
    node: Organization
    activities: list[Activity]
    parts: Mapping[str, str]
    grandchildren: Mapping[str, Mapping[str, str]]
    counted: Mapping[str, Total]
    asked: Mapping[str, int]

    @property
    def collection(self) -> Collection | None:
        return self.campaign.collection

    @property
    def as_of(self) -> datetime | None:
        return self.counted[self.node.path].as_of if self.counted else None

    def handed_in(self, path: str) -> int:
        return sum(self.counted[path].counter(name) for name in HANDED_IN) if path in self.counted else 0


def wall(campaign: Campaign, node: Organization) -> Wall:
    """The parts below a node, down two levels where there are two, and how complete each is."""
    parts = _names(campaign.year, node.path)
    below = _names_below(campaign.year, node.path, parts)
    grandchildren = {path: found for path, found in below.items() if found}
    nodes = [node.path, *parts, *(path for found in grandchildren.values() for path in found)]
    collection = campaign.collection
    counted = totals(collection.series_id, nodes) if collection else {}
    n_asked = asked(collection, nodes) if collection else {}
    activities = list(campaign.activities.select_related("campaign"))
    return Wall(campaign, node, activities, parts, grandchildren, counted, n_asked)


def _names(year: int, node: str) -> dict[str, str]:
    """The levels right below a node, by path, as many as the wall has room for."""
    return {path: level.name for path, level in islice(levels(year, node).items(), MOST_PARTS)}


def _names_below(year: int, node: str, parts: Iterable[str]) -> dict[str, dict[str, str]]:
    """The same of each part, in one query for all of them."""
    found: dict[str, dict[str, str]] = {path: {} for path in parts}
    rows = RosterEntry.objects.filter(paths.below(node), year=year, depth=paths.depth(node) + 2).exclude(kind=UNIT)
    for path, name in rows.order_by("path").values_list("path", "organization__name"):
        names = found.get(paths.parent(path), {})
        if len(names) < MOST_PARTS:
            names[path] = name
    return found


def participants(shown: Wall) -> Item | None:
    """参加单位: how many have reported, of how many."""
    if shown.collection is None:
        return None
    n, of = shown.handed_in(shown.node.path), shown.asked[shown.node.path]
    return Item("参加单位", thousands(n), "家", f"应参加 {thousands(of)} 家，{share(n, of)}%")


def items(shown: Wall, today: date) -> list[Item]:
    """The numbers of the strip: what was reported and what the platform has counted, together."""
    path = shown.node.path
    sums = _sums(shown, [path])[path]
    found: list[Item] = []
    for item in ITEMS:
        if sums.get(item) and len(found) < MOST_ITEMS:
            label = kinds()[item.partition(".")[0]].label
            found.append(Item(label, _said(sums[item]), _unit(item), _note(shown, item, sums, today)))
    return found


def days(shown: Wall) -> list[tuple[date, int]]:
    """People who took part, day by day, as the platform has counted them."""
    found: dict[date, int] = {}
    for activity in shown.activities:
        for day, values in by_day(activity, shown.node.path).items():
            found[day] = found.get(day, 0) + sum(int(n) for item, n in values.items() if item in PEOPLE)
    return sorted((day, n) for day, n in found.items() if n)[-14:]


def tiles(shown: Wall) -> list[TileBlock]:
    """A block for each part below with parts of its own that are large enough; otherwise one block of all parts."""
    if not any(shown.asked.get(path, 0) >= SMALL for below in shown.grandchildren.values() for path in below):
        tiles = tuple(_tile(shown, *one) for one in shown.parts.items())
        rate = _rate(shown, shown.node.path)
        return [TileBlock(_short(shown.node.name), rate, _large_first(tiles))] if tiles else []
    blocks = [
        TileBlock(
            _below(shown, shown.parts[path]), _rate(shown, path), tuple(_tile(shown, *one) for one in below.items())
        )
        for path, below in shown.grandchildren.items()
    ]
    alone = tuple(_tile(shown, *one) for one in shown.parts.items() if one[0] not in shown.grandchildren)
    return [*blocks, TileBlock("直接下级", "", _large_first(alone))] if alone else blocks


def _large_first(tiles: tuple[Tile, ...]) -> tuple[Tile, ...]:
    return tuple(sorted(tiles, key=lambda tile: tile.look == "q0"))


def by_completeness(shown: Wall, most: int) -> list[Ranked]:
    """The parts in the order of how complete they are."""
    rated = [
        Ranked(_below(shown, name), shown.handed_in(path), shown.handed_in(path) / shown.asked[path])
        for path, name in shown.parts.items()
        if shown.asked.get(path, 0) >= SMALL
    ]
    return sorted(rated, key=lambda one: (-one.share, one.name))[:most]


def by_people(shown: Wall, most: int) -> list[Ranked]:
    """The parts in the order of how many people took part, as the platform has counted them."""
    found = tallied([one.pk for one in shown.activities], shown.parts)
    people = {
        path: sum(int(n) for each in standings.values() for item, n in each.values.items() if item in PEOPLE)
        for path, standings in found.items()
    }
    top = max(people.values(), default=0)
    ranked = [Ranked(_below(shown, shown.parts[path]), n, n / top) for path, n in people.items() if n]
    return sorted(ranked, key=lambda one: (-one.n, one.name))[:most]


def halls_note(sums: Mapping[str, Number]) -> str:
    return f"会场 {thousands(sums['watch_live.halls'])} 处" if sums.get("watch_live.halls") else ""


def _sums(shown: Wall, nodes: Iterable[str]) -> dict[str, dict[str, Number]]:
    """Reported and counted, by the bare name of the item; a second activity of a kind adds to the first."""
    places = list(nodes)
    found: dict[str, dict[str, Number]] = {path: {} for path in places}
    if shown.collection is not None:
        extra = beside(shown.collection, places)
        for path in places:
            for amounts in (shown.counted[path].amounts, extra[path]):
                for key, sum_ in amounts.sums.items():
                    item = key.partition("@")[0]
                    scale = tallies()[item].decimals if item in tallies() else 0
                    found[path][item] = found[path].get(item, 0) + (Decimal(sum_[0]) / 10**scale if scale else sum_[0])
        return found
    for path, standings in tallied([one.pk for one in shown.activities], places).items():
        for standing in standings.values():
            for item, n in standing.values.items():
                found[path][item] = found[path].get(item, 0) + n
    return found


def _note(shown: Wall, item: str, sums: Mapping[str, Number], today: date) -> str:
    kind = item.partition(".")[0]
    counted = [by_day(one, shown.node.path).get(today, {}).get(item, 0) for one in shown.activities if one.kind == kind]
    n = sum(counted, Decimal(0)) if any(isinstance(each, Decimal) for each in counted) else sum(counted)
    said = [halls_note(sums) if kind == "watch_live" else "", f"今日 {_said(n)}" if n else ""]
    return "，".join(filter(None, said))


def _unit(item: str) -> str:
    return tallies()[item].unit if item in tallies() else reported()[item].unit


def _said(n: Number) -> str:
    """With one decimal where a quantity has any: a wall is read from afar."""
    return thousands(f"{n:.1f}" if isinstance(n, Decimal) else n)


def _tile(shown: Wall, path: str, name: str) -> Tile:
    if shown.asked.get(path, 0) < SMALL:
        return Tile(_below(shown, name), "不单列", "q0")
    rate = Decimal(100 * shown.handed_in(path)) / shown.asked[path]
    return Tile(_below(shown, name), f"{rate:.0f}", f"q{1 + sum(rate >= step for step in _STEPS)}")


def _rate(shown: Wall, path: str) -> str:
    said = share(shown.handed_in(path), shown.asked.get(path, 0), decimals=0)
    return f"{said}%" if shown.asked.get(path) else ""


def _short(name: str) -> str:
    """An office by its place: 望岭县机关事务服务中心 is 望岭县."""
    return name.partition("机关事务")[0] or name


def _below(shown: Wall, name: str) -> str:
    """The same of a part: 云川市教育局 is 教育局 on the wall of 云川市, where there is room for six characters."""
    return _short(name).removeprefix(_short(shown.node.name)) or _short(name)
