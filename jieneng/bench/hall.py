"""Material for benches: a city that invites its units to sessions, and a clerk who may register for all of them."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from jieneng.apps.attendance.actions.holding import Terms, open_session, set_up
from jieneng.apps.attendance.models import Session
from jieneng.core.campaigns.actions import Content
from jieneng.core.campaigns.actions import set_up as set_up_campaign
from jieneng.core.orgs import actions, roster
from jieneng.core.orgs.models import Membership, Organization
from jieneng.core.people.models import Person

_SORT = {"category": "education", "affiliation": "city"}


class Hall:
    """A city with n units; `session` makes one for a number of seats."""

    def __init__(self, n: int) -> None:
        today = date.today()
        self.root = actions.found_root({"name": "基准市", "kind": "bureau", "level": "city", **_SORT}, today=today)
        self.chief, self.clerk = _person("chief"), _person("clerk")
        actions.appoint(self.chief, self.root, "reviewer", by=None, today=today)
        rows = [
            Organization(
                name=f"基准单位{no}", kind="unit", level="city", opened_on=today, depth=2,
                path=f"{self.root.path}{_step(no)}", **_SORT,
            )
            for no in range(1, n + 1)
        ]  # fmt: skip
        self.units = Organization.objects.bulk_create(rows, batch_size=1_000)
        roster.enter([roster.entry_of(unit, today.year) for unit in self.units])
        posts = [Membership(person=self.clerk, organization=unit, role="reporter", since=today) for unit in self.units]
        Membership.objects.bulk_create(posts, batch_size=1_000)

    def session(self, n_seats: int, **said: Any) -> Session:
        now = timezone.now()
        plan = [{"kind": "lecture_training", "title": "基准培训"}]
        campaign = set_up_campaign(self.root, Content("基准", now.year, activities=plan), by=self.chief)
        hour = timedelta(hours=1)
        terms = Terms(now, now + 20 * hour, n_seats=n_seats, replies_by=now, **said)
        session = set_up(campaign.activities.get(), terms, by=self.chief, now=now)
        return open_session(session, by=self.chief, now=now)


def _step(no: int) -> str:
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    said = ""
    while no:
        no, digit = divmod(no, 36)
        said = letters[digit] + said
    return said.rjust(4, "0")


def _person(username: str) -> Person:
    person = Person.objects.make(username, username)
    person.save()
    return person
