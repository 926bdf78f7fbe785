"""A page of what can be picked: texts or photographs of accepted reports, and which of them are in already."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from jieneng.apps.publicity.models import Brief, BriefPhoto, Highlight
from jieneng.apps.publicity.queries.candidates import (
    Picture,
    highlight_of,
    pictures_of,
    with_highlight,
    with_photos,
)
from jieneng.core.collections.models import Submission
from jieneng.engine.briefs.composing import stopped

_PAGE = 20


@dataclass(frozen=True)
class Text:
    """What one report offers; `text` is how it stands in the brief once it is picked."""

    submission: Submission
    offered: str
    text: str
    is_in: bool

    @property
    def is_edited(self) -> bool:
        """Whether the desk has put it into other words than the unit's."""
        return self.is_in and stopped(self.text) != stopped(self.offered)


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
    strip: list[BriefPhoto] = field(default_factory=list)
    words: str = ""

    @property
    def n_unasked(self) -> int:
        """Photographs in the paper of which nobody has said that those shown agree."""
        return sum(not photo.consent for photo in self.strip)


def texts_for(brief: Brief, *, after: str = "", words: str = "", only: str = "") -> Page:
    """A page of texts, in tree order; `only` picked or free ones, `words` in the text or the unit's name."""
    picked: dict[int, Highlight] = {one.submission_id: one for one in brief.highlights.all()}
    rows = with_highlight(brief.collection, brief.organization, after=after, words=words)
    rows = rows.filter(pk__in=picked) if only == "in" else rows.exclude(pk__in=picked) if only == "out" else rows
    found = list(rows[: _PAGE + 1])
    texts = [_text(row, picked.get(row.pk)) for row in found[:_PAGE]]
    asked = {"what": "texts", "words": words, "only": only}
    return Page(texts, [], len(picked), _next(found, asked), _first(asked, after), words=words)


def pictures_for(brief: Brief, *, after: str = "", words: str = "") -> Page:
    """A page of photographs: those of twenty reports, in tree order; above them the strip of those that are in."""
    strip = list(brief.photos.select_related("attachment", "submission__organization"))
    picked = {photo.attachment_id for photo in strip}
    rows = list(with_photos(brief.collection, brief.organization, after=after, words=words)[: _PAGE + 1])
    shots = [Shot(picture, picture.attachment.pk in picked) for picture in pictures_of(rows[:_PAGE])]
    asked = {"what": "photos", "words": words}
    return Page([], shots, len(picked), _next(rows, asked), _first(asked, after), strip, words)


def _text(row: Submission, highlight: Highlight | None) -> Text:
    offered = highlight_of(row)
    return Text(row, offered, highlight.text if highlight else offered, highlight is not None)


def _next(rows: list[Submission], asked: dict[str, str]) -> str:
    return _url(asked | {"after": rows[_PAGE - 1].org_path}) if len(rows) > _PAGE else ""


def _first(asked: dict[str, str], after: str) -> str:
    return _url(asked) if after else ""


def _url(asked: dict[str, str]) -> str:
    return f"?{urlencode({name: word for name, word in asked.items() if word})}"
