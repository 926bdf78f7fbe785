"""Put files to a draft, each under a name of its 附件, and take them off again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from jieneng.core.audit.actions import record
from jieneng.core.documents.actions import deed_of, rights_of
from jieneng.core.documents.attached import AttachedFile, by_name
from jieneng.core.documents.models import ISSUED, Document
from jieneng.core.files.actions import Kept, enter
from jieneng.core.files.kinds import DOCX, JPEG, PDF, PNG, WEBP, XLSX
from jieneng.core.orgs.acting import require
from jieneng.ui.refusals import Refused

KINDS = (DOCX, XLSX, PDF, JPEG, PNG, WEBP)
MOST = 30  # files of one paper


@dataclass(frozen=True)
class Given:
    """What is to become of a draft's files: which are put under which name, which are taken off, by their numbers."""

    put: tuple[tuple[str, Kept], ...] = ()
    off: frozenset[int] = frozenset()

    def named(self, names: Iterable[str]) -> list[str]:
        """The names of 附件 with those of the new files behind; each stands once."""
        return list(dict.fromkeys([*names, *(name for name, _ in self.put)]))


NOTHING = Given()


@transaction.atomic
def attach(document: Document, given: Given, names: Iterable[str], *, by: Any) -> None:
    """Do what was given; a file under a name that 附件 (`names`) does not hold is refused, also one put before."""
    if given.put or given.off:
        _require_draft(document, by=by)
        for row in document.attached.filter(pk__in=given.off):
            _take_off(row, by=by)
        for name, kept in given.put:
            _put(document, name[:200], kept, by=by)
    _require_sound(document, names)


@transaction.atomic
def carry(source: Document, target: Document, *, by: Any) -> list[str]:
    """Give a draft the files of the paper that it passes on; the names under which they stand."""
    rows = list(by_name(source).values())
    if rows:
        _require_draft(target, by=by)
    for row in rows:
        _enter(target, row.name, row.file, by=by)
    return [row.name for row in rows]


def _put(document: Document, name: str, kept: Kept, *, by: Any) -> None:
    """Under a name that has a file already, the new one takes its place."""
    for row in document.attached.filter(name=name):
        _take_off(row, by=by)
    _enter(document, name, enter(kept, organization=document.organization, by=by), by=by)


def _enter(document: Document, name: str, file: Any, *, by: Any) -> None:
    AttachedFile.objects.create(document=document, file=file, name=name, by=by, at=timezone.now())
    record(by, deed_of(document.kind, "attach"), document, changes={"attached": name, "sha256": file.sha256})


def _take_off(row: AttachedFile, *, by: Any) -> None:
    row.delete()
    record(by, deed_of(row.document.kind, "detach"), row.document, changes={"attached": row.name})


def _require_draft(document: Document, *, by: Any) -> None:
    require(by, document.organization, rights_of(document.kind)[0])
    state = Document.objects.select_for_update().values_list("state", flat=True).get(pk=document.pk)
    if state == ISSUED:
        raise Refused("document-issued", title=document.title)


def _require_sound(document: Document, names: Iterable[str]) -> None:
    held, known = list(document.attached.values_list("name", flat=True)), set(names)
    unnamed = [name for name in held if name not in known]
    if unnamed:
        raise Refused("attachment-unnamed", what="、".join(f"“{name}”" for name in unnamed))
    if len(held) > MOST:
        raise Refused("too-many-files", limit=MOST)
