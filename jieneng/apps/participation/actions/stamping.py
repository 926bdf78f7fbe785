"""Stamp that a volunteer has come and that they leave, which makes the hours: one by one, or as a phone has scanned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from jieneng.apps.participation.actions.holding import HOLD
from jieneng.apps.participation.actions.ones import do
from jieneng.apps.participation.actions.posts import locked, standing
from jieneng.apps.participation.counting import EVENTS, HOURS, VOLUNTEERS, at, count
from jieneng.apps.participation.models import Post, SignUp, Stamp, Volunteer
from jieneng.apps.participation.models.volunteers import COME, LEAVE
from jieneng.apps.participation.passes import scanned_id
from jieneng.core.audit.actions import record
from jieneng.core.orgs.acting import require
from jieneng.core.scans import Scanned, require_few
from jieneng.engine.hours import as_hours, tenths_served
from jieneng.engine.periods import in_beijing
from jieneng.rulebook.volunteers import volunteer_limits
from jieneng.ui.refusals import Refused

DONE = {COME: "came", LEAVE: "left"}
NOT_COME = "not-come"


@dataclass(frozen=True)
class Outcome:
    """What became of a scan: `code` is that of DONE, or of a refusal."""

    nonce: str
    code: str
    volunteer: Volunteer | None

    @property
    def is_good(self) -> bool:
        return self.code in DONE.values()


@transaction.atomic
def come(one: SignUp, *, by: Any, now: datetime) -> SignUp:
    """Stamp that a volunteer has come; the first time makes them counted, the first of a post the event."""
    post = locked(one.post)
    require(by, post.drive.organization, HOLD)
    one = standing(one)
    limits = volunteer_limits()
    if one.came_at is not None:
        raise Refused("came-already")
    if not post.starts_at - timedelta(minutes=limits.early_minutes) <= now < post.ends_at:
        raise Refused("stamp-time", start=post.starts_at, end=post.ends_at)
    one.came_at = now
    one.save(update_fields=["came_at"])
    activity, today = post.drive.activity, in_beijing(now).date()
    volunteer = Volunteer.objects.select_for_update(no_key=True, of=("self",)).get(pk=one.volunteer_id)
    if volunteer.served_on is None:
        volunteer.served_on = today
        volunteer.save(update_fields=["served_on"])
        at(activity, today, volunteer, {VOLUNTEERS: 1})
    if post.held_on is None:
        post.held_on = today
        post.save(update_fields=["held_on"])
        at(activity, today, post, {EVENTS: 1})
    record(by, "participation.come", one, at=post.drive.organization)
    return one


@transaction.atomic
def leave(one: SignUp, *, by: Any, now: datetime) -> SignUp:
    """Stamp that a volunteer leaves: the time within the post's own counts as hours, and the post's one as done."""
    post = locked(one.post)
    require(by, post.drive.organization, HOLD)
    one = standing(one)
    if one.came_at is None:
        raise Refused("not-come")
    if one.left_at is not None:
        raise Refused("left-already")
    if not one.came_at <= now <= post.ends_at + timedelta(minutes=volunteer_limits().late_minutes):
        raise Refused("stamp-time", start=post.starts_at, end=post.ends_at)
    one.left_at, one.tenths = now, tenths_served(one.came_at, now, post.starts_at, post.ends_at)
    one.save(update_fields=["left_at", "tenths"])
    if one.tenths:
        count(post.drive.activity, one, {HOURS: as_hours(one.tenths)})
    if post.one and one.tenths:
        do(one.volunteer, post.one, post.title, on=post.day, by=None, now=now)
    record(by, "participation.leave", one, changes={"tenths": one.tenths}, at=post.drive.organization)
    return one


@transaction.atomic
def take_scans(post: Post, scans: Sequence[Scanned], *, by: Any, now: datetime) -> list[Outcome]:
    """Take in what a phone has scanned at a post, perhaps without a network for a while.

    What came before is answered as then; one that is refused keeps none of the others back. Each counts at the moment
    at which it was scanned.
    """
    post = locked(post)
    require(by, post.drive.organization, HOLD)
    require_few(scans)
    if any(each.way not in DONE for each in scans):
        raise Refused("scans-unreadable")
    people = _people({scanned_id("volunteer", each.code) for each in scans})
    known = {row.nonce: row for row in Stamp.objects.filter(post=post, nonce__in=[each.nonce for each in scans])}
    fresh = []
    for each in scans:
        if each.nonce not in known:
            who = people.get(scanned_id("volunteer", each.code))
            known[each.nonce] = _stamp(post, who, each, by=by, now=now)
            fresh.append(known[each.nonce].outcome in DONE.values())
    if fresh:
        record(by, "participation.scan", post, changes={"n": sum(fresh)}, at=post.drive.organization)
    said = [(known[each.nonce], people.get(scanned_id("volunteer", each.code))) for each in scans]
    return [Outcome(row.nonce, row.outcome, _named(who, post)) for row, who in said]


def _stamp(post: Post, who: Volunteer | None, scan: Scanned, *, by: Any, now: datetime) -> Stamp:
    at, one = scan.moment(now), _sign_up(post, who)
    code = _why_not(post, who, one)
    if not code and one is not None:
        try:
            (come if scan.way == COME else leave)(one, by=by, now=at)
        except Refused as refused:
            code = refused.code
    row = Stamp.objects.create(
        post=post, nonce=scan.nonce, sign_up=one, way=scan.way, outcome=code or DONE[scan.way],
        scanned_at=at, at=now, by=by,
    )  # fmt: skip
    if one is not None and row.outcome == DONE[COME]:
        _leave_as_scanned(one, at, by=by)
    return row


def _leave_as_scanned(one: SignUp, came_at: datetime, *, by: Any) -> None:
    """Two phones at one post: the leaving may be uploaded before the coming, and is then taken up here."""
    early = one.stamps.filter(way=LEAVE, outcome=NOT_COME, scanned_at__gt=came_at).order_by("scanned_at").first()
    if early is None:
        return
    try:
        leave(one, by=by, now=early.scanned_at)
    except Refused:
        return
    early.outcome = DONE[LEAVE]
    early.save(update_fields=["outcome"])


def _why_not(post: Post, who: Volunteer | None, one: SignUp | None) -> str:
    """The code of why a scanned link opens nothing here; empty where it does."""
    if who is None:
        return "stamp-unknown"
    if who.drive_id != post.drive_id:
        return "stamp-other-drive"
    return "" if one is not None else "stamp-not-signed-up"


def _people(ids: set[int]) -> dict[int, Volunteer]:
    """The volunteers by id, held in one order: two posts at which the same people are scanned take turns."""
    rows = Volunteer.objects.filter(pk__in=ids - {0}).order_by("pk").select_for_update(no_key=True, of=("self",))
    return {row.pk: row for row in rows.select_related("organization")}


def _sign_up(post: Post, who: Volunteer | None) -> SignUp | None:
    return SignUp.objects.filter(post=post, volunteer=who, withdrawn_at=None).first() if who else None


def _named(who: Volunteer | None, post: Post) -> Volunteer | None:
    """Whom the phone may name: those of the post's own drive."""
    return who if who is not None and who.drive_id == post.drive_id else None
