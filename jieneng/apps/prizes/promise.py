"""What a draw promises, as the engine understands it: rules with a public number, or the plan of an instant win."""

import json
from datetime import date, timedelta

from django.utils import timezone

from jieneng.apps.prizes.models import Draw
from jieneng.engine.draws.canonical import canonical
from jieneng.engine.draws.instant import Plan
from jieneng.engine.draws.rules import Prize, PublicNumber, Rules, read_rules


def rules_of(draw: Draw) -> Rules:
    """The rules of a draw that is not published yet. Raises ValueError where the engine finds them unfair."""
    assert draw.number_due_at is not None
    number = PublicNumber(draw.number_name, draw.number_where, draw.number_due_at, draw.number_digits)
    return Rules(draw.code, _prizes(draw), draw.entrant, draw.reserves, draw.closes_at, number)


def plan_of(draw: Draw) -> Plan:
    """The plan of an instant win that is not published yet."""
    return Plan(draw.code, _prizes(draw), dict(zip(days_of(draw), draw.expected, strict=True)))


def days_of(draw: Draw) -> list[date]:
    """Every day from the opening to the close."""
    first, last = (timezone.localtime(at).date() for at in (draw.opens_at, draw.closes_at))
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def promised_rules(draw: Draw) -> Rules:
    """The rules as they were published."""
    return read_rules(draw.rules)


def promised_plan(draw: Draw) -> Plan:
    """The plan as it was published."""
    said = json.loads(draw.rules)
    expected = {date.fromisoformat(each["day"]): each["attempts"] for each in said["expected"]}
    return Plan(said["draw"], tuple(Prize(**prize) for prize in said["prizes"]), expected)


def written(plan: Plan) -> str:
    return canonical(plan.as_json()).decode()


def _prizes(draw: Draw) -> tuple[Prize, ...]:
    return tuple(Prize(each.code, each.name, each.stock) for each in draw.prizes.all())
