"""What of the notices app stands before the public: notices that are open, campaigns whose notice is not withheld."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse

from jieneng.apps.notices.models import Notice
from jieneng.core.campaigns.models import Campaign
from jieneng.core.campaigns.queries import line_of
from jieneng.core.documents.disclosure import OPEN
from jieneng.core.documents.public_pages import PublicPage


def open_notices() -> QuerySet[Notice]:
    """Published, and open by its entry of open information."""
    related = ("document__disclosure__organization", "organization", "campaign")
    return Notice.objects.standing().filter(document__disclosure__opened_at__isnull=False).select_related(*related)


def withdrawn_notice(code: str) -> Notice | None:
    """A notice that stood open before the public until it was withdrawn."""
    gone = Notice.objects.filter(withdrawn_at__isnull=False, document__disclosure__openness=OPEN)
    return gone.select_related("document", "organization").filter(public_code=code).first()


def told_by(campaign: Campaign, line: Iterable[Campaign]) -> QuerySet[Notice]:
    """The published notices of its organisation that tell of a campaign, or that pass on those of the line above it."""
    return Notice.objects.standing().filter(campaign__in=list(line), organization=campaign.organization_id)


def open_campaign(code: str) -> Campaign | None:
    """A published campaign by its public code; none where every notice that tells of it is kept from the public."""
    campaign = Campaign.objects.select_related("organization").filter(public_code=code, is_published=True).first()
    return campaign if campaign and is_open(campaign, line_of(campaign)) else None


def is_open(campaign: Campaign, line: Iterable[Campaign]) -> bool:
    """Whether the public page of a published campaign is shown: told of by an open notice, or by none at all.

    `line` is the campaign and the upper ones under which it hangs.
    """
    opened = told_by(campaign, line).values_list("document__disclosure__opened_at", flat=True)
    found = list(opened[:20])
    return campaign.is_published and (not found or any(found))


def notice_page(code: str) -> PublicPage | None:
    notice = open_notices().filter(public_code=code).first()
    return notice and PublicPage(notice.document.title, reverse("notices:public", args=[code]), notice.organization)


def campaign_page(code: str) -> PublicPage | None:
    campaign = open_campaign(code)
    url = reverse("notices:campaign_public", args=[code])
    return campaign and PublicPage(campaign.title, url, campaign.organization)


def addresses(document_ids: Iterable[int]) -> dict[int, str]:
    """Where the open ones of these papers are read, by document."""
    rows = open_notices().filter(document__in=list(document_ids)).values_list("document_id", "public_code")
    return {pk: reverse("notices:public", args=[code]) for pk, code in rows}


def desk(document_id: int) -> str:
    """Where the notice with this paper is drafted and signed."""
    pk = Notice.objects.filter(document=document_id).values_list("pk", flat=True).first()
    return reverse("notices:notice", args=[pk]) if pk else ""
