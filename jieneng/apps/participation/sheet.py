"""Steps as a sheet: its columns, and reading one with all that is wrong in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from jieneng.apps.participation.actions.walking import Entry, why_not
from jieneng.apps.participation.models import Steps, Team, Walk, Walker
from jieneng.apps.participation.models.walks import MOST_STEPS
from jieneng.core.orgs.columns import Column, Line, Sheet, read_table
from jieneng.core.orgs.models import Organization
from jieneng.ui.refusals import Problem

MOST_ROWS = 2_000


@dataclass(frozen=True)
class Reading:
    """What a sheet holds, and everything that is wrong in it."""

    entries: list[Entry]
    problems: list[Problem]


def columns(teams: Iterable[Team] = ()) -> list[Column]:
    return [
        Column("team", "队名", required=True, choices=tuple(team.name for team in teams), help="本单位已组的队伍。"),
        Column("name", "队员", names=("姓名", "昵称"), required=True, help="与组队时登记的一致。"),
        Column("on", "日期", required=True, help="如2025-06-23。"),
        Column("n", "步数", required=True, help="当天的步数，整数。"),
    ]


def read(walk: Walk, organization: Organization, sheets: Iterable[Sheet], now: datetime) -> Reading:
    """Every entry of the sheet, or every reason why a row is none. Raises Refused for an empty or too long sheet."""
    table = read_table(sheets, columns(), most=MOST_ROWS)
    teams = {team.name: team for team in Team.objects.filter(walk=walk, organization=organization)}
    walkers = {
        (one.team_id, one.name): one
        for one in Walker.objects.filter(team__in=list(teams.values())).select_related(
            "team__walk__activity__campaign", "team__organization"
        )
    }
    problems, entries = list(table.problems), []
    seen: dict[tuple[int, date], int] = {}
    decided = _decided(walk, organization)
    for line in table.lines:
        entry, wrong = _entry(line, teams, walkers, now)
        problems += wrong
        if entry is None:
            continue
        key = (entry.walker.pk, entry.on)
        if key in seen:
            problems.append(Problem(line.no, "日期", "walk-sheet-twice", {"which": f"第{seen[key]}行"}))
        elif key in decided:
            problems.append(Problem(line.no, "步数", "steps-decided"))
        seen.setdefault(key, line.no)
        entries.append(entry)
    return Reading(entries, sorted(problems, key=lambda one: one.row or 0))


def _entry(
    line: Line, teams: dict[str, Team], walkers: dict[tuple[int, str], Walker], now: datetime
) -> tuple[Entry | None, list[Problem]]:
    wrong = []
    team = teams.get(line["team"])
    walker = walkers.get((team.pk, line["name"])) if team else None
    on, n = _day(line["on"]), _number(line["n"])
    if team is None:
        wrong.append(Problem(line.no, "队名", "walk-sheet-team", {"value": line["team"]}))
    elif walker is None:
        wrong.append(Problem(line.no, "队员", "walk-sheet-walker", {"value": line["name"]}))
    if on is None:
        wrong.append(Problem(line.no, "日期", "walk-sheet-date", {"value": line["on"]}))
    if n is None:
        wrong.append(Problem(line.no, "步数", "steps-number", {"limit": MOST_STEPS}))
    if walker is None or on is None or n is None:
        return None, wrong
    entry = Entry(walker, on, n)
    code = why_not(entry, now)
    if code is None:
        return entry, wrong
    label = "日期" if code == "steps-day" else "步数"
    return None, [*wrong, Problem(line.no, label, code, {"limit": MOST_STEPS})]


def _decided(walk: Walk, organization: Organization) -> set[tuple[int, date]]:
    rows = Steps.objects.filter(walk=walk, walker__team__organization=organization, decided_at__isnull=False)
    return set(rows.values_list("walker_id", "day"))


def _day(text: str) -> date | None:
    said = text.replace("/", "-").replace(".", "-").replace("年", "-").replace("月", "-").rstrip("日")
    parts = said.partition("T")[0].partition(" ")[0].split("-")
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day)
    except ValueError:
        return None


def _number(text: str) -> int | None:
    said = text.replace(",", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= 9 else None
