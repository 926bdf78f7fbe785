"""Hand a file in, and look at it again: as a thumbnail, as a clean copy, as the original."""

from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jieneng.core.files import disk
from jieneng.core.files.actions import store
from jieneng.core.files.kinds import kind_of_mime
from jieneng.core.files.models import Attachment
from jieneng.core.files.names import clean_name
from jieneng.core.files.queries import visible_to
from jieneng.core.orgs.acting import acting_of
from jieneng.ui.refusals import Refused

_A_DAY = "private, max-age=86400"
_A_MINUTE = "public, max-age=60"  # what is taken down is gone from every cache by then
_OWN_MINUTE = "private, max-age=60"
_INERT = "default-src 'none'; img-src 'self'; style-src 'none'; sandbox"


@login_required
@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Take one file (`file`) in for the organisation one acts for. Sent twice, it is two rows on one file."""
    acting = acting_of(request)
    given = request.FILES.get("file")
    if given is None:
        raise Refused("no-file")
    attachment = store(given, organization=acting.organization, by=request.user)
    thumb = reverse("files:thumb", args=[attachment.pk]) if attachment.kind == "image" else ""
    return JsonResponse({"id": attachment.pk, "thumb": thumb, "name": attachment.name})


@login_required
@require_GET
def thumb(request: HttpRequest, pk: int) -> FileResponse:
    """The small picture."""
    return _copy(_visible(request, pk), disk.THUMB)


@login_required
@require_GET
def clean(request: HttpRequest, pk: int) -> FileResponse:
    """The picture, clean of where and with what it was taken."""
    return _copy(_visible(request, pk), disk.CLEAN)


@login_required
@require_GET
def original(request: HttpRequest, pk: int) -> FileResponse:
    """The file as it came; always to be saved, never shown by the browser."""
    attachment = _visible(request, pk)
    return _sent(disk.path_of(attachment.sha256), attachment.name, attachment.mime, as_attachment=True)


def sent_to_reader(attachment: Attachment, name: str = "") -> FileResponse:
    """A file for whoever reads what it belongs to: of a picture the clean copy, never the original.

    `name`: how it is called there, where that is not its own name.
    """
    name = clean_name(f"{name}.", kind_of_mime(attachment.mime).suffix) if name else attachment.name
    if attachment.kind == "image":
        response = _copy(attachment, disk.CLEAN, name)
    else:
        response = _sent(disk.path_of(attachment.sha256), name, attachment.mime, as_attachment=True)
    response["Cache-Control"] = _OWN_MINUTE
    return response


def sent_to_public(attachment: Attachment, name: str = "") -> FileResponse:
    """The same for a file that some public page offers."""
    response = sent_to_reader(attachment, name)
    response["Cache-Control"] = _A_MINUTE
    return response


def small_to_reader(attachment: Attachment) -> FileResponse:
    """The small picture of a file, for whoever reads what it belongs to."""
    response = _copy(attachment, disk.THUMB)
    response["Cache-Control"] = _OWN_MINUTE
    return response


def small_to_public(attachment: Attachment) -> FileResponse:
    """The same on a public page."""
    response = _copy(attachment, disk.THUMB)
    response["Cache-Control"] = _A_MINUTE
    return response


def original_to_reader(attachment: Attachment, name: str) -> FileResponse:
    """The file as it came, under the name that it has there, for whoever it is given out to."""
    name = clean_name(f"{name}.", kind_of_mime(attachment.mime).suffix)
    response = _sent(disk.path_of(attachment.sha256), name, attachment.mime, as_attachment=True)
    response["Cache-Control"] = _OWN_MINUTE
    return response


def _visible(request: HttpRequest, pk: int) -> Attachment:
    return get_object_or_404(visible_to(request.user), pk=pk)


def _copy(attachment: Attachment, copy: str, name: str = "") -> FileResponse:
    if attachment.kind != "image":
        raise Http404("no picture")
    name = (name or attachment.name).rpartition(".")[0] + ".jpg"
    return _sent(disk.path_of(attachment.sha256, copy), name, "image/jpeg", as_attachment=False)


def _sent(path: Path, name: str, mime: str, *, as_attachment: bool) -> FileResponse:
    try:
        file = path.open("rb")
    except FileNotFoundError as gone:
        raise Http404("file") from gone
    response = FileResponse(file, as_attachment=as_attachment, filename=name, content_type=mime)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _INERT
    response["Cache-Control"] = _A_DAY
    return response
