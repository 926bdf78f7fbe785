"""A campaign of the city with one activity of each kind; calls, works, judges made through the real actions."""

import itertools
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from jieneng.apps.participation.actions import calling, handing_in, judging, posts, recommending, setting_up, walking
from jieneng.apps.participation.actions.handing_in import Said
from jieneng.apps.participation.actions.holding import open_up
from jieneng.apps.participation.models import Drive, Pledge, ShortageDay, Walk
from jieneng.core.campaigns.actions import Content
from jieneng.core.campaigns.actions import set_up as set_up_campaign
from jieneng.core.files.actions import store
from jieneng.core.files.tests.handed_in import photo
from jieneng.rulebook.works import work_kinds

KINDS = ("works_collection", "volunteer", "pledge", "green_commute", "watch_live", "energy_shortage")
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def clean_cache():
    cache.clear()


@pytest.fixture
def noon(now):
    """Noon in Beijing of the day on which the tests play."""
    return timezone.localtime(now).replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.fixture
def plan(town, now):
    """A campaign of the city, its activities by kind."""
    activities = [{"kind": kind, "title": f"活动{n}"} for n, kind in enumerate(KINDS, 1)]
    campaign = set_up_campaign(town.city, Content("宣传周", now.year, activities=activities), by=town.ines)
    return {one.kind: one for one in campaign.activities.select_related("campaign__organization")}


@pytest.fixture
def terms(noon):
    """terms(n_chosen=2): works until two hours after noon, recommended until four hours after."""

    def make(**said):
        kinds = {"video": 50, "poster": 5, "essay": 5}
        times = (noon - HOUR, noon + 2 * HOUR, noon + 4 * HOUR)
        columns = {"requirements": "围绕节能主题。", "kinds": kinds, "n_chosen": 2, "scores_needed": 2} | said
        return calling.Terms(*times, **columns)

    return make


@pytest.fixture
def called(plan, terms, town, noon):
    """called(quotas={"unit": 1}): a call that is open."""

    def make(**said):
        call = calling.set_up(plan["works_collection"], terms(**said), by=town.ines, now=noon - HOUR)
        return open_up(call, by=town.ines, now=noon - HOUR)

    return make


CLERKS = {"school": "sam", "hospital": "hanna", "county": "cora", "city": "rob"}


@pytest.fixture
def poster(town):
    """poster("school"): a picture that an organisation has handed in."""

    def make(where="school", by=None):
        upload = SimpleUploadedFile("海报.jpg", photo(), "image/jpeg")
        return store(upload, organization=town.organizations[where], by=by or town.people[CLERKS[where]])

    return make


@pytest.fixture
def handed_in(town, noon):
    """handed_in(call, "school", "随手关灯"): a film by its link."""
    seconds = itertools.count()

    def make(call, where="school", title="随手关灯", by=None, **said):
        columns = {"authors": "张三", "link": "https://video.example/1", "confirms_rights": True} | said
        work = Said("video", title, **columns)
        moment = noon + timedelta(seconds=next(seconds))
        return handing_in.hand_in(
            call, town.organizations[where], work, None, by=by or town.people[CLERKS[where]], now=moment
        )

    return make


@pytest.fixture
def sent_up(town, noon):
    """sent_up(work): recommended from its unit up to the city."""

    def make(work):
        while work.stands_at_id != work.call.organization_id:
            where = work.stands_at
            key = next(name for name, one in town.organizations.items() if one.pk == where.pk)
            recommending.recommend(work, where, by=town.people[CLERKS[key]], now=noon + 3 * HOUR)
            work.refresh_from_db()
        return work

    return make


@pytest.fixture
def experts(town):
    """Two people of elsewhere who judge."""
    return [town.person(f"expert{n}", f"专家{n}", "city2", "reader") for n in (1, 2)]


@pytest.fixture
def judged(town, noon, experts):
    """judged(call): its experts appointed, judging begun; gives the judges."""

    def make(call):
        found = [judging.appoint(call, person, by=town.ines, now=noon) for person in experts]
        judging.begin(call, by=town.ines, now=noon + 5 * HOUR)
        return found

    return make


def points(total):
    """Points of a film that come to a total (or a text of one)."""
    from decimal import Decimal

    left, said = Decimal(total), {}
    for criterion in work_kinds()["video"].criteria:
        said[criterion.code] = min(left, Decimal(criterion.most))
        left -= said[criterion.code]
    return said


def sheet_of(response) -> BytesIO:
    return BytesIO(response.content)


@pytest.fixture
def drive(plan, town, noon):
    """The volunteers' service, from an hour ago until ten hours from now."""
    columns = {"opens_at": noon - HOUR, "closes_at": noon + 10 * HOUR, "says": "分类投放。"}
    made = setting_up.set_up(Drive, "volunteer", plan["volunteer"], columns, by=town.ines, now=noon - HOUR)
    return open_up(made, by=town.ines, now=noon - HOUR)


@pytest.fixture
def post(drive, town, noon):
    """post(n_places=2, one="activity"): from noon on for two hours."""

    def make(**said):
        columns = {"title": "桶边督导", "place": "食堂", "n_places": 2} | said
        return posts.lay_out(drive, posts.Said(starts_at=noon, ends_at=noon + 2 * HOUR, **columns), by=town.ines)

    return make


@pytest.fixture
def volunteers(drive, town, noon):
    """volunteers("school", "张三", "李四")."""

    def make(where="school", *names):
        organization, by = town.organizations[where], town.people[CLERKS[where]]
        return posts.register(drive, organization, names or ["张三"], by=by, now=noon - HOUR)

    return make


@pytest.fixture
def pledge(plan, town, noon):
    """A pledge with two commitments, for ten hours."""
    columns = {"opens_at": noon, "closes_at": noon + 10 * HOUR, "wording": "从我做起。", "points": "随手关灯\n光盘行动"}
    made = setting_up.set_up(Pledge, "pledge", plan["pledge"], columns, by=town.ines, now=noon)
    return open_up(made, by=town.ines, now=noon)


@pytest.fixture
def walk(plan, town, noon):
    """A walk that began three days ago; 20,000 steps a day count, above 50,000 a person decides."""
    times = {"opens_at": noon - timedelta(days=3), "closes_at": noon + timedelta(days=3)}
    columns = times | {"says": "健步走。", "daily_cap": 20_000, "odd_above": 50_000, "team_min": 2}
    made = setting_up.set_up(Walk, "green_commute", plan["green_commute"], columns, by=town.ines, now=noon)
    return open_up(made, by=town.ines, now=noon)


@pytest.fixture
def team(walk, town, noon):
    """team("school", "一队", "张三", "李四")."""

    def make(where="school", name="一队", *names):
        organization, by = town.organizations[where], town.people[CLERKS[where]]
        return walking.form_team(walk, organization, name, names or ["张三", "李四"], by=by, now=noon)

    return make


@pytest.fixture
def shortage(plan, town, noon):
    """A low-energy day that is today, entered until ten hours from now."""
    times = {"opens_at": noon - HOUR, "closes_at": noon + 10 * HOUR}
    columns = times | {"on": noon.date(), "says": "体验能源紧缺。", "measures": ["air", "lifts", "commute"]}
    made = setting_up.set_up(ShortageDay, "energy_shortage", plan["energy_shortage"], columns, by=town.ines, now=noon)
    return open_up(made, by=town.ines, now=noon)
