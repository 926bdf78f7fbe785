"""The first day of an installation: one's own bureau and its first administrator."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from jieneng.core.orgs.actions import appoint, found_root
from jieneng.core.orgs.models import Organization
from jieneng.core.people.actions import open_account
from jieneng.ui.refusals import Refused

ADMINISTRATOR = ("unit_admin",)
ALL_ROLES = ("unit_admin", "reviewer", "issuer", "reporter")


@transaction.atomic
def set_up(
    fields: Mapping[str, Any], username: str, *, roles: tuple[str, ...], today: date
) -> tuple[Organization, str]:
    """Found one's own bureau and open the first account; gives the organisation and the account's first password.

    Only where there is nothing yet: raises Refused "already-set-up".
    """
    existing = Organization.objects.order_by("path").first()
    if existing is not None:
        raise Refused("already-set-up", organization=existing.name)
    organization = found_root(fields, today=today)
    person, password = open_account(username, "单位管理员", by=None)
    for role in roles:
        appoint(person, organization, role, by=None, today=today)
    return organization, password
