"""What taking part puts on a desk: works to judge and to recommend, choices to confirm, odd steps, a low-energy day."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from jieneng.apps.participation.models import Call, Objection, ShortageDay, ShortageEntry, Steps, Walk, Work
from jieneng.apps.participation.models.held import Held
from jieneng.apps.participation.queries.judging import judging, judging_by
from jieneng.core import paths
from jieneng.core.agenda.registry import Entry
from jieneng.core.orgs.acting import Acting
from jieneng.engine.periods import in_beijing

_MOST = 20


def to_do(acting: Acting, now: datetime) -> Iterator[Entry]:
    """评审, 推荐, 异议, 选定, 核实 for one organisation; what a person judges stands wherever they act."""
    for judge, n in judging_by(acting.person):
        if n:
            url = reverse("participation:judging", args=[judge.call_id])
            yield _entry(judge.call, "评审", f"作品 {n} 件待评分", None, url, "评分")
    for call in _calls(acting, now):
        if call.organization_id != acting.organization.pk:
            url = reverse("participation:recommending", args=[call.pk])
            yield _entry(call, "推荐", f"作品 {call.n_here} 件待推荐", call.recommends_by, url, "推荐")
        else:
            yield from _choosing(call, now)
    if acting.may("participation.take_part"):
        yield from _low_energy(acting, now)
    if acting.may("participation.hold"):
        yield from _odd_steps(acting)


def grounds(acting: Acting, now: datetime) -> Iterator[QuerySet[Any]]:
    """Whom somebody judges for, calls and days of the levels above, walks of the organisation."""
    organization = acting.organization
    yield judging(acting.person)
    yield Call.objects.reaching(organization.path).filter(confirmed_at=None)
    yield ShortageDay.objects.reaching(organization.path).filter(closes_at__gt=now, opens_at__lte=now)
    yield Walk.objects.filter(organization=organization)


def _calls(acting: Acting, now: datetime) -> Iterable[Any]:
    """Calls of the levels above with works that stand here, and one's own whose works are in: one query."""
    organization = acting.organization
    here = Work.objects.standing().filter(call=OuterRef("pk"), stands_at=organization)
    open_ones = Objection.objects.filter(call=OuterRef("pk"), answered_at=None)
    rows = Call.objects.opened().filter(org_path__in=list(paths.ancestors(organization.path)))
    rows = rows.annotate(n_here=_counted(here), n_open=_counted(open_ones)).select_related("activity", "organization")
    wanted = Q(pk__in=())
    if acting.may("participation.take_part"):
        above = ~Q(organization=organization) & Q(n_here__gt=0)
        wanted |= above & Q(judging_at=None, recommends_by__gt=now)
    if acting.may("participation.choose"):
        wanted |= Q(organization=organization, confirmed_at=None, recommends_by__lte=now)
    return rows.filter(wanted).order_by("recommends_by", "id")[:_MOST]


def _choosing(call: Any, now: datetime) -> Iterator[Entry]:
    judges, ranking = (reverse(f"participation:{name}", args=[call.pk]) for name in ("judges", "ranking"))
    if call.judging_at is None:
        yield _entry(call, "评审", "推荐已截止，请开始评审", None, judges, "评审")
    elif call.judged_at is not None and call.chosen_at is None:
        yield _entry(call, "选定", "评审已结束，请选定作品并公示", None, ranking, "选定")
    elif call.chosen_at is not None and call.n_open:
        url = reverse("participation:objections", args=[call.pk])
        yield _entry(call, "异议", f"公示异议 {call.n_open} 条待办理", call.notice_until, url, "办理")
    elif call.notice_until is not None and now >= call.notice_until:
        yield _entry(call, "选定", "公示已结束，请确认入选", None, ranking, "确认")


def _low_energy(acting: Acting, now: datetime) -> Iterator[Entry]:
    """From the day on, as long as nothing was entered for the organisation: one query."""
    organization = acting.organization
    mine = ShortageEntry.objects.filter(shortage=OuterRef("pk"), organization=organization)
    days = ShortageDay.objects.reaching(organization.path).filter(~Exists(mine), closes_at__gt=now)
    days = days.filter(on__lte=in_beijing(now).date(), opens_at__lte=now).select_related("activity", "organization")
    for day in days.order_by("closes_at", "id")[:_MOST]:
        if day.takes(organization):
            url = reverse("participation:fill_shortage", args=[day.pk])
            yield _entry(day, "体验", "请填报落实的措施和参加人数", day.closes_at, url, "填报")


def _odd_steps(acting: Acting) -> Iterator[Entry]:
    """One entry for each of one's walks in which steps wait for a decision."""
    waiting = Steps.objects.waiting().filter(walk=OuterRef("pk"))
    walks = Walk.objects.filter(organization=acting.organization).annotate(n_odd=_counted(waiting))
    for walk in walks.filter(n_odd__gt=0).select_related("activity", "organization").order_by("-id")[:_MOST]:
        url = reverse("participation:walk", args=[walk.pk])
        yield _entry(walk, "核实", f"步数 {walk.n_odd} 条待核实", walk.closes_at, url, "核实")


def _counted(rows: QuerySet[Any]) -> Coalesce:
    """How many rows of another table there are, beside each row: a count on an index."""
    n = rows.order_by().annotate(all_=Value(1)).values("all_").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(n), 0)


def _entry(thing: Held, kind: str, detail: str, due_at: datetime | None, url: str, button: str) -> Entry:
    return Entry(
        due_at=due_at,
        kind=kind,
        title=thing.title,
        detail=detail,
        asked_by=thing.organization.name,
        url=url,
        button=button,
        look="wait",
    )
