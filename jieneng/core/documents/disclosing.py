"""What people do about open information: describe a paper before it is issued, disclose it, change that later."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from jieneng.core.audit.actions import record
from jieneng.core.documents.disclosure import OPEN, VALID, WITHHELD, Disclosure
from jieneng.core.documents.models import ISSUED, Document
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.engine.documents.numbers import date_cn
from jieneng.engine.periods import in_beijing
from jieneng.rulebook import open_information
from jieneng.ui.refusals import Refused


@dataclass(frozen=True)
class Description:
    """What people say of a paper; codes of rulebook/open_information.yaml. `ground` only of what is withheld."""

    openness: str
    subject: str
    genre: str
    ground: str = ""
    validity: str = VALID
    invalid_since: date | None = None


def disclosure_of(document: Document) -> Disclosure:
    """What is said of a paper; of one that nobody has described yet, the beginning for its kind, not stored."""
    found = Disclosure.objects.filter(document=document).select_related("organization").first()
    if found:
        return found
    defaults = open_information().defaults
    first = defaults.get(document.kind, defaults["other"])
    place = {"organization": document.organization, "org_path": document.org_path}
    return Disclosure(document=document, openness=first.openness, subject=first.subject, genre=first.genre, **place)


@transaction.atomic
def describe(document: Document, said: Description, *, edit_no: int, by: Any, because: str = "") -> Disclosure:
    """Say how a paper stands before the public. Of one that is issued, only who signs may, and says why."""
    document = Document.objects.select_for_update().select_related("organization").get(pk=document.pk)
    is_issued = document.state == ISSUED
    action = "disclosure.change" if is_issued else "disclosure.describe"
    require(by, document.organization, action)
    disclosure = disclosure_of(document)
    if disclosure.edit_no != edit_no:
        raise Refused("stale-form")
    if is_issued and not because.strip():
        raise Refused("reason-missing", what="调整原因")
    before = _said_of(disclosure)
    _put(disclosure, said, because=because.strip() if is_issued else disclosure.because)
    disclosure.save()
    after = _said_of(disclosure)
    changes = {name: [before[name], value] for name, value in after.items() if before[name] != value}
    record(by, action, document, because=because.strip(), changes=changes)
    return disclosure


def disclose(document: Document, serial: int, *, column: str = "") -> Disclosure:
    """Number the entry of a paper that is being issued, and open it where it is to be open. Part of `issue`.

    `column`: the public code of the campaign whose column it is to stand in.
    """
    disclosure = disclosure_of(document)
    disclosure.column = column
    if disclosure.index_no is None:
        disclosure.index_no = index_no(document.organization, _year(document), serial)
    if disclosure.openness == OPEN:
        disclosure.opened_at = document.issued_at
    disclosure.save()
    return disclosure


def close_to_public(document: Document) -> None:
    """Nobody but those it went to reads the paper any more; it keeps its number. Part of a withdrawal."""
    Disclosure.objects.filter(document=document).update(opened_at=None)


def index_no(organization: Organization, year: int, serial: int) -> str:
    """The number under which a paper is found for good: 115200000000000000/2025-00004. Rule: open_information.yaml."""
    own = f"{organization.region_id}-{organization.pk:06}" if organization.region_id else f"{organization.pk:06}"
    code = organization.credit_code or own
    return f"{code}/{year}-{serial:0{open_information().digits}}"


def _put(disclosure: Disclosure, said: Description, *, because: str) -> None:
    """Write down what was said; what is no longer open loses its public page at once, what is opened gets one."""
    for name, value in asdict(said).items():
        setattr(disclosure, name, value)
    if said.openness != WITHHELD:
        disclosure.ground = ""
    elif not said.ground:
        raise Refused("reason-missing", what="不予公开的情形")
    if said.validity == VALID:
        disclosure.invalid_since = None
    elif said.invalid_since is None:
        raise Refused("reason-missing", what="失效或者废止的日期")
    disclosure.because = because
    disclosure.edit_no += 1
    if said.openness != OPEN:
        disclosure.opened_at = None
    elif disclosure.index_no and disclosure.opened_at is None:
        disclosure.opened_at = timezone.now()


def _said_of(disclosure: Disclosure) -> Mapping[str, str]:
    """What is said of a paper in words, as the audit trail keeps it."""
    day = disclosure.invalid_since
    return {
        "openness": disclosure.openness_label,
        "ground": disclosure.ground_label,
        "subject": disclosure.subject_label,
        "genre": disclosure.genre_label,
        "validity": disclosure.validity_label,
        "invalid_since": date_cn(day) if day else "",
    }


def _year(document: Document) -> int:
    day = document.written_on or in_beijing(timezone.now()).date()
    return int(day.year)
