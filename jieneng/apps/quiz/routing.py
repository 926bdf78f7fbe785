"""Where the rows of the endpoint are kept: on SQLite in a file of their own, on PostgreSQL beside the others."""

from typing import Any

from django.conf import settings

OWN = "quiz"
_OWN_MODELS = frozenset({"opening", "handin"})


def rows_alias() -> str:
    """The database of openings and hand-ins."""
    return OWN if OWN in settings.DATABASES else "default"


class Router:
    """Sends the two tables of the endpoint, and only these, to their database."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return rows_alias() if _is_own(model._meta.app_label, model._meta.model_name) else None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **hints: Any) -> bool | None:
        if OWN not in settings.DATABASES:
            return None
        return db == (OWN if _is_own(app_label, model_name) else "default")


def _is_own(app_label: str, model_name: str | None) -> bool:
    return app_label == "quiz" and model_name in _OWN_MODELS
