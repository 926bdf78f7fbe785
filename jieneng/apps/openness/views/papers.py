"""The open information of a paper as a form: before its issue by the drafter, later by who signs, with a reason."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jieneng.apps.openness.forms import DescriptionForm
from jieneng.core.audit.deeds import deed
from jieneng.core.documents import public_pages
from jieneng.core.documents.disclosing import describe, disclosure_of
from jieneng.core.documents.disclosure import Disclosure
from jieneng.core.documents.models import ISSUED, Document
from jieneng.core.documents.particulars import particulars_of
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Membership
from jieneng.ui.asked import number


@login_required
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    document = seen_paper(request, pk)
    is_issued = document.state == ISSUED
    require(request.user, document.organization, "disclosure.change" if is_issued else "disclosure.describe")
    disclosure = disclosure_of(document)
    form = DescriptionForm(disclosure=disclosure, is_issued=is_issued)
    return _page(request, document, disclosure, form)


@deed
def describe_paper(request: HttpRequest, pk: int) -> HttpResponse:
    document = seen_paper(request, pk)
    disclosure = disclosure_of(document)
    form = DescriptionForm(request.POST, disclosure=disclosure, is_issued=document.state == ISSUED)
    if not form.is_valid():
        return _page(request, document, disclosure, form, status=422)
    because = form.cleaned_data.get("because", "")
    edit_no = number(request.POST.get("edit_no"), -1)
    describe(document, form.said(), edit_no=edit_no, by=request.user, because=because)
    messages.success(request, _("已保存。"))
    return redirect("openness:paper", pk=pk)


def seen_paper(request: HttpRequest, pk: int) -> Document:
    """A paper in one's sight; a draft is seen only where it is written."""
    at = Membership.objects.current().filter(person=request.user).values("organization_id")
    rows = Document.objects.visible_to(request.user).filter(Q(state=ISSUED) | Q(organization__in=at))
    return get_object_or_404(rows.select_related("organization"), pk=pk)


def _page(
    request: HttpRequest, document: Document, disclosure: Disclosure, form: DescriptionForm, status: int = 200
) -> HttpResponse:
    context = {
        "document": document,
        "disclosure": disclosure,
        "form": form,
        "lines": particulars_of(disclosure),
        "is_issued": document.state == ISSUED,
        "desk_url": public_pages.desk(document.kind, document.pk),
        "public_url": public_pages.addresses(document.kind, [document.pk]).get(document.pk, ""),
        "edit_no": request.POST.get("edit_no", disclosure.edit_no),
    }
    return render(request, "openness/paper.html", context, status=status)
