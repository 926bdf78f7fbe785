"""Which files: an organisation's own, or those that stand where someone may see them."""

from collections.abc import Iterable

from django.http import Http404

from jieneng.core.files.models import Attachment
from jieneng.core.orgs.models import Organization


def require_own(ids: Iterable[int], organization: Organization) -> None:
    """Raise 404 unless every file is the organisation's own: a foreign id is as good as none."""
    wanted = set(ids)
    if wanted and Attachment.objects.filter(pk__in=wanted, organization=organization).count() != len(wanted):
        raise Http404("attachment")
