"""Material for benches: a district whose reports wait for review."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from jieneng.core.collections.models import Collection, Submission, SubmissionVersion
from jieneng.core.collections.models.answers import WAITING
from jieneng.core.facts.models import Series
from jieneng.core.forms.compose import AskedActivity, compose
from jieneng.core.forms.models import FormVersion
from jieneng.core.orgs import actions, roster
from jieneng.core.orgs.models import Audience, Organization
from jieneng.core.people.models import Person

_SORT = {"category": "education", "affiliation": "county"}
_VALUES = {
    "watch_live.viewers": {"n": 86, "how": "exact"},
    "publicity_materials.posters": {"n": 40, "how": "approx"},
    "publicity_materials.banners": {"n": None, "how": "none"},
}
_SUMS = {
    "watch_live.viewers": [86, 1, 0, 0],
    "publicity_materials.posters": [40, 1, 1, 0],
    "publicity_materials.banners": [0, 0, 0, 1],
}


def waiting_answers(n: int) -> tuple[dict[int, Any], list[Submission]]:
    """`n` submitted reports of units under ten counties, and the reviewer of each county by its id.

    Written in bulk: here only the accepting is measured, and that goes through the real action.
    """
    today = date(2025, 6, 16)
    root = actions.found_root({"name": "基准市", "kind": "bureau", "level": "city", **_SORT}, today=today)
    chief = _person("chief", root, today)
    counties = [_county(root, number, chief, today) for number in range(10)]
    reviewers = {county.pk: _person(f"reviewer{county.pk}", county, today) for county in counties}
    sender = Person.objects.make("sender", "填报员")
    sender.save()
    units = _units(counties, n, today)
    collection = make_collection(root)
    now = timezone.now()
    answers = Submission.objects.bulk_create(
        Submission(
            collection=collection,
            organization=unit,
            org_path=unit.path,
            route=unit.path[:-4],
            category=unit.category,
            changed_at=now,
        )
        for unit in units
    )
    versions = SubmissionVersion.objects.bulk_create(
        SubmissionVersion(
            submission=answer,
            no=1,
            form_version=collection.form_version,
            values=_VALUES,
            sums=_SUMS,
            digest="",
            by=sender,
            at=now,
        )
        for answer in answers
    )
    owner = {county.path: county for county in counties}
    for answer, version in zip(answers, versions, strict=True):
        answer.version, answer.state, answer.reviewer = version, WAITING, owner[answer.route]
    Submission.objects.bulk_update(answers, ["version", "state", "reviewer"], batch_size=500)
    _count_waiting(collection, answers)
    return reviewers, answers


def _count_waiting(collection: Collection, answers: list[Submission]) -> None:
    from jieneng.core.collections.contribution import contribution  # noqa: PLC0415
    from jieneng.core.facts.models import Delta  # noqa: PLC0415

    Delta.objects.bulk_create(
        Delta(
            series_id=collection.series_id,
            route=answer.route,
            category=answer.category,
            counters=contribution(answer).counters,
        )
        for answer in answers
    )


def _person(username: str, organization: Organization, today: date) -> Person:
    person = Person.objects.make(username, username)
    person.save()
    for role in ("unit_admin", "reviewer"):
        actions.appoint(person, organization, role, by=None, today=today)
    return person


def _county(root: Organization, number: int, chief: Person, today: date) -> Organization:
    said = {"name": f"基准县{number}", "kind": "bureau", "level": "county", **_SORT}
    return actions.found(root, said, by=chief, today=today)


def _units(counties: list[Organization], n: int, today: date) -> list[Organization]:
    rows = [
        Organization(
            name=f"基准中学{number}",
            kind="unit",
            level="county",
            opened_on=today,
            path=f"{counties[number % len(counties)].path}{number // len(counties) + 1:04d}",
            depth=3,
            **_SORT,
        )
        for number in range(n)
    ]
    units = Organization.objects.bulk_create(rows)
    roster.enter([roster.entry_of(unit, today.year) for unit in units])
    return units


def make_collection(root: Organization) -> Collection:
    activities = [AskedActivity("a1", "watch_live", "收看"), AskedActivity("a2", "publicity_materials", "宣传")]
    version = FormVersion.objects.keep(compose("week-report", activities))
    audience = Audience.objects.create(root=root, root_path=root.path)
    series = Series.objects.create(kind="collection", name="基准", year=2025, root_path=root.path)
    now = timezone.now()
    return Collection.objects.create(
        title="基准",
        organization=root,
        org_path=root.path,
        form_version=version,
        audience=audience,
        series=series,
        year=2025,
        period_start=date(2025, 6, 23),
        period_end=date(2025, 6, 29),
        opens_at=now - timedelta(days=1),
        due_at=now + timedelta(days=9),
    )
