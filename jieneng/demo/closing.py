"""The end of the week: counties confirm their part, the city writes its brief and puts it into a folder."""

from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings

from jieneng.apps.publicity.actions.composing import compose
from jieneng.apps.publicity.actions.issuing import issue, submit
from jieneng.apps.publicity.actions.picking import confirm_consent, pick_telling
from jieneng.apps.publicity.models import Brief
from jieneng.apps.publicity.queries.picks import beginning
from jieneng.core.campaigns.tellings import offered
from jieneng.core.collections.actions import confirm_level
from jieneng.core.collections.actions.levels import Gap, unfinished
from jieneng.core.collections.models import Collection
from jieneng.core.collections.models.answers import RETURNED, WAITING
from jieneng.core.collections.queries.missing import missing
from jieneng.core.orgs.models import Organization
from jieneng.core.people.models import Person
from jieneng.demo.cast import Cast
from jieneng.demo.events import Events
from jieneng.demo.notice import BEIJING

CONFIRMED_AT = datetime(2025, 7, 7, 10, 30, tzinfo=BEIJING)
BRIEF_AT = datetime(2025, 7, 8, 9, 0, tzinfo=BEIJING)
ENDS_AT = datetime(2025, 7, 8, 9, 30, tzinfo=BEIJING)
_REASONS = (
    ("unreachable", "已请主管部门转达。"),
    ("moved", "预计下周补报。"),
    ("no_activity", "值班人员少，宣传画已张贴。"),
)


def plan(events: Events, cast: Cast, collection: Collection) -> None:
    """Each county whose reviews are done confirms, with a reason for every unit that is missing."""
    for county in cast.counties:
        events.put(CONFIRMED_AT, partial(_confirm, cast, collection, county))


def _confirm(cast: Cast, collection: Collection, county: Organization, now: datetime) -> None:
    if any(unfinished(collection, county, state).exists() for state in (WAITING, RETURNED)):
        return  # still reviewing; it will confirm later
    absent = [entry.organization for entry in missing(collection, county.path)]
    gaps = [Gap(unit.pk, unit.name, *_REASONS[unit.pk % len(_REASONS)]) for unit in absent]
    confirm_level(collection, county, gaps, by=cast.who(county, "reviewer"), now=now)


def write_brief(cast: Cast, collection: Collection, now: datetime) -> Brief:
    """The city's brief: composed from facts, signed, issued."""
    writer, signer = cast.who(cast.city, "reviewer"), cast.who(cast.city, "issuer")
    brief = compose(collection, cast.city, by=writer, now=now)
    brief = _with_a_story(brief, writer)
    confirm_consent(brief, by=writer)
    brief = submit(brief, by=writer)
    return issue(brief, edit_no=brief.document.edit_no, written_on=now.date(), by=signer, in_column=True)


def _with_a_story(brief: Brief, writer: Person) -> Brief:
    """The brief tells of one contribution to the column, as well as of reports."""
    stories = offered(brief.collection, brief.organization, most=20)
    told = {one.who for one in brief.highlights.all()}
    story = next((one for one in stories if one.organization not in told), None)
    if story is None:
        return brief
    return pick_telling(brief, story, beginning(story.text, 80), edit_no=brief.document.edit_no, by=writer)


def folder() -> Path:
    """Where the demo puts what it makes."""
    place = Path(settings.VAR) / "demo"
    place.mkdir(parents=True, exist_ok=True)
    return place
