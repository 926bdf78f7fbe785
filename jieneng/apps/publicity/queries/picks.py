"""A page of what can be picked: texts or photographs of accepted reports, texts of columns; which are in already."""

import re
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
from jieneng.core.campaigns.tellings import Telling, offered
from jieneng.core.collections.models import Submission
from jieneng.engine.briefs.composing import stopped
from jieneng.ui.asked import number

_PAGE = 20
LONGEST = 300  # characters of a picked text


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
class Column:
    """What is offered besides reports; `text` is how it stands in the brief, or what of it would go in."""

    telling: Telling
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
    strip: list[BriefPhoto] = field(default_factory=list)
    words: str = ""
    tellings: list["Column"] = field(default_factory=list)

    @property
    def n_unasked(self) -> int:
        """Photographs in the paper of which nobody has said that those shown agree."""
        return sum(not photo.consent for photo in self.strip)


def texts_for(brief: Brief, *, after: str = "", words: str = "", only: str = "") -> Page:
    """A page of texts, in tree order; `only` picked or free ones, `words` in the text or the unit's name."""
    rows_in = brief.highlights.filter(submission__isnull=False)
    picked: dict[int, Highlight] = {one.submission_id: one for one in rows_in if one.submission_id}
    rows = with_highlight(brief.collection, brief.organization, after=after, words=words)
    rows = rows.filter(pk__in=picked) if only == "in" else rows.exclude(pk__in=picked) if only == "out" else rows
    found = list(rows[: _PAGE + 1])
    texts = [_text(row, picked.get(row.pk)) for row in found[:_PAGE]]
    asked = {"what": "texts", "words": words, "only": only}
    return Page(texts, [], len(picked), _next(found, asked), _first(asked, after), words=words)


def tellings_for(brief: Brief, *, after: str = "", words: str = "") -> Page:
    """A page of what columns offer, the newest first."""
    picked = {(one.source, one.number): one for one in brief.highlights.filter(submission__isnull=True)}
    last = number(after)
    rows = offered(brief.collection, brief.organization, words=words, after=last, most=_PAGE + 1)
    found = [_column(row, picked.get((row.source, row.number))) for row in rows[:_PAGE]]
    asked = {"what": "column", "words": words}
    following = _url(asked | {"after": str(rows[_PAGE - 1].number)}) if len(rows) > _PAGE else ""
    return Page([], [], brief.highlights.count(), following, _first(asked, after), words=words, tellings=found)


def beginning(text: str, most: int = LONGEST) -> str:
    """As many whole sentences of a longer text as a pick has room for, at least its first words.

    >>> beginning("换灯省电。每月少用二百度。", 8), beginning("一句很长很长的话", 4)
    ('换灯省电。', '一句很长')
    """
    whole, kept = "".join(text.split()), ""
    for sentence in re.findall(r"[^。；]*[。；]?", whole):
        if len(kept + sentence) > most:
            break
        kept += sentence
    return kept or whole[:most]


def _column(row: Telling, highlight: Highlight | None) -> Column:
    return Column(row, highlight.text if highlight else beginning(row.text), highlight is not None)


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
