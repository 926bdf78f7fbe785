"""Give a material out for an activity, change what is said of it, take it down."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from jieneng.apps.library.models import Piece
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.models import Activity
from jieneng.core.files.models import Attachment
from jieneng.core.orgs.acting import require
from jieneng.rulebook import piece_kinds
from jieneng.rulebook.library import ACTIVITY
from jieneng.ui.refusals import Refused

MOST_PIECES = 200  # of one activity


@dataclass(frozen=True)
class Said:
    """What the organiser says of a piece; `ord` is its place in the list."""

    kind: str
    title: str
    size: str = ""
    licence: str = ""
    link: str = ""
    ord: int = 1


@transaction.atomic
def publish(
    activity: Activity,
    said: Said,
    *,
    original: Attachment | None,
    cover: Attachment | None,
    by: Any,
    now: datetime,
) -> Piece:
    """A new piece of one's own activity; whoever stands below finds it as soon as the campaign is published."""
    campaign = activity.campaign
    require(by, campaign.organization, "library.publish")
    if activity.kind != ACTIVITY:
        raise Refused("piece-activity-unfit", title=activity.title)
    if Piece.objects.standing().filter(activity=activity).count() >= MOST_PIECES:
        raise Refused("pieces-too-many", limit=MOST_PIECES)
    _require_sound(said.kind, said.link, original, cover)
    made = Piece.objects.create(
        activity=activity,
        organization=campaign.organization,
        org_path=campaign.org_path,
        year=campaign.year,
        original=original,
        cover=cover,
        by=by,
        at=now,
        **_columns(said),
    )
    record(by, "library.publish", made)
    return made


@transaction.atomic
def change(piece: Piece, said: Said, *, cover: Attachment | None, edit_no: int, by: Any) -> Piece:
    """Say something else of it, or give it another cover. The original stays: another one is another piece."""
    piece = _held(piece, by)
    if piece.edit_no != edit_no:
        raise Refused("stale-form")
    if piece.is_dropped:
        raise Refused("piece-dropped", title=piece.title)
    cover = cover or piece.cover
    _require_sound(said.kind, said.link, piece.original, cover)
    columns = {**_columns(said), "cover": cover, "edit_no": edit_no + 1}
    for name, value in columns.items():
        setattr(piece, name, value)
    piece.save(update_fields=list(columns))
    record(by, "library.change", piece)
    return piece


@transaction.atomic
def drop(piece: Piece, *, because: str, by: Any, now: datetime) -> Piece:
    """Take it down: nobody finds it any more; what was counted stays."""
    piece = _held(piece, by)
    if piece.is_dropped:
        raise Refused("piece-dropped", title=piece.title)
    if not because.strip():
        raise Refused("reason-missing", what="撤下原因")
    piece.dropped_at, piece.dropped_because = now, because.strip()[:200]
    piece.save(update_fields=["dropped_at", "dropped_because"])
    record(by, "library.drop", piece, because=piece.dropped_because)
    return piece


def _held(piece: Piece, by: Any) -> Piece:
    """The piece, locked for the organiser."""
    require(by, piece.organization, "library.publish")
    rows = Piece.objects.select_for_update(of=("self",)).select_related("organization", "activity__campaign")
    return rows.get(pk=piece.pk)


def _columns(said: Said) -> dict[str, Any]:
    return {name: getattr(said, name) for name in Said.__dataclass_fields__}


def _require_sound(kind: str, link: str, original: Attachment | None, cover: Attachment | None) -> None:
    if kind not in piece_kinds():
        raise Refused("piece-kind-unknown", kind=kind)
    if original is None and not link:
        raise Refused("piece-no-original")
    if cover is not None and cover.kind != "image":
        raise Refused("piece-not-picture", name=cover.name)
    if cover is None and (original is None or original.kind != "image"):
        raise Refused("piece-no-picture")
