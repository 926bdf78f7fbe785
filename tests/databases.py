"""What a run on PostgreSQL leaves to the run on SQLite: the tests that ask for no database.

A plugin of pytest, named in conftest.py. pytest-django lets nobody at the database who has not asked for it, so such a
test gives the same answer beside every database. `pytest --everything` runs it nevertheless.
"""

from typing import Any

import pytest

_ASKS = frozenset({"db", "transactional_db", "live_server"})


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--everything", action="store_true", help="on PostgreSQL too, what asks for no database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("everything") or not _on_postgres():
        return
    config.hook.pytest_deselected(items=[item for item in items if not asks_for_the_database(item)])
    items[:] = [item for item in items if asks_for_the_database(item)]


def asks_for_the_database(item: Any) -> bool:
    """Whether it is marked so, or uses a fixture that does."""
    return item.get_closest_marker("django_db") is not None or not _ASKS.isdisjoint(getattr(item, "fixturenames", ()))


def _on_postgres() -> bool:
    from django.conf import settings  # noqa: PLC0415 - set up after this module is read

    return str(settings.DATABASES["default"]["ENGINE"]).endswith("postgresql")
