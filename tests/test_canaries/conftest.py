"""The same town as in the walk, where everybody types markup."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.test_walk.standing import Canaries, seals, standing
from tests.test_walk.world import World

__all__ = ["seals"]


@pytest.fixture(scope="package")
def built_with_canaries(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    yield from standing(django_db_blocker, Canaries())


@pytest.fixture
def canaries(db: None, built_with_canaries: World) -> World:
    """The populated town."""
    return built_with_canaries
