"""What an addressed organisation does with a notice: it reads it, signs for it, passes it on; counted as it happens."""

from datetime import datetime
from typing import Any

from django.db import transaction

from jieneng.apps.notices.actions.withdrawing import require_standing
from jieneng.apps.notices.contribution import contribution
from jieneng.apps.notices.models import Notice, Receipt
from jieneng.apps.notices.queries.addressed import is_addressed
from jieneng.apps.notices.queries.reach import newly_reached
from jieneng.core.audit.actions import record
from jieneng.core.facts import deltas
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.actions import locked
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.roster import entry_for
from jieneng.ui.refusals import Refused


@transaction.atomic
def mark_read(notice: Notice, organization: Organization, *, by: Any, now: datetime) -> None:
    """The first time someone who could sign opens the notice; written down once."""
    read = Receipt.objects.filter(notice=notice, organization=organization, read_at__isnull=False)
    if read.exists():
        return
    _require_addressed(notice, organization)
    locked(organization)
    if read.exists():
        return
    _change(notice, organization, read_at=now)
    record(by, "notice.read", notice.document, changes={"at": organization.name}, at=organization)


@transaction.atomic
def sign(notice: Notice, organization: Organization, *, by: Any, now: datetime) -> Receipt:
    """Sign for the notice; a signature holds for the whole cascade and counts once."""
    require(by, organization, "notice.sign_for")
    _require_addressed(notice, organization)
    locked(organization)
    signed = Receipt.objects.signed().filter(notice=notice, organization=organization).first()
    if signed:
        raise Refused("notice-already-signed", signed=signed.signed_at)
    receipt = _change(notice, organization, signed_at=now, signed_by=by)
    record(by, "notice.sign_for", notice.document, changes={"at": organization.name}, at=organization)
    return receipt


def count_passed_on(notice: Notice, *, by: Any, now: datetime) -> None:
    """`notice` passes on the one it is based on: its issuer has received that one, and reaches whom it addresses.

    Called inside the transaction of the publication, which writes it down.
    """
    assert notice.based_on is not None  # only what is passed on is counted so
    locked(notice.organization)
    reached = newly_reached(notice)
    before = Receipt.objects.signed().filter(notice=notice.based_on, organization=notice.organization).first()
    signature = {} if before else {"signed_at": now, "signed_by": by}
    _change(notice.based_on, notice.organization, passed_on_at=now, n_reached=reached, **signature)


def _require_addressed(notice: Notice, organization: Organization) -> None:
    if not notice.is_published:
        raise Refused("notice-not-published")
    require_standing(notice)
    if not is_addressed(notice, organization):
        raise Refused("notice-not-addressed")


def _change(notice: Notice, organization: Organization, **fields: Any) -> Receipt:
    """Change the receipt, and append what that changes in the counters of the cascade.

    The organisation is locked by whoever calls: its receipts of one cascade count together.
    """
    receipts = list(Receipt.objects.filter(root=notice.root_id, organization=organization))
    before = contribution(receipts)
    receipt = next((each for each in receipts if each.notice_id == notice.pk), None)
    if receipt is None:
        receipt = _new(notice, organization, receipts)
        receipts.append(receipt)
    if fields.get("signed_at") or fields.get("passed_on_at"):
        fields.setdefault("read_at", receipt.read_at or fields.get("signed_at") or fields["passed_on_at"])
    for name, value in fields.items():
        setattr(receipt, name, value)
    receipt.save()
    root = notice.root or notice
    assert root.series is not None  # a published cascade is counted
    deltas.append(root.series, receipt.route, receipt.category, before=before, after=contribution(receipts))
    return receipt


def _new(notice: Notice, organization: Organization, others: list[Receipt]) -> Receipt:
    """A receipt that counts where the organisation's other receipts of the cascade count."""
    receipt = Receipt(notice=notice, root_id=notice.root_id, organization=organization, org_path=organization.path)
    if others:
        receipt.route, receipt.category = others[0].route, others[0].category
    else:
        entry = entry_for(organization, notice.campaign.year)
        receipt.route, receipt.category = entry.route, entry.category
    return receipt
