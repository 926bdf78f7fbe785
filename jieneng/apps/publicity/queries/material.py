"""Everything a brief of one organisation can say, gathered at one moment."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from jieneng.apps.publicity.queries.candidates import Picture, highlight_of
from jieneng.apps.publicity.queries.figures import Cell, Figures, unlike
from jieneng.core.campaigns.models import Campaign
from jieneng.core.collections.models import Collection, Submission
from jieneng.core.documents.queries import cited, own_answer, standing
from jieneng.core.orgs.models import Organization
from jieneng.engine.briefs.material import Days, Event, Figure, Material, Slogan, Told, Upward
from jieneng.engine.documents.blocks import Photo
from jieneng.rulebook import kinds
from jieneng.rulebook.briefs import brief_wording

_PLACE = re.compile(r"^.{2,}?(?:自治区|自治州|省|市|县|区|州|盟|旗)")


@dataclass(frozen=True)
class Gathered:
    """The material of a brief, the cells its figures stand for, and the moment of both."""

    material: Material
    cells: tuple[Cell, ...]
    as_of: datetime


@dataclass(frozen=True)
class Picks:
    """What was picked: reports whose highlight is told, in order, with the text to tell; and photographs."""

    told: Sequence[tuple[Submission, str]] = ()
    pictures: Sequence[Picture] = ()


def campaign_of(collection: Collection, organization: Organization) -> Campaign | None:
    """The organisation's own campaign for this collection, else the one that asked for it."""
    campaigns = {campaign.organization_id: campaign for campaign in collection.campaigns.order_by("-id")}
    return campaigns.get(organization.pk) or campaigns.get(collection.organization_id)


def gather(collection: Collection, organization: Organization, picks: Picks, *, today: date) -> Gathered:
    """The material of a brief. The office's own answer is kept apart from the totals, and never added to them."""
    known = standing(collection, organization.path)
    asking = collection.campaigns.filter(organization=collection.organization).first()
    campaign = campaign_of(collection, organization)
    figures = Figures.of(collection, known, asking or campaign)
    answer = own_answer(collection, organization.path)
    cells: list[Cell] = []
    counted, of_how_many = _kept(cells, figures.coverage())
    material = Material(
        year=collection.year,
        issue="",
        issuer=organization.name,
        place=place_of(organization),
        scope=brief_wording().scopes.get(organization.level, "全市"),
        written_on=today,
        counted=counted,
        expected=of_how_many,
        days=_days(campaign),
        slogans=_slogans(campaign),
        upper_title=_upper_title(collection, campaign, organization),
        own_title=collection.source if organization.pk == collection.organization_id else "",
        upward=tuple(_upward(figures, asking or campaign, cells)),
        own=tuple(_events(figures, cells)) if answer else (),
        own_told=_told(answer, highlight_of(answer), name="") if answer and highlight_of(answer) else None,
        told=tuple(_told(one, text, name=one.organization.name) for one, text in picks.told),
        totals=_kept(cells, figures.totals()),
        people=_kept(cells, figures.people()),
        media=_kept(cells, figures.media()),
        photos=tuple(photo(picture.attachment.pk, picture.caption) for picture in picks.pictures),
    )
    return Gathered(material, tuple(unlike({cell.figure.key: cell for cell in cells}.values())), known.as_of)


def photo(attachment: int, caption: str) -> Photo:
    """A photograph as the paper keeps it: by reference, its bytes stay in the files."""
    return Photo(b"", caption, ref=str(attachment))


def place_of(organization: Organization) -> str:
    """The name of the area in a title: that of the region, else what the office's own name begins with.

    >>> place_of(Organization(name="云川市机关事务管理局"))
    '云川市'
    """
    if organization.region:
        return str(organization.region.name)
    found = _PLACE.match(organization.name)
    return found.group() if found else organization.name


def _kept(cells: list[Cell], more: Iterable[Cell]) -> tuple[Figure, ...]:
    """The figures of these cells; the cells are noted down for the citations."""
    more = list(more)
    cells += more
    return tuple(cell.figure for cell in more)


def _upper_title(collection: Collection, campaign: Campaign | None, organization: Organization) -> str:
    """The notice from above that the work rests on."""
    if campaign and campaign.organization_id == organization.pk and campaign.upper_title:
        return campaign.upper_title
    return "" if organization.pk == collection.organization_id else collection.source


def _days(campaign: Campaign | None) -> tuple[Days, ...]:
    """The dated parts with the first theme of the same scope."""
    if campaign is None:
        return ()
    slogans = {theme.scope: theme.slogan for theme in campaign.themes.order_by("-ord")}
    return tuple(Days(part.name, part.start, part.end, slogans.get(part.scope, "")) for part in campaign.periods.all())


def _slogans(campaign: Campaign | None) -> tuple[Slogan, ...]:
    """The themes that no dated part has taken."""
    if campaign is None:
        return ()
    taken = {(part.scope) for part in campaign.periods.all()}
    first = {theme.scope: theme.pk for theme in campaign.themes.order_by("-ord")}
    return tuple(
        Slogan(theme.name, theme.slogan)
        for theme in campaign.themes.all()
        if theme.scope not in taken or theme.pk != first[theme.scope]
    )


def _upward(figures: Figures, campaign: Campaign | None, cells: list[Cell]) -> Iterator[Upward]:
    for kind in brief_wording().upward:
        found = figures.upward(kind)
        if found:
            given = figures.given(cited(found[0].item).key)
            told = _kept(cells, found)
            yield Upward(kinds()[kind].phrase, _day_of(campaign, kind), _kept(cells, [given])[0], told)


def _day_of(campaign: Campaign | None, kind: str) -> date | None:
    activity = campaign.activities.filter(kind=kind).order_by("ord").first() if campaign else None
    return activity.start_date if activity else None


def _events(figures: Figures, cells: list[Cell]) -> Iterator[Event]:
    """The office's own events: those of which its own accepted report gives a figure."""
    for key, activity in figures.activities.items():
        found = [] if activity.kind in brief_wording().upward else figures.own(key)
        if found:
            yield Event(activity.title, activity.start_date, activity.place, _kept(cells, found))


def _told(submission: Submission, text: str, *, name: str) -> Told:
    return Told(f"h{submission.pk}", name, text)
