"""The campaign: what it consists of, changed until its report is asked for."""

from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jieneng.apps.notices.campaign_forms import CampaignForms
from jieneng.apps.notices.copying import copied, next_year, to_copy
from jieneng.apps.notices.models import Notice, UpperNotice
from jieneng.apps.notices.queries.campaign_page import campaign_page
from jieneng.apps.notices.queries.local import local_of, may_set_up_local
from jieneng.apps.notices.queries.public import is_open
from jieneng.apps.notices.views.downloads import public_address
from jieneng.core.audit.deeds import deed
from jieneng.core.campaigns import actions
from jieneng.core.campaigns.doors import desk_doors
from jieneng.core.campaigns.models import Campaign
from jieneng.core.campaigns.queries import conflicts_of
from jieneng.core.orgs.acting import acting_of, require
from jieneng.core.orgs.sight import in_sight_of
from jieneng.ui.refusals import Refused


@login_required
@require_safe
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """Themes, days, activities; what has been sent out about it, and what comes next."""
    acting = acting_of(request)
    seen = _seen(request, pk)
    is_own = acting.organization.pk == seen.organization_id
    viewer = acting.organization if acting.sees_business else None
    page = campaign_page(seen, timezone.now(), viewer, doors=partial(desk_doors, acting))
    about = Q(campaign=seen, org_path=seen.org_path) | Q(campaign__in=page.above, organization=seen.organization_id)
    notices = Notice.objects.visible_to(request.user).filter(about)
    rows = list(notices.select_related("document").order_by("-id")[:20])
    context = {
        "page": page,
        "conflicts": conflicts_of(seen) if is_own else [],
        "campaign": seen,
        "is_own": is_own,
        "notices": rows,
        "drafts": [each for each in rows if not each.is_published],
        "local": local_of(seen, acting.organization, in_sight=in_sight_of(request.user, "org_path"), line=page.line),
        "may_set_up_local": page.own is None and may_set_up_local(seen, acting),
        "may_publish": is_own and seen.parent_id and not seen.is_published and acting.may("notice.publish"),
        "upper": UpperNotice.objects.visible_to(request.user).filter(campaign=seen).first(),
        "may_edit": is_own and acting.may("campaign.edit") and not seen.is_asked,
        "may_copy": is_own and seen.is_published and seen.parent_id is None and acting.may("campaign.edit"),
        "copy_year": next_year(seen, timezone.localdate().year),
        "may_draft": is_own and acting.may("notice.draft") and not acting.organization.is_unit,
        "is_open": is_open(seen, page.line),
        "address": public_address("notices:campaign_public", seen.public_code),
    }
    return render(request, "notices/campaign.html", context)


@login_required
@require_safe
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The campaign as a form, while its report is not asked for."""
    own = _own(request, pk)
    if own.is_asked:
        raise Refused("notice-already-published")
    return _form_page(request, CampaignForms(None, own, own.year), own)


@deed
def save(request: HttpRequest, pk: int) -> HttpResponse:
    own = _own(request, pk)
    forms = CampaignForms(request.POST, own, own.year)
    if not forms.are_valid():
        return _form_page(request, forms, own, status=422)
    edit_no = request.POST.get("edit_no", "")
    number = int(edit_no) if edit_no.isdecimal() else -1
    actions.change(own, forms.content(), edit_no=number, by=request.user)
    messages.info(request, "已保存。")
    return redirect("notices:campaign", pk=pk)


@deed
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a local campaign to those below and on its phone page, without a notice of its own."""
    own = _own(request, pk)
    if own.parent_id is None:
        raise Http404
    actions.publish(own, by=request.user)
    messages.info(request, "已发布。所辖单位可在活动日程和手机页看到。")
    return redirect("notices:campaign", pk=pk)


@login_required
@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """A campaign of one's own, where no text from above was read in."""
    organization, year = acting_of(request).organization, timezone.localdate().year
    require(request.user, organization, "campaign.edit")
    last = to_copy(organization.pk)
    more = {"last": last, "copy_year": next_year(last, year)} if last else {}
    return _form_page(request, CampaignForms(None, None, year), None, more=more)


@login_required
@require_safe
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """A campaign of one's own as the beginning of the next: a form to confirm, nothing is stored yet."""
    own = _own(request, pk)
    require(request.user, own.organization, "campaign.edit")
    if own.parent_id is not None:
        raise Http404  # a local one begins with the upper campaign of its year
    year = next_year(own, timezone.localdate().year)
    found = copied(own, year, starts=_day_in(request.GET.get("starts", ""), year))
    there = Campaign.objects.filter(organization=own.organization, year=year, parent=None).first()
    more = {"copied": found, "copied_from": own, "copied_to": year, "there": there}
    return _form_page(request, CampaignForms(None, None, year, copied=found), None, more=more)


@deed
def set_up(request: HttpRequest) -> HttpResponse:
    acting = acting_of(request)
    forms = CampaignForms(request.POST, None, timezone.localdate().year)
    if not forms.are_valid():
        return _form_page(request, forms, None, status=422)
    made = actions.set_up(acting.organization, forms.content(), by=request.user)
    return redirect("notices:campaign", pk=made.pk)


def _seen(request: HttpRequest, pk: int) -> Campaign:
    """One's own, of a level below, or a published one of a level above."""
    rows = Campaign.objects.select_related("organization", "collection", "parent__organization")
    own = rows.filter(pk__in=Campaign.objects.visible_to(request.user).filter(pk=pk).values("pk")).first()
    if own is not None:
        return own
    above = Campaign.objects.reaching(acting_of(request).organization.path).filter(pk=pk)
    return get_object_or_404(rows, pk__in=above.values("pk"))


def _own(request: HttpRequest, pk: int) -> Campaign:
    rows = Campaign.objects.visible_to(request.user).select_related("organization", "collection")
    seen = get_object_or_404(rows, pk=pk)
    if seen.organization_id != acting_of(request).organization.pk:
        raise Http404
    return seen


def _day_in(said: str, year: int) -> date | None:
    """A day of that year as an address says it."""
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return None
    return day if day.year == year else None


def _form_page(
    request: HttpRequest,
    forms: CampaignForms,
    own: Campaign | None,
    status: int = 200,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    context = {"forms": forms, "campaign": own, "is_wrong": status != 200} | (more or {})
    return render(request, "notices/campaign_edit.html", context, status=status)
