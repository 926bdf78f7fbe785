"""How much an organisation may hand in on one day, so that no one fills the disk of all."""

from django.conf import settings
from django.db.models import Sum
from django.utils import timezone

from jieneng.core.files.kinds import MIB
from jieneng.core.files.models import Attachment
from jieneng.core.orgs.models import Organization
from jieneng.ui.refusals import Refused


def require_room(organization: Organization, more: int) -> None:
    """Refuse what would go beyond the day's limit (JIENENG_UPLOAD_QUOTA_MB; 0: none). `more` is in bytes.

    A day begins at midnight in Beijing. What two people hand in at the same moment may go beyond it by one file.
    """
    limit_mb = settings.JIENENG_UPLOAD_QUOTA_MB
    if not limit_mb:
        return
    used = _handed_in_today(organization)
    if used + more > limit_mb * MIB:
        raise Refused("upload-quota", used=f"{used / MIB:.0f} MB", limit=f"{limit_mb} MB")


def _handed_in_today(organization: Organization) -> int:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    rows = Attachment.objects.filter(organization=organization, at__gte=midnight)
    return rows.aggregate(size=Sum("size"))["size"] or 0
