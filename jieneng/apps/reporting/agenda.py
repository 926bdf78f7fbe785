"""What reporting puts on the agenda: to fill in, to review, to chase, to report upward."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from jieneng.apps.reporting.queries import tasks
from jieneng.apps.reporting.queries.tasks import Mine
from jieneng.core import paths
from jieneng.core.agenda.registry import Entry, Look
from jieneng.core.collections.dues import dues_at
from jieneng.core.collections.models import Collection, Confirmation, LocalTerms, Reminder, ReporterGroup
from jieneng.core.collections.queries.board import progress_seen
from jieneng.core.orgs.acting import Acting
from jieneng.core.orgs.models import Organization
from jieneng.ui.wording import moment

_MOST_OWED = 30  # collections that are open for one organisation at a time
_MOST_WATCHED = 5  # for which the missing are counted when the agenda is made
_NEAR = timedelta(days=3)
_LONG_PAST = timedelta(days=60)
_LOOKS: dict[str, Look] = {"back": "back", "draft": "draft", "late": "late"}


def to_fill(acting: Acting, now: datetime) -> Iterable[Entry]:
    """Reports that are asked of the organisation and not handed in, and those that came back."""
    if not acting.may("report.fill"):
        return []
    latest = tasks.asking(acting.organization).open(now).order_by("-due_at", "pk")[:_MOST_OWED]
    owed = [one for one in tasks.mine(acting.organization, latest, dues_at(acting)) if one.is_owed(now)]
    reminded = _last_reminders(acting.organization, [one.collection.pk for one in owed])
    return [_fill_entry(one, reminded.get(one.collection.pk), now) for one in owed]


def to_review(acting: Acting, now: datetime) -> Iterable[Entry]:
    """Reports that wait for the organisation's review, one entry for each collection."""
    if not acting.may("report.review"):
        return []
    waiting = tasks.n_to_review(acting.organization)
    collections = list(Collection.objects.filter(pk__in=waiting).select_related("organization", "audience__root"))
    dues = dues_at(acting).of(collections)
    return [_review_entry(one, waiting[one.pk], dues[one.pk].at) for one in collections]


def of_level(acting: Acting, now: datetime) -> Iterable[Entry]:
    """What a level owes when a day is near or past: to chase those below, and to report its own part upward."""
    chases, confirms = acting.may("report.remind"), acting.may("report.confirm_level")
    if acting.organization.is_unit or not (chases or confirms):
        return
    near = _near(acting.organization, now)
    if chases:
        yield from _chase_entries(acting, near, now)
    if confirms:
        yield from _confirm_entries(acting, near)


def _fill_entry(one: Mine, reminded: Reminder | None, now: datetime) -> Entry:
    look, word = one.state(now)
    said = [
        f"{one.slip.organization.name}退回{f' {len(one.slip.points)} 处' if one.slip.points else ''}"
        if one.slip
        else word
    ]
    if one.due.is_extended and not one.slip:
        said.append("已延期")
    if reminded:
        said.append(f"{moment(reminded.at)} 催报过")
    return Entry(
        due_at=one.due_at,
        kind="填报",
        title=one.collection.title,
        detail="，".join(said),
        asked_by=one.slip.organization.name if one.slip else one.due.set_by or one.collection.organization.name,
        url=reverse("reporting:report", args=[one.collection.pk]),
        button=one.button,
        look=_LOOKS.get(look, "idle"),
    )


def _review_entry(collection: Collection, n: int, due: datetime) -> Entry:
    """The level has reviewed by the day on which it reports upward."""
    many = f"{tasks.MOST_COUNTED} 家以上" if n >= tasks.MOST_COUNTED else f"{n} 家"
    return Entry(
        due_at=due,
        kind="审核",
        title=collection.title,
        detail=f"待审核 {many}",
        asked_by=collection.organization.name,
        url=reverse("reporting:review", args=[collection.pk]),
        button="审核",
        look="wait",
    )


def _near(organization: Organization, now: datetime) -> list[Collection]:
    """Collections of this part of the tree whose day is near or not long past."""
    rows = tasks.watching(organization).open(now)
    until = now + _NEAR
    of_it = {"collection": OuterRef("pk"), "due_at__lte": until}
    near = (
        Q(due_at__lte=until)
        | Exists(LocalTerms.objects.filter(**of_it))
        | Exists(ReporterGroup.objects.filter(**of_it))
    )
    soon = rows.filter(near, due_at__gte=now - _LONG_PAST)
    soon = soon.select_related("organization", "audience__root").order_by("due_at", "pk")
    return list(soon[:_MOST_WATCHED])


def _chase_entries(acting: Acting, near: list[Collection], now: datetime) -> Iterator[Entry]:
    """Collections that are due soon or past due while somebody below has not reported."""
    dues = dues_at(acting).below(near)
    due_soon = [one for one in near if dues[one.pk].at <= now + _NEAR]
    progress = progress_seen(acting, due_soon)
    for one in due_soon:
        if progress[one.pk].n_missing:
            yield _chase_entry(one, progress[one.pk].n_missing, dues[one.pk].at, now)


def _chase_entry(collection: Collection, n: int, due: datetime, now: datetime) -> Entry:
    return Entry(
        due_at=due,
        kind="催报",
        title=collection.title,
        detail=f"未报 {n} 家",
        asked_by=collection.organization.name,
        url=reverse("reporting:board", args=[collection.pk]),
        button=f"催报 {n} 家",
        look="late" if due < now else "idle",
    )


def _confirm_entries(acting: Acting, near: list[Collection]) -> Iterator[Entry]:
    """The level's part of a collection from above."""
    organization = acting.organization
    collections = [one for one in near if one.audience.root_path != organization.path]
    dues = dues_at(acting).of(collections)
    standing = set(
        Confirmation.objects.filter(
            organization=organization, collection__in=collections, taken_back_at__isnull=True
        ).values_list("collection", flat=True)
    )
    for one in collections:
        if one.pk not in standing:
            yield Entry(
                due_at=dues[one.pk].at,
                kind="上报",
                title=f"{one.title}　本级汇总",
                detail="下级审核完后汇总上报，缺报的写明原因",
                asked_by=one.organization.name,
                url=reverse("reporting:confirm", args=[one.pk]),
                button="汇总上报",
                look="idle",
            )


def _last_reminders(organization: Organization, collections: list[int]) -> dict[int, Reminder]:
    """The last reminder that reached this organisation, by collection."""
    rows = Reminder.objects.filter(collection__in=collections, under__in=list(paths.ancestors(organization.path)))
    return {reminder.collection_id: reminder for reminder in rows.order_by("id")}
