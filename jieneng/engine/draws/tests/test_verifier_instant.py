"""The program for strangers works out the same slots as the engine, from its own sixty lines."""

from datetime import date

import pytest

from jieneng.engine.draws.instant import Plan, prizes_at
from jieneng.engine.draws.rules import Prize
from jieneng.engine.draws.verifier_instant import settled, shares

FRIDAY, SATURDAY, SUNDAY = date(2025, 7, 4), date(2025, 7, 5), date(2025, 7, 6)


@pytest.mark.parametrize("attempts", [(40, 30, 20), (3, 0, 50), (0, 0, 0), (100, 100, 100)])
@pytest.mark.parametrize("expected", [(40, 30, 20), (10, 10, 10), (1, 90, 1)])
def test_the_stranger_finds_what_the_engine_has_settled(attempts, expected):
    days = (FRIDAY, SATURDAY, SUNDAY)
    plan = Plan(
        "wk-2025", (Prize("cup", "水杯", 9), Prize("data", "流量包", 14)), dict(zip(days, expected, strict=True))
    )
    secret, came = bytes(range(32)), dict(zip(days, attempts, strict=True))
    told = prizes_at(secret, plan, came)
    by_engine = [(day.isoformat(), n, prize) for day in days for n, prize in sorted(told[day].items())]
    assert settled(plan.as_json(), secret, {day.isoformat(): n for day, n in came.items()}) == by_engine
    assert list(shares({day.isoformat(): plan.expected[day] for day in days}, 23).values()) == list(
        plan.allotted.values()
    )
