"""What was put up on walls: the city gives out posters and a handbook, units take them and say how many they used."""

import io
import random
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pypdfium2
from django.core.files.uploadedfile import SimpleUploadedFile

from jieneng.apps.library.actions import publishing, taking, using
from jieneng.apps.library.models import Piece
from jieneng.apps.library.poster import as_pdf, poster_of
from jieneng.core.campaigns.models import Activity
from jieneng.core.files.actions import store
from jieneng.core.orgs.models import Organization
from jieneng.demo import photos
from jieneng.demo.cast import Cast
from jieneng.demo.events import Events
from jieneng.demo.notice import BEIJING
from jieneng.ui.refusals import Refused

GIVEN_OUT_AT = datetime(2025, 6, 19, 10, 0, tzinfo=BEIJING)
TAKEN_AT = datetime(2025, 6, 20, 9, 0, tzinfo=BEIJING)
USED_AT = datetime(2025, 6, 23, 16, 0, tzinfo=BEIJING)
_TAKERS, _USERS, _SEED = 48, 30, 20250619
_FREE = "供公共机构免费印制，不得改动标志。"
_PIECES = (  # what it is, the kind of the activity that its picture tells of ("" the campaign)
    (publishing.Said("poster", "节能宣传周主海报", "竖版 A3", _FREE, "", 1), ""),
    (publishing.Said("poster", "绿色出行海报", "竖版 A3", _FREE, "", 2), "green_commute"),
    (publishing.Said("leaflet", "公共机构节约用水手册", "A5，16 页", _FREE, "", 3), "lecture_training"),
    (publishing.Said("screensaver", "节能宣传屏幕保护", "1920 × 1080", "", "", 4), "quiz"),
)


def plan(events: Events, cast: Cast, activity: Activity) -> None:
    """Put it into the queue: given out before the week, taken by many, put up by most of those.

    It throws dice of its own, so that everything else happens as it did without it.
    """
    chance = random.Random(_SEED)
    clerk = cast.who(cast.city, "reviewer")
    pieces: list[Piece] = []
    events.put(GIVEN_OUT_AT, lambda now: pieces.extend(_given_out(activity, clerk, now)))
    takers = chance.sample(cast.units, k=min(_TAKERS, len(cast.units)))
    for n, place in enumerate(takers):
        events.put(TAKEN_AT + timedelta(minutes=7 * n), partial(_take, cast, pieces, place, n))
    for n, place in enumerate(takers[:_USERS]):
        moment = USED_AT + timedelta(minutes=3 * n)
        events.put(moment, partial(_use, cast, pieces, place, chance.randint(2, 12)))


def _given_out(activity: Activity, clerk: Any, now: datetime) -> list[Piece]:
    return [_piece(activity, said, kind, clerk, now) for said, kind in _PIECES]


def _piece(activity: Activity, said: publishing.Said, kind: str, clerk: Any, now: datetime) -> Piece:
    """With a print file of its own as the original, and its picture as the cover."""
    campaign = activity.campaign
    about = campaign.activities.select_related("campaign").filter(kind=kind).first() if kind else None
    data, picture = _drawn(activity, about, said.ord, now)
    files = {"original": (f"{said.title}.pdf", data), "cover": (f"{said.title}.jpg", picture)}
    kept = {
        name: store(SimpleUploadedFile(called, content), organization=campaign.organization, by=clerk)
        for name, (called, content) in files.items()
        if content
    }
    kept.setdefault("original", kept["cover"])
    return publishing.publish(activity, said, **kept, by=clerk, now=now)


def _drawn(activity: Activity, about: Activity | None, n: int, now: datetime) -> tuple[bytes, bytes]:
    """The poster as pdf and as jpeg; where there is no Chinese type to set it in, a picture alone."""
    poster = poster_of(activity.campaign, about, now)
    try:
        data = as_pdf(poster, "a3", now) if poster else b""
    except Refused:
        data = b""
    if not data:
        return b"", photos.photo(n)
    out = io.BytesIO()
    pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().convert("RGB").save(out, "JPEG", quality=82)
    return data, out.getvalue()


def _take(cast: Cast, pieces: list[Piece], place: Organization, n: int, now: datetime) -> None:
    for piece in pieces[: 1 + n % len(_PIECES)]:
        taking.take(piece, place, by=cast.who(place, "reporter"), now=now)


def _use(cast: Cast, pieces: list[Piece], place: Organization, n: int, now: datetime) -> None:
    clerk, day = cast.who(place, "reporter"), now.date()
    using.use(pieces[0], place, using.Used("print", n + 2, day), by=clerk, now=now)
    said = using.use(pieces[0], place, using.Used("post", n + 2, day), by=clerk, now=now)
    if n % 5 == 0:
        using.correct(said, n, because="2 套备用，未张贴", is_sure=False, by=clerk, now=now)
