"""The sender's side of a column: send a contribution, put right one that was given back, with its photographs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from jieneng.apps.coverage.actions.taking_part import require_reached
from jieneng.apps.coverage.models import Contribution, ContributionPhoto, ContributionVersion
from jieneng.apps.coverage.models.contributions import BACK, SENT
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.models import Activity
from jieneng.core.campaigns.tallying import place_of
from jieneng.core.files.models import Attachment
from jieneng.core.forms.values import length
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.rulebook.coverage import contribution_limits
from jieneng.ui.refusals import Refused

CONTRIBUTE = "coverage.contribute"


@dataclass(frozen=True)
class Piece:
    """What it says. `author`: the post of whoever wrote it, no name."""

    title: str
    text: str
    author: str = ""


@dataclass(frozen=True)
class Shown:
    """A photograph with its caption, and whether those shown have agreed to be seen."""

    attachment: Attachment
    caption: str
    consent: bool = False


@transaction.atomic
def send(
    activity: Activity, organization: Organization, piece: Piece, photos: Sequence[Shown], *, by: Any, now: datetime
) -> Contribution:
    """A new contribution to the column of a media activity; its first version is the original."""
    require(by, organization, CONTRIBUTE)
    require_reached(activity, organization)
    require_fit(piece)
    if not piece.author.strip():
        raise Refused("contribution-author")
    made = Contribution.objects.create(
        activity=activity,
        organization=organization,
        org_path=organization.path,
        author=piece.author.strip()[:60],
        title=piece.title.strip(),
        text=piece.text.strip(),
        by=by,
        at=now,
        **place_of(organization, activity.campaign.year)._asdict(),
    )
    keep_version(made, "sent", by=by, now=now)
    _add(made, photos)
    record(by, "coverage.send", made, at=organization)
    return made


@transaction.atomic
def send_again(
    contribution: Contribution,
    piece: Piece,
    photos: Sequence[Shown],
    *,
    drop: Collection[int] = (),
    edit_no: int,
    by: Any,
    now: datetime,
) -> Contribution:
    """What was given back, put right; the text that was sent before stays as a version. `drop`: photographs to leave
    out."""
    require(by, contribution.organization, CONTRIBUTE)
    found = locked(contribution)
    if found.edit_no != edit_no:
        raise Refused("stale-form")
    if found.state != BACK:
        raise Refused("contribution-not-back", title=found.title)
    require_fit(piece)
    found.state, found.because = SENT, ""
    found.save(update_fields=["state", "because"])
    rewrite(found, piece, "resent", by=by, now=now)
    found.photos.filter(pk__in=drop).delete()
    _add(found, photos)
    record(by, "coverage.send_again", found, at=found.organization)
    return found


def locked(contribution: Contribution) -> Contribution:
    rows = Contribution.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("activity__campaign__organization", "organization").get(pk=contribution.pk)


def require_fit(piece: Piece) -> None:
    """Refuse an empty one, and one longer than a column takes."""
    most = contribution_limits().text
    if not piece.title.strip() or not piece.text.strip():
        raise Refused("contribution-empty")
    if (n := length(piece.text)) > most:
        raise Refused("contribution-too-long", n=n, limit=most)


def rewrite(contribution: Contribution, piece: Piece, how: str, *, by: Any, now: datetime) -> None:
    """Let it say this, and keep what it says as a version."""
    contribution.title, contribution.text = piece.title.strip(), piece.text.strip()
    contribution.edit_no += 1
    contribution.save(update_fields=["title", "text", "edit_no"])
    keep_version(contribution, how, by=by, now=now)


def keep_version(contribution: Contribution, how: str, *, by: Any, now: datetime) -> ContributionVersion:
    return ContributionVersion.objects.create(
        contribution=contribution,
        no=contribution.versions.count() + 1,
        how=how,
        title=contribution.title,
        text=contribution.text,
        by=by,
        at=now,
    )


def _add(contribution: Contribution, photos: Sequence[Shown]) -> None:
    there, most = list(contribution.photos.values_list("ord", flat=True)), contribution_limits().photos
    if len(there) + len(photos) > most:
        raise Refused("contribution-photos", limit=most)
    for one in photos:
        if one.attachment.kind != "image":
            raise Refused("article-shot", name=one.attachment.name)
        if not one.caption.strip():
            raise Refused("contribution-caption", name=one.attachment.name)
    ContributionPhoto.objects.bulk_create(
        ContributionPhoto(
            contribution=contribution,
            attachment=one.attachment,
            caption=one.caption.strip()[:100],
            consent=one.consent,
            ord=place,
        )
        for place, one in enumerate(photos, max(there, default=0) + 1)
    )
