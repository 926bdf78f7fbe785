"""How a world comes to stand for the tests of one folder, and what stands around it."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections, transaction
from django.utils import timezone

from jieneng.core.documents import papers, seal_services
from jieneng.core.jobs.models import Outbox
from jieneng.core.people import middleware
from tests.test_walk.world import World, populate

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
    """A deployment with a seal service, whose sessions are fresh however long the walk takes."""
    monkeypatch.setattr(middleware, "_WRITE_EVERY", 3_600)  # else each look writes, and each is undone
    settings.JIENENG_SEAL_SERVICE = f"{__name__}:Stamp"
    monkeypatch.setitem(papers._renders, "notice", lambda document: b"%PDF-1.4\n%%EOF")
    seal_services.seal_service.cache_clear()
    yield
    seal_services.seal_service.cache_clear()


def standing(blocker: Any) -> Iterator[World]:
    """A world inside transactions that are never committed, one a database; the tests' own ones stand inside them."""
    with blocker.unblock(), ExitStack() as stack:
        for alias in connections:
            around = transaction.atomic(using=alias)
            around._from_testcase = True  # so that nobody takes it for one of the application's
            stack.enter_context(around)
        mark = Canaries()
        world = populate(timezone.now().replace(microsecond=0), mark)
        world.made["typed"] = frozenset(mark.names)
        Outbox.objects.update(due_at=world.now + timedelta(hours=9))  # a walk may take longer than work may wait
        yield world
        for alias in connections:
            transaction.set_rollback(True, using=alias)
