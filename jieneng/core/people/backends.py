"""Who is signed in: found anew for each request, by a kept question."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from jieneng.core.kept import Kept
from jieneng.core.people.models import Person

_PERSON: Kept[Person] = Kept(lambda pk: Person.objects.filter(pk=pk), int)


class Accounts(ModelBackend):
    """Login name and password, as Django checks them."""

    def get_user(self, user_id: Any) -> Person | None:
        """The person of a session; None for an account that has been switched off."""
        person = next(iter(_PERSON(user_id)), None)
        return person if person and self.user_can_authenticate(person) else None
