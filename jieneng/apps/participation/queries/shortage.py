"""What the pages of a low-energy day need: the board of a node with who is missing, and a saving in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Exists, OuterRef

from jieneng.apps.participation.counting import MEASURED, MEASURES, OFF_HOURS, PEOPLE, SAVED, UNITS
from jieneng.apps.participation.models import ShortageDay, ShortageEntry
from jieneng.apps.participation.queries.boards import Line, lines_of
from jieneng.apps.participation.queries.works import Page
from jieneng.core.orgs.models import Organization
from jieneng.engine.periods import weekday_cn
from jieneng.engine.saving import Saving
from jieneng.ui.wording import thousands

ITEMS = (UNITS, PEOPLE, MEASURES, OFF_HOURS, MEASURED, SAVED)
STATES = (("", "全部"), ("missing", "未填报"), ("entered", "已填报"))
SIZE = 50


@dataclass(frozen=True)
class Below:
    """An organisation next below with what is counted of it and those under it; its own entry, if it has one."""

    line: Line
    entry: ShortageEntry | None


@dataclass(frozen=True)
class Board:
    whole: Line
    page: Page
    missing: list[str]  # names on this page, to be copied


@dataclass(frozen=True)
class Told:
    """A saving as it stands on the page: what was measured, and with what it was compared. `is_saved` None: nothing."""

    said: str
    basis: str
    is_saved: bool | None = None


HEADS = (
    ("填报", "家"),
    ("参加", "人"),
    ("措施", "项"),
    ("停用时长", "小时"),
    ("有计量", "家"),
    ("实测节电", "千瓦时"),
)


def board(day: ShortageDay, node: Organization, state: str, after: str) -> Board:
    """The node, and each next below it with its state, a page at a time; four queries."""
    mine = ShortageEntry.objects.filter(shortage=day, organization=OuterRef("pk"))
    rows = Organization.objects.open().children_of(node).filter(path__gt=after).order_by("path")
    if state:
        rows = rows.filter(Exists(mine) if state == "entered" else ~Exists(mine))
    found = list(rows[: SIZE + 1])
    whole, *lines = lines_of(day.activity, ITEMS, [node, *found[:SIZE]])
    entries = {one.organization_id: one for one in day.entries.filter(organization__in=found[:SIZE])}
    below = [Below(line, entries.get(line.organization.pk)) for line in lines]
    kept = f"?under={node.pk}" + (f"&state={state}" if state else "")
    next_url = f"{kept}&after={found[SIZE - 1].path}" if len(found) > SIZE else ""
    missing = [one.line.organization.name for one in below if one.entry is None]
    return Board(whole, Page(below, next_url, kept if after else ""), missing)


def entry_of(day: ShortageDay, organization: Organization) -> ShortageEntry | None:
    rows = ShortageEntry.objects.filter(shortage=day, organization=organization)
    return rows.select_related("shortage__activity", "organization", "by").first()


def told(entry: ShortageEntry) -> Told:
    """Never a saving without a measured base."""
    metered, measured = entry.metered, entry.saving
    if not metered:
        return Told("没有抄表记录，不计算节电量。", "")
    if entry.day not in metered:
        return Told("没有体验日当天的抄表记录，不能比较，不计算节电量。", "")
    if measured is None:
        used = thousands(metered[entry.day].kwh.normalize() + Decimal(0))
        return Told(f"当日用电{used}千瓦时；没有前几周同一星期几的抄表记录，不能比较，不计算节电量。", "")
    return Told(_said(measured), basis(entry.day, [on for on in metered if on < entry.day]), measured.saved > 0)


def basis(day: date, before: Sequence[date]) -> str:
    """With what it was compared.

    >>> basis(date(2025, 6, 25), [date(2025, 6, 11), date(2025, 6, 18)])
    '与前两周同一星期几的平均数比较（6月18日、6月11日，均为星期三）'
    >>> basis(date(2025, 6, 25), [date(2025, 6, 11)])
    '与前几周同一星期几比较（6月11日，星期三）'
    """
    days = sorted(before, reverse=True)
    names = "、".join(f"{on.month}月{on.day}日" for on in days)
    running = all(on == day - timedelta(weeks=n) for n, on in enumerate(days, 1))
    weeks = f"前{'一两三四'[len(days) - 1]}周" if running and len(days) <= 4 else "前几周"
    if len(days) == 1:
        return f"与{weeks}同一星期几比较（{names}，{weekday_cn(day)}）"
    return f"与{weeks}同一星期几的平均数比较（{names}，均为{weekday_cn(day)}）"


def _said(measured: Saving) -> str:
    used, base = thousands(measured.used), thousands(measured.base)
    compared = f"当日用电{used}千瓦时，比较基数{base}千瓦时"
    if measured.saved > 0:
        percent = f"（{measured.percent}%）" if measured.percent is not None else ""
        return f"实测节电{thousands(measured.saved)}千瓦时{percent}：{compared}。"
    more = thousands(-measured.saved)
    return f"没有节电：{compared}，多用{more}千瓦时。" if measured.saved < 0 else f"用电持平：{compared}。"
