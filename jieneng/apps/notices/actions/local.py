"""A campaign of one's own under one from above: its own activities, the same report."""

from dataclasses import replace
from typing import Any

from django.db import transaction

from jieneng.apps.notices.actions.drafting import cited
from jieneng.apps.notices.models import Notice
from jieneng.core.campaigns.actions import Content, set_up
from jieneng.core.campaigns.models import Campaign
from jieneng.core.orgs.models import Organization


@transaction.atomic
def set_up_local(upper: Campaign, organization: Organization, content: Content, *, by: Any) -> Campaign:
    """The local campaign, based on the notice that brought the upper one. Refused to units and a second time."""
    notices = Notice.objects.standing().filter(campaign=upper, org_path=upper.org_path)
    notice = notices.select_related("document").order_by("published_at").first()
    basis = cited(notice) if notice else f"“{upper.title}”"
    return set_up(organization, replace(content, upper_title=basis[:200]), by=by, parent=upper)
