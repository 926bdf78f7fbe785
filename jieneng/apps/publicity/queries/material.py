"""Everything a brief of one organisation can say, gathered at one moment."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from jieneng.apps.publicity.models import Brief, Highlight
from jieneng.apps.publicity.queries.candidates import Picture, highlight_of, offered_of
from jieneng.apps.publicity.queries.completeness import cells_of, completeness_of, sections_of
from jieneng.apps.publicity.queries.completeness import place_of as name_of_place
from jieneng.apps.publicity.queries.corrections import proposed
from jieneng.apps.publicity.queries.figures import Cell, Figures, unlike
from jieneng.apps.publicity.queries.paper import paper_of
from jieneng.core.campaigns.models import Campaign
from jieneng.core.collections.models import Collection, Submission
from jieneng.core.documents.layouts import nearest
from jieneng.core.documents.queries import Standing, cited, own_answer, standing
from jieneng.core.orgs.models import Organization
from jieneng.engine.briefs.composing import stopped
from jieneng.engine.briefs.material import (
    Completeness,
    Correction,
    Days,
    Event,
    Figure,
    Material,
    Slogan,
    Told,
    Upward,
)
from jieneng.engine.documents.blocks import Imprint, Photo
from jieneng.rulebook import kinds
from jieneng.rulebook.briefs import brief_wording
from jieneng.rulebook.compositions import Composition, addressees_below


@dataclass(frozen=True)
class Gathered:
    """The material of a paper, the cells its figures stand for, and what was known when both were taken."""

    material: Material
    cells: tuple[Cell, ...]
    known: Standing


@dataclass(frozen=True)
class Picks:
    """What was picked: texts to tell, in order, of no brief yet or of this one; and photographs."""

    told: Sequence[Highlight] = ()
    pictures: Sequence[Picture] = ()


def campaign_of(collection: Collection, organization: Organization) -> Campaign | None:
    """The organisation's own campaign for this collection, else the one that asked for it."""
    campaigns = {campaign.organization_id: campaign for campaign in collection.campaigns.order_by("-id")}
    return campaigns.get(organization.pk) or campaigns.get(collection.organization_id)


def figures_at(collection: Collection, organization: Organization, known: Standing) -> Figures:
    """All figures that an organisation can cite of a collection, as they stand."""
    return Figures.of(collection, known, _asking(collection) or campaign_of(collection, organization))


def gather(
    collection: Collection,
    organization: Organization,
    picks: Picks,
    *,
    composition: Composition,
    today: date,
    before: Brief | None = None,
) -> Gathered:
    """The material of a paper. The office's own answer is kept apart from the totals, and never added to them.

    `before`: the paper itself, where it is composed again, so that it corrects the one that was issued before it.
    """
    known = standing(collection, organization.path)
    campaign = campaign_of(collection, organization)
    figures = figures_at(collection, organization, known)
    answer = own_answer(collection, organization.path)
    own_text = highlight_of(answer) if answer and composition.tells else ""
    cells: list[Cell] = []
    counted, of_how_many = _kept(cells, figures.coverage())
    material = Material(
        nearest=nearest(organization),
        year=collection.year,
        issue="",
        issuer=organization.name,
        place=place_of(organization),
        scope=brief_wording().scopes.get(organization.level, "全市"),
        written_on=today,
        counted=counted,
        expected=of_how_many,
        campaign=campaign.title if campaign else "",
        days=_days(campaign),
        slogans=_slogans(campaign),
        upper_title=_upper_title(collection, campaign, organization),
        own_title=collection.source if organization.pk == collection.organization_id else "",
        upward=tuple(_upward(figures, _asking(collection) or campaign, cells)),
        own=tuple(_events(figures, cells)) if answer else (),
        own_told=_told(answer, own_text, name="") if answer and own_text else None,
        told=tuple(told_of(one) for one in picks.told),
        totals=_kept(cells, figures.totals()),
        people=_kept(cells, figures.people()),
        media=_kept(cells, figures.media()),
        photos=tuple(photo(picture.attachment.pk, picture.caption) for picture in picks.pictures),
        addressee=_addressee(composition, organization),
        reported=organization.parent.name if organization.parent else "",
        distributed=_below(collection, organization),
        imprint=_imprint(before or _last_of(organization, composition.kind)),
        completeness=_completeness(composition, collection, organization, figures, cells),
        corrections=_corrections(composition, collection, organization, before, cells),
    )
    return Gathered(material, tuple(unlike({cell.figure.key: cell for cell in cells}.values())), known)


def _asking(collection: Collection) -> Campaign | None:
    """The campaign whose activities the form asks for."""
    return collection.campaigns.filter(organization=collection.organization).first()


def _addressee(composition: Composition, organization: Organization) -> str:
    if composition.addressee == "parent":
        parent = organization.parent
        return parent.name if parent else ""
    return addressees_below().get(organization.level, "") if composition.addressee else ""


def _below(collection: Collection, organization: Organization) -> str:
    """Whom a brief is handed out to: those who were asked, as the one who asked them calls them."""
    asked = [group.name for group in collection.sorts] if organization.pk == collection.organization_id else []
    return "，".join(asked) or addressees_below().get(organization.level, "")


def _last_of(organization: Organization, kind: str) -> Brief | None:
    return Brief.objects.filter(organization=organization, kind=kind).select_related("document").first()


def _imprint(brief: Brief | None) -> Imprint | None:
    """Whom the paper goes to, as it was last written: an office says so once and changes it when it must."""
    blocks = paper_of(brief).blocks if brief else ()
    return next((block for block in blocks if isinstance(block, Imprint)), None)


def _completeness(
    composition: Composition,
    collection: Collection,
    organization: Organization,
    figures: Figures,
    cells: list[Cell],
) -> Completeness | None:
    if "completeness" not in composition.parts or not figures.standing.n_expected:
        return None
    reported = figures.reported()
    _kept(cells, reported.values())
    sections = sections_of(collection, organization)
    if "ranking" in composition.parts:
        _kept(cells, cells_of(sections, figures, organization.path))
    return completeness_of(reported, sections)


def _corrections(
    composition: Composition,
    collection: Collection,
    organization: Organization,
    before: Brief | None,
    cells: list[Cell],
) -> tuple[Correction, ...]:
    if "corrections" not in composition.parts:
        return ()
    found = proposed(collection, organization, composition.kind, before=before)
    _kept(cells, [cell for _, cell in found])
    return tuple(correction for correction, _ in found)


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
    return name_of_place(organization.name)


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
    """The office's own events: those of which its own accepted report or the platform gives a figure."""
    for key, activity in figures.activities.items():
        if activity.kind in brief_wording().upward:
            continue
        own, counted = figures.own(key), figures.counted(key)
        if own or counted:
            told = _kept(cells, own), _kept(cells, counted)
            yield Event(activity.title, activity.start_date, activity.place, *told)


def told_of(highlight: Highlight) -> Told:
    """A picked text as it stands in the paper: by whom, in which words, and whether the desk has changed them."""
    is_edited = stopped(highlight.text) != stopped(offered_of(highlight))
    return Told(highlight.key, highlight.who, highlight.text, is_edited)


def _told(submission: Submission, text: str, *, name: str) -> Told:
    return Told(f"h{submission.pk}", name, text)
