"""The latest photographs of accepted reports in which those shown have agreed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from jieneng.core import paths
from jieneng.core.campaigns.models import Campaign
from jieneng.core.collections.models import Submission, SubmissionVersion
from jieneng.core.files.models import Attachment

PHOTOS, CONSENT = "pictures.photos", "consent"
MOST = 4
_LOOKED_THROUGH = 300  # the latest versions, whosever they are


@dataclass(frozen=True)
class Shot:
    file: Attachment
    who: str
    caption: str
    at: datetime


def latest(campaign: Campaign, node: str) -> list[Shot]:
    """One photograph of each of the last reports that have any."""
    collection = campaign.collection
    if collection is None:
        return []
    recent = SubmissionVersion.objects.order_by("-id")[:_LOOKED_THROUGH].values_list("pk", flat=True)
    rows = Submission.objects.counted().filter(collection=collection, accepted_version__in=list(recent))
    rows = rows.filter(paths.within(node, "org_path")).select_related("organization", "accepted_version")
    found = sorted(rows, key=lambda row: -row.accepted_version_id)
    shots = [shot for submission in found for shot in _agreed(submission)][: MOST * 3]
    files = Attachment.objects.filter(kind="image").in_bulk([file for file, _, _, _ in shots])
    return [Shot(files[file], who, caption, at) for file, who, caption, at in shots if file in files][:MOST]


def shown(campaign: Campaign, node: str, pk: int) -> Attachment | None:
    """A photograph by its id, if it is one of those that stand on the wall."""
    return next((shot.file for shot in latest(campaign, node) if shot.file.pk == pk), None)


def _agreed(submission: Submission) -> Iterator[tuple[int, str, str, datetime]]:
    """The first photograph of a report that may be shown."""
    version = submission.accepted_version
    photos = (version.values.get(PHOTOS) or []) if version else []
    for photo in photos:
        if version and photo.get(CONSENT):
            yield int(photo["file"]), submission.organization.name, str(photo.get("caption", "")), version.at
            return
