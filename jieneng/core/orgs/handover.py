"""Someone leaves: their posts at an organisation go to a successor, and the account is switched off (工作交接)."""

from datetime import date
from typing import Any

from django.db import transaction

from jieneng.core.audit.actions import record
from jieneng.core.orgs.actions import appoint, require_here_or_above
from jieneng.core.orgs.models import Membership, Organization
from jieneng.core.people import actions
from jieneng.core.people.models import Person
from jieneng.ui.refusals import Refused


@transaction.atomic
def hand_over(
    leaving: Person, successor: Person, organization: Organization, *, by: Any, because: str, today: date
) -> list[str]:
    """Move all posts of one person at an organisation to another; gives the roles that moved.

    What was written stays with the organisation, so drafts and duties are the successor's from now on. The account is
    switched off unless its owner has posts elsewhere.
    """
    require_here_or_above(by, organization, "people.hand_over")
    if by.pk in (leaving.pk, successor.pk):
        raise Refused("not-yourself")
    if leaving.pk == successor.pk or not successor.is_active:
        raise Refused("successor-unfit")
    posts = list(Membership.objects.select_for_update().filter(person=leaving, organization=organization, until=None))
    if not posts:
        raise Refused("nowhere-at-work", name=leaving.display_name)
    for post in posts:
        appoint(successor, organization, post.role, by=by, today=today)
        post.until = today
        post.save(update_fields=["until"])
    if not Membership.objects.filter(person=leaving, until=None).exists():
        actions.switch_off(leaving, by=by, because=because)
    roles = [post.role for post in posts]
    changes = {"from": leaving.pk, "to": successor.pk, "roles": roles}
    record(by, "people.hand_over", organization, because=because, changes=changes)
    return roles
