"""What a level says about those that are not among its answers, as it is posted."""

from collections.abc import Iterable

from django.http import QueryDict

from jieneng.core.collections.actions.levels import Gap
from jieneng.core.orgs.models import Organization


def gaps_of(posted: QueryDict, absent: Iterable[Organization]) -> list[Gap]:
    """A gap for each absent organisation for which a reason was chosen; whoever is not absent is left out."""
    return [
        Gap(one.pk, one.name, reason, (posted.get(f"text:{one.pk}") or "").strip()[:200])
        for one in absent
        if (reason := posted.get(f"reason:{one.pk}", ""))
    ]
