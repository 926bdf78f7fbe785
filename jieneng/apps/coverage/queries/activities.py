"""The media activities that an organisation has to do with: its own, and those of the levels above."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from jieneng.apps.coverage.counting import ARTICLES, CONTRIBUTIONS
from jieneng.apps.coverage.models import Article, Contribution
from jieneng.core import paths
from jieneng.core.campaigns.models import Activity
from jieneng.core.campaigns.tallying import tallied
from jieneng.core.files.models import Attachment
from jieneng.core.orgs.models import Organization
from jieneng.rulebook.coverage import ACTIVITY

_RECENT = timedelta(days=400)
_LISTED = 20


@dataclass(frozen=True)
class Line:
    """A media activity with what stands in it at one's own node and below."""

    activity: Activity
    is_own: bool
    n_articles: int
    n_contributions: int


def lines(organization: Organization, now: datetime) -> list[Line]:
    """The latest ones first; three queries."""
    above = Q(
        campaign__is_published=True, passed_on=True, campaign__org_path__in=list(paths.ancestors(organization.path))
    )
    rows = Activity.objects.filter(kind=ACTIVITY, campaign__made_at__gt=now - _RECENT)
    rows = rows.filter(above | Q(campaign__organization=organization)).select_related("campaign__organization")
    found = list(rows.order_by("-campaign_id", "ord")[:_LISTED])
    counted = tallied([one.pk for one in found], [organization.path])[organization.path]
    return [
        Line(
            one,
            one.campaign.organization_id == organization.pk,
            int(counted[one.pk].values.get(ARTICLES, 0)),
            int(counted[one.pk].values.get(CONTRIBUTIONS, 0)),
        )
        for one in found
    ]


def in_coverage(attachments: Iterable[Attachment]) -> set[int]:
    """Which files belong to articles and contributions."""
    asked = [one.pk for one in attachments]
    shots = Article.objects.filter(screenshot__in=asked).values_list("screenshot", flat=True)
    photos = Contribution.objects.filter(photos__attachment__in=asked).values_list("photos__attachment", flat=True)
    return {pk for pk in (*shots, *photos) if pk is not None} & set(asked)
