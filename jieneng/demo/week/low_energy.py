"""The low-energy day as it was lived: most units say what they switched off, some have a meter to compare with."""

import random
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from jieneng.apps.participation.actions import saving_energy, setting_up
from jieneng.apps.participation.actions.holding import open_up
from jieneng.apps.participation.models import ShortageDay
from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.models import Organization
from jieneng.demo.cast import Cast
from jieneng.demo.events import Events
from jieneng.demo.notice import BEIJING
from jieneng.engine.saving import Metered

DAY = date(2025, 6, 25)
SET_UP_AT = datetime(2025, 6, 18, 10, 30, tzinfo=BEIJING)
ENTERED_AT = datetime(2025, 6, 25, 17, 30, tzinfo=BEIJING)
CLOSES_AT = datetime(2025, 7, 4, 17, 0, tzinfo=BEIJING)
_ENTERING, _SEED = 36, 20250625
_MEASURES = ("air", "lifts", "lights", "standby", "commute")
_SAYS = (
    "6月25日全国低碳日当天，除医院诊疗、机房、档案库房等必须保障的场所外，各单位办公区停开空调，三层及以下停开电梯。"
)


def plan(events: Events, cast: Cast, activity: Activity) -> None:
    """Put it into the queue, with dice of its own."""
    chance = random.Random(_SEED)
    clerk = cast.who(cast.city, "reviewer")
    held: list[ShortageDay] = []
    events.put(SET_UP_AT, lambda now: held.append(_opened(activity, clerk, now)))
    places = [*cast.counties, *chance.sample(cast.units, k=min(_ENTERING, len(cast.units)))]
    for n, place in enumerate(places):
        said = _entered(cast, place, chance, n)
        moment = ENTERED_AT + timedelta(minutes=5 * n)
        events.put(moment, partial(_enter, cast, held, place, said))


def _opened(activity: Activity, clerk: Any, now: datetime) -> ShortageDay:
    columns = {
        "opens_at": datetime.combine(DAY, time(0), BEIJING),
        "closes_at": CLOSES_AT,
        "on": DAY,
        "says": _SAYS,
        "measures": list(_MEASURES),
    }
    made = setting_up.set_up(ShortageDay, "energy_shortage", activity, columns, by=clerk, now=now)
    return open_up(made, by=clerk, now=now)


def _entered(cast: Cast, place: Organization, chance: random.Random, n: int) -> saving_energy.Entered:
    hours = {code: Decimal(chance.randint(10, 95)).scaleb(-1) for code in ("air", "lifts", "lights")[: 1 + n % 3]}
    people = max(4, int(cast.n_people[place.pk] * chance.uniform(0.3, 0.7)))
    metered = _metered(people, chance, n) if n % 3 == 0 else {}
    return saving_energy.Entered(people, hours | {"commute": None}, metered)


def _metered(people: int, chance: random.Random, n: int) -> dict[date, Metered]:
    """Of every third unit: the day and two weeks before; of one of them only the day, of one more was used."""
    usual, reading, found = people * 4, Decimal(chance.randint(10_000, 90_000)), {}
    for weeks in (2, 1, 0) if n % 9 else (0,):
        on = DAY - timedelta(weeks=weeks)
        share = Decimal(chance.randint(95, 105) if weeks else chance.randint(78, 102)) / 100
        used = (usual * share).quantize(Decimal("0.01"))
        starts = datetime.combine(on, time(8), BEIJING)
        found[on] = Metered(starts, starts + timedelta(hours=10), reading, reading + used)
        reading += used * 7
    return found


def _enter(
    cast: Cast, held: list[ShortageDay], place: Organization, said: saving_energy.Entered, now: datetime
) -> None:
    saving_energy.enter(held[0], place, said, edit_no=-1, by=cast.who(place, "reporter"), now=now)
