"""Sessions in the database, as Django keeps them; what each request begins with is asked by a kept question."""

from datetime import datetime

from django.contrib.sessions.backends.db import SessionStore as Stored
from django.contrib.sessions.models import Session
from django.utils import timezone

from jieneng.core.kept import Kept

_STANDING: Kept[Session] = Kept(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now), str, datetime
)


class SessionStore(Stored):
    """The session of a cookie, unless it has expired."""

    def _get_session_from_db(self) -> Session | None:
        is_key = bool(self.session_key) and self.session_key.isalnum()  # PostgreSQL cannot even be asked for a NUL
        found = _STANDING(self.session_key, timezone.now()) if is_key else []
        if not found:
            self._session_key = None  # as Django does, so that a guessed key is never taken over
        return found[0] if found else None
