"""The low-energy day: measures, people, and a saving only where a meter has something to compare with."""

from datetime import datetime, time, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from jieneng.apps.participation.actions import saving_energy, setting_up
from jieneng.apps.participation.actions.saving_energy import Entered
from jieneng.apps.participation.models import MeterReading, ShortageDay, ShortageEntry
from jieneng.apps.participation.queries.shortage import told
from jieneng.apps.participation.tests.conftest import HOUR
from jieneng.apps.participation.tests.test_works import counted
from jieneng.apps.participation.tests.test_works_pages import kinds_due, see, send, text
from jieneng.apps.participation.walls import blocks
from jieneng.config import clock
from jieneng.core.facts.verify import verify
from jieneng.engine.saving import Metered
from jieneng.ui.refusals import Refused
from tests.at_once import at_once

DONE = {"air": Decimal("6.5"), "commute": None}


@pytest.fixture(autouse=True)
def every_day_works(monkeypatch):
    """Whatever day it is today: holidays stand in a test of their own."""
    monkeypatch.setattr(saving_energy, "is_workday", lambda day, overrides: True)
    monkeypatch.setattr("jieneng.apps.participation.shortage_forms.is_workday", lambda day, overrides: True)


@pytest.fixture
def meter(noon):
    """meter({0: "310.25", 1: "400"}, 2): what was used on the day and so many weeks before, from 8 to 18 hours."""

    def make(used, ratio=1, hour=8):
        found = {}
        for weeks, kwh in used.items():
            on = noon.date() - timedelta(weeks=weeks)
            starts = timezone.make_aware(datetime.combine(on, time(hour)))
            found[on] = Metered(starts, starts + 10 * HOUR, Decimal("100.00"), Decimal("100.00") + Decimal(kwh), ratio)
        return found

    return make


@pytest.fixture
def enter(shortage, town, noon):
    """enter("school", meter(…)): what an organisation did."""
    clerks = {"school": town.sam, "hospital": town.hanna, "county": town.cora}

    def make(where="school", metered=None, edit_no=-1, now=noon, **said):
        entered = Entered(**({"people": 80, "done": DONE, "metered": metered or {}} | said))
        return saving_energy.enter(
            shortage, town.organizations[where], entered, edit_no=edit_no, by=clerks[where], now=now
        )

    return make


def test_a_saving_is_said_only_where_the_meter_says_so(shortage, enter, meter, town, noon):
    activity, today = shortage.activity, noon.date()
    one = enter()
    counts = {"units": 1, "participants": 80, "measures": 2, "hours": Decimal("6.5")}
    assert counted(activity, town.school, noon) == counts
    assert told(one).said == "没有抄表记录，不计算节电量。"
    (block,) = blocks(activity.campaign, town.school.path)
    assert (block.rows[-1].value, block.rows[-1].detail) == ("暂无", "参加单位没有可比较的抄表记录")
    one = enter(metered=meter({0: "310"}), edit_no=0)
    assert told(one).said == "当日用电310千瓦时；没有前几周同一星期几的抄表记录，不能比较，不计算节电量。"
    one = enter(metered=meter({1: "310"}), edit_no=1)
    assert "没有体验日当天的抄表记录" in told(one).said
    assert one.saved_kwh is None
    enter("hospital", meter({0: "310.25", 1: "400", 2: "391.50"}, ratio=2), ratio=2)
    (other,) = ShortageEntry.objects.filter(organization=town.hospital)
    assert other.saved_kwh == Decimal("171.0")  # twice the mean of 400 and 391.50, less 310.25
    assert told(other).said == "实测节电171.0千瓦时（21.6%）：当日用电620.5千瓦时，比较基数791.5千瓦时。"
    assert told(other).basis.startswith("与前两周同一星期几的平均数比较（")
    counts = {"units": 2, "participants": 160, "measures": 4, "hours": Decimal("13.0"), "measured": 1}
    assert counted(activity, town.county, noon) == counts | {"saved_kwh": Decimal("171.0")}
    (block,) = blocks(activity.campaign, town.county.path)
    assert [(row.name, row.value) for row in block.rows] == [
        ("参加单位", "2 家"), ("参加人数", "160 人"), ("设备停用累计", "13.0 小时"), ("实测节电", "171.0 千瓦时"),
    ]  # fmt: skip
    assert block.rows[3].detail == "1 家有可比抄表，占 50.0%"
    one = enter(metered=meter({0: "420", 3: "400"}), edit_no=2, done={"air": Decimal(8)})
    assert told(one).said == "没有节电：当日用电420.0千瓦时，比较基数400.0千瓦时，多用20.0千瓦时。"
    assert told(one).basis.startswith("与前几周同一星期几比较（")
    assert told(one).is_saved is False
    found = counted(activity, town.county, noon)
    assert (found["measured"], found["saved_kwh"], found["measures"]) == (2, Decimal("151.0"), 3)
    assert verify() == []
    assert MeterReading.objects.filter(on=today).count() == 2
    ShortageEntry.objects.filter(pk=one.pk).update(saved_kwh=Decimal("99.9"))
    assert verify() != []


def test_what_cannot_be_entered(shortage, enter, meter, town, noon, monkeypatch):
    backwards = meter({0: "-1"})
    for code, said in {
        "shortage-people": {"people": 0},
        "shortage-nothing": {"done": {}},
        "shortage-measure": {"done": {"lights": Decimal(1)}},
        "shortage-hours": {"done": {"air": None}},
        "shortage-ratio": {"ratio": 0},
        "reading-day": {"metered": meter({5: "10"})},
        "reading-backwards": {"metered": backwards},
        "reading-apart": {"metered": meter({0: "10"}) | meter({1: "12"}, hour=9)},
        "stale-form": {"edit_no": 0},
        "participation-over": {"now": noon + 10 * HOUR},
    }.items():
        with pytest.raises(Refused) as refused:
            enter(**said)
        assert refused.value.code == code
    (on, one), *_ = meter({0: "10"}).items()
    long = Metered(one.starts_at, one.ends_at + 30 * HOUR, one.start_kwh, one.end_kwh)
    with pytest.raises(Refused, match="reading-hours"):
        enter(metered={on: long})
    with pytest.raises(Refused, match="not-allowed"):
        saving_energy.enter(shortage, town.school, Entered(1, DONE, {}), edit_no=-1, by=town.hanna, now=noon)
    with pytest.raises(Refused, match="participation-not-invited"):
        saving_energy.enter(shortage, town.school3, Entered(1, DONE, {}), edit_no=-1,
                            by=town.person("sid", "邻市填报员", "school3", "reporter"), now=noon)  # fmt: skip
    monkeypatch.setattr(saving_energy, "is_workday", lambda day, overrides: day == noon.date())
    with pytest.raises(Refused, match="reading-holiday"):
        enter(metered=meter({0: "10", 1: "12"}))
    shortage.on += timedelta(days=1)
    with pytest.raises(Refused, match="shortage-not-yet"):
        enter()
    shortage.on -= timedelta(days=1)
    entry = enter()
    columns = {"on": shortage.on - timedelta(days=1), "opens_at": shortage.opens_at, "closes_at": shortage.closes_at}
    with pytest.raises(Refused, match="participation-begun"):
        setting_up.change(shortage, columns, edit_no=0, by=town.ines)
    with pytest.raises(IntegrityError), transaction.atomic():
        ShortageEntry.objects.filter(pk=entry.pk).update(people=0)


def test_the_day_on_its_pages(plan, town, noon):
    phone, today = Client(), noon.date()
    times = {"opens_at": f"{noon - HOUR:%Y-%m-%dT%H:%M}", "closes_at": f"{noon + 5 * HOUR:%Y-%m-%dT%H:%M}"}
    said = times | {"on": f"{today}", "says": "体验能源紧缺。", "measures": ["air", "commute"]}
    with clock.at(noon):
        sam, ines, cora = (town.client(one) for one in (town.sam, town.ines, town.cora))
        assert "停开空调" in text(see(ines, "new_shortage", plan["energy_shortage"].pk))
        send(ines, "make_shortage", plan["energy_shortage"].pk, **said)
        day = ShortageDay.objects.get()
        assert see(sam, "shortage", day.pk).status_code == 404
        send(ines, "publish_shortage", day.pk)
        assert kinds_due(town.sam, noon) == ["体验"]
        before = today - timedelta(weeks=1)
        readings = {}
        for on, end in ((today, "410.5"), (before, "500")):
            readings |= {f"r_{on}_starts_at": f"{on}T08:00", f"r_{on}_ends_at": f"{on}T18:00"}
            readings |= {f"r_{on}_start_kwh": "100", f"r_{on}_end_kwh": end}
        form = {"people": "80", "ratio": "1", "m_air": "6.5", "m_commute": "on", "edit_no": "-1"}
        page = text(see(sam, "fill_shortage", day.pk))
        assert f"{today}T08:00" in page
        half = readings | {f"r_{today}_start_kwh": ""}
        assert "没有填全" in text(send(sam, "enter_shortage", day.pk, **form, **half))
        apart = readings | {f"r_{today}_starts_at": f"{today}T09:00"}
        assert "相差超过30分钟" in text(send(sam, "enter_shortage", day.pk, **form, **apart))
        assert send(sam, "enter_shortage", day.pk, **form, **readings).status_code == 302
        assert send(sam, "enter_shortage", day.pk, **form, **readings).status_code == 409
        assert kinds_due(town.sam, noon) == []
        assert "实测节电89.5千瓦时" in text(see(sam, "shortage", day.pk))
        assert "500" in text(see(sam, "fill_shortage", day.pk))
        counted(day.activity, town.city, noon)
        board = text(see(ines, "shortage", day.pk, under=town.county.pk, state="missing"))
        assert town.hospital.name in board
        assert "89.5" in board
        entry = ShortageEntry.objects.get()
        assert "410.50" in text(see(cora, "shortage_entry", entry.pk))
        assert see(town.client(town.hanna), "shortage_entry", entry.pk).status_code == 404
        assert "89.5" in text(see(phone, "public_shortage", day.code))


@pytest.mark.django_db(transaction=True)
def test_entered_four_times_at_once_it_is_one_entry(enter, shortage, town, noon):
    """The guard is the constraint: with it switched off each of the four was a row, and the unit counted four times."""
    answers = at_once(4, lambda _: enter() and "entered")
    assert sorted(answers) == ["entered", *["stale-form"] * 3]
    assert counted(shortage.activity, town.city, noon)["units"] == 1
    assert verify() == []
