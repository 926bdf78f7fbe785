"""The small town in which tests play: a province, a city office, a county, a school, a hospital, and their people."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.recordings import Recordings

pytest_plugins = ["tests.no_skips", "tests.databases", "tests.together", "tests.emptying"]
BEIJING = ZoneInfo("Asia/Shanghai")
TODAY = date(2025, 6, 16)


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """A test that may ask the database may ask every one of them: the quiz has a file of its own on SQLite."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark or {"db", "transactional_db"} & set(getattr(item, "fixturenames", ())):
            said = {"databases": "__all__", **(mark.kwargs if mark else {})}
            item.add_marker(pytest.mark.django_db(**said), append=False)


def pytest_collection_finish() -> None:
    """What the tests have loaded stays to the end: the garbage collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 20, 50)


@pytest.fixture
def now() -> datetime:
    """The hour at which tests play: a Monday morning before the week."""
    from django.utils import timezone

    return timezone.now().replace(microsecond=0)


@dataclass
class Town:
    """Organisations and people by name. `town.school`, `town.sam`; `town.client(town.sam)` is signed in."""

    organizations: dict[str, Any] = field(default_factory=dict)
    people: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        for kept in (self.__dict__.get("organizations", {}), self.__dict__.get("people", {})):
            if name in kept:
                return kept[name]
        raise AttributeError(name)

    def organization(self, key: str, name: str, above: str | None, **fields: Any) -> Any:
        """Found an organisation in the town, through the real action where someone can."""
        from jieneng.core.orgs import actions

        terms = {"kind": "unit", "level": "county", "category": "organ", "affiliation": "county"} | fields
        said = {"name": name, **terms}
        if above is None:
            made = actions.found_root(said, today=TODAY)
        else:
            made = actions.found(self.organizations[above], said, by=self.people["root"], today=TODAY)
        self.organizations[key] = made
        return made

    def person(self, key: str, name: str, at: str, *roles: str) -> Any:
        """Someone with roles at an organisation, and a password to sign in with."""
        from jieneng.core.orgs.actions import appoint
        from jieneng.core.people.models import Person

        person = Person.objects.make(key, name)
        person.must_change_password = False
        person.signed_out_before -= timedelta(days=1)  # a test whose clock stands at the morning stays signed in
        person.save()
        for role in roles:
            appoint(person, self.organizations[at], role, by=self.people.get("root"), today=TODAY)
        self.people[key] = person
        return person

    @staticmethod
    def client(person: Any) -> Any:
        """A browser in which this person is signed in."""
        from django.test import Client

        client = Client()
        client.force_login(person, backend="jieneng.core.people.backends.Accounts")
        return client


@pytest.fixture(scope="session")
def recordings() -> Recordings:
    """What fixtures have built in this run."""
    return Recordings()


@pytest.fixture
def town(db: None, recordings: Recordings) -> Town:
    """The small town, with nothing asked yet."""
    town: Town = recordings.get("town", found_town)
    return town


def found_town() -> Town:
    """Province > city > county > school, hospital; a second county; a second city; their people.

    Hanna reports for the hospital, Sam for the school, Cora reviews at the county, Ines reviews and signs at the city,
    Rob reports for the city, Ada keeps the city's register, Olga audits.
    """
    town = Town()
    bureau = {"kind": "bureau", "category": "organ"}
    town.organization("province", "演示省机关事务管理局", None, **bureau, level="province", affiliation="province")
    town.person("root", "省局管理员", "province", "unit_admin", "reviewer", "issuer", "reporter")
    town.organization("city", "云川市机关事务管理局", "province", **bureau, level="city", affiliation="city")
    town.organization("county", "望岭县机关事务服务中心", "city", **bureau, level="county", affiliation="county")
    town.organization("county2", "石桥县机关事务服务中心", "city", **bureau, level="county", affiliation="county")
    town.organization("city2", "青岭市机关事务管理局", "province", **bureau, level="city", affiliation="city")
    town.organization("school", "望岭县第一中学", "county", category="education")
    town.organization("hospital", "望岭县人民医院", "county", category="health")
    town.organization("school2", "石桥县第一中学", "county2", category="education")
    town.organization("library", "云川市图书馆", "city", category="culture", level="city", affiliation="city")
    town.organization("school3", "青岭市第一中学", "city2", category="education", level="city", affiliation="city")
    town.person("sam", "学校填报员", "school", "reporter")
    town.person("hanna", "医院填报员", "hospital", "reporter")
    town.person("cora", "县中心审核员", "county", "reviewer", "issuer", "reporter")
    town.person("ines", "市局审核员", "city", "reviewer", "issuer")
    town.person("rob", "市局填报员", "city", "reporter")
    town.person("ada", "市局管理员", "city", "unit_admin")
    town.person("olga", "市局审计员", "city", "auditor")
    town.person("rex", "邻市审核员", "city2", "reviewer", "issuer")
    return town


@pytest.fixture
def collection(town: Town, now: datetime) -> Any:
    """The week's report of the city, asked of everyone in it, the city itself included; due in ten days."""
    from jieneng.core.campaigns.actions import Content, ask_for_report, publish, set_up
    from jieneng.core.collections.actions.opening import Terms
    from jieneng.core.orgs.models import Audience

    activities = [
        {"kind": "watch_live", "title": "收看启动活动", "start_date": date(2025, 6, 23)},
        {"kind": "publicity_materials", "title": "张贴宣传画、发放宣传册"},
    ]
    content = Content(title="2025年公共机构节能宣传周", year=2025, activities=activities)
    campaign = set_up(town.city, content, by=town.ines)
    audience = Audience.objects.create(root=town.city, root_path=town.city.path, with_root=True)
    terms = Terms(
        year=2025,
        period_start=date(2025, 6, 23),
        period_end=date(2025, 6, 29),
        opens_at=now - timedelta(days=1),
        due_at=now + timedelta(days=10),
    )
    asked = ask_for_report(campaign, audience, terms, by=town.ines)
    publish(campaign, by=town.ines)
    return asked


@pytest.fixture
def raw() -> dict[str, Any]:
    """A report as it is typed: right in every field."""
    return typed_report()


def typed_report() -> dict[str, Any]:
    """The same for those that need it outside a test."""
    return {
        "overview.people": {"n": "120", "how": "exact"},
        "overview.participants": {"n": "100", "how": "exact"},
        "watch_live.viewers": {"n": "86", "how": "exact"},
        "watch_live.halls": {"n": "1", "how": "exact"},
        "publicity_materials.posters": {"n": "40", "how": "approx"},
        "publicity_materials.banners": {"n": "", "how": "none"},
        "account.text": "一是组织收看启动活动。二是张贴宣传画，营造节能氛围。",
    }
