"""Hand a work in, in versions, each with the statement of rights; take it back as long as it has not gone up."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from jieneng.apps.participation.actions.holding import require_taking
from jieneng.apps.participation.counting import WORKS, count
from jieneng.apps.participation.models import Call, Work, WorkVersion
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.tallying import place_of
from jieneng.core.files.models import Attachment
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.engine.periods import in_beijing
from jieneng.rulebook.works import work_kinds, work_rights
from jieneng.ui.refusals import Refused

TAKE_PART = "participation.take_part"
_MIB = 1024 * 1024


@dataclass(frozen=True)
class Said:
    """A work as it is handed in. `confirms_rights`: whoever hands it in declares what the rulebook says."""

    kind: str
    title: str
    authors: str
    abstract: str = ""
    link: str = ""
    shows_authors: bool = False
    confirms_rights: bool = False


@transaction.atomic
def hand_in(
    call: Call, organization: Organization, said: Said, file: Attachment | None, *, by: Any, now: datetime
) -> Work:
    """Hand in a work of an organisation; it stands with that organisation until it is recommended."""
    require(by, organization, TAKE_PART)
    call.refresh_from_db(fields=["opened_at", "opens_at", "closes_at", "judging_at"])
    require_taking(call, organization, now)
    place = place_of(organization, call.activity.campaign.year)
    work = Work.objects.create(
        call=call,
        organization=organization,
        org_path=organization.path,
        kind=said.kind,
        stands_at=organization,
        by=by,
        at=now,
        route=place.route,
        category=place.category,
        day=in_beijing(now).date(),
    )
    _version(work, said, file, no=1, by=by, now=now)
    count(call.activity, work, {WORKS: 1})
    record(by, "participation.hand_in", work, at=organization)
    return work


@transaction.atomic
def replace(work: Work, said: Said, file: Attachment | None, *, by: Any, now: datetime) -> Work:
    """A new version, while the work is still with who handed it in. Without a file the former one goes on."""
    work = _own(work, by)
    require_taking(work.call, work.organization, now)
    former = work.latest
    if former is None or said.kind != work.kind:
        raise Refused("work-kind-fixed")
    _version(work, said, file or former.file, no=former.no + 1, by=by, now=now)
    record(by, "participation.replace", work, changes={"version": former.no + 1})
    return work


@transaction.atomic
def withdraw(work: Work, *, because: str, by: Any, now: datetime) -> Work:
    """Take a work back; it stays in the record, and counts no more."""
    work = _own(work, by)
    if not because.strip():
        raise Refused("reason-missing", what="撤回原因")
    work.withdrawn_at, work.withdrawn_because = now, because.strip()[:200]
    work.save(update_fields=["withdrawn_at", "withdrawn_because"])
    count(work.call.activity, work, {WORKS: -1})
    record(by, "participation.withdraw", work, because=work.withdrawn_because)
    return work


def locked(work: Work) -> Work:
    """The work as it is now, locked.

    Locked by itself first: whoever waited for it would find nothing in a join with where it stood before.
    """
    Work.objects.select_for_update(no_key=True).only("pk").get(pk=work.pk)
    related = ("call__activity__campaign", "call__organization", "organization", "stands_at", "latest__file")
    return Work.objects.select_related(*related).get(pk=work.pk)


def _own(work: Work, by: Any) -> Work:
    work = locked(work)
    require(by, work.organization, TAKE_PART)
    if work.withdrawn_at is not None:
        raise Refused("work-withdrawn")
    if work.stands_at_id != work.organization_id or work.call.judging_at is not None:
        raise Refused("work-gone-up", organization=work.stands_at.name)
    return work


def _version(work: Work, said: Said, file: Attachment | None, *, no: int, by: Any, now: datetime) -> None:
    _require_fit(work.call, work.organization, said, file)
    work.latest = WorkVersion.objects.create(
        work=work,
        no=no,
        title=said.title.strip(),
        authors=said.authors.strip(),
        shows_authors=said.shows_authors,
        abstract=said.abstract.strip(),
        link=said.link,
        file=file,
        rights_version=work_rights().version,
        by=by,
        at=now,
    )
    work.save(update_fields=["latest"])


def _require_fit(call: Call, organization: Organization, said: Said, file: Attachment | None) -> None:
    asked = call.kinds.filter(kind=said.kind).first()
    if asked is None:
        raise Refused("work-kind-not-asked", title=call.title)
    if not said.title.strip() or not said.authors.strip():
        raise Refused("work-nameless")
    if not said.confirms_rights:
        raise Refused("work-rights")
    known = work_kinds()[said.kind]
    if said.link and not known.takes_link:
        raise Refused("work-no-link", kind=known.label)
    if file is None and not said.link:
        raise Refused("work-empty", kind=known.label)
    if file is None:
        return
    if file.organization_id != organization.pk:
        raise Refused("no-file")
    if file.name.rpartition(".")[2].lower() not in known.files:
        raise Refused("wrong-type", name=file.name, allowed="、".join(known.files))
    if file.size > asked.most_mb * _MIB:
        raise Refused("too-large", name=file.name, limit=f"{asked.most_mb} MB")
