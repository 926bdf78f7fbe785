"""What media and columns put on a desk: articles to look over, contributions to decide on, what was sent back.

Entries name the activity and a count only: whoever hands a desk over reads them too, and sees no business data.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import CharField, F, QuerySet, Value
from django.urls import reverse

from jieneng.apps.coverage.models import Article, Contribution
from jieneng.apps.coverage.models.articles import ENTERED, RETURNED
from jieneng.apps.coverage.models.contributions import BACK, SENT
from jieneng.core.agenda.registry import Entry, Look
from jieneng.core.orgs.acting import Acting

_MOST, _COUNTED = 20, 1_000


class _Sort(NamedTuple):
    """Which rows, where they are dealt with (`one`: where a single one is), and how that is said."""

    model: type[Article | Contribution]
    state: str
    action: str
    kind: str
    unit: str
    says: str
    one: str
    all_: str
    button: str
    look: Look

    @property
    def is_own(self) -> bool:
        return self.look == "back"


_ARTICLE, _PIECE = ("coverage:article", "coverage:register"), ("coverage:contribution", "coverage:column")
_SORTS = {
    "returned": _Sort(
        Article, RETURNED, "coverage.enter", "媒体报道", "条", "被退回，请修改", *_ARTICLE, "修改", "back"
    ),
    "back": _Sort(Contribution, BACK, "coverage.contribute", "投稿", "篇", "退改，请修改", *_PIECE, "修改", "back"),
    "entered": _Sort(Article, ENTERED, "coverage.check", "媒体报道", "条", "待确认", *_ARTICLE, "处理", "wait"),
    "sent": _Sort(Contribution, SENT, "coverage.edit", "投稿", "篇", "待处理", *_PIECE, "处理", "wait"),
}


def to_do(acting: Acting, now: datetime) -> Iterator[Entry]:
    """An entry for each activity and sort: what was sent back to one's own, what waits at the organiser's desk; one
    query."""
    asked = [_rows(name, acting) for name, sort in _SORTS.items() if acting.may(sort.action)]
    if not asked:
        return
    found: dict[tuple[str, int, str, str], list[int]] = {}
    for name, pk, activity, title, asked_by in asked[0].union(*asked[1:], all=True)[:_COUNTED]:
        found.setdefault((name, activity, title, asked_by), []).append(pk)
    for (name, activity, title, asked_by), rows in list(found.items())[:_MOST]:
        yield _entry(_SORTS[name], activity, title, asked_by, rows)


def grounds(acting: Acting, now: datetime) -> Iterator[QuerySet[Any]]:
    """What was sent back to the organisation, what waits at its desk."""
    return (_rows(name, acting) for name, sort in _SORTS.items() if acting.may(sort.action))


def _entry(sort: _Sort, activity: int, title: str, asked_by: str, rows: list[int]) -> Entry:
    n = f"{len(rows)} {sort.unit}" + ("以上" if len(rows) >= _COUNTED else "")
    where = f"{reverse(sort.all_, args=[activity])}?state={sort.state}"
    if len(rows) == 1:
        where = reverse(sort.one, args=rows)
    return Entry(None, sort.kind, title, f"{n}{sort.says}", asked_by, where, sort.button, sort.look)


def _rows(name: str, acting: Acting) -> QuerySet[Any, Any]:
    """The sort, the row, its activity with its title, and who holds that."""
    sort, here = _SORTS[name], acting.organization
    rows = sort.model.objects.filter(state=sort.state).order_by()
    rows = rows.filter(organization=here) if sort.is_own else rows.filter(activity__campaign__organization=here)
    rows = rows.annotate(
        sort=Value(name, CharField()), called=F("activity__title"), who=F("activity__campaign__organization__name")
    )
    return rows.values_list("sort", "pk", "activity_id", "called", "who")
