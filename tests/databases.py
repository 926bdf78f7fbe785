"""What a run on one database leaves to the other: on PostgreSQL the tests that ask for no database, on SQLite those of
what becomes of a server (`has_a_server`), since there is none.

A plugin of pytest, named in conftest.py. pytest-django lets nobody at the database who has not asked for it, so such a
test gives the same answer beside every database. The walks over every address ask as everybody on SQLite, and on
PostgreSQL as a few (`few`): whether a database can answer a page shows with the first who sees it.
`pytest --everything` leaves out nothing on either.
"""

import os
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import pytest

_ASKS = frozenset({"db", "transactional_db", "live_server"})
_EVERYTHING = "JIENENG_TEST_EVERYTHING"
_Thing = TypeVar("_Thing")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--everything", action="store_true", help="on PostgreSQL all that runs on SQLite, and as widely")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("everything"):
        os.environ[_EVERYTHING] = "1"  # for the workers, and for what is read before there is a session


def few(some: Iterable[_Thing], most: int) -> list[_Thing]:
    """All of them on SQLite, the first ``most`` on PostgreSQL (all with --everything)."""
    return list(some) if _is_whole() else list(islice(some, most))


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """On PostgreSQL nothing is read that only holds examples in its docstrings: they ask for no database."""
    if _is_whole() or collection_path.is_dir() or collection_path.suffix != ".py":
        return None
    return None if collection_path.name.startswith(("test_", "conftest")) else True


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    left = [item for item in items if not _runs(item)]
    config.hook.pytest_deselected(items=left)
    kept = {id(item) for item in left}
    items[:] = [item for item in items if id(item) not in kept]


def _runs(item: pytest.Item) -> bool:
    if _on_postgres():
        return _is_whole() or (asks_for_the_database(item) and item.get_closest_marker("about_the_page") is None)
    return item.get_closest_marker("has_a_server") is None


def _is_whole() -> bool:
    return _EVERYTHING in os.environ or not _on_postgres()


def asks_for_the_database(item: Any) -> bool:
    """Whether it is marked so, or uses a fixture that does."""
    return item.get_closest_marker("django_db") is not None or not _ASKS.isdisjoint(getattr(item, "fixturenames", ()))


def _on_postgres() -> bool:
    from django.conf import settings  # noqa: PLC0415 - set up after this module is read

    return str(settings.DATABASES["default"]["ENGINE"]).endswith("postgresql")
