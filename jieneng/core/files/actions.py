"""Take a file in, and clear away those that nobody ever used."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from jieneng.core.audit.actions import record
from jieneng.core.files import disk, kinds, packages
from jieneng.core.files.images import Copies, copies_of
from jieneng.core.files.kinds import Kind
from jieneng.core.files.models import Attachment
from jieneng.core.files.names import clean_name, plain_name
from jieneng.core.files.quota import require_room
from jieneng.core.files.uses import used
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.ui.refusals import Refused

ORPHAN_DAYS = 30
_AT_ONCE = 500


@dataclass(frozen=True)
class Kept:
    """A checked file whose bytes lie on the disk already; no row speaks of it yet."""

    kind: Kind
    name: str
    size: int
    sha256: str
    width: int | None = None
    height: int | None = None


def store(upload: UploadedFile, *, organization: Organization, by: Any) -> Attachment:
    """Check an uploaded file, keep it, and enter it as the organisation's. Every fault is a Refused sentence."""
    require(by, organization, "files.upload")
    return enter(keep(upload, organization=organization), organization=organization, by=by)


def keep(upload: UploadedFile, *, organization: Organization, only: tuple[Kind, ...] = ()) -> Kept:
    """Check a file and put it on the disk; slow, and therefore done before a transaction is opened.

    `only`: the kinds that are wanted here, where not every kind that is taken is.
    """
    kind, name = _checked(upload)
    if only and kind not in only:
        raise Refused("wrong-type", name=name, allowed="、".join(each.suffix for each in only))
    require_room(organization, upload.size or 0)
    copies = copies_of(upload, name) if kind.kind == "image" else None
    sha256 = disk.digest_of(upload)
    if copies:
        _put_copies(sha256, copies)
    upload.seek(0)
    disk.put(disk.path_of(sha256), upload.chunks())
    size = (copies.width, copies.height) if copies else (None, None)
    return Kept(kind, clean_name(name, kind.suffix), upload.size or 0, sha256, *size)


def keep_text(data: bytes, name: str, *, organization: Organization) -> Kept:
    """Put the bytes of a text on the disk, as .txt: whoever opens it again sees letters, and nothing is run."""
    require_room(organization, len(data))
    sha256 = hashlib.sha256(data).hexdigest()
    disk.put(disk.path_of(sha256), [data])
    return Kept(kinds.TEXT, clean_name(name, kinds.TEXT.suffix), len(data), sha256)


@transaction.atomic
def enter(kept: Kept, *, organization: Organization, by: Any) -> Attachment:
    """Enter a kept file as the organisation's."""
    require(by, organization, "files.upload")
    require_room(organization, kept.size)
    attachment = Attachment.objects.create(
        organization=organization,
        org_path=organization.path,
        person=by,
        kind=kept.kind.kind,
        name=kept.name,
        mime=kept.kind.mime,
        size=kept.size,
        sha256=kept.sha256,
        width=kept.width,
        height=kept.height,
        at=timezone.now(),
    )
    record(by, "files.upload", attachment, changes={"sha256": kept.sha256, "size": kept.size})
    return attachment


def purge_orphans(now: datetime, *, days: int = ORPHAN_DAYS) -> int:
    """Clear away files that nothing has used for so many days; how many went."""
    n, last = 0, 0
    old = Attachment.objects.filter(at__lt=now - timedelta(days=days)).order_by("id")
    while batch := list(old.filter(pk__gt=last)[:_AT_ONCE]):
        in_use, last = used(batch), batch[-1].pk
        n += sum(_purge(attachment) for attachment in batch if attachment.pk not in in_use)
    return n


@transaction.atomic
def _purge(attachment: Attachment) -> bool:
    record(None, "files.purge", attachment, because="无人使用", changes={"sha256": attachment.sha256})
    try:
        with transaction.atomic():
            Attachment.objects.filter(pk=attachment.pk).delete()
    except ProtectedError:
        transaction.set_rollback(True)
        return False
    if not Attachment.objects.filter(sha256=attachment.sha256).exists():
        transaction.on_commit(lambda: disk.take_away(attachment.sha256))
    return True


def _checked(upload: UploadedFile) -> tuple[Kind, str]:
    """The true kind of a file, and the name by which sentences call it."""
    name = plain_name(upload.name or "")
    if not upload.size:
        raise Refused("empty-file", name=name)
    _require_size(upload, kinds.MP4, name)
    kind = kinds.kind_of(upload, name) or packages.office_kind(_sized(upload, name), name)
    _require_size(upload, kind, name)
    if kind is kinds.PDF:
        packages.check_pdf(upload, name)
    return kind, name


def _sized(upload: UploadedFile, name: str) -> UploadedFile:
    _require_size(upload, kinds.DOCX, name)
    return upload


def _require_size(upload: UploadedFile, kind: Kind, name: str) -> None:
    if (upload.size or 0) > kind.most_bytes:
        raise Refused("too-large", name=name, limit=f"{kind.most_bytes // kinds.MIB} MB")


def _put_copies(sha256: str, copies: Copies) -> None:
    disk.put(disk.path_of(sha256, disk.CLEAN), [copies.clean])
    disk.put(disk.path_of(sha256, disk.THUMB), [copies.thumb])
