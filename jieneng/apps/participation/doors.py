"""How one comes from a campaign to what is held for its activities: everybody to its page, organisers to the desk."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from jieneng.apps.participation.models import Call
from jieneng.apps.participation.models.held import Held
from jieneng.apps.participation.queries.standing import PARTS, state_of, things_of
from jieneng.core.campaigns.doors import Door
from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.acting import Acting
from jieneng.ui.wording import moment


def public(activities: Iterable[Activity], now: datetime) -> dict[int, Door]:
    """The public page of each part that is opened."""
    return {
        thing.activity_id: _public(part.name, part.word, thing, now)
        for part, thing in things_of(activities)
        if thing.opened_at is not None
    }


def desk(acting: Acting, activities: Iterable[Activity], now: datetime) -> dict[int, Door]:
    """What one holds, and where one is set up for an activity that has none yet; below, where one takes part."""
    asked = list(activities)
    if not acting.sees_business:
        return {}
    made = {thing.activity_id: (part, thing) for part, thing in things_of(asked)}
    doors = {}
    names = {part.kind: part for part in PARTS}
    for one in asked:
        is_own = one.campaign.organization_id == acting.organization.pk
        if one.pk in made:
            part, thing = made[one.pk]
            if is_own or (thing.opened_at and thing.takes(acting.organization)):
                doors[one.pk] = Door(part.word, reverse(f"participation:{part.name}", args=[thing.pk]))
        elif one.kind in names and is_own and acting.may("participation.hold"):
            part = names[one.kind]
            label = _("设置%(part)s") % {"part": part.word}
            doors[one.pk] = Door(label, reverse(f"participation:new_{part.name}", args=[one.pk]))
    return doors


def _public(name: str, word: str, thing: Held, now: datetime) -> Door:
    address = reverse(f"participation:public_{name}", args=[thing.code])
    if isinstance(thing, Call):
        if thing.is_voting(now):
            return Door(_("去投票"), address, _("至%(at)s") % {"at": moment(thing.votes_until)})
        return Door(_("看作品") if thing.chosen_at else _("看征集"), address, state_of(thing, now).word)
    until = _("至%(at)s") % {"at": moment(thing.closes_at)}
    return Door(_("去参加") if thing.is_on(now) else _("看%(part)s") % {"part": word}, address, until)
