"""What a paper is made of, as values: days and themes, figures with keys, events, picked texts, completeness."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jieneng.engine.briefs.ranking import Section
from jieneng.engine.documents.blocks import Imprint, Photo
from jieneng.engine.quantities import figure_cn


@dataclass(frozen=True)
class Figure:
    """A figure ready for a sentence. `key` leads to its citation; `phrase` holds the place {figure}.

    `activity` is the title of a second activity of the same kind: its figure is told apart, never added to the first.
    """

    key: str
    label: str
    phrase: str
    unit: str
    value: Decimal | int
    approximate: bool = False
    activity: str = ""

    @property
    def text(self) -> str:
        """The number as it stands in the prose, without its unit."""
        return written(self.value, approximate=self.approximate, unit=self.unit)


@dataclass(frozen=True)
class Days:
    """A dated part of the campaign with its slogan, which may be empty."""

    name: str
    start: date
    end: date
    slogan: str = ""


@dataclass(frozen=True)
class Slogan:
    """A theme that belongs to no dated part."""

    name: str
    slogan: str


@dataclass(frozen=True)
class Upward:
    """Taking part in what the levels above organise: `given` is how many organisations reported on it."""

    phrase: str
    day: date | None
    given: Figure
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Event:
    """An event of the office itself, with figures from its own report alone; `counted` is what the platform has
    counted of it, of everybody in the office's range."""

    title: str
    day: date | None
    place: str
    figures: tuple[Figure, ...]
    counted: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Told:
    """What one organisation says of itself; `key` leads to its report. Its own name need not stand in the text."""

    key: str
    name: str
    text: str
    is_edited: bool = False  # by the desk: not word for word what the organisation wrote


@dataclass(frozen=True)
class Completeness:
    """Who has reported: the figures of the whole, and the sections that it is made of."""

    handed_in: Figure
    on_time: Figure
    late: Figure
    missing: Figure
    rate: Figure
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Correction:
    """A figure of an earlier paper (`number`) that is known otherwise now; `then` as it was printed."""

    number: str
    label: str
    then: str
    now: Figure


@dataclass(frozen=True)
class Material:
    """Everything a brief can say. What is empty is left out; nothing is filled in."""

    year: int
    issue: str
    issuer: str
    place: str
    scope: str
    written_on: date
    counted: Figure
    expected: Figure
    days: tuple[Days, ...] = ()
    slogans: tuple[Slogan, ...] = ()
    upper_title: str = ""
    own_title: str = ""
    upward: tuple[Upward, ...] = ()
    own: tuple[Event, ...] = ()
    own_told: Told | None = None
    told: tuple[Told, ...] = ()
    totals: tuple[Figure, ...] = ()
    people: tuple[Figure, ...] = ()
    media: tuple[Figure, ...] = ()
    photos: tuple[Photo, ...] = ()
    addressee: str = ""
    reported: str = ""  # whom it goes to, up and down
    distributed: str = ""
    campaign: str = ""  # its title; the publicity week where there is none
    imprint: Imprint | None = None  # as the paper itself or the last one of the office has it
    nearest: tuple[str, ...] = ()  # whose templates hold, see rulebook.documents.template
    completeness: Completeness | None = None
    corrections: tuple[Correction, ...] = ()


def written(value: Decimal | int, *, approximate: bool, unit: str) -> str:
    """A figure as it stands before its unit in a sentence.

    >>> written(33214, approximate=True, unit="套"), written(76, approximate=False, unit="场")
    ('33200余', '76')
    """
    return figure_cn(value, approximate=approximate, unit=unit).removesuffix(unit)


def wordings(value: Decimal | int, *, approximate: bool, unit: str) -> tuple[str, ...]:
    """The ways in which a figure may truly be written: an approximate one never as if it were exact.

    >>> wordings(33214, approximate=False, unit="套"), wordings(33214, approximate=True, unit="套")
    (('33214', '33200余'), ('33200余',))
    """
    rounded = written(value, approximate=True, unit=unit)
    if approximate:
        return (rounded,)
    exact = written(value, approximate=False, unit=unit)
    return (exact, rounded) if rounded.endswith("余") else (exact,)
