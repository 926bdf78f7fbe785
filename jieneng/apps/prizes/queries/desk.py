"""What the desk shows: the draws of an organisation, the stock of one, its book."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

import xlsxwriter
from django.db.models import Count, Q
from django.utils import timezone

from jieneng.apps.prizes.actions.handing import person_of
from jieneng.apps.prizes.models import FORFEITED, HANDED, WIN_STATES, Claim, Draw, DrawNumber, EntrantList, Result, Win
from jieneng.apps.prizes.queries.public import Shown, shown
from jieneng.core.campaigns import entrants
from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.models import Organization

SIZE = 30
BOOK = 50
_MOST_ACTIVITIES = 100
_HEAD = ("序号", "奖品", "匿名编号", "单位", "姓名", "手机号", "状态", "登记截止", "领取时间", "签收")
_WIDTHS = (6, 20, 18, 32, 12, 16, 10, 18, 18, 10)
_PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


@dataclass(frozen=True)
class Draws:
    rows: list[Any]
    next_url: str
    first_url: str


@dataclass(frozen=True)
class Stock:
    """A prize and what has become of it."""

    name: str
    stock: int
    held: int
    handed: int

    @property
    def left(self) -> int:
        return self.stock - self.held


@dataclass(frozen=True)
class Book:
    rows: list[Shown]
    next_url: str
    first_url: str


def draws_page(organization: Organization, person: Any, after: int) -> Draws:
    """The draws of one organisation, the latest first, each with the latest version of its list; two queries."""
    rows = Draw.objects.visible_to(person).filter(organization=organization).select_related("activity__campaign")
    rows = rows.filter(pk__lt=after) if after else rows
    found = list(rows.order_by("-pk")[: SIZE + 1])
    lists = {
        each.draw_id: each for each in EntrantList.objects.filter(draw__in=found[:SIZE]).defer("parts").order_by("no")
    }
    for draw in found:
        draw.last_list = lists.get(draw.pk)
    next_url = f"?after={found[SIZE - 1].pk}" if len(found) > SIZE else ""
    return Draws(found[:SIZE], next_url, "?" if after else "")


def activities_with_players(organization: Organization) -> list[Activity]:
    """The activities of one's own campaigns of this year and the last in which somebody registers the players."""
    rows = Activity.objects.filter(
        campaign__organization=organization, campaign__year__gte=timezone.localdate().year - 1
    )
    found = rows.select_related("campaign").order_by("-campaign__year", "-campaign_id", "ord")[:_MOST_ACTIVITIES]
    return [activity for activity in found if entrants.of(activity) is not None]


def proposed(activity: Activity) -> dict[str, Any]:
    """What a new draw of the activity may be like: open as long as the activity, objections for a day and a half."""
    zone = timezone.get_current_timezone()
    said: dict[str, Any] = {"title": f"{activity.title}抽奖", "number_digits": None}
    if activity.start_date:
        opens = datetime.combine(activity.start_date, activity.start_time or time(9), zone)
        closes = datetime.combine(activity.end_date or activity.start_date, activity.end_time or time(17), zone)
        said |= {"opens_at": opens, "closes_at": closes, "objections_until": closes + timedelta(hours=25)}
    return said


def stock_of(draw: Draw) -> list[Stock]:
    """Every prize with how many have a holder and how many are handed out."""
    held = Count("units__wins", filter=~Q(units__wins__state=FORFEITED))
    handed = Count("units__wins", filter=Q(units__wins__state=HANDED))
    rows = draw.prizes.annotate(n_held=held, n_handed=handed).order_by("ord")
    return [Stock(each.name, each.stock, each.n_held, each.n_handed) for each in rows]


def counts_of(draw: Draw) -> dict[str, int]:
    """How many wins there are in each state."""
    rows = Win.objects.filter(draw=draw).values_list("state").annotate(n=Count("id")).order_by("state")
    return dict.fromkeys((code for code, _ in WIN_STATES), 0) | dict(rows)


def number_of(draw: Draw) -> DrawNumber | None:
    return DrawNumber.objects.filter(draw=draw).select_related("entered_by", "confirmed_by").first()


def result_of(draw: Draw) -> Result | None:
    return Result.objects.filter(draw=draw).select_related("listed").first()


def book_page(draw: Draw, *, state: str, after: int) -> Book:
    """The hand-out book in the order of the wins, names and numbers masked."""
    rows = Win.objects.filter(draw=draw, pk__gt=after).select_related("unit__prize", "organization").order_by("pk")
    if state:
        rows = rows.filter(state=state)
    found = list(rows[: BOOK + 1])
    kept = f"?state={state}" if state else "?"
    next_url = f"{kept}&after={found[BOOK - 1].pk}".replace("?&", "?") if len(found) > BOOK else ""
    return Book(shown(found[:BOOK]), next_url, kept if after else "")


def book_sheet(draw: Draw, *, is_whole: bool) -> bytes:
    """The book as xlsx. Text stays text, whatever it begins with; `is_whole` with names and numbers unmasked."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _PLAIN) as book:
        sheet = book.add_worksheet("领奖登记簿")
        bold = book.add_format({"bold": True})
        sheet.write_string(0, 0, f"{draw.title} 领奖登记簿", bold)
        for column, (head, width) in enumerate(zip(_HEAD, _WIDTHS, strict=True)):
            sheet.write_string(1, column, head, bold)
            sheet.set_column(column, column, width)
        for at, cells in enumerate(_lines(draw, is_whole), 1):
            sheet.write_number(at + 1, 0, at)
            for column, text in enumerate(cells, 1):
                sheet.write_string(at + 1, column, text)
        sheet.freeze_panes(2, 0)
    return out.getvalue()


def _lines(draw: Draw, is_whole: bool) -> Iterable[tuple[str, ...]]:
    after = 0
    while rows := book_page(draw, state="", after=after).rows:
        wins = [each.win for each in rows]
        kept = Claim.objects.filter(win__in=wins, purged_at__isnull=True) if is_whole else ()
        people = {each.win_id: person_of(each) for each in kept}
        for each in rows:
            win, person = each.win, people.get(each.win.pk, {"name": each.name, "phone": each.phone})
            yield (
                win.unit.prize.name,
                win.pseudonym[:16],
                win.organization.name,
                person["name"],
                person["phone"],
                win.get_state_display(),
                _at(win.claim_until),
                _at(win.handed_at),
                win.get_signed_by_display() if win.signed_by else "",
            )
        after = wins[-1].pk


def _at(moment: datetime | None) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else ""
