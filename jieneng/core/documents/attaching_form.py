"""The files of a draft in the form of its text: which were chosen, for which name, which are to be taken off."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from jieneng.core.audit.deeds import made_before
from jieneng.core.documents.attached import AttachedFile, by_name
from jieneng.core.documents.attaching import KINDS, MOST, Given
from jieneng.core.documents.models import Document
from jieneng.core.files.actions import Kept, keep
from jieneng.core.files.names import plain_name
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.ui.asked import number
from jieneng.ui.refusals import Refused

ONE, MORE, OFF = "file-", "files", "off"  # file-0 and its name file-0-name; files of any number; numbers to take off
ACCEPT = ",".join(f".{kind.suffix}" for kind in KINDS)


@dataclass(frozen=True)
class Row:
    """A name of 附件 in the form, and its file where it has one."""

    field: str
    name: str
    row: AttachedFile | None
    url: str


def rows_of(document: Document, names: Iterable[str], address: Callable[[int], str]) -> list[Row]:
    """Every name of 附件, and behind them the files whose name is no longer there."""
    found = by_name(document)
    rows = ((name, found.get(name)) for name in dict.fromkeys([*names, *found]))
    return [Row(f"{ONE}{n}", name, row, address(row.pk) if row else "") for n, (name, row) in enumerate(rows)]


def keep_files(request: HttpRequest, organization: Organization) -> tuple[tuple[str, Kept], ...]:
    """Every chosen file on the disk, under its name in 附件; slow, so it comes before the deed."""
    chosen = list(_chosen(request))
    if chosen:
        require(request.user, organization, "files.upload")
    if len(chosen) > MOST:
        raise Refused("too-many-files", limit=MOST)
    return tuple((name, keep(upload, organization=organization, only=KINDS)) for name, upload in chosen)


def given_of(request: HttpRequest) -> Given:
    """What the form says of files; raises what stood in the way of keeping them."""
    off = (number(said) for said in request.POST.getlist(OFF))
    return Given(made_before(request) or (), frozenset(off))


def _chosen(request: HttpRequest) -> Iterable[tuple[str, UploadedFile]]:
    for field in request.FILES:
        if field.startswith(ONE):
            name = _line(request.POST.get(f"{field}-name", ""))
            yield from ((name or _stem(upload), upload) for upload in request.FILES.getlist(field)[:1])
    yield from ((_stem(upload), upload) for upload in request.FILES.getlist(MORE))


def _stem(upload: Any) -> str:
    name = plain_name(upload.name or "")
    return _line(name.rpartition(".")[0] or name)


def _line(text: str) -> str:
    return " ".join(text.split())[:200]
