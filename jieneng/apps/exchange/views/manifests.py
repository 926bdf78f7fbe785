"""The manifest for what leaves a store: drafted, filled, issued, printed; and what the handler has accepted of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jieneng.apps.exchange.actions import accepting
from jieneng.apps.exchange.actions import waste as actions
from jieneng.apps.exchange.forms import ManifestForm, ReceiptForm
from jieneng.apps.exchange.manifest import compared, manifest_lines, manifest_paper
from jieneng.apps.exchange.models import Manifest, Store
from jieneng.apps.exchange.models.waste import DRAFT
from jieneng.apps.exchange.views.common import kept_store, shown_again
from jieneng.core.audit.deeds import deed
from jieneng.core.documents import downloads
from jieneng.core.orgs.acting import require
from jieneng.engine.periods import in_beijing
from jieneng.rulebook.recycling import hazardous, manifest_rules
from jieneng.ui.asked import number
from jieneng.ui.refusals import Refused

_LINE = ("code", "hazard", "form", "package", "count")


@deed
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    made = actions.draft_manifest(kept_store(request, pk), by=request.user, now=timezone.now())
    return redirect("exchange:manifest", pk=made.pk)


@login_required
@require_safe
def manifest(request: HttpRequest, pk: int) -> HttpResponse:
    """转移联单: its fields while it is drafted; afterwards its paper, and what was accepted."""
    shown = _manifest(request, pk)
    return _manifest_page(request, shown)


@deed
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was filled in; with `do=issue` the handler has taken it."""
    shown = _manifest(request, pk)
    form = ManifestForm(request.POST, lines=[line.kind for line in manifest_lines(shown)])
    if not form.is_valid():
        return _manifest_page(request, shown, form, status=422)
    edit_no, number_said = number(request.POST.get("edit_no"), -1), form.cleaned_data["number"]
    try:
        kept = actions.write_manifest(shown, number_said, form.values(), edit_no=edit_no, by=request.user)
        if request.POST.get("do") == "issue":
            actions.issue_manifest(kept, edit_no=kept.edit_no, by=request.user, now=timezone.now())
    except Refused as refused:
        return shown_again(form, refused, lambda status: _manifest_page(request, shown, form, status=status))
    messages.info(request, _("已登记移出。") if request.POST.get("do") == "issue" else _("已保存。"))
    return redirect("exchange:manifest", pk=pk)


@deed
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter what the handler has accepted, or correct it."""
    shown = _manifest(request, pk)
    form = ReceiptForm(request.POST, manifest=shown, former=shown.receipts.first())
    if not form.is_valid():
        return _manifest_page(request, shown, receipt_form=form, status=422)
    try:
        accepting.enter_receipt(shown, form.said(), by=request.user, now=timezone.now())
    except Refused as refused:
        return shown_again(form, refused, lambda n: _manifest_page(request, shown, receipt_form=form, status=n))
    messages.info(request, _("接受情况已登记。"))
    return redirect("exchange:manifest", pk=pk)


@login_required
@require_safe
def manifest_docx(request: HttpRequest, pk: int) -> HttpResponse:
    shown = _manifest(request, pk)
    return downloads.as_docx(manifest_paper(shown), "危险废物转移联单", in_beijing(shown.made_at).date())


@login_required
@require_safe
def manifest_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    shown = _manifest(request, pk)
    return downloads.as_pdf(manifest_paper(shown), "危险废物转移联单", in_beijing(shown.made_at).date())


def _manifest(request: HttpRequest, pk: int) -> Manifest:
    """A manifest of a store that one may run."""
    rows = Manifest.objects.select_related("store__organization", "store__activity", "organization")
    found = get_object_or_404(rows.filter(store__in=Store.objects.visible_to(request.user)), pk=pk)
    require(request.user, found.organization, "exchange.store")
    return found


def _defaults(lines: list[actions.Line]) -> dict[str, str]:
    """Code and hazard as the rulebook has them, to be checked."""
    known = hazardous()
    found = {}
    for line in lines:
        found[f"line_{line.kind}_code"] = known[line.kind].waste_code
        found[f"line_{line.kind}_hazard"] = known[line.kind].hazard
        found[f"line_{line.kind}_count"] = str(line.n or "")
    return found


def _manifest_page(
    request: HttpRequest,
    shown: Manifest,
    form: ManifestForm | None = None,
    *,
    receipt_form: ReceiptForm | None = None,
    status: int = 200,
) -> HttpResponse:
    rules, lines, receipt = manifest_rules(), manifest_lines(shown), shown.receipts.select_related("by").first()
    if form is None:
        initial = _defaults(lines) | shown.values | {"number": shown.number}
        form = ManifestForm(initial=initial, lines=[line.kind for line in lines])
    context = {
        "manifest": shown,
        "store": shown.store,
        "form": form,
        "parts": [(label, [form[one.key] for one in fields], fields) for label, fields in rules.parts.values()],
        "lines": [(line, [form[f"line_{line.kind}_{name}"] for name in _LINE]) for line in lines],
        "said": [
            (label, [(one.label, shown.values.get(one.key, "")) for one in fields])
            for label, fields in rules.parts.values()
        ],
        "rules": rules,
        "edit_no": request.POST.get("edit_no", shown.edit_no),
        "is_draft": shown.state == DRAFT,
        "receipt": receipt,
        "compared": compared(shown, receipt),
        "receipt_form": receipt_form or (None if shown.state == DRAFT else ReceiptForm(manifest=shown, former=receipt)),
        "has_pdf": len(downloads.forms()) > 1,
    }
    return render(request, "exchange/manifest.html", context, status=status)
