"""What media and columns put on a desk: articles to look over, contributions to decide on, what was sent back."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse

from jieneng.apps.coverage.models import Article, Contribution
from jieneng.apps.coverage.models.articles import ENTERED, RETURNED
from jieneng.apps.coverage.models.contributions import BACK, SENT
from jieneng.core.agenda.registry import Entry
from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.acting import Acting
from jieneng.core.orgs.models import Organization
from jieneng.rulebook.coverage import ACTIVITY

_MOST, _COUNTED = 10, 1_000


def to_do(acting: Acting, now: datetime) -> Iterator[Entry]:
    """At most five queries, bounded entries; a level between reads the register and owes nothing."""
    here = acting.organization
    if acting.may("coverage.enter"):
        for article in _related(Article.objects.filter(organization=here, state=RETURNED)):
            url = reverse("coverage:article", args=[article.pk])
            yield _entry("媒体报道", article.title, f"退回：{article.because}", article.activity.campaign, url, "修改")
    if acting.may("coverage.contribute"):
        for one in _related(Contribution.objects.filter(organization=here, state=BACK)):
            url = reverse("coverage:contribution", args=[one.pk])
            yield _entry("投稿", one.title, f"退改：{one.because}", one.activity.campaign, url, "修改")
    if acting.may("coverage.check"):
        yield from _of_desk(here)


def _of_desk(here: Organization) -> Iterator[Entry]:
    """One entry for each of one's own media activities in which something waits."""
    rows = Activity.objects.filter(kind=ACTIVITY, campaign__organization=here).order_by("-campaign_id", "ord")
    own = {one.pk: one for one in rows[:_MOST]}
    if not own:
        return
    for model, state, kind, unit, view in (
        (Article, ENTERED, "媒体报道", "条待确认", "coverage:register"),
        (Contribution, SENT, "投稿", "篇待处理", "coverage:column"),
    ):
        waiting = model.objects.filter(activity__in=own, state=state).order_by("activity")
        for pk, n in Counter(waiting.values_list("activity", flat=True)[:_COUNTED]).items():
            url = f"{reverse(view, args=[pk])}?state={state}"
            said = f"{n} {unit}" if n < _COUNTED else f"{n} {unit[0]}以上{unit[1:]}"
            yield Entry(None, kind, own[pk].title, said, here.name, url, "处理", look="wait")


def _related(rows: Any) -> Any:
    return rows.select_related("activity__campaign__organization").order_by("-pk")[:_MOST]


def _entry(kind: str, title: str, detail: str, campaign: Any, url: str, button: str) -> Entry:
    return Entry(None, kind, title, detail, campaign.organization.name, url, button, look="back")
