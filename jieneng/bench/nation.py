"""Material for benches: a nation of 1.7 million organisations, made by the bulk path, with a report half handed in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from jieneng.bench.town import make_collection
from jieneng.core import paths
from jieneng.core.collections.models import Collection, Submission, SubmissionVersion
from jieneng.core.collections.models.answers import ACCEPTED
from jieneng.core.facts.models import Cell
from jieneng.core.orgs import actions
from jieneng.core.orgs.bulk import NewOrganization, load_many
from jieneng.core.orgs.models import Headcount, Organization
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
    """The nodes and people that the bench asks as, by level."""

    people: dict[str, Person]
    nodes: dict[str, Organization]
    collection: Collection
    n_organizations: int


def nation(scale: float) -> Nation:
    """The nation with `scale` of its units. The first province has reported but for every hundredth unit."""
    bureau = {"kind": "bureau", "category": "organ", "affiliation": "central"}
    root = actions.found_root({"name": "国家机关事务主管部门", "level": "state", **bureau}, today=_TODAY)
    n = load_many(root, _rows(max(12, int(N_UNITS * scale))), by=None, today=_TODAY)
    nodes = {"state": root, "province": _first_below(root)}
    nodes["city"] = _first_below(nodes["province"])
    nodes["county"] = _first_below(nodes["city"])
    people = {level: _reviewer(level, node) for level, node in nodes.items()}
    collection = make_collection(root)
    _report(collection, nodes["province"], people["county"])
    _analyse()
    return Nation(people, nodes, collection, n + 1)


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


def _report(collection: Collection, province: Organization, by: Person) -> None:
    """Accepted answers of a province, and the cells as folding leaves them."""
    now = timezone.now()
    units = Organization.objects.within(province).filter(kind="unit").only("pk", "path", "category")
    batch: list[Organization] = []
    for number, unit in enumerate(units.iterator(chunk_size=5_000)):
        if number % 100:
            batch.append(unit)
        if len(batch) == 5_000:
            _hand_in(collection, batch, by, now)
            batch = []
    _hand_in(collection, batch, by, now)
    _cells(collection, province, now)


def _hand_in(collection: Collection, units: list[Organization], by: Person, now: Any) -> None:
    answers = Submission.objects.bulk_create(
        Submission(
            collection=collection,
            organization=unit,
            org_path=unit.path,
            route=paths.parent(unit.path),
            category=unit.category,
            changed_at=now - timedelta(minutes=number % 900),
        )
        for number, unit in enumerate(units)
    )
    versions = SubmissionVersion.objects.bulk_create(
        SubmissionVersion(
            submission=answer,
            no=1,
            form_version=collection.form_version,
            values={"watch_live.viewers": {"n": 86, "how": "exact"}},
            sums={"watch_live.viewers": [86, 1, 0, 0]},
            digest="",
            by=by,
            at=now,
        )
        for answer in answers
    )
    for answer, version in zip(answers, versions, strict=True):
        answer.version = answer.accepted_version = version
        answer.state = ACCEPTED
    Submission.objects.bulk_update(answers, ["version", "accepted_version", "state"], batch_size=500)


def _cells(collection: Collection, province: Organization, now: Any) -> None:
    """For each node of the province and above it what its units handed in, from the headcounts less each hundredth."""
    counted = Headcount.objects.filter(paths.within(province.path, "node"), year=_TODAY.year, kind="unit")
    cells: dict[tuple[str, str], int] = {}
    for node, category, n in counted.values_list("node", "category", "n"):
        for target in {node, *(list(paths.ancestors(province.path))[:-1] if node == province.path else [])}:
            cells[(target, category)] = cells.get((target, category), 0) + n - -(-n // 100)
    Cell.objects.bulk_create(
        (
            Cell(
                series_id=collection.series_id,
                node=node,
                category=category,
                counters={"accepted": n, "on_time": n, "counted": n},
                sums={"watch_live.viewers": [86 * n, n, 0, 0]},
                as_of=now,
            )
            for (node, category), n in cells.items()
        ),
        batch_size=1_000,
    )


def _analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
