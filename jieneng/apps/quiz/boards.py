"""The boards: a snapshot every 45 seconds, from which all pages read; frozen in the last hour of the quiz.

People stand by score, then by whole seconds; organisations by the share of their units in which somebody took part,
with small ones drawn towards the share of all (engine/standings).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q, Sum

from jieneng.apps.quiz.models import Best, Board, Quiz, Signal
from jieneng.apps.quiz.models.quiz import OPEN
from jieneng.apps.quiz.models.standing import UNFAIR
from jieneng.apps.quiz.queries.playing import n_players, said_time
from jieneng.core import paths
from jieneng.core.orgs.models import Headcount, Organization, RosterEntry
from jieneng.engine.quizzes.marking import points
from jieneng.engine.standings.organizations import Turnout, overall_rate
from jieneng.engine.standings.organizations import standings as rate_standings
from jieneng.engine.standings.people import Result
from jieneng.engine.standings.people import standings as people_standings

SHOWN = 100
FROZEN = timedelta(hours=1)
_LENT = 10  # units of the average rate that each organisation is lent
_LATER = timedelta(hours=2)  # so long after the end the last papers are still counted
_BY_CHILD = (
    "SELECT substr(o.path, 1, %s) AS node, count(*), sum(b.n) FROM"
    " (SELECT organization, count(*) AS n FROM quiz_best WHERE quiz_id = %s GROUP BY organization) b"
    " JOIN orgs_organization o ON o.id = b.organization WHERE o.path > %s GROUP BY node"
)


def snapshot(now: datetime) -> int:
    """Take the boards of every quiz that runs or has just ended; how many. The round of the loop."""
    rows = Quiz.objects.published().filter(opens_at__lte=now, closes_at__gte=now - _LATER)
    unready = Quiz.objects.published().filter(Q(board=None) & Q(closes_at__lt=now))
    for quiz in [*rows.select_related("activity__campaign", "organization"), *unready]:
        take(quiz, now)
    return 0  # the next round comes in its time, however many there were


def take(quiz: Quiz, now: datetime) -> Board:
    """The boards as they stand now; in the last hour they stay as they were before it."""
    is_frozen = quiz.state == OPEN and quiz.closes_at - FROZEN <= now <= quiz.closes_at
    board = Board.objects.filter(quiz=quiz).first()
    if board and is_frozen:
        if not board.is_frozen:
            Board.objects.filter(pk=board.pk).update(is_frozen=True)
        return board
    said: dict[str, Any] = {
        "at": now,
        "is_frozen": is_frozen,
        "n_players": n_players(quiz),
        "people": _people(quiz),
        "organizations": _organizations(quiz),
    }
    return Board.objects.update_or_create(quiz=quiz, defaults=said)[0]


def board_of(quiz: Quiz) -> Board | None:
    """The last snapshot: one row."""
    return Board.objects.filter(quiz=quiz).first()


def _people(quiz: Quiz) -> list[dict[str, Any]]:
    """The first hundred, without papers that a person found unfair."""
    unfair = Signal.objects.filter(quiz=quiz, decision=UNFAIR).values_list("receipts", flat=True)
    out = [number for numbers in unfair for number in numbers]
    best = list(Best.objects.filter(quiz=quiz).exclude(receipt__in=out).order_by("-score", "seconds")[:SHOWN])
    names = Organization.objects.in_bulk({one.organization for one in best})
    by_key = {one.receipt: one for one in best}
    placed = people_standings(Result(one.receipt, one.score, one.seconds * 1_000) for one in best)
    return [_person(quiz, place.rank, by_key[place.key], names) for place in placed]


def _person(quiz: Quiz, rank: int, best: Best, names: dict[int, Organization]) -> dict[str, Any]:
    organization = names.get(best.organization)
    return {
        "rank": rank,
        "receipt": best.receipt[:4] + "****",  # enough to find one's own line
        "organization": organization.name if organization else "",
        "points": points(best.score, quiz.n_questions),
        "used": said_time(best.seconds),
    }


def _organizations(quiz: Quiz) -> list[dict[str, Any]]:
    year = quiz.activity.campaign.year
    took = {node: (int(units), int(players)) for node, units, players in _by_child(quiz)}
    people = _units(quiz, year)
    turnouts = [Turnout(node, took.get(node, (0, 0))[0], n) for node, n in people.items() if n]
    if not turnouts:
        return []
    names = dict(Organization.objects.filter(path__in=people).values_list("path", "name"))
    placed = rate_standings(turnouts, k=_LENT, p0=overall_rate(turnouts))
    return [
        {
            "rank": place.rank,
            "name": names.get(place.key, ""),
            "units": took.get(place.key, (0, 0))[0],
            "of": people[place.key],
            "players": took.get(place.key, (0, 0))[1],
            "rate": f"{float(place.rate) * 100:.1f}",
        }
        for place in placed[:SHOWN]
    ]


def _by_child(quiz: Quiz) -> Iterable[tuple[str, int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(_BY_CHILD, [len(quiz.org_path) + paths.STEP, quiz.pk, quiz.org_path])
        return list(cursor.fetchall())


def _units(quiz: Quiz, year: int) -> dict[str, int]:
    """How many organisations each child of the organiser has in the year's roster, itself included."""
    children = RosterEntry.objects.children_of(year, quiz.org_path)
    found = dict.fromkeys(children.values_list("path", flat=True), 1)
    counted = Headcount.objects.filter(year=year, node__in=list(found)).values_list("node").annotate(n=Sum("n"))
    return found | dict(counted.order_by())
