"""The completeness board: where the flow stands, who is missing or returned, what chasing has brought."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from jieneng.core import paths
from jieneng.core.collections.actions.levels import taken_over, unfinished
from jieneng.core.collections.contribution import HANDED_IN
from jieneng.core.collections.models import Collection, Confirmation, Reminder, ReturnSlip, Submission
from jieneng.core.collections.models.answers import RETURNED
from jieneng.core.collections.queries.board import Board, Row
from jieneng.core.collections.queries.missing import asked, missing, silent
from jieneng.core.facts.totals import totals
from jieneng.core.orgs.models import Organization, RosterEntry
from jieneng.core.orgs.models.organization import UNIT
from jieneng.core.orgs.roster import place_of
from jieneng.engine.periods import moment_cn
from jieneng.ui.wording import day

OWN, UNITS = "本级", "本级所属单位"
MOST_NAMED = 300  # in the list to copy
LARGE = 10_000  # organisations at a node from which on its parts are named with their numbers, not every organisation
MOST_OPENED = 20  # under one row of the table
_MOST_LOGGED = 8
_MOST_ABSENT = 200  # for whom a level gives its reasons on one page
_STEP = 500


@dataclass(frozen=True)
class Behind:
    """An organisation that is missing or has been given its report back, and what is known about it."""

    organization: Organization
    state: str  # late or back
    word: str
    detail: str
    said: str
    submission: Submission | None = None


@dataclass(frozen=True)
class Opened:
    """What stands under one opened row of the table."""

    path: str
    behind: list[Behind]
    n_rest: int


@dataclass(frozen=True)
class Reminded:
    """One reminder and what came of it: how many were missing then and are now."""

    reminder: Reminder
    to: str
    n_now: int

    @property
    def n_since(self) -> int:
        return max(0, self.reminder.n_missing - self.n_now)


class Absent:
    """Who is missing at the node of a board, looked up once for the list to copy and for the row that is opened."""

    def __init__(self, collection: Collection, board: Board) -> None:
        self.collection, self.board = collection, board

    @property
    def is_of_large_node(self) -> bool:
        return self.board.total.n_expected > LARGE

    @cached_property
    def named(self) -> list[RosterEntry]:
        """The first three hundred at the node."""
        return self._below(self.board.total, most=MOST_NAMED)

    @cached_property
    def units(self) -> list[RosterEntry]:
        """The first three hundred of the units that report to the node."""
        row = next(row for row in self.board.rows if row.kind == "units")
        direct = Q(depth=paths.depth(row.path) + 1, kind=UNIT)
        direct = reduce(or_, (paths.within(path) for path in row.small), direct)
        return list(silent(self.collection, row.path).filter(direct).order_by("path")[:MOST_NAMED])

    def of(self, row: Row, *, most: int) -> list[Organization]:
        """Those of one row: of everyone below a level, of the level itself, or of the units that report to it."""
        if row.kind == "own":
            return [self.board.node] if row.n_missing else []
        return [entry.organization for entry in self._entries_of(row, most)]

    def _entries_of(self, row: Row, most: int) -> list[RosterEntry]:
        if not self.is_of_large_node:
            found = [one for one in self.named if _stands_in(row, one)][:most]
            if len(found) == most or len(self.named) < MOST_NAMED:
                return found
        return self._below(row, most=most) if row.kind == "level" else self.units[:most]

    def _below(self, row: Row, *, most: int) -> list[RosterEntry]:
        return missing(self.collection, row.path, most=most, n_asked=row.n_expected)


def opened(absent: Absent, row: Row) -> Opened:
    """The missing, then the returned of one row; a handful of queries and at most twenty of each."""
    missing_ones = absent.of(row, most=MOST_OPENED)
    returned = list(_returned(absent.collection, row)[:MOST_OPENED]) if row.n("returned") else []
    drafts = _drafts(absent.collection, missing_ones)
    slips = _last_slips(returned)
    behind = [_missing(one, drafts.get(one.pk)) for one in missing_ones]
    behind += [_given_back(one, slips.get(one.pk)) for one in returned]
    return Opened(row.path, behind, max(0, row.n_handed_in - row.n("returned")))


def _stands_in(row: Row, one: RosterEntry) -> bool:
    if row.kind == "level":
        return paths.is_within(one.path, row.path)
    if any(paths.is_within(one.path, path) for path in row.small):
        return True
    return one.depth == paths.depth(row.path) + 1 and one.kind == UNIT


@dataclass(frozen=True)
class Names:
    """Who is missing, and the sentence to paste into a chat."""

    n_missing: int
    text: str


@dataclass(frozen=True)
class Gaps:
    """A page of those for whom a level has to give a reason itself, where it goes on, and how many are taken over."""

    organizations: list[Organization]
    after: str
    n_taken_over: int


def gaps(collection: Collection, node: Organization, *, after: str = "") -> Gaps:
    """Those below a level who are missing without a reason; on the first page before them whose report went back.

    Whom a level below has named already is not asked again.
    """
    known = taken_over(collection, node)
    found: list[RosterEntry] = []
    key, place = after, place_of(node, collection.year)
    while len(found) <= _MOST_ABSENT and (step := missing(collection, place, after=key, most=_STEP)):
        found += [entry for entry in step if entry.organization_id not in known]
        key = step[-1].path
    page = found[:_MOST_ABSENT]
    goes_on = page[-1].path if len(found) > len(page) else ""
    back = [] if after else [one for one in _back(collection, node) if one.pk not in known]
    return Gaps([*back, *(entry.organization for entry in page)], goes_on, len(known))


def absent_among(collection: Collection, node: Organization, organizations: Iterable[int]) -> list[Organization]:
    """Those of the organisations that are missing below a level, or have their report back."""
    asked_for = list(organizations)
    entries = silent(collection, place_of(node, collection.year)).filter(organization__in=asked_for)
    back = unfinished(collection, node, RETURNED).filter(organization__in=asked_for).select_related("organization")
    return [*(entry.organization for entry in entries), *(one.organization for one in back)]


def _back(collection: Collection, node: Organization) -> list[Organization]:
    returned = unfinished(collection, node, RETURNED).select_related("organization").order_by("org_path")
    return [one.organization for one in returned[:_MOST_ABSENT]]


def missing_by_part(collection: Collection, board: Board, *, most: int) -> list[tuple[str, Organization]]:
    """The missing at a node, each with the part of the board in which it stands."""
    found = missing(collection, board.total.path, most=most, n_asked=board.total.n_expected)
    return _by_part(board, found)


def names(absent: Absent, due: datetime, now: datetime) -> Names:
    """Everyone missing at a node, up to three hundred by name.

    A large node chases its levels: they stand there with how many they lack, and by name only who reports to it
    directly. (To name three hundred of a province means to look at thirty thousand.)
    """
    parts = _counted(absent) if absent.is_of_large_node else _named(absent)
    total = absent.board.total
    return Names(total.n_missing, _sentence(absent.collection, absent.board, parts, due, now))


def _named(absent: Absent) -> list[tuple[str, str]]:
    """Part by part, who is missing in it."""
    grouped: dict[str, list[str]] = {OWN: [], UNITS: []}
    for part, one in _by_part(absent.board, absent.named):
        grouped.setdefault(part, []).append(one.name)
    parts = [(part, "、".join(members)) for part, members in grouped.items() if members]
    n_rest = absent.board.total.n_missing - len(absent.named)
    return [*parts, ("另有", f"{n_rest} 家")] if parts and n_rest > 0 else parts


def _counted(absent: Absent) -> list[tuple[str, str]]:
    """Part by part, how many are missing in it; those that report to the node itself by name."""
    short = [row for row in absent.board.rows if row.n_missing]
    direct = [row for row in short if row.kind != "level"]
    below = [(row.name, f"{row.n_missing} 家") for row in short if row.kind == "level"]
    return [(row.name, _and_more(absent.of(row, most=MOST_NAMED), row)) for row in direct] + below


def _and_more(named: list[Organization], row: Row) -> str:
    said = "、".join(one.name for one in named)
    return f"{said}等 {row.n_missing} 家" if row.n_missing > len(named) else said


def reminders(collection: Collection, node: Organization) -> list[Reminded]:
    """The last reminders at and below a node with their effect; four queries."""
    rows = Reminder.objects.filter(paths.within(node.path, "under"), collection=collection)
    logged = list(rows.select_related("organization").order_by("-id")[:_MOST_LOGGED])
    places = {reminder.under for reminder in logged}
    if not places:
        return []
    n_asked = asked(collection, places)
    reported = totals(collection.series_id, places)
    called = dict(Organization.objects.filter(path__in=places).values_list("path", "name"))
    n_now = {path: n_asked[path] - sum(reported[path].counter(name) for name in HANDED_IN) for path in places}
    return [Reminded(one, called.get(one.under, ""), max(0, n_now[one.under])) for one in logged]


def given_back(collection: Collection, node: Organization) -> Confirmation | None:
    """The level's last report upward, if the level above gave it back with its reason."""
    last = Confirmation.objects.filter(collection=collection, organization=node).first()
    return last if last and last.taken_back_at else None


def confirmations(collection: Collection, node: Organization) -> "QuerySet[Confirmation]":
    """What the levels directly below have reported upward and was not given back."""
    rows = Confirmation.objects.filter(paths.below(node.path, "org_path"), collection=collection)
    below = rows.filter(taken_back_at__isnull=True, organization__depth=node.depth + 1)
    return below.select_related("organization", "by").order_by("org_path")[:200]


def confirmed(collection: Collection, organization: Organization) -> Confirmation | None:
    """What this level has reported upward, if it stands."""
    rows = Confirmation.objects.filter(collection=collection, organization=organization, taken_back_at__isnull=True)
    return rows.first()


def _by_part(board: Board, found: list[RosterEntry]) -> list[tuple[str, Organization]]:
    parts = {row.path: row.name for row in board.rows if row.kind == "level"}
    return [(_part_of(one.path, board.total.path, parts), one.organization) for one in found]


def _part_of(path: str, node: str, parts: dict[str, str]) -> str:
    if path == node:
        return OWN
    return parts.get(path[: len(node) + paths.STEP], UNITS)


def _sentence(
    collection: Collection, board: Board, parts: Iterable[tuple[str, str]], due: datetime, now: datetime
) -> str:
    total = board.total
    head = (
        f"{collection.title}：截至{moment_cn(board.as_of or now)}，"
        f"已报 {total.n_handed_in}/{total.n_expected}，未报 {total.n_missing} 家"
    )
    lines = [f"{part}：{said}；" for part, said in parts]
    last = f"请于{moment_cn(due)}前上报。" if due > now else "已过截止时间，请尽快上报。"
    return "\n".join([f"{head}：", *lines, last]) if lines else f"{head}。"


def _returned(collection: Collection, row: Row) -> "QuerySet[Submission]":
    rows = Submission.objects.filter(collection=collection, state=RETURNED).select_related("organization")
    if row.kind == "level":
        return rows.filter(paths.within(row.path, "route")).order_by("route", "org_path")
    if row.kind == "own":
        return rows.filter(route=row.path).exclude(organization__kind=UNIT)
    direct = reduce(
        or_, (paths.within(path, "route") for path in row.small), Q(route=row.path, organization__kind=UNIT)
    )
    return rows.filter(direct).order_by("route", "org_path")


def _drafts(collection: Collection, absent: Iterable[Organization]) -> dict[int, Submission]:
    rows = Submission.objects.filter(collection=collection, organization__in=list(absent))
    return {submission.organization_id: submission for submission in rows}


def _last_slips(returned: Iterable[Submission]) -> dict[int, ReturnSlip]:
    rows = ReturnSlip.objects.filter(submission__in=list(returned)).order_by("id")
    return {slip.submission_id: slip for slip in rows}


def _missing(organization: Organization, draft: Submission | None) -> Behind:
    if draft is None:
        return Behind(organization, "late", "未报", "尚未填写", "")
    n = sum(1 for key, value in draft.draft.items() if value and not key.startswith("_"))
    return Behind(organization, "late", "未报", f"填了 {n} 项未提交", f"{day(draft.changed_at)}保存")


def _given_back(submission: Submission, slip: ReturnSlip | None) -> Behind:
    points = len(slip.points) if slip else 0
    detail = (f"退回 {points} 处" if points else "全部退回") + (f"，{day(slip.due_at)}前重报" if slip else "")
    said = f"{day(slip.at)}退回" if slip else ""
    return Behind(submission.organization, "back", "已退回", detail, said, submission)
