"""Lay out posts, take their places, never more than there are.

Whoever takes a place holds the post's row and gets the lowest number that is free; the number is unique in the
database, so that a post is not oversold whatever else fails.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from jieneng.apps.participation.actions.holding import HOLD, held, require_taking
from jieneng.apps.participation.models import Drive, Post, SignUp, Volunteer
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.tallying import place_of
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.core.uniqueness import once
from jieneng.rulebook.volunteers import five_ones, volunteer_limits
from jieneng.ui.refusals import Refused

TAKE_PART = "participation.take_part"


@dataclass(frozen=True)
class Said:
    """A post as its form says it."""

    title: str
    place: str
    starts_at: datetime
    ends_at: datetime
    n_places: int
    says: str = ""
    one: str = ""


@transaction.atomic
def lay_out(drive: Drive, said: Said, *, by: Any) -> Post:
    """A new post."""
    drive = held(drive, by)
    _require_sense(said)
    place = place_of(drive.organization, drive.activity.campaign.year)
    post = Post.objects.create(drive=drive, route=place.route, category=place.category, **vars(said))
    record(by, "participation.lay_out", post, changes={"n": post.n_places}, at=drive.organization)
    return post


@transaction.atomic
def change(post: Post, said: Said, *, by: Any) -> Post:
    """Change a post; places that are taken stay, and nothing but places once somebody came."""
    post = locked(post)
    require(by, post.drive.organization, HOLD)
    _require_sense(said)
    if post.held_on is not None and vars(said) | {"n_places": 0} != _said(post) | {"n_places": 0}:
        raise Refused("post-held")
    if (taken := _last_place(post)) > said.n_places:
        raise Refused("places-taken", n=taken)
    for name, value in vars(said).items():
        setattr(post, name, value)
    post.save(update_fields=list(vars(said)))
    record(by, "participation.change_post", post, changes={"n": post.n_places}, at=post.drive.organization)
    return post


@transaction.atomic
def close(post: Post, *, by: Any, now: datetime) -> Post:
    """Take no more sign-ups."""
    post = locked(post)
    require(by, post.drive.organization, HOLD)
    if post.closed_at is not None:
        raise Refused("post-closed")
    post.closed_at = now
    post.save(update_fields=["closed_at"])
    record(by, "participation.close_post", post, at=post.drive.organization)
    return post


@transaction.atomic
def register(
    drive: Drive, organization: Organization, names: Sequence[str], *, by: Any, now: datetime
) -> list[Volunteer]:
    """Register volunteers of an organisation by their names."""
    require(by, organization, TAKE_PART)
    drive.refresh_from_db(fields=["opened_at", "opens_at", "closes_at"])
    require_taking(drive, organization, now)
    said = [name.strip()[:40] for name in names if name.strip()]
    limit = volunteer_limits().names_at_once
    if not 0 < len(said) <= limit:
        raise Refused("names-number", limit=limit)
    place = place_of(organization, drive.activity.campaign.year)
    made = Volunteer.objects.bulk_create(
        Volunteer(
            drive=drive,
            organization=organization,
            org_path=organization.path,
            name=name,
            by=by,
            at=now,
            route=place.route,
            category=place.category,
        )
        for name in said
    )
    record(by, "participation.register", drive, changes={"n": len(made)}, at=organization)
    return made


@transaction.atomic
def sign_up(volunteer: Volunteer, post: Post, *, by: Any, now: datetime) -> SignUp:
    """Take a place; `by` is None where the volunteer did it by their own link."""
    if by is not None:
        require(by, volunteer.organization, TAKE_PART)
    post = locked(post)
    if post.drive_id != volunteer.drive_id or post.drive.opened_at is None:
        raise Refused("post-closed")
    if post.closed_at is not None or now >= post.ends_at:
        raise Refused("post-closed")
    if SignUp.objects.filter(post=post, volunteer=volunteer, withdrawn_at=None).exists():
        raise Refused("signed-up-already")
    with once("signed-up-already"):
        made = SignUp.objects.create(
            post=post,
            volunteer=volunteer,
            place_no=_free_place(post),
            at=now,
            route=volunteer.route,
            category=volunteer.category,
            day=post.day,
        )
    record(by, "participation.sign_up", made, at=volunteer.organization)
    return made


@transaction.atomic
def sign_off(one: SignUp, *, by: Any, now: datetime) -> SignUp:
    """Give a place back, as long as one has not come."""
    if by is not None:
        require(by, one.volunteer.organization, TAKE_PART)
    locked(one.post)
    one = standing(one)
    if one.came_at is not None:
        raise Refused("came-already")
    one.place_no, one.withdrawn_at = None, now
    one.save(update_fields=["place_no", "withdrawn_at"])
    record(by, "participation.sign_off", one, at=one.volunteer.organization)
    return one


def locked(post: Post) -> Post:
    """The post as it is now; whoever takes a place, comes or leaves holds its row."""
    rows = Post.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("drive__activity__campaign", "drive__organization").get(pk=post.pk)


def standing(one: SignUp) -> SignUp:
    """The sign-up as it is now, held; one that was given back is refused."""
    rows = SignUp.objects.select_for_update(of=("self",)).select_related("volunteer__organization")
    found = rows.get(pk=one.pk)
    if found.withdrawn_at is not None:
        raise Refused("signed-off")
    return found


def _free_place(post: Post) -> int:
    rows = SignUp.objects.filter(post=post, place_no__isnull=False).order_by("place_no")
    taken = rows.values_list("place_no", flat=True)
    free = next((no for no, held_no in enumerate(taken, 1) if no != held_no), len(taken) + 1)
    if free > post.n_places:
        raise Refused("places-full", title=post.title)
    return free


def _last_place(post: Post) -> int:
    rows = SignUp.objects.filter(post=post, place_no__isnull=False).order_by("-place_no")
    return rows.values_list("place_no", flat=True).first() or 0


def _said(post: Post) -> dict[str, Any]:
    return {name: getattr(post, name) for name in Said.__dataclass_fields__}


def _require_sense(said: Said) -> None:
    if not said.starts_at < said.ends_at <= said.starts_at + timedelta(hours=24):
        raise Refused("post-times")
    if said.one and said.one not in five_ones():
        raise Refused("one-unknown")
    if not 0 < said.n_places <= volunteer_limits().places:
        raise Refused("post-places", limit=volunteer_limits().places)
