"""Who asks and what they may see: the acting organisation, a notice that one wrote, oversees or gets."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest

from jieneng.apps.notices.models import Notice
from jieneng.apps.notices.queries.addressed import is_addressed
from jieneng.core.orgs.acting import acting_of
from jieneng.ui.refusals import Refused

_WITH = ("document", "organization", "audience", "campaign__collection", "root", "based_on__document", "upper")


def own_notice(request: HttpRequest, pk: int, *, also: Iterable[str] = _WITH) -> Notice:
    """A notice in one's sight, one's own draft or one that was published at or below one's level; else 404.

    `also`: what is read with it, for a page that needs less.
    """
    notice = Notice.objects.visible_to(request.user).select_related(*also).filter(pk=pk).first()
    if notice is None:
        raise Http404
    return notice


def own_draft(request: HttpRequest, pk: int) -> Notice:
    """A draft of the organisation one acts for; refused for another's and for what has been sent."""
    notice = own_notice(request, pk)
    if notice.organization_id != acting_of(request).organization.pk:
        raise Refused("not-your-post")
    if notice.is_published:
        raise Refused("notice-already-published")
    return notice


def seen_notice(request: HttpRequest, pk: int) -> Notice:
    """A notice in one's sight, or one that is addressed to the organisation one acts for; else 404."""
    seen = Notice.objects.visible_to(request.user).select_related(*_WITH).filter(pk=pk).first()
    if seen is not None:
        return seen
    return addressed_notice(request, pk)


def addressed_notice(request: HttpRequest, pk: int) -> Notice:
    """A published notice that is addressed to the organisation one acts for; else 404."""
    notice = Notice.objects.published().select_related(*_WITH).filter(pk=pk).first()
    if notice is None or not is_addressed(notice, acting_of(request).organization):
        raise Http404
    return notice
