"""Which figures a brief can cite: from the standing of a node to figures ready for sentences, each with its item."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from jieneng.core.campaigns.models import Activity, Campaign
from jieneng.core.collections.models import Collection
from jieneng.core.collections.queries.standing import value_of
from jieneng.core.documents.queries import CHANGE, COUNTED, COUNTS, EXPECTED, GIVEN, OWN, Standing
from jieneng.core.facts.amounts import Sum
from jieneng.engine.briefs.material import Figure
from jieneng.rulebook import Figure as Counted
from jieneng.rulebook import Tally, kinds, tallies
from jieneng.rulebook import figures as counted_items
from jieneng.rulebook.briefs import brief_wording

REPORTED = {
    "handed_in": ("已报单位", "家"),
    "on_time": ("按时报送单位", "家"),
    "late": ("迟报单位", "家"),
    "missing": ("未报单位", "家"),
    "rate": ("报送率", "%"),
}


@dataclass(frozen=True)
class Cell:
    """A figure of the brief and what it stands for: `item` as core.documents.queries reads it."""

    figure: Figure
    item: str
    sum: Sum
    series: int | None = None  # of another collection than the one that is told of
    node: str = ""  # of a part of the paper's own node; "" is that
    of: tuple[int, int] | None = None  # how many of such a part are counted, of how many


@dataclass
class Figures:
    """All figures that a node of a collection offers to its brief, in the order of the rulebook."""

    collection: Collection
    standing: Standing
    activities: dict[str, Activity]  # by key in the report form

    @classmethod
    def of(cls, collection: Collection, standing: Standing, campaign: Campaign | None) -> "Figures":
        """`campaign` is the one whose activities the form asks for."""
        activities = campaign.activities.all() if campaign else ()
        return cls(collection, standing, {activity.key: activity for activity in activities})

    def totals(self) -> list[Cell]:
        """The items that stand in the totals sentence."""
        first = brief_wording().totals_first
        keys = sorted(filter(self._in_totals, self._keys()), key=lambda key: _kind(key) not in first)
        return [cell for key in keys if (cell := self._cell(key))]

    def media(self) -> list[Cell]:
        items = [figure.item for figure in kinds()["media"].counted]
        return [cell for item in items if (cell := self._cell(item))]

    def people(self) -> list[Cell]:
        phrases = brief_wording().overview.items()
        return [cell for item, phrase in phrases if (cell := self._overview(item, phrase))]

    def upward(self, kind: str) -> list[Cell]:
        """The items of one kind told as taking part upward."""
        return [cell for key in self._keys() if _kind(key) == kind and (cell := self._cell(key))]

    def given(self, key: str) -> Cell:
        """How many organisations gave a figure."""
        return self._made(key + GIVEN, f"报告{_named(_known(key))}的单位", "家", "{figure}家")

    def own(self, activity: str) -> list[Cell]:
        """What the office itself reported of one of its activities."""
        section = next((one for one in self.collection.form_version.form.sections if one.activity == activity), None)
        keys = [field.key for field in section.fields if field.item] if section else []
        return [cell for key in keys if (cell := self._cell(key, own=True))]

    def counted(self, activity: str) -> list[Cell]:
        """What the platform alone counts of one of its activities, of everybody; what stands in the totals is not
        said twice."""
        kind = self.activities[activity].kind
        alike = [key for key, one in self.activities.items() if one.kind == kind]
        no = alike.index(activity) + 1
        mine = [
            key for key in self._keys() if _kind(key) == kind and key.partition("@")[2] == (str(no) if no > 1 else "")
        ]
        return [cell for key in mine if _is_counted_alone(key) and (cell := self._cell(key))]

    def coverage(self) -> tuple[Cell, Cell]:
        """How many organisations stand behind the totals, and of how many."""
        counted = self._made(COUNTED, "已审核单位", "家", "{figure}家")
        return counted, self._made(EXPECTED, "应报单位", "家", "{figure}家")

    def reported(self) -> dict[str, Cell]:
        """Who has reported: the counts and the rate, by their names."""
        return {name: self._made(f"#{name}", label, unit, "{figure}") for name, (label, unit) in REPORTED.items()}

    def everything(self) -> list[Cell]:
        """All that can be cited: totals, persons, one's own, those who gave something, the organisations themselves."""
        totals = [cell for key in self._keys() if (cell := self._cell(key))]
        own = [cell for activity in self.activities for cell in self.own(activity)]
        own += [cell for activity in self.activities for cell in self.counted(activity)]
        given = [self.given(cell.item) for cell in totals if _kind(cell.item) in brief_wording().upward]
        reported = [cell for cell in self.reported().values() if cell.sum[0]]
        found = [*totals, *self.people(), *own, *given, *self.coverage(), *reported]
        return list({cell.item: cell for cell in found}.values())

    def unreported(self) -> list[str]:
        """What the form asks and nobody has given: by its label. It cannot be cited."""
        sums = {key: self.standing.sum(key) for key in self._keys()}
        return [_named(_known(key)) for key, sum_ in sums.items() if sum_[1] == 0 and sum_[0] == 0]

    def _in_totals(self, key: str) -> bool:
        return _known(key).total and _kind(key) not in (*brief_wording().upward, "media")

    def _keys(self) -> Iterable[str]:
        """What the form asks or the platform counts, in the order of the rulebook; second activities come last."""
        order = {item: n for n, item in enumerate({**counted_items(), **tallies()})}
        keys = dict.fromkeys([*self.collection.series.decimals, *self.standing.totals.sums])
        return sorted((key for key in keys if _item(key) in order), key=lambda key: (order[_item(key)], key))

    def _cell(self, key: str, *, own: bool = False) -> Cell | None:
        """A figure that somebody gave or the platform counted, and that is more than nothing; None without."""
        known = _known(key)
        item = (OWN if own else "") + key
        activity = "" if own else self._second(key)
        label = ("本级" if own else "") + _named(known) + (f"（{activity}）" if activity else "")
        cell = self._made(item, label, known.unit, known.brief)
        cell = replace(cell, figure=replace(cell.figure, activity=activity))
        return cell if cell.sum[0] > 0 else None

    def _overview(self, item: str, phrase: str) -> Cell | None:
        field = self.collection.form_version.form.fields.get(item)
        cell = self._made(item, field.label, field.unit, phrase) if field else None
        return cell if cell and cell.sum[1] > 0 and cell.sum[0] > 0 else None

    def _made(self, item: str, label: str, unit: str, phrase: str) -> Cell:
        sum_ = self.standing.sum(item)
        value = value_of(self.collection.series, item, sum_)
        figure = Figure(key_of(item), label, phrase, unit, value, approximate=sum_[2] > 0)
        return Cell(figure, item, sum_)

    def _second(self, key: str) -> str:
        """The title of the activity, where this is not the first of its kind."""
        if "@" not in key:
            return ""
        sections = self.collection.form_version.form.sections
        return next((one.title for one in sections if any(field.key == key for field in one.fields)), "")


def key_of(item: str) -> str:
    """The key of a citation, fit for an address: no sign that an address would have to escape.

    >>> key_of("=quiz.participants"), key_of("watch_live.viewers#given"), key_of("#counted")
    ('own.quiz.participants', 'watch_live.viewers.given', 'counted')
    """
    if item in COUNTS:
        return item[1:]
    bare = item.replace(GIVEN, ".given").replace(CHANGE, ".change")
    return "own." + bare.removeprefix(OWN) if item.startswith(OWN) else bare


def _known(key: str) -> Counted | Tally:
    """What the rulebook says of a key: as a figure that is asked, else as one that the platform counts."""
    item = _item(key)
    return counted_items().get(item) or tallies()[item]


def _is_counted_alone(key: str) -> bool:
    item = _item(key)
    return item not in counted_items() and not tallies()[item].total


def _named(counted: Counted | Tally) -> str:
    """What a figure is called on its own: numbers of people say of which activity they are."""
    return counted.label if counted.people == "none" else together(kinds()[_kind(counted.item)].label, counted.label)


def together(activity: str, label: str) -> str:
    """An activity and what is counted of it as one name, which says no word twice.

    >>> together("知识竞答", "参与人数"), together("绿色出行", "绿色出行人数"), together("能源紧缺体验", "参加体验人数")
    ('知识竞答参与人数', '绿色出行人数', '能源紧缺体验参加人数')
    """
    return label if label.startswith(activity) else activity + label.replace(activity[-2:], "", 1)


def _item(key: str) -> str:
    return key.partition("@")[0]


def _kind(key: str) -> str:
    return key.partition(".")[0]


def unlike(cells: Iterable[Cell]) -> Iterator[Cell]:
    """The same cells, each label made unlike the others: labels are what tokens in the prose are known by."""
    seen: dict[str, int] = {}
    for cell in cells:
        label = cell.figure.label[:50]
        seen[label] = seen.get(label, 0) + 1
        n = seen[label]
        yield replace(cell, figure=replace(cell.figure, label=f"{label}{n}" if n > 1 else label))
