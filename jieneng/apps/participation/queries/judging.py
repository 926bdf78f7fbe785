"""Marks of works: who has marked what, which works still lack marks, and the places that follow."""

from collections import defaultdict
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet

from jieneng.apps.participation.models import Call, Choice, Judge, Mark, Recusal, Work
from jieneng.core.orgs.models import Organization
from jieneng.engine.standings.works import Placed, mean, placed


def marks_of(call: Call) -> QuerySet[Mark]:
    """The marks that count: by experts who still judge and have not stepped aside."""
    aside = Recusal.objects.filter(judge=OuterRef("judge"), work=OuterRef("work"))
    rows = Mark.objects.filter(judge__call=call, judge__dropped_at__isnull=True)
    return rows.filter(~Exists(aside))


def totals(call: Call) -> dict[int, list[Decimal]]:
    """The totals of each work, by work."""
    found: dict[int, list[Decimal]] = defaultdict(list)
    for work, total in marks_of(call).order_by("work_id", "judge_id").values_list("work_id", "total"):
        found[work].append(total)
    return found


def unmarked(call: Call) -> list[Work]:
    """The works that have fewer marks than each needs."""
    marked = totals(call)
    works = call.works.all().finalists().select_related("latest")
    return [work for work in works if len(marked.get(work.pk, ())) < call.scores_needed]


def ranking(call: Call) -> list[Placed]:
    """The works by their mean, exactly."""
    finalists = set(call.works.all().finalists().values_list("pk", flat=True))
    marks = ((work, mean(given)) for work, given in totals(call).items() if work in finalists)
    return placed(marks, call.n_chosen)


def nexts(call: Call) -> tuple[list[Placed], int]:
    """The works that were not taken, the best first, and how many places are free since some were struck."""
    taken = dict(Choice.objects.filter(call=call).values_list("work_id", "struck_at"))
    n_struck = sum(struck is not None for struck in taken.values())
    n_filled = Choice.objects.filter(call=call, is_filled_up=True).count()
    return [one for one in ranking(call) if one.key not in taken], n_struck - n_filled


def rung_of(organization: Organization) -> str:
    """The step at which an organisation recommends."""
    return "unit" if organization.is_unit else str(organization.level)


def quota_of(call: Call, organization: Organization) -> int | None:
    """How many works it may recommend; None where no limit is set."""
    return call.quotas.filter(rung=rung_of(organization)).values_list("n", flat=True).first()


def judge_of(call: Call, person: object) -> Judge | None:
    """Whether somebody is an expert of a call, and which."""
    return Judge.objects.filter(call=call, person=person, dropped_at__isnull=True).first()


def judging(person: object) -> QuerySet[Judge]:
    """Somebody's seats in the calls that are being judged now."""
    return Judge.objects.filter(person=person, dropped_at=None, call__judging_at__isnull=False, call__judged_at=None)


def judging_by(person: object) -> list[tuple[Judge, int]]:
    """The calls that somebody judges now, with how many works still wait for their mark: one query for most people."""
    rows = judging(person)
    return [(judge, _n_open(judge)) for judge in rows.select_related("call__activity", "call__organization")[:20]]


def _n_open(judge: Judge) -> int:
    works = Work.objects.filter(call=judge.call_id).finalists()
    done = Exists(Mark.objects.filter(judge=judge, work=OuterRef("pk")))
    aside = Exists(Recusal.objects.filter(judge=judge, work=OuterRef("pk")))
    return works.filter(~done, ~aside).count()
