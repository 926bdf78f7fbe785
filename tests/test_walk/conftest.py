"""The world in which is walked: built once for a file, and put back after each test."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.conf import settings as of_django
from django.db import transaction
from django.utils import timezone

from jieneng.core.documents import papers, seal_services
from tests.test_walk.world import World, as_it_is, populate

CANARY = "<img src=x onerror=1>\"'"


class Canaries:
    """Puts markup into every text, and the name of the text behind it, so that one knows which it was."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def __call__(self, name: str, text: str) -> str:
        self.names.add(name)
        return f"{text}{CANARY}{name};"


class Stamp:
    """An e-seal service that adds nothing to a pdf but a remark."""

    name = "试验电子印章"

    def seal(self, pdf: bytes, **_: str) -> bytes:
        return pdf + b"% sealed"


@pytest.fixture(autouse=True)
def seals(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A deployment with a seal service."""
    settings.JIENENG_SEAL_SERVICE = f"{__name__}:Stamp"
    monkeypatch.setitem(papers._renders, "notice", lambda document: b"%PDF-1.4\n%%EOF")
    seal_services.seal_service.cache_clear()
    yield
    seal_services.seal_service.cache_clear()


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
    yield from _built(django_db_blocker, Canaries())


@pytest.fixture
def canaries(db: None, built_with_canaries: World) -> World:
    """The same town, where everybody types markup."""
    return built_with_canaries


def _built(blocker: Any, mark: Any) -> Iterator[World]:
    with blocker.unblock(), ExitStack() as stack:
        for alias in of_django.DATABASES:
            around = transaction.atomic(using=alias)
            around._from_testcase = True  # so that nobody takes it for one of the application's
            stack.enter_context(around)
        yield populate(timezone.now().replace(microsecond=0), mark)
        for alias in of_django.DATABASES:
            transaction.set_rollback(True, using=alias)
