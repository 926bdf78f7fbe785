"""What makes a nation of benches lived in: a notice that was read and signed for, reports in every state, a brief.

The notice and the brief come by the real actions; the reports and the receipts of tens of thousands are written in
bulk, with the cells that folding would have left.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from jieneng.apps.notices.actions import drafting, publishing
from jieneng.apps.notices.contribution import contribution as of_receipts
from jieneng.apps.notices.models import Notice, Receipt
from jieneng.apps.publicity.actions.composing import compose
from jieneng.apps.publicity.models import Brief
from jieneng.core import paths
from jieneng.core.campaigns.actions import Content, set_up
from jieneng.core.collections.contribution import contribution as of_report
from jieneng.core.collections.models import Collection, ReturnSlip, Submission, SubmissionVersion
from jieneng.core.collections.models.answers import ACCEPTED, RETURNED, WAITING
from jieneng.core.facts.amounts import Amounts
from jieneng.core.facts.models import Cell
from jieneng.core.orgs.models import Organization
from jieneng.core.people.models import Person

_BATCH = 5_000
_ELSEWHERE = 6  # units of each county outside the first province that have reported
_STATES = {0: "", 1: WAITING, 2: RETURNED, 3: WAITING}  # of a hundred: one is silent, two wait, one was sent back
_LATE = 4
_ACTIVITIES = (
    {"kind": "watch_live", "title": "收看启动活动", "start_date": date(2025, 6, 23)},
    {"kind": "publicity_materials", "title": "张贴宣传画、发放宣传册"},
)
_VALUES = {
    "watch_live.viewers": {"n": 86, "how": "exact"},
    "publicity_materials.posters": {"n": 40, "how": "approx"},
    "account.text": "一是组织收看启动活动。二是张贴宣传画，营造节能氛围。",
}
_SUMS = {"watch_live.viewers": [86, 1, 0, 0], "publicity_materials.posters": [40, 1, 1, 0]}


@dataclass(frozen=True)
class Life:
    """What there is to look at."""

    notice: Notice
    collection: Collection
    brief: Brief
    n_reports: int


def live(nodes: dict[str, Organization], people: dict[str, Person]) -> Life:
    """The state asks everybody; the first province has reported but for every hundredth unit, and some everywhere."""
    now = timezone.now()
    notice = _published(nodes["state"], people["state"], now)
    collection = notice.campaign.collection
    assert collection is not None  # the notice asked
    totals = _Totals(), _Totals()
    n_reports = 0
    for units in _batches(nodes["province"]):
        n_reports += _report(collection, units, people["county"], now, totals[0])
        _sign(notice, units, people["county"], now, totals[1])
    totals[0].keep(collection.series_id, now)
    totals[1].keep(notice.series_id, now)
    brief = compose(collection, nodes["province"], by=people["province"], now=now)
    return Life(notice, collection, brief, n_reports)


def _published(state: Organization, by: Person, now: datetime) -> Notice:
    content = Content(title="2025年公共机构节能宣传周", year=2025, activities=_ACTIVITIES)
    draft = drafting.draft(set_up(state, content, by=by), by=by)
    text = "为做好宣传周工作，现将有关事项通知如下。\n一、有关要求\n（一）认真组织。各单位要制定方案。"
    said = drafting.Said(
        title="关于开展节能宣传周活动的通知",
        addressee="各单位",
        text=text,
        number_code="国管节能",
        asks="all",
        asks_self=False,
        due_at=now + timedelta(days=9),
    )
    draft = drafting.change(draft, said, edit_no=draft.document.edit_no, by=by)
    notice = publishing.publish(draft, edit_no=draft.document.edit_no, by=by, now=now - timedelta(days=1))
    notice.campaign.refresh_from_db()
    return notice


def _batches(province: Organization) -> Iterator[list[Organization]]:
    """All units of the province, then the first few of every county."""
    units = Organization.objects.within(province).filter(kind="unit").only("pk", "path", "category")
    batch: list[Organization] = []
    for unit in units.iterator(chunk_size=_BATCH):
        batch.append(unit)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch
    counties = Organization.objects.filter(kind="bureau", level="county").exclude(paths.within(province.path))
    batch = []
    for county in counties.only("pk", "path").iterator(chunk_size=_BATCH):
        batch += Organization.objects.children_of(county).order_by("path").only("pk", "path", "category")[:_ELSEWHERE]
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    yield batch


class _Totals:
    """What folding would have come to: amounts by node and category."""

    def __init__(self) -> None:
        self._cells: dict[tuple[str, str], Amounts] = {}

    def add(self, route: str, category: str, amounts: Amounts) -> None:
        for node in paths.ancestors(route):
            self._cells.setdefault((node, category), Amounts()).add(amounts)

    def keep(self, series_id: Any, as_of: datetime) -> None:
        Cell.objects.bulk_create(
            (
                Cell(
                    series_id=series_id,
                    node=node,
                    category=category,
                    counters=amounts.counters,
                    sums=amounts.sums,
                    as_of=as_of,
                )
                for (node, category), amounts in self._cells.items()
            ),
            batch_size=1_000,
        )


def _report(collection: Collection, units: list[Organization], by: Person, now: datetime, totals: _Totals) -> int:
    states = {unit.pk: _STATES.get(number % 100, ACCEPTED) for number, unit in enumerate(units)}
    counties = dict(
        Organization.objects.filter(path__in={paths.parent(unit.path) for unit in units}).values_list("path", "pk")
    )
    answers = Submission.objects.bulk_create(
        Submission(
            collection=collection,
            organization=unit,
            org_path=unit.path,
            route=paths.parent(unit.path),
            category=unit.category,
            is_late=number % 100 == _LATE,
            first_submitted_at=now - timedelta(minutes=number % 900),
            changed_at=now - timedelta(minutes=number % 900),
        )
        for number, unit in enumerate(units)
        if states[unit.pk]
    )
    versions = SubmissionVersion.objects.bulk_create(_version(collection, answer, by, now) for answer in answers)
    for answer, version in zip(answers, versions, strict=True):
        answer.version, answer.state = version, states[answer.organization_id]
        if answer.state == ACCEPTED:
            answer.accepted_version = version
        if answer.state == WAITING:
            answer.reviewer_id = counties[answer.route]
        totals.add(answer.route, answer.category, of_report(answer))
    Submission.objects.bulk_update(answers, ["version", "accepted_version", "state", "reviewer"], batch_size=500)
    ReturnSlip.objects.bulk_create(
        _slip(answer, counties[answer.route], by, now) for answer in answers if answer.state == RETURNED
    )
    return len(answers)


def _version(collection: Collection, answer: Submission, by: Person, now: datetime) -> SubmissionVersion:
    return SubmissionVersion(
        submission=answer,
        no=1,
        form_version=collection.form_version,
        values=_VALUES,
        sums=_SUMS,
        digest="",
        by=by,
        at=now,
    )


def _slip(answer: Submission, county_id: int, by: Person, now: datetime) -> ReturnSlip:
    points = [{"field": "watch_live.viewers", "reason": "implausible", "text": "请核对观看人数"}]
    return ReturnSlip(
        submission=answer,
        version=answer.version,
        organization_id=county_id,
        reason="implausible",
        text="请核对观看人数",
        points=points,
        due_at=now + timedelta(days=2),
        by=by,
        at=now,
    )


def _sign(notice: Notice, units: list[Organization], by: Person, now: datetime, totals: _Totals) -> None:
    """Nine of ten have signed, the others have read it only."""
    receipts = [
        Receipt(
            notice=notice,
            root=notice,
            organization=unit,
            org_path=unit.path,
            route=paths.parent(unit.path),
            category=unit.category,
            read_at=now,
            signed_at=now if number % 10 else None,
            signed_by=by if number % 10 else None,
        )
        for number, unit in enumerate(units)
    ]
    Receipt.objects.bulk_create(receipts)
    for receipt in receipts:
        totals.add(receipt.route, receipt.category, of_receipts([receipt]))
