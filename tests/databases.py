"""What a run on one database leaves to the other: on PostgreSQL the tests that ask for no database, on SQLite those of
what becomes of a server (`has_a_server`), since there is none.

A plugin of pytest, named in conftest.py. pytest-django lets nobody at the database who has not asked for it, so such a
test gives the same answer beside every database. `pytest --everything` runs it nevertheless.
"""

from typing import Any

import pytest

_ASKS = frozenset({"db", "transactional_db", "live_server"})


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--everything", action="store_true", help="on PostgreSQL too, what asks for no database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    left = [item for item in items if not _runs(item, everything=config.getoption("everything"))]
    config.hook.pytest_deselected(items=left)
    kept = {id(item) for item in left}
    items[:] = [item for item in items if id(item) not in kept]


def _runs(item: pytest.Item, *, everything: bool) -> bool:
    if _on_postgres():
        return everything or asks_for_the_database(item)
    return item.get_closest_marker("has_a_server") is None


def asks_for_the_database(item: Any) -> bool:
    """Whether it is marked so, or uses a fixture that does."""
    return item.get_closest_marker("django_db") is not None or not _ASKS.isdisjoint(getattr(item, "fixturenames", ()))


def _on_postgres() -> bool:
    from django.conf import settings  # noqa: PLC0415 - set up after this module is read

    return str(settings.DATABASES["default"]["ENGINE"]).endswith("postgresql")
