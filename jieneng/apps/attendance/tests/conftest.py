"""A training with three seats, a live launch, held by the city in the town's week."""

import itertools
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.utils import timezone

from jieneng.apps.attendance.actions.holding import Terms, open_session, set_up
from jieneng.apps.attendance.actions.seats import Named, register
from jieneng.core.campaigns.actions import Content
from jieneng.core.campaigns.actions import set_up as set_up_campaign
from jieneng.core.files.actions import store
from jieneng.core.files.tests.handed_in import photo, upload

KINDS = ("watch_live", "lecture_training", "meeting", "launch", "class_activity", "pledge")


@pytest.fixture
def noon(now):
    """Noon in Beijing of the day on which the tests play: sessions are held in the two hours that follow."""
    return timezone.localtime(now).replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.fixture
def plan(town, now):
    """A campaign of the city with one activity of each kind, by kind."""
    activities = [{"kind": kind, "title": f"活动{n}"} for n, kind in enumerate(KINDS, 1)]
    campaign = set_up_campaign(town.city, Content("宣传周", now.year, activities=activities), by=town.ines)
    return {one.kind: one for one in campaign.activities.select_related("campaign__organization")}


@pytest.fixture
def terms(noon):
    """terms(n_seats=3): a session from noon on, replies by eleven."""

    def make(**said):
        seats = {"replies_by": noon - timedelta(hours=1)} if said.get("n_seats") else {}
        return Terms(noon, noon + timedelta(hours=2), **(seats | said))

    return make


@pytest.fixture
def early(noon):
    """Two hours before it begins."""
    return noon - timedelta(hours=2)


@pytest.fixture
def held(plan, terms, town, early):
    """held("meeting", n_seats=2): a session that is open."""

    def make(kind="lecture_training", **said):
        session = set_up(plan[kind], terms(**said), by=town.ines, now=early)
        return open_session(session, by=town.ines, now=early)

    return make


@pytest.fixture
def training(held):
    return held(n_seats=3, rule="number", each=2, gives_certificates=True, hours=4)


@pytest.fixture
def live(held):
    return held("watch_live", has_live=True, has_questions=True, counts_halls=True, stream="https://live.example/1")


@pytest.fixture
def registered(town, early):
    """registered(session, "school", "张三"): somebody of an organisation, by its clerk."""
    clerks = {"school": "sam", "hospital": "hanna", "county": "cora", "city": "rob"}
    seconds = itertools.count()

    def make(session, where, name="张三", **said):
        by, now = town.people[clerks[where]], early + timedelta(seconds=next(seconds))
        return register(session, town.organizations[where], Named(name, **said), by=by, now=now)

    return make


@pytest.fixture
def picture(town):
    """A photograph that the school has handed in."""
    return store(upload(photo()), organization=town.school, by=town.sam)


def at(moment: datetime, **later: float) -> datetime:
    return moment + timedelta(**later)


def sheet_of(response) -> BytesIO:
    return BytesIO(response.content)
