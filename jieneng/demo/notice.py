"""The notice's way down: read in, confirmed, issued by the city, signed for, passed on by the counties."""

import random
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from jieneng.apps.notices.actions import drafting, passing, publishing, reading_in, receiving
from jieneng.apps.notices.models import Notice
from jieneng.apps.notices.reading.decisions import Decisions
from jieneng.core.orgs.models import Organization
from jieneng.demo.cast import Cast
from jieneng.demo.content import notice as notice_text
from jieneng.demo.events import Events

BEIJING = ZoneInfo("Asia/Shanghai")
READ_IN_AT = datetime(2025, 6, 13, 9, 20, tzinfo=BEIJING)
ISSUED_AT = datetime(2025, 6, 16, 10, 5, tzinfo=BEIJING)
CITY_DUE_AT = datetime(2025, 7, 7, 12, 0, tzinfo=BEIJING)
_CITY_CODE, _COUNTY_CODE = "云机管节", "机管"


def read_and_issue(cast: Cast) -> Notice:
    """The city reads the province's notice, confirms what was read, and issues its own; called at ISSUED_AT."""
    clerk, signer = cast.who(cast.city, "reviewer"), cast.who(cast.city, "issuer")
    upper = reading_in.read_in(cast.city, notice_text(), by=clerk, now=READ_IN_AT)
    campaign = reading_in.confirm(upper, _all_confirmed(upper.decisions), edit_no=upper.edit_no, by=clerk)
    upper.refresh_from_db()
    notice = drafting.draft(campaign, by=clerk, upper=upper)
    notice = _number(notice, _CITY_CODE, CITY_DUE_AT)
    drafting.submit(notice, by=clerk)
    notice.document.refresh_from_db()
    return publishing.publish(notice, edit_no=notice.document.edit_no, by=signer, now=ISSUED_AT)


def _all_confirmed(decisions: Decisions) -> Decisions:
    """A clerk has looked at every open row and found it right."""
    rows = {key: row | {"state": "ok"} if row["state"] == "open" else row for key, row in decisions["rows"].items()}
    return decisions | {"rows": rows}


def _number(notice: Notice, code: str, due_at: datetime) -> Notice:
    notice.number_code, notice.due_at = code, due_at
    notice.save(update_fields=["number_code", "due_at"])
    return notice


def spread(events: Events, cast: Cast, notice: Notice, chance: random.Random) -> None:
    """Signing and passing on, in the days after the notice was issued."""
    for county in cast.counties:
        events.put(_working_hour(chance, 16, 17), partial(_pass_on, events, cast, notice, county, chance))
    for unit in cast.units:
        if cast.superior(unit) == cast.city:
            events.put(_working_hour(chance, 16, 20), partial(_sign, cast, notice, unit))


def _pass_on(
    events: Events, cast: Cast, notice: Notice, county: Organization, chance: random.Random, now: datetime
) -> None:
    _sign(cast, notice, county, now)
    draft = passing.pass_on(notice, county, by=cast.who(county, "reporter"), now=now)
    draft = _number(draft, county.name[0] + _COUNTY_CODE, draft.due_at or CITY_DUE_AT)
    draft.document.refresh_from_db()
    own = publishing.publish(draft, edit_no=draft.document.edit_no, by=cast.who(county, "issuer"), now=now)
    for unit in cast.units:
        if unit.path.startswith(county.path) and chance.random() < 0.97:
            hour = now + timedelta(hours=chance.randint(1, 70))
            events.put(hour, partial(_sign, cast, own, unit))


def _sign(cast: Cast, notice: Notice, organization: Organization, now: datetime) -> None:
    receiving.sign(notice, organization, by=cast.who(organization, "reporter"), now=now)


def _working_hour(chance: random.Random, first: int, last: int) -> datetime:
    day = chance.randint(first, last)
    start = 11 if day == first else 9
    return datetime(2025, 6, day, chance.randint(start, 16), chance.randint(0, 59), tzinfo=BEIJING)
