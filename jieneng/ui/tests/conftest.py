"""What the tests of the ui floor share: requests of somebody and of nobody, and files without a manifest."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from jieneng.ui import navigation

PLAIN_FILES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


@pytest.fixture(autouse=True)
def _plain_files(settings: Settings) -> None:
    settings.STORAGES = {**settings.STORAGES, **PLAIN_FILES}


@pytest.fixture(autouse=True)
def _empty_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_items", {})


def request_of(user: Any, path: str = "/", **more: Any) -> HttpRequest:
    request = RequestFactory().get(path, **more)
    request.user = user
    request.acting = None
    request.resolver_match = None
    return request


@pytest.fixture
def stranger() -> HttpRequest:
    return request_of(SimpleNamespace(is_authenticated=False, pk=None))


@pytest.fixture
def hanna() -> HttpRequest:
    request = request_of(SimpleNamespace(is_authenticated=True, pk=7))
    request.acting = SimpleNamespace(organization=SimpleNamespace(name="望岭县人民医院"), role_label="填报员")
    return request
