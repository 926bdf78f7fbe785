"""What taking part puts on a desk: works to be judged and recommended, objections that wait, choices to confirm."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from jieneng.apps.participation.models import Call, Work
from jieneng.apps.participation.queries.judging import judging_by
from jieneng.core.agenda.registry import Entry
from jieneng.core.orgs.acting import Acting

_MOST = 20


def to_do(acting: Acting, now: datetime) -> Iterator[Entry]:
    """评审, 推荐, 异议, 选定 for one organisation; what a person judges stands wherever they act."""
    for judge, n in judging_by(acting.person):
        if n:
            url = reverse("participation:judging", args=[judge.call_id])
            yield _entry(judge.call, "评审", f"作品 {n} 件待评分", None, url, "评分")
    if acting.may("participation.take_part"):
        yield from _recommending(acting, now)
    if acting.may("participation.choose"):
        yield from _choosing(acting, now)


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


def _in_notice(call: Call, now: datetime, ranking: str) -> Iterator[Entry]:
    n = call.objections.filter(answered_at=None).count()
    if n:
        url = reverse("participation:objections", args=[call.pk])
        yield _entry(call, "异议", f"公示异议 {n} 条待办理", call.notice_until, url, "办理")
    elif call.notice_until is not None and now >= call.notice_until:
        yield _entry(call, "选定", "公示已结束，请确认入选", None, ranking, "确认")


def _entry(call: Call, kind: str, detail: str, due_at: datetime | None, url: str, button: str) -> Entry:
    return Entry(
        due_at=due_at,
        kind=kind,
        title=call.title,
        detail=detail,
        asked_by=call.organization.name,
        url=url,
        button=button,
        look="wait",
    )
