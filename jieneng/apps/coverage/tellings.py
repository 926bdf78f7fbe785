"""What stands in the columns, as papers may tell of it: contributions that the desk has adopted."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from jieneng.apps.coverage.models import Contribution
from jieneng.core import paths
from jieneng.core.campaigns.tellings import Telling
from jieneng.ui.wording import day

NAME = "coverage"


class Columns:
    """The source of core.campaigns.tellings."""

    def page(self, campaigns: Iterable[int], node: str, *, words: str, after: int, most: int) -> list[Telling]:
        rows = _standing(campaigns, node)
        rows = rows.filter(pk__lt=after) if after else rows
        if words:
            rows = rows.filter(
                Q(title__icontains=words) | Q(text__icontains=words) | Q(organization__name__icontains=words)
            )
        return [_telling(one) for one in rows.order_by("-pk")[:most]]

    def one(self, campaigns: Iterable[int], node: str, number: int) -> Telling | None:
        found = _standing(campaigns, node).filter(pk=number).first()
        return _telling(found) if found else None


def _standing(campaigns: Iterable[int], node: str) -> QuerySet[Contribution]:
    rows = Contribution.objects.published().filter(paths.within(node, "org_path"), activity__campaign__in=campaigns)
    return rows.select_related("organization")


def _telling(one: Contribution) -> Telling:
    return Telling(
        source=NAME,
        number=one.pk,
        organization=one.organization.name,
        text=one.text,
        said=_("专栏投稿《%(title)s》，%(day)s采用") % {"title": one.title, "day": day(one.day)},
        url=reverse("coverage:contribution", args=[one.pk]),
    )
