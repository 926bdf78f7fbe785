"""Whether someone's roles ask for a second factor; the house switches the rule on (JIENENG_SECOND_FACTOR)."""

from typing import Any

from django.conf import settings

from jieneng.core.orgs.models import Membership
from jieneng.rulebook import roles


def is_needed(person: Any) -> bool:
    """Whether any role the person holds today asks for a one-time code after the password (rulebook/roles.yaml)."""
    if not settings.JIENENG_SECOND_FACTOR:
        return False
    asking = [role.code for role in roles().values() if role.second_factor]
    return Membership.objects.current().filter(person=person, role__in=asking).exists()


def must_bind(person: Any) -> bool:
    """Whether the person has to bind a phone before anything else. Costs no query for those who have."""
    return not person.second_factor_secret and is_needed(person)
