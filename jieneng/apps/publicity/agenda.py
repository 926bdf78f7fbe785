"""What someone owes in publicity: a brief to write when the reports are in, a brief to sign."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from jieneng.apps.publicity.models import Brief
from jieneng.apps.publicity.queries.listing import unwritten
from jieneng.core.agenda.registry import Entry
from jieneng.core.collections.queries.board import progress_of
from jieneng.core.documents.models import SUBMITTED
from jieneng.core.documents.waiting import papers_wait
from jieneng.core.orgs.acting import Acting
from jieneng.rulebook.compositions import compositions

_AS_LONG_AS = timedelta(days=90)  # after that nobody waits for a brief any more
_MOST = 10


def to_do(acting: Acting, now: datetime) -> Iterator[Entry]:
    """The entries of one organisation, bounded in number and queries."""
    if acting.may("brief.issue") and papers_wait(acting):
        yield from _to_sign(acting)
    if acting.may("brief.draft") and not acting.organization.is_unit:
        yield from _to_write(acting, now)


def _to_sign(acting: Acting) -> Iterator[Entry]:
    waiting = Brief.objects.filter(organization=acting.organization, document__state=SUBMITTED)
    for brief in waiting.select_related("document__made_by")[:_MOST]:
        label = compositions()[brief.kind].label
        yield Entry(
            due_at=None,
            kind=_("签发"),
            title=brief.document.title,
            detail=_("%(label)s待签发") % {"label": label},
            asked_by=brief.document.made_by.display_name,
            url=reverse("publicity:issue", args=[brief.pk]),
            button=_("签发"),
            look="wait",
        )


def _to_write(acting: Acting, now: datetime) -> Iterator[Entry]:
    recent = unwritten(acting.organization).filter(due_at__gt=now - _AS_LONG_AS, opens_at__lt=now)
    collections = list(recent.select_related("audience__root", "organization")[:_MOST])
    running = [one for one in collections if one.due_at >= now]
    progress = progress_of(running, acting.organization)
    complete = {one.pk for one in running if progress[one.pk].is_complete}
    for collection in collections:
        past = collection.due_at < now
        if past or collection.pk in complete:
            yield Entry(
                due_at=None,
                kind=_("简讯"),
                title=_("编写简讯：%(title)s") % {"title": collection.title},
                detail=_("填报已截止") if past else _("已全部审核"),
                asked_by=acting.organization.name,
                url=reverse("publicity:compose", args=[collection.pk]),
                button=_("编写"),
            )
