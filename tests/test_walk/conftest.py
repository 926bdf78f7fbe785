"""The world in which is walked: built once for this folder, and put back after each test."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.test_walk.standing import seals, standing
from tests.test_walk.world import World, as_it_is

__all__ = ["seals"]


@pytest.fixture(scope="package")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    yield from standing(django_db_blocker, as_it_is)


@pytest.fixture
def world(db: None, built: World) -> World:
    """The populated town."""
    return built
