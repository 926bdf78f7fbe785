"""The desk of a paper's seal: print and stamp, hand in the scan with its version code, or let a service seal it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jieneng.apps.openness.forms import ScanForm
from jieneng.apps.openness.views.papers import seen_paper
from jieneng.core.audit.deeds import deed, first, made_before
from jieneng.core.documents import papers, public_pages
from jieneng.core.documents.models import ISSUED, Document
from jieneng.core.documents.seal_services import SealFailed, seal_service
from jieneng.core.documents.sealed import SealedCopy
from jieneng.core.documents.sealing import keep_scan, keep_sealed, sealed_copy_of, take_down
from jieneng.core.documents.version_code import grouped, version_code
from jieneng.core.files.actions import Kept, enter, keep
from jieneng.core.orgs.acting import require
from jieneng.ui.asked import number
from jieneng.ui.refusals import Refused


@login_required
@require_safe
def sealing(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the seal of a paper stands, and what to do next."""
    return _page(request, _sealable(request, pk), ScanForm())


def _scanned(request: HttpRequest, pk: int) -> Kept | None:
    """The scan on the disk; none where none was chosen."""
    owner, upload = _sealable(request, pk).organization, request.FILES.get("file")
    require(request.user, owner, "files.upload")
    return keep(upload, organization=owner) if upload else None


@first(_scanned)
@deed
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the scan of a stamped print."""
    document = _sealable(request, pk)
    form = ScanForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, document, form, status=422)
    try:
        file = enter(made_before(request), organization=document.organization, by=request.user)
        keep_scan(document, file, version=form.cleaned_data["version"], by=request.user)
    except Refused as refused:
        if refused.status == 403:
            raise
        form.add_error("version" if refused.code == "version-differs" else "file", refused.sentence + refused.next_step)
        return _page(request, document, form, status=refused.status)
    messages.success(request, _("盖章件已保存。"))
    return redirect("openness:sealing", pk=pk)


def _sealed(request: HttpRequest, pk: int) -> tuple[Kept, str]:
    """The pdf as the deployment's service has sealed it, on the disk, and the name of the service."""
    document, service = _sealable(request, pk), seal_service()
    if service is None or not papers.can_render(document):
        raise Refused("no-seal-service")
    if sealed_copy_of(document):
        raise Refused("document-already-sealed")
    owner = document.organization
    require(request.user, owner, "files.upload")
    try:
        sealed = service.seal(
            papers.pdf_of(document), organization=owner.name, credit_code=owner.credit_code or "", title=document.title
        )
    except SealFailed as failed:
        raise Refused("seal-failed", why=str(failed)) from failed
    upload = SimpleUploadedFile(f"{document.title}（盖章）.pdf", sealed, "application/pdf")
    return keep(upload, organization=owner), service.name


@first(_sealed)
@deed
def seal(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the deployment's service seal the pdf."""
    document = _sealable(request, pk)
    kept, service = made_before(request)
    file = enter(kept, organization=document.organization, by=request.user)
    keep_sealed(document, file, service=service, by=request.user)
    messages.success(request, _("已加盖电子印章。"))
    return redirect("openness:sealing", pk=pk)


@deed
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a stamped copy down."""
    document = _sealable(request, pk)
    copy = get_object_or_404(SealedCopy, document=document, pk=number(request.POST.get("copy")))
    take_down(copy, because=request.POST.get("because", ""), by=request.user)
    messages.info(request, _("已撤下，可以重新上传。"))
    return redirect("openness:sealing", pk=pk)


def _sealable(request: HttpRequest, pk: int) -> Document:
    document = seen_paper(request, pk)
    require(request.user, document.organization, "document.seal")
    if document.state != ISSUED:
        raise Refused("document-not-issued")
    return document


def _page(request: HttpRequest, document: Document, form: ScanForm, status: int = 200) -> HttpResponse:
    service = seal_service()
    context: dict[str, Any] = {
        "document": document,
        "form": form,
        "copy": sealed_copy_of(document),
        "former": document.sealed_copies.filter(taken_back_at__isnull=False).select_related("by")[:20],
        "version": version_code(document),
        "code": grouped(document.code),
        "service": service.name if service and papers.can_render(document) else "",
        "desk_url": public_pages.desk(document.kind, document.pk),
        "public_url": public_pages.addresses(document.kind, [document.pk]).get(document.pk, ""),
    }
    return render(request, "openness/sealing.html", context, status=status)
