"""Take a published notice back, while nobody below has built on it: not passed on, nothing handed in."""

from datetime import datetime
from typing import Any

from django.db import transaction

from jieneng.apps.notices.models import Notice
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.actions import stop_asking
from jieneng.core.collections.models import Submission
from jieneng.core.documents.disclosing import close_to_public
from jieneng.core.orgs.acting import require
from jieneng.ui.refusals import Refused


@transaction.atomic
def withdraw(notice: Notice, *, because: str, by: Any, now: datetime) -> Notice:
    """The paper stays, marked; its public page says that it is gone; what it asks for can no longer be handed in.

    The campaign can be changed and asked for anew by another notice. Signatures stay with the notice that was signed.
    """
    require(by, notice.organization, "notice.sign_off")
    notice = Notice.objects.select_for_update(of=("self",)).select_related("campaign", "document").get(pk=notice.pk)
    _require_possible(notice, because)
    notice.withdrawn_at, notice.withdrawn_because = now, because.strip()[:200]
    notice.save(update_fields=["withdrawn_at", "withdrawn_because"])
    close_to_public(notice.document)
    if notice.asks_for_report:
        stop_asking(notice.campaign, by=by, because=because, now=now)
    record(by, "notice.withdraw", notice, because=because.strip())
    return notice


def is_possible(notice: Notice) -> bool:
    """Whether the notice could be withdrawn at this moment."""
    return notice.is_published and not notice.is_withdrawn and not notice.is_passed_on and not _built_on(notice)


def require_standing(notice: Notice) -> None:
    """Raise Refused for what has been withdrawn; whoever builds on a notice asks this, under its lock."""
    if notice.is_withdrawn:
        raise Refused("notice-withdrawn")


def _require_possible(notice: Notice, because: str) -> None:
    if not notice.is_published:
        raise Refused("notice-not-published")
    require_standing(notice)
    if notice.is_passed_on:
        raise Refused("notice-passes-on")
    if not because.strip():
        raise Refused("reason-missing", what="撤回原因")
    if what := _built_on(notice):
        raise Refused("notice-in-use", what=what)


def _built_on(notice: Notice) -> str:
    """What somebody below has built on it, in words; "" for nothing."""
    if Notice.objects.published().filter(based_on=notice).exists():
        return "下级转发"
    asked = notice.campaign.collection_id if notice.asks_for_report else None
    reported = bool(asked) and Submission.objects.filter(collection=asked, version__isnull=False).exists()
    return "单位提交报告" if reported else ""
