"""What anybody may read by its code: the page of a notice that is open, and the phone page of a campaign."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jieneng.apps.notices.models import Notice
from jieneng.apps.notices.paper.layout import paper_of
from jieneng.apps.notices.queries.campaign_page import campaign_page
from jieneng.apps.notices.queries.public import open_campaign, open_notices, withdrawn_notice
from jieneng.apps.notices.views.downloads import as_docx, as_pdf, files_of, public_address, qr
from jieneng.core.campaigns.models import Campaign
from jieneng.core.documents.particulars import head_of
from jieneng.core.files.views import sent_to_public
from jieneng.core.orgs.models import Organization
from jieneng.engine.documents.html import to_html
from jieneng.engine.documents.numbers import date_cn
from jieneng.engine.periods import in_beijing
from jieneng.ui.caching import kept_for

_KEPT = 60  # seconds


@require_safe
@kept_for(_KEPT)
def notice(request: HttpRequest, code: str) -> HttpResponse:
    """The paper under its lines of the catalogue; of one that was withdrawn, only that it is gone."""
    gone = withdrawn_notice(code)
    if gone:
        return render(request, "notices/withdrawn.html", {"notice": gone}, status=410)
    shown = _notice(code)
    context = {
        "notice": shown,
        "paper": mark_safe(to_html(paper_of(shown))),  # noqa: S308 - the engine escapes every text
        **head_of(shown.document.disclosure),
        "files": files_of(shown),
        "campaign": open_campaign(shown.campaign.public_code),
        **_end("notice", code, shown.organization, "notices:public"),
    }
    return render(request, "notices/public.html", context)


@require_safe
def notice_qr(request: HttpRequest, code: str) -> HttpResponse:
    return qr(public_address("notices:public", _notice(code).public_code))


@require_safe
def notice_docx(request: HttpRequest, code: str) -> HttpResponse:
    return as_docx(_notice(code))


@require_safe
def notice_pdf(request: HttpRequest, code: str) -> HttpResponse:
    return as_pdf(_notice(code))


@require_safe
def notice_attached(request: HttpRequest, code: str, file: int) -> HttpResponse:
    """A file of a notice that is open; with a draft or a withdrawn one there is none."""
    row = get_object_or_404(_notice(code).document.attached.select_related("file"), pk=file)
    return sent_to_public(row.file, row.name)


@require_safe
@kept_for(_KEPT)
def campaign(request: HttpRequest, code: str) -> HttpResponse:
    """The campaign on a phone, by its QR, without signing in."""
    shown = _campaign(code)
    page = campaign_page(shown, timezone.now())
    today = next((day for day in page.days if day.state == "now"), None)
    told = open_notices().filter(campaign__in=[shown, *page.above], organization=shown.organization_id)
    about = told.order_by("published_at").first()
    context = {
        "page": page,
        "campaign": shown,
        "today": today,
        "notice": about,
        "lines": _lines(shown, about),
        **_end("campaign", code, shown.organization, "notices:campaign_public"),
    }
    return render(request, "notices/campaign_public.html", context)


@require_safe
def campaign_qr(request: HttpRequest, code: str) -> HttpResponse:
    return qr(public_address("notices:campaign_public", _campaign(code).public_code))


def _notice(code: str) -> Notice:
    return get_object_or_404(open_notices(), public_code=code)


def _campaign(code: str) -> Campaign:
    found = open_campaign(code)
    if found is None:
        raise Http404
    return found


def _lines(shown: Campaign, about: Notice | None) -> list[tuple[str, str]]:
    """The head of a campaign: who holds it, when, on the basis of which paper."""
    lines = [(_("主办机构"), shown.organization.name), (_("年度"), _("%(year)s年") % {"year": shown.year})]
    if about and about.published_at:
        lines.append((_("发布日期"), date_cn(in_beijing(about.published_at).date())))
        lines.append((_("依据"), about.document.number or about.document.title))
    return lines


def _end(kind: str, code: str, organization: Organization, view: str) -> dict[str, Any]:
    """What stands at the end of a public page: its code to scan, the way to say that something is wrong."""
    name = "notices:public_qr" if kind == "notice" else "notices:campaign_qr"
    return {
        "qr": reverse(name, args=[code]),
        "address": public_address(view, code),
        "page_kind": kind,
        "page_code": code,
        "issuer": organization,
    }
