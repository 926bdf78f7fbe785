"""What the pages of a call need: its works for a desk, for judges, for everybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet

from jieneng.apps.participation.models import Call, Choice, Judge, Mark, Recommendation, Recusal, Vote, Work
from jieneng.apps.participation.queries.judging import marks_of, quota_of, ranking
from jieneng.core.orgs.models import Organization
from jieneng.engine.standings.works import Placed, shown
from jieneng.ui.wording import day, moment

SIZE = 50
_GALLERY = 24


@dataclass(frozen=True)
class Page:
    rows: Sequence[Any]
    next_url: str = ""
    first_url: str = ""


@dataclass(frozen=True)
class Share:
    """How much of its quota an organisation has used; `quota` None: no limit."""

    used: int
    quota: int | None

    @property
    def is_full(self) -> bool:
        return self.quota is not None and self.used >= self.quota


@dataclass(frozen=True)
class Step:
    label: str
    note: str
    state: str = ""


@dataclass(frozen=True)
class Task:
    """A work on a judge's list: what they have given it, or that they stepped aside."""

    work: Work
    total: Decimal | None = None
    is_aside: bool = False


@dataclass(frozen=True)
class Place:
    """A line of the ranking: the work with its place, how many marked it, its votes, its choice."""

    placed: Placed
    work: Work
    mark: Decimal
    n_marks: int
    n_votes: int
    choice: Choice | None = None


@dataclass(frozen=True)
class Shown:
    """A work on a public page."""

    work: Work
    n_votes: int | None = None
    choice: Choice | None = None
    authors: str = field(default="")


def steps(call: Call, now: datetime) -> list[Step]:
    """How far the call has come."""
    days: list[tuple[str, str, bool]] = [
        ("报送", moment(call.closes_at), now >= call.closes_at),
        ("逐级推荐", moment(call.recommends_by), call.judging_at is not None),
        ("盲评", "", call.judged_at is not None),
        ("公示", day(call.notice_last) if call.notice_last else "", call.confirmed_at is not None),
        ("公布入选", "", call.confirmed_at is not None),
    ]
    at = next((n for n, (_, _, is_done) in enumerate(days) if not is_done), len(days))
    return [
        Step(label, note, "ok" if n < at else "now" if n == at and call.opened_at else "")
        for n, (label, note, _) in enumerate(days)
    ]


def own_works(call: Call, organization: Organization) -> QuerySet[Work]:
    rows = Work.objects.filter(call=call, organization=organization)
    return rows.select_related("latest", "stands_at").order_by("-id")[:100]


def standing_page(call: Call, organization: Organization, after: int) -> Page:
    """The works that wait here to be recommended, a page at a time."""
    rows = Work.objects.standing().filter(call=call, stands_at=organization, pk__gt=after).order_by("pk")
    found = list(rows.select_related("latest", "organization")[: SIZE + 1])
    next_url = f"?after={found[SIZE - 1].pk}" if len(found) > SIZE else ""
    return Page(found[:SIZE], next_url, "?" if after else "")


def sent_by(call: Call, organization: Organization) -> QuerySet[Recommendation]:
    rows = Recommendation.objects.filter(call=call, organization=organization, taken_back_at__isnull=True)
    return rows.select_related("work__latest", "work__organization", "work__stands_at").order_by("-id")[:100]


def share_of(call: Call, organization: Organization) -> Share:
    used = Recommendation.objects.filter(call=call, organization=organization, quota_no__isnull=False).count()
    return Share(used, quota_of(call, organization))


def tasks_of(judge: Judge) -> list[Task]:
    """The works of a judge by number, those without a mark first; nothing that says from whom they are."""
    marks = dict(Mark.objects.filter(judge=judge).values_list("work_id", "total"))
    aside = set(Recusal.objects.filter(judge=judge).values_list("work_id", flat=True))
    works = Work.objects.filter(call=judge.call_id).finalists().select_related("latest").order_by("pk")
    found = [Task(work, marks.get(work.pk), work.pk in aside) for work in works]
    return sorted(found, key=lambda task: (task.is_aside, task.total is not None, task.work.pk))


def judges_of(call: Call) -> list[tuple[Judge, int, int]]:
    """Each expert, how many works they have marked and how many they have stepped aside from."""
    n_marks = dict(marks_of(call).values_list("judge").annotate(n=Count("pk")).order_by())
    aside = Recusal.objects.filter(judge__call=call).values_list("judge").annotate(n=Count("pk")).order_by()
    n_aside = dict(aside)
    rows = call.judges.filter(dropped_at__isnull=True).select_related("person")
    return [(judge, n_marks.get(judge.pk, 0), n_aside.get(judge.pk, 0)) for judge in rows]


def places_of(call: Call) -> list[Place]:
    """The ranking with what stands beside it."""
    places = ranking(call)
    works = call.works.select_related("latest", "organization").in_bulk([one.key for one in places])
    n_marks = dict(marks_of(call).values_list("work").annotate(n=Count("pk")).order_by())
    votes, choices = n_votes_of(call, list(works)), {one.work_id: one for one in call.choices.all()}
    return [
        Place(
            one,
            works[one.key],
            shown(one.mark),
            n_marks.get(one.key, 0),
            votes.get(one.key, 0),
            choices.get(one.key),
        )
        for one in places
    ]


def n_votes_of(call: Call, works: Sequence[int]) -> dict[int, int]:
    """The votes of some works; counted on an index, of no more works than a page has or a call has judged."""
    rows = Vote.objects.filter(call=call, work__in=works).values_list("work").annotate(n=Count("pk")).order_by()
    return dict(rows) if call.has_vote else {}


def gallery(call: Call, after: int, *, is_voting: bool) -> Page:
    """What everybody sees: the works on vote by number, later those chosen by their place."""
    if is_voting:
        works = Work.objects.filter(call=call).finalists().filter(pk__gt=after).select_related("latest__file")
        found = list(works.order_by("pk")[: _GALLERY + 1])
        next_url = f"?after={found[_GALLERY - 1].pk}" if len(found) > _GALLERY else ""
        return Page([Shown(work) for work in found[:_GALLERY]], next_url, "?" if after else "")
    rows = Choice.objects.filter(call=call, struck_at__isnull=True).select_related(
        "work__latest__file", "work__organization"
    )
    choices = list(rows.order_by("rank", "work_id")[after : after + _GALLERY + 1])
    votes = n_votes_of(call, [one.work_id for one in choices])
    shown_ones = [_chosen(call, one, votes) for one in choices[:_GALLERY]]
    next_url = f"?after={after + _GALLERY}" if len(choices) > _GALLERY else ""
    return Page(shown_ones, next_url, "?" if after else "")


def shown_work(call: Call, pk: int, now: datetime) -> Shown | None:
    """A work that everybody may open now: on vote without author and organisation, or chosen."""
    related = ("latest__file", "organization", "call")
    choice = Choice.objects.filter(call=call, work=pk, struck_at__isnull=True).select_related("work__latest__file")
    found = choice.select_related("work__organization", "work__latest__file").first()
    if found is not None:
        return _chosen(call, found, n_votes_of(call, [pk]))
    if not call.is_voting(now):
        return None
    work = Work.objects.filter(call=call).finalists().filter(pk=pk).select_related(*related).first()
    return Shown(work) if work else None


def _chosen(call: Call, choice: Choice, votes: Mapping[int, int]) -> Shown:
    latest = choice.work.latest
    authors = latest.authors if latest and latest.shows_authors else ""
    return Shown(choice.work, votes.get(choice.work_id, 0) if call.has_vote else None, choice, authors)
