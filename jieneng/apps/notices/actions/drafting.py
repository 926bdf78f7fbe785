"""Write one's own notice: drafted from a campaign, changed as often as one likes, handed to the one who signs."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from jieneng.apps.notices.models import Notice, UpperNotice
from jieneng.apps.notices.models.notice import ALL_BELOW, NOBODY
from jieneng.apps.notices.paper.layout import body_of
from jieneng.apps.notices.paper.prefill import addressee_of, text_of, title_of
from jieneng.apps.notices.queries.bounds import upper_due_of
from jieneng.apps.notices.reading.proposals import proposals
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.models import Campaign
from jieneng.core.documents import actions as documents
from jieneng.core.documents.attaching import NOTHING, Given, attach
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Audience, Organization
from jieneng.ui.refusals import Refused

_SAID_OF_NOTICE = ("number_code", "wanted_number", "asks", "asks_self", "due_at", "reviews", "remark", "extra_form")


@dataclass(frozen=True)
class Said:
    """Everything a draft says: its paper, its number, what it asks, and by rule to whom it goes."""

    title: str
    addressee: str
    text: str
    attachments: list[str] = field(default_factory=list)
    number_code: str = ""
    wanted_number: str = ""
    asks: str = NOBODY
    asks_self: bool = True
    due_at: datetime | None = None
    reviews: bool = False
    remark: str = ""
    extra_form: str = ""
    only_next: bool = False
    categories: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    copies_to: str = ""


@transaction.atomic
def draft(campaign: Campaign, *, by: Any, upper: UpperNotice | None = None) -> Notice:
    """The first notice of a cascade, prefilled from the campaign and the superior's notice; one draft at a time."""
    organization = campaign.organization
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    if Notice.objects.filter(campaign=campaign, organization=organization, published_at__isnull=True).exists():
        raise Refused("notice-being-drafted", title=campaign.title)
    due_at = _proposed_due(upper, organization)
    basis = upper_basis(upper) or campaign.upper_title
    text = text_of(organization, campaign, basis=basis, due_at=due_at)
    notice = make(organization, campaign, text, by=by, upper=upper, due_at=due_at)
    notice.asks = NOBODY if campaign.collection_id else ALL_BELOW
    notice.root = notice
    notice.save(update_fields=["asks", "root"])
    return notice


def make(
    organization: Organization,
    campaign: Campaign,
    text: str,
    *,
    by: Any,
    attachments: Sequence[str] = (),
    **fields: Any,
) -> Notice:
    """The document, the audience and the notice of a new draft; addressed to everyone below."""
    body = body_of(addressee_of(organization), text, list(attachments))
    document = documents.draft("notice", organization, title_of(organization, campaign), body, by=by)
    last = Notice.objects.filter(organization=organization).order_by("-id").first()
    return Notice.objects.create(
        organization=organization,
        org_path=organization.path,
        document=document,
        campaign=campaign,
        audience=Audience.objects.create(root=organization, root_path=organization.path),
        number_code=last.number_code if last else "",
        public_code=secrets.token_hex(5),
        made_at=timezone.now(),
        **fields,
    )


@transaction.atomic
def change(notice: Notice, said: Said, *, edit_no: int, by: Any, files: Given = NOTHING) -> Notice:
    """Replace what a draft says, and which files go with it; who edits an old state of it is told."""
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if not said.title.strip():
        raise Refused("notice-no-title")
    _require_day(notice, said.due_at)
    names = files.named(said.attachments)
    body = body_of(said.addressee.strip(), said.text, names, said.copies_to)
    notice.document = documents.change(notice.document, said.title.strip()[:200], body, edit_no=edit_no, by=by)
    attach(notice.document, files, names, by=by)
    _address(notice, said)
    for name in _SAID_OF_NOTICE:
        setattr(notice, name, getattr(said, name))
    notice.save(update_fields=_SAID_OF_NOTICE)
    return notice


@transaction.atomic
def submit(notice: Notice, *, by: Any) -> Notice:
    """Hand the draft to the one who signs."""
    notice.document = documents.submit_for_signature(notice.document, by=by)
    return notice


@transaction.atomic
def list_by_hand(notice: Notice, organization: Organization, *, is_in: bool | None, by: Any) -> None:
    """Address an organisation (True), or do not (False), whatever the rule says; None takes it off the list."""
    require(by, notice.organization, "notice.draft")
    if notice.is_published:
        raise Refused("notice-already-published")
    notice.audience.put_by_hand(organization, is_in=is_in)
    record(by, "notice.list_by_hand", notice.document, changes={"organization": organization.name, "in": is_in})


def upper_basis(upper: UpperNotice | None) -> str:
    """How one's own notice cites the one it is based on."""
    if upper is None or upper.campaign is None:
        return ""
    return upper.campaign.upper_title


def cited(notice: Notice) -> str:
    """How a notice that is passed on is cited: 《title》（number）."""
    number = notice.document.number
    return f"《{notice.document.title}》" + (f"（{number}）" if number else "")


def _proposed_due(upper: UpperNotice | None, organization: Organization) -> datetime | None:
    if upper is None or not upper.decisions.get("adopted"):
        return None
    return next((proposal.due_at for proposal in proposals(upper.due_at, organization.level)), None)


def _require_day(notice: Notice, due_at: datetime | None) -> None:
    upper = upper_due_of(notice)
    if due_at is not None and upper is not None and due_at > upper:
        raise Refused("notice-due-after-upper", due=due_at, upper=upper)


def _address(notice: Notice, said: Said) -> None:
    audience = notice.audience
    audience.deepest = notice.organization.depth + 1 if said.only_next else None
    audience.categories, audience.kinds = said.categories, said.kinds
    audience.save(update_fields=["deepest", "categories", "kinds"])
