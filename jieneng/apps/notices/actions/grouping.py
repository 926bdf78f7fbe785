"""Part the reporters of a draft: kept with it, and asked on their own terms when it is sent."""

from datetime import datetime
from typing import Any

from django.db import transaction

from jieneng.apps.notices.models import Notice
from jieneng.apps.notices.queries.groups import audience_of
from jieneng.core.audit.actions import record
from jieneng.core.collections.actions import add_groups
from jieneng.core.collections.actions.opening import GroupTerms
from jieneng.core.collections.models import Collection
from jieneng.core.forms.compose import compose_local
from jieneng.core.forms.models import FormVersion
from jieneng.core.orgs.acting import require
from jieneng.ui.refusals import Refused


@transaction.atomic
def part(notice: Notice, groups: list[dict[str, Any]], *, by: Any) -> Notice:
    """Keep the groups of a draft in their order; the first that fits an organisation holds for it."""
    require(by, notice.organization, "notice.draft")
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if notice.is_published:
        raise Refused("notice-already-published")
    if notice.is_passed_on or notice.campaign.collection_id is not None:
        raise Refused("notice-groups-not-here")
    notice.groups = groups
    notice.save(update_fields=["groups"])
    record(by, "notice.part", notice.document, changes={"n": len(groups)})
    return notice


def ask_groups(notice: Notice, collection: Collection, *, by: Any) -> None:
    """The groups of a notice that is being sent, in the same transaction."""
    add_groups(collection, [_terms(notice, group) for group in notice.groups], by=by)


def _terms(notice: Notice, group: dict[str, Any]) -> GroupTerms:
    audience = audience_of(notice, group)
    audience.save()
    extra = FormVersion.objects.keep(compose_local(group["extra_form"])) if group["extra_form"] else None
    due_at = datetime.fromisoformat(group["due_at"])
    return GroupTerms(group["name"], audience, due_at, group["channel"], tuple(group["leaves_out"]), extra)
