"""Stamp an issued paper: a scan with its version code, or by the deployment's service; take a stamped copy down."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from jieneng.core.audit.actions import record
from jieneng.core.documents.models import ISSUED, Document
from jieneng.core.documents.sealed import SCANNED, SEALED, SealedCopy
from jieneng.core.documents.version_code import is_version, version_code
from jieneng.core.files.models import Attachment
from jieneng.core.files.queries import require_own
from jieneng.core.orgs.acting import require
from jieneng.core.uniqueness import once
from jieneng.ui.refusals import Refused


def sealed_copy_of(document: Document) -> SealedCopy | None:
    """The stamped copy that stands, if any."""
    return document.sealed_copies.filter(taken_back_at__isnull=True).select_related("file", "by").first()


def in_papers(files: Iterable[Attachment]) -> set[int]:
    """Which files are stamped copies, those taken down included: they stay in the books."""
    return set(SealedCopy.objects.filter(file__in=list(files)).values_list("file_id", flat=True))


@transaction.atomic
def keep_scan(document: Document, file: Attachment, *, version: str, by: Any) -> SealedCopy:
    """Keep the scan of a stamped paper. `version` is typed from the paper: a scan of an older print is refused."""
    document = _issued(document, by=by)
    if file.kind not in ("document", "image"):
        raise Refused("scan-not-a-page")
    if not is_version(document, version):
        raise Refused("version-differs", typed=version.strip() or "空", version=version_code(document))
    return _keep(document, file, SCANNED, by=by)


@transaction.atomic
def keep_sealed(document: Document, file: Attachment, *, service: str, by: Any) -> SealedCopy:
    """Keep what a service has sealed."""
    return _keep(_issued(document, by=by), file, SEALED, service=service, by=by)


@transaction.atomic
def take_down(copy: SealedCopy, *, because: str, by: Any) -> SealedCopy:
    """Take a stamped copy down, so that a right one can be kept; it stays in the books."""
    require(by, copy.document.organization, "document.seal")
    if not because.strip():
        raise Refused("reason-missing", what="撤下原因")
    copy = SealedCopy.objects.select_for_update().get(pk=copy.pk)
    if copy.taken_back_at is None:
        copy.taken_back_at, copy.taken_back_because = timezone.now(), because.strip()[:200]
        copy.save(update_fields=["taken_back_at", "taken_back_because"])
        record(by, "document.take_down", copy.document, because=because.strip())
    return copy


def _issued(document: Document, *, by: Any) -> Document:
    require(by, document.organization, "document.seal")
    document = Document.objects.select_for_update().select_related("organization").get(pk=document.pk)
    if document.state != ISSUED:
        raise Refused("document-not-issued")
    return document


def _keep(document: Document, file: Attachment, how: str, *, by: Any, service: str = "") -> SealedCopy:
    require_own([file.pk], document.organization)
    with once("document-already-sealed"):
        copy = SealedCopy.objects.create(
            document=document,
            file=file,
            how=how,
            service=service,
            version=version_code(document),
            by=by,
            at=timezone.now(),
        )
    record(by, "document.seal", document, changes={"how": copy.get_how_display(), "version": copy.version})
    return copy
