"""Judge works blind: experts are appointed, step aside where they are involved, and mark by the rulebook's criteria."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from jieneng.apps.participation.actions.holding import held
from jieneng.apps.participation.models import Call, Judge, Mark, Recommendation, Recusal, Work
from jieneng.apps.participation.queries.judging import unmarked
from jieneng.core.audit.actions import record
from jieneng.core.orgs.acting import posts_of
from jieneng.core.uniqueness import once
from jieneng.rulebook.works import work_kinds
from jieneng.ui.refusals import Refused

CHOOSE = "participation.choose"
_MOST_JUDGES = 50


@transaction.atomic
def appoint(call: Call, person: Any, *, by: Any, now: datetime) -> Judge:
    """Name an expert; one who was dropped comes back."""
    call = held(call, by, CHOOSE)
    _require_unjudged(call)
    if not person.is_active:
        raise Refused("judge-unknown")
    if call.judges.filter(dropped_at__isnull=True).count() >= _MOST_JUDGES:
        raise Refused("judges-too-many", limit=_MOST_JUDGES)
    judge, is_new = Judge.objects.get_or_create(call=call, person=person, defaults={"by": by, "at": now})
    if not is_new and judge.dropped_at is None:
        raise Refused("judge-already")
    if judge.dropped_at is not None:
        judge.dropped_at = None
        judge.save(update_fields=["dropped_at"])
    record(by, "participation.appoint", judge, at=call.organization)
    return judge


@transaction.atomic
def drop(judge: Judge, *, by: Any, now: datetime) -> Judge:
    """Let an expert go; what they marked counts no more."""
    call = held(judge.call, by, CHOOSE)
    _require_unjudged(call)
    if not Judge.objects.filter(pk=judge.pk, dropped_at__isnull=True).update(dropped_at=now):
        raise Refused("judge-unknown")
    record(by, "participation.drop", judge, at=call.organization)
    return judge


@transaction.atomic
def begin(call: Call, *, by: Any, now: datetime) -> Call:
    """From now on works are marked, and none is handed in, recommended or changed."""
    call = held(call, by, CHOOSE)
    if call.judging_at is not None:
        raise Refused("call-judging", title=call.title)
    if now < call.recommends_by:
        raise Refused("call-not-due", end=call.recommends_by)
    if not Work.objects.filter(call=call).finalists().exists():
        raise Refused("call-no-works")
    if call.judges.filter(dropped_at__isnull=True).count() < call.scores_needed:
        raise Refused("judges-too-few", n=call.scores_needed)
    call.judging_at = now
    call.save(update_fields=["judging_at"])
    record(by, "participation.begin", call)
    return call


def is_related(person: Any, work: Work) -> bool:
    """Whether somebody is involved: handed it in, or belongs to who handed it in or recommended it."""
    if work.by_id == person.pk:
        return True
    sent = Recommendation.objects.filter(work=work, taken_back_at__isnull=True).values_list(
        "organization_id", flat=True
    )
    involved = {work.organization_id, *sent}
    return any(post.organization.pk in involved for post in posts_of(person))


@transaction.atomic
def recuse(judge: Judge, work: Work, *, because: str, by: Any, now: datetime) -> Recusal:
    """Step aside from a work; what one has marked of it counts no more."""
    judge = _judging(judge, by)
    if not because.strip():
        raise Refused("reason-missing", what="回避原因")
    with once("judge-recused"):
        made = Recusal.objects.create(judge=judge, work=_finalist(judge, work), because=because.strip()[:200], at=now)
    record(by, "participation.recuse", made.work, because=made.because, at=judge.call.organization)
    return made


@transaction.atomic
def mark(judge: Judge, work: Work, points: Mapping[str, Decimal], *, remark: str = "", by: Any, now: datetime) -> Mark:
    """Give a work its points by each criterion; given again they take the place of the former."""
    judge = _judging(judge, by)
    work = _finalist(judge, work)
    if Recusal.objects.filter(judge=judge, work=work).exists():
        raise Refused("judge-recused")
    if is_related(judge.person, work):
        raise Refused("judge-related")
    said = _checked(work, points)
    columns = {"points": {code: str(value) for code, value in said.items()}, "total": sum(said.values(), Decimal(0))}
    columns |= {"remark": remark.strip()[:300], "at": now}
    with once("judge-twice"):
        made, _ = Mark.objects.update_or_create(judge=judge, work=work, defaults=columns)
    record(by, "participation.mark", work, at=judge.call.organization)
    return made


@transaction.atomic
def finish(call: Call, *, by: Any, now: datetime) -> Call:
    """Close the marks, when every work has enough of them."""
    call = held(call, by, CHOOSE)
    if call.judging_at is None or call.judged_at is not None:
        raise Refused("call-not-judging")
    if lacking := unmarked(call):
        raise Refused("works-unmarked", n=len(lacking), numbers=[work.number for work in lacking[:10]])
    if call.votes_until is not None and now < call.votes_until:
        raise Refused("call-voting", end=call.votes_until)
    call.judged_at = now
    call.save(update_fields=["judged_at"])
    record(by, "participation.finish", call)
    return call


def _checked(work: Work, points: Mapping[str, Decimal]) -> dict[str, Decimal]:
    said = {}
    for criterion in work_kinds()[work.kind].criteria:
        value = points.get(criterion.code)
        if value is None or not 0 <= value <= criterion.most or value != round(value, 1):
            raise Refused("points-out-of-range", what=criterion.label, limit=criterion.most)
        said[criterion.code] = round(value, 1)
    return said


def _judging(judge: Judge, by: Any) -> Judge:
    """The judge, who is the doer, of a call that is being judged; the call's row is held so that none is late."""
    call = (
        Call.objects.select_for_update(no_key=True, of=("self",)).select_related("organization").get(pk=judge.call_id)
    )
    found = Judge.objects.select_related("person").get(pk=judge.pk)
    if found.person_id != by.pk or found.dropped_at is not None:
        raise Refused("judge-unknown")
    if call.judging_at is None or call.judged_at is not None:
        raise Refused("call-not-judging")
    found.call = call
    return found


def _finalist(judge: Judge, work: Work) -> Work:
    found = Work.objects.filter(call=judge.call_id).finalists().filter(pk=work.pk).first()
    if found is None:
        raise Refused("work-not-here", organization="")
    return found


def _require_unjudged(call: Call) -> None:
    if call.judged_at is not None:
        raise Refused("call-not-judging")
