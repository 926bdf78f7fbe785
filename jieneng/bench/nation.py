"""Material for benches: a nation of 1.7 million organisations, made by the bulk path, and lived in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection

from jieneng.bench.lived_in import Life, live
from jieneng.core.orgs import actions
from jieneng.core.orgs.bulk import NewOrganization, load_many
from jieneng.core.orgs.models import Organization
from jieneng.core.people.models import Person

N_PROVINCES, N_CITIES, N_COUNTIES, N_UNITS = 31, 11, 8, 620  # 31 x 11 x 8 x 620 = 1,691,360 units
_SYLLABLES = "云澜新望石南松长安平青白江林河湖海山峰原岭溪泉沙金宁兴永春和"
_UNITS = (
    ("中学", "education"),
    ("小学", "education"),
    ("幼儿园", "education"),
    ("人民医院", "health"),
    ("卫生院", "health"),
    ("财政局", "organ"),
    ("司法所", "organ"),
    ("图书馆", "culture"),
    ("体育馆", "sports"),
    ("研究所", "science"),
    ("服务中心", "other"),
)
_TODAY = date(2025, 6, 16)


@dataclass(frozen=True)
class Nation:
    """The people that the bench asks as, by level, and what they look at."""

    people: dict[str, Person]
    life: Life
    n_organizations: int


def nation(scale: float) -> Nation:
    """The nation with `scale` of its units."""
    bureau = {"kind": "bureau", "category": "organ", "affiliation": "central"}
    root = actions.found_root({"name": "国家机关事务主管部门", "level": "state", **bureau}, today=_TODAY)
    n = load_many(root, _rows(max(12, int(N_UNITS * scale))), by=None, today=_TODAY)
    nodes = {"state": root, "province": _first_below(root)}
    nodes["city"] = _first_below(nodes["province"])
    nodes["county"] = _first_below(nodes["city"])
    people = {level: _reviewer(level, node) for level, node in nodes.items()}
    life = live(nodes, people)
    _analyse()
    return Nation(people, life, n + 1)


def _rows(n_units: int) -> Iterator[NewOrganization]:
    row = 0
    for province in range(N_PROVINCES):
        name = _name(province)
        yield _bureau(f"{name}省机关事务管理局", "province", None)
        province_row, row = row, row + 1
        for city in range(N_CITIES):
            city_name = _name(province * 7 + city * 3 + 1)
            yield _bureau(f"{city_name}市机关事务管理局", "city", province_row)
            city_row, row = row, row + 1
            for county in range(N_COUNTIES):
                county_name = f"{city_name}{_name(province + city * 5 + county * 11)}县"
                yield _bureau(f"{county_name}机关事务服务中心", "county", city_row)
                county_row, row = row, row + 1
                yield from (_unit(county_name, unit, county_row) for unit in range(n_units))
                row += n_units


def _name(number: int) -> str:
    return _SYLLABLES[number % len(_SYLLABLES)] + _SYLLABLES[(number * 13 + 5) % len(_SYLLABLES)]


def _bureau(name: str, level: str, parent: int | None) -> NewOrganization:
    return NewOrganization(name, "bureau", level, "organ", level, parent=parent)


def _unit(county: str, number: int, parent: int) -> NewOrganization:
    what, category = _UNITS[number % len(_UNITS)]
    return NewOrganization(
        f"{county}第{number // len(_UNITS) + 1}{what}", "unit", "county", category, "county", parent=parent
    )


def _first_below(node: Organization) -> Organization:
    return Organization.objects.children_of(node).order_by("path")[0]


def _reviewer(username: str, organization: Organization) -> Person:
    person = Person.objects.make(username, username)
    person.must_change_password = False
    person.save()
    for role in ("reporter", "reviewer", "issuer"):
        actions.appoint(person, organization, role, by=None, today=_TODAY)
    return person


def _analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
