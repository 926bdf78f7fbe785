"""Keep figures of an earlier year, as an old brief gives them, so that this year's can stand beside them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from jieneng.apps.publicity.models import PastFigure
from jieneng.core.audit.actions import record
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.rulebook import figures as counted_items
from jieneng.ui.refusals import Refused


@dataclass(frozen=True)
class OldFigure:
    """One figure of an old brief: a counted item of the rulebook, its value, whether it was given as about so many."""

    item: str
    count: Decimal
    approx: bool = False


@transaction.atomic
def keep_past_figures(
    organization: Organization, year: int, figures: Iterable[OldFigure], source: str, by: Any
) -> list[PastFigure]:
    """Write down what an organisation's area came to in a year; `source` says from which paper it was read.

    A figure of the same year and item replaces the one that was kept before. Refuses an item that nobody counts
    ("past-item-unknown"), a negative value ("past-negative") and a paper without a name ("empty-text").
    """
    require(by, organization, "brief.draft")
    if not source.strip():
        raise Refused("empty-text", field="来源")
    kept = []
    for figure in figures:
        if figure.item not in counted_items():
            raise Refused("past-item-unknown", item=figure.item)
        if figure.count < 0:
            raise Refused("past-negative", label=counted_items()[figure.item].label)
        said = {"count": figure.count, "approx": figure.approx, "source": source.strip()[:200]}
        said |= {"org_path": organization.path, "by": by, "at": timezone.now()}
        which = {"organization": organization, "year": year, "item": figure.item}
        kept.append(PastFigure.objects.update_or_create(**which, defaults=said)[0])
    changes = {"year": year, "n": len(kept), "source": source.strip()[:200]}
    record(by, "brief.keep_past", organization, changes=changes)
    return kept
