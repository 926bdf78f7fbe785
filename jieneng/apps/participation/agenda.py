"""What taking part puts on a desk: works to judge and to recommend, objections, choices to confirm, odd steps."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse

from jieneng.apps.participation.models import Call, Steps, Walk, Work
from jieneng.apps.participation.models.held import Held
from jieneng.apps.participation.queries.judging import judging_by
from jieneng.core.agenda.registry import Entry
from jieneng.core.orgs.acting import Acting

_MOST = 20


def to_do(acting: Acting, now: datetime) -> Iterator[Entry]:
    """评审, 推荐, 异议, 选定, 核实 for one organisation; what a person judges stands wherever they act."""
    for judge, n in judging_by(acting.person):
        if n:
            url = reverse("participation:judging", args=[judge.call_id])
            yield _entry(judge.call, "评审", f"作品 {n} 件待评分", None, url, "评分")
    if acting.may("participation.take_part"):
        yield from _recommending(acting, now)
    if acting.may("participation.choose"):
        yield from _choosing(acting, now)
    if acting.may("participation.hold"):
        yield from _odd_steps(acting)


def _recommending(acting: Acting, now: datetime) -> Iterator[Entry]:
    """Calls of the levels above with works that stand here."""
    organization = acting.organization
    rows = Call.objects.reaching(organization.path).exclude(organization=organization)
    rows = rows.filter(judging_at=None, recommends_by__gt=now).select_related("activity", "organization")
    for call in rows.order_by("recommends_by")[:_MOST]:
        here = Work.objects.standing().filter(call=call, stands_at=organization)
        n = len(here.values_list("pk", flat=True)[:100])
        if n:
            url = reverse("participation:recommending", args=[call.pk])
            yield _entry(call, "推荐", f"作品 {n} 件待推荐", call.recommends_by, url, "推荐")


def _choosing(acting: Acting, now: datetime) -> Iterator[Entry]:
    rows = Call.objects.filter(organization=acting.organization, confirmed_at=None, recommends_by__lte=now)
    for call in rows.exclude(opened_at=None).select_related("activity", "organization").order_by("-id")[:_MOST]:
        judges, ranking = (reverse(f"participation:{name}", args=[call.pk]) for name in ("judges", "ranking"))
        if call.judging_at is None:
            yield _entry(call, "评审", "推荐已截止，请开始评审", None, judges, "评审")
        elif call.judged_at is not None and call.chosen_at is None:
            yield _entry(call, "选定", "评审已结束，请选定作品并公示", None, ranking, "选定")
        elif call.chosen_at is not None:
            yield from _in_notice(call, now, ranking)


def _odd_steps(acting: Acting) -> Iterator[Entry]:
    """One entry for each of one's walks in which steps wait for a decision."""
    waiting = Exists(Steps.objects.waiting().filter(walk=OuterRef("pk")))
    walks = Walk.objects.filter(waiting, organization=acting.organization).select_related("activity", "organization")
    for walk in walks.order_by("-id")[:_MOST]:
        n = len(Steps.objects.waiting().filter(walk=walk).values_list("pk", flat=True)[:100])
        url = reverse("participation:walk", args=[walk.pk])
        yield _entry(walk, "核实", f"步数 {n} 条待核实", walk.closes_at, url, "核实")


def _in_notice(call: Call, now: datetime, ranking: str) -> Iterator[Entry]:
    n = call.objections.filter(answered_at=None).count()
    if n:
        url = reverse("participation:objections", args=[call.pk])
        yield _entry(call, "异议", f"公示异议 {n} 条待办理", call.notice_until, url, "办理")
    elif call.notice_until is not None and now >= call.notice_until:
        yield _entry(call, "选定", "公示已结束，请确认入选", None, ranking, "确认")


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
