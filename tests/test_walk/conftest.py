"""The world in which is walked: built once for a file, and put back after each test."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from tests.test_walk.world import World, as_it_is, populate

CANARY = "<img src=x onerror=1>\"'"


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world of one file, inside a transaction that is never committed; the tests' own ones stand inside it."""
    yield from _built(django_db_blocker, as_it_is)


@pytest.fixture
def world(db: None, built: World) -> World:
    """The populated town."""
    return built


@pytest.fixture(scope="module")
def built_with_canaries(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    yield from _built(django_db_blocker, lambda name, text: f"{text}{CANARY}{name};")


@pytest.fixture
def canaries(db: None, built_with_canaries: World) -> World:
    """The same town, where everybody types markup; each text ends with its name, so that one knows which it was."""
    return built_with_canaries


def _built(blocker: Any, mark: Any) -> Iterator[World]:
    with blocker.unblock():
        around = transaction.atomic()
        around._from_testcase = True  # so that nobody takes it for one of the application's
        with around:
            yield populate(timezone.now().replace(microsecond=0), mark)
            transaction.set_rollback(True)
