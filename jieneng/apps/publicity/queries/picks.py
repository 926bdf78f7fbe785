"""A page of what can be picked: texts or photographs of accepted reports, and which of them are in already."""

from dataclasses import dataclass
from urllib.parse import urlencode

from jieneng.apps.publicity.models import Brief, Highlight
from jieneng.apps.publicity.queries.candidates import (
    Picture,
    highlight_of,
    pictures_of,
    with_highlight,
    with_photos,
)
from jieneng.core.collections.models import Submission

_PAGE = 20


@dataclass(frozen=True)
class Text:
    """What one report offers; `text` is how it stands in the brief once it is picked."""

    submission: Submission
    offered: str
    text: str
    is_in: bool


@dataclass(frozen=True)
class Shot:
    picture: Picture
    is_in: bool


@dataclass(frozen=True)
class Page:
    texts: list[Text]
    shots: list[Shot]
    n_in: int
    next_url: str
    first_url: str


def texts_for(brief: Brief, *, after: str = "") -> Page:
    """A page of texts, in tree order."""
    picked: dict[int, Highlight] = {one.submission_id: one for one in brief.highlights.all()}
    rows = list(with_highlight(brief.collection, brief.organization, after=after)[: _PAGE + 1])
    texts = [_text(row, picked.get(row.pk)) for row in rows[:_PAGE]]
    return Page(texts, [], len(picked), _next(rows, "texts"), "?what=texts" if after else "")


def pictures_for(brief: Brief, *, after: str = "") -> Page:
    """A page of photographs: those of twenty reports, in tree order."""
    picked = set(brief.photos.values_list("attachment", flat=True))
    rows = list(with_photos(brief.collection, brief.organization, after=after)[: _PAGE + 1])
    shots = [Shot(picture, picture.attachment.pk in picked) for picture in pictures_of(rows[:_PAGE])]
    return Page([], shots, len(picked), _next(rows, "photos"), "?what=photos" if after else "")


def _text(row: Submission, highlight: Highlight | None) -> Text:
    offered = highlight_of(row)
    return Text(row, offered, highlight.text if highlight else offered, highlight is not None)


def _next(rows: list[Submission], what: str) -> str:
    return f"?{urlencode({'what': what, 'after': rows[_PAGE - 1].org_path})}" if len(rows) > _PAGE else ""
