"""Take the original of a piece: counted once for each organisation, piece and day."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404

from jieneng.apps.library.counting import count_download
from jieneng.apps.library.models import Download, Piece
from jieneng.core import paths
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.tallying import place_of
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.engine.periods import in_beijing
from jieneng.ui.refusals import Refused


@transaction.atomic
def take(piece: Piece, organization: Organization, *, by: Any, now: datetime) -> Download:
    """Write down that an organisation takes the original; the second time on a day is the same row.

    That it is one row, and counts once, is the constraint's doing: of two at once the second finds the first one's.
    """
    require(by, organization, "library.take")
    require_standing(piece, organization)
    if piece.original_id is None:
        raise Refused("piece-only-link", title=piece.title)
    place = place_of(organization, piece.year)
    row, is_new = Download.objects.get_or_create(
        piece=piece,
        organization=organization,
        day=in_beijing(now).date(),
        defaults={"org_path": organization.path, "by": by, "at": now, **place._asdict()},
    )
    if is_new:
        count_download(row)
    record(by, "library.take", piece, at=organization)
    return row


def require_standing(piece: Piece, organization: Organization) -> None:
    """Raise unless the piece is one that the organisation may use today."""
    is_own = organization.pk == piece.organization_id
    if not paths.is_within(organization.path, piece.org_path) or not (is_own or piece.activity.campaign.is_published):
        raise Http404("piece")
    if piece.is_dropped:
        raise Refused("piece-dropped", title=piece.title)
