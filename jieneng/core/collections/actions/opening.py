"""Ask: open a collection to an audience, part its reporters, add one level's terms, give someone more time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from jieneng.core import paths
from jieneng.core.audit.actions import record
from jieneng.core.collections.models import Collection, Extension, LocalTerms, ReporterGroup
from jieneng.core.collections.terms import due_from_above
from jieneng.core.facts.models import Series
from jieneng.core.forms.models import FormVersion
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Audience, Organization
from jieneng.ui.refusals import Refused


@dataclass(frozen=True)
class Terms:
    """The period that is reported on, and the days of a collection."""

    year: int
    period_start: date
    period_end: date
    opens_at: datetime
    due_at: datetime
    closes_at: datetime | None = None


@transaction.atomic
def open_collection(
    title: str, form_version: FormVersion, audience: Audience, terms: Terms, *, by: Any, source: str = ""
) -> Collection:
    """Ask the audience; nothing is written per organisation. The audience's root is the one who asks."""
    require(by, audience.root, "notice.publish")
    if terms.due_at <= terms.opens_at:
        raise Refused("notice-due-past", due=terms.due_at)
    series = Series.objects.create(
        kind="collection",
        name=title,
        year=terms.year,
        root_path=audience.root_path,
        decimals=form_version.form.decimals,
    )
    collection = Collection.objects.create(
        title=title,
        organization=audience.root,
        org_path=audience.root_path,
        form_version=form_version,
        audience=audience,
        series=series,
        source=source,
        **vars(terms),
    )
    record(by, "collection.open", collection, changes={"due_at": terms.due_at.isoformat()})
    return collection


@dataclass(frozen=True)
class GroupTerms:
    """Reporters of one sort and what holds for them; `audience` stands right below the one who asks."""

    name: str
    audience: Audience
    due_at: datetime
    channel: str = ""
    leaves_out: tuple[str, ...] = ()
    extra_form: FormVersion | None = None


@transaction.atomic
def add_groups(collection: Collection, groups: Iterable[GroupTerms], *, by: Any) -> list[ReporterGroup]:
    """Part the reporters of a collection that was just opened: each sort by its own day, way and form."""
    require(by, collection.organization, "notice.publish")
    made = []
    for n, group in enumerate(groups, 1):
        if group.due_at <= collection.opens_at:
            raise Refused("notice-due-past", due=group.due_at)
        said = {**vars(group), "leaves_out": list(group.leaves_out)}
        made.append(ReporterGroup.objects.create(collection=collection, ord=n, **said))
        if group.extra_form is not None:
            _count_also(collection, group.extra_form)
    if made:
        collection.__dict__.pop("sorts", None)  # known anew
        record(by, "collection.add_groups", collection, changes={"n": len(made)})
    return made


@transaction.atomic
def close_collection(collection: Collection, *, by: Any, because: str, now: datetime) -> Collection:
    """Nothing is handed in from now on. Who may is asked by whoever asked for it."""
    collection.closes_at = now
    collection.save(update_fields=["closes_at"])
    record(by, "collection.close", collection, because=because)
    return collection


@transaction.atomic
def add_terms(
    collection: Collection,
    organization: Organization,
    *,
    due_at: datetime,
    by: Any,
    reviews: bool = False,
    extra_form: FormVersion | None = None,
    remark: str = "",
) -> LocalTerms:
    """Adopt the collection from above: this level's own day (not after the upper one's), review step and section."""
    require(by, organization, "notice.pass_on")
    upper = due_from_above(collection, organization).at
    if due_at > upper:
        raise Refused("notice-due-after-upper", due=due_at, upper=upper)
    if due_at <= timezone.now():
        raise Refused("notice-due-past", due=due_at)
    if LocalTerms.objects.filter(collection=collection, organization=organization).exists():
        raise Refused("notice-already-forwarded")
    terms = LocalTerms.objects.create(
        collection=collection,
        organization=organization,
        org_path=organization.path,
        due_at=due_at,
        reviews=reviews,
        extra_form=extra_form,
        remark=remark,
    )
    if extra_form is not None:
        _count_also(collection, extra_form)
    record(by, "collection.add_terms", collection, changes={"at": organization.name, "due_at": due_at.isoformat()})
    return terms


@transaction.atomic
def extend(
    collection: Collection, organization: Organization, *, due_at: datetime, because: str, by: Any, at: Organization
) -> Extension:
    """Give one organisation below `at` more time; the last extension holds."""
    require(by, at, "report.extend")
    if not paths.is_within(organization.path, at.path):
        raise Refused("not-addressed", title=collection.title, owner=at.name)
    if not because.strip():
        raise Refused("reason-missing", what="延期原因")
    if due_at <= timezone.now():
        raise Refused("notice-due-past", due=due_at)
    extension = Extension.objects.create(
        collection=collection, organization=organization, due_at=due_at, because=because, by=by, at=timezone.now()
    )
    changes = {"organization": organization.name, "due_at": due_at.isoformat()}
    record(by, "report.extend", collection, because=because, changes=changes, at=at)
    return extension


def _count_also(collection: Collection, extra_form: FormVersion) -> None:
    """The series of the collection learns how the numbers of the added section are scaled."""
    series = Series.objects.select_for_update(no_key=True).get(pk=collection.series_id)
    series.decimals = extra_form.form.decimals | series.decimals
    series.save(update_fields=["decimals"])
