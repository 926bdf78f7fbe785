"""What media and columns put on a desk: articles to look over, contributions to decide on, what was sent back."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import CharField, F, QuerySet, Value
from django.urls import reverse

from jieneng.apps.coverage.models import Article, Contribution
from jieneng.apps.coverage.models.articles import ENTERED, RETURNED
from jieneng.apps.coverage.models.contributions import BACK, SENT
from jieneng.core.agenda.registry import Entry
from jieneng.core.orgs.acting import Acting

_MOST, _COUNTED = 20, 1_000


class _Sort(NamedTuple):
    """Which rows, where they are dealt with, and how that is said."""

    model: type[Article | Contribution]
    state: str
    kind: str
    view: str
    says: str
    action: str
    is_own: bool


_SORTS = {
    "returned": _Sort(Article, RETURNED, "媒体报道", "coverage:article", "退回", "coverage.enter", True),
    "back": _Sort(Contribution, BACK, "投稿", "coverage:contribution", "退改", "coverage.contribute", True),
    "entered": _Sort(Article, ENTERED, "媒体报道", "coverage:register", "条待确认", "coverage.check", False),
    "sent": _Sort(Contribution, SENT, "投稿", "coverage:column", "篇待处理", "coverage.edit", False),
}


def to_do(acting: Acting, now: datetime) -> Iterator[Entry]:
    """One query. What was sent back stands by itself; what waits at the organiser's desk as one entry an activity."""
    sorts = [name for name, sort in _SORTS.items() if acting.may(sort.action)]
    if not sorts:
        return
    first, *others = (_rows(name, acting) for name in sorts)
    waiting: Counter[tuple[str, int, str]] = Counter()
    n_own = 0
    for name, pk, title, because, asked_by in first.union(*others, all=True)[:_COUNTED]:
        sort = _SORTS[name]
        if not sort.is_own:
            waiting[name, pk, title] += 1
        elif n_own < _MOST:
            n_own += 1
            url = reverse(sort.view, args=[pk])
            yield Entry(None, sort.kind, title, f"{sort.says}：{because}", asked_by, url, "修改", look="back")
    for (name, pk, title), n in list(waiting.items())[:_MOST]:
        sort = _SORTS[name]
        said = f"{n} {sort.says}" if n < _COUNTED else f"{n} {sort.says[0]}以上{sort.says[1:]}"
        url = f"{reverse(sort.view, args=[pk])}?state={sort.state}"
        yield Entry(None, sort.kind, title, said, acting.organization.name, url, "处理", look="wait")


def _rows(name: str, acting: Acting) -> QuerySet[Any, Any]:
    """The sort, where it leads (the row itself, or its activity), its title, the reason, who has sent it back."""
    sort, here, text = _SORTS[name], acting.organization, CharField()
    rows = sort.model.objects.filter(state=sort.state)
    who = F("activity__campaign__organization__name")
    if sort.is_own:
        rows, leads, title = rows.filter(organization=here), F("pk"), F("title")
    else:
        rows, leads, title = rows.filter(activity__campaign__organization=here), F("activity_id"), F("activity__title")
    rows = rows.order_by().annotate(sort=Value(name, text), leads=leads, called=title, who=who)
    return rows.values_list("sort", "leads", "called", "because", "who")
