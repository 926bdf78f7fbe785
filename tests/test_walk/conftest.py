"""The world in which is walked: built once for this folder, and put back after each test.

Everybody in it types markup into everything, which no page may take for its own (test_typed_markup).
"""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.test_walk.looked import Looked
from tests.test_walk.standing import seals, standing
from tests.test_walk.world import World

__all__ = ["seals"]


@pytest.fixture(scope="package")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    yield from standing(django_db_blocker)


@pytest.fixture(scope="package")
def looked(built: World) -> Looked:
    """What everybody has been answered so far."""
    return Looked(built)


@pytest.fixture
def world(db: None, built: World) -> World:
    """The populated town."""
    return built
