"""How one comes from a campaign to its media register and column: everybody to read, organisations to enter."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from jieneng.apps.coverage.actions.taking_part import reaches
from jieneng.apps.coverage.models import Contribution
from jieneng.core.campaigns.doors import Door
from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.acting import Acting
from jieneng.rulebook.coverage import ACTIVITY


def public(activities: Iterable[Activity], now: datetime) -> dict[int, Door]:
    """The column of each activity in which something stands."""
    asked = {one.pk: one for one in activities if one.kind == ACTIVITY}
    if not asked:
        return {}
    found = set(Contribution.objects.published().filter(activity__in=asked).values_list("activity", flat=True))
    return {
        pk: Door(_("看专栏"), reverse("coverage:public_column", args=[one.campaign.public_code, pk]))
        for pk, one in asked.items()
        if pk in found
    }


def desk(acting: Acting, activities: Iterable[Activity], now: datetime) -> dict[int, Door]:
    """The register; from its page the column is one step away."""
    if not acting.sees_business:
        return {}
    asked = (one for one in activities if one.kind == ACTIVITY and reaches(one, acting.organization))
    return {one.pk: Door(_("媒体报道和投稿"), reverse("coverage:register", args=[one.pk])) for one in asked}
