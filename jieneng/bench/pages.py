"""How long pages take with 1.7 million organisations: 95 of 100 requests, templates included, asked at three levels."""

import time
from collections.abc import Callable
from typing import Any

from jieneng.bench.measuring import Say, in_fresh_database, percentile

_WARM, _COUNTED = 3, 40


def run(*, scale: float, databases: list[str], say: Say) -> dict[str, Any]:
    """p95_<page>_<level>_<db> in ms, n_organizations, and empty_ms_<db>: the same request round without a page."""
    figures: dict[str, Any] = {}
    for kind in databases:
        found = in_fresh_database(kind, "jieneng.bench.pages", {"scale": scale}, say)
        figures |= {f"{name}_{kind}": value for name, value in found.items()}
    return figures


def measure(scale: float) -> dict[str, Any]:
    """The figures of one database."""
    from django.conf import settings  # noqa: PLC0415 - Django is set up by the process that measures
    from django.test import Client  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from jieneng.bench.nation import nation  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["*"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    started = time.perf_counter()
    made = nation(scale)
    figures: dict[str, Any] = {"n_organizations": made.n_organizations, "made_s": round(time.perf_counter() - started)}
    figures["empty_ms"] = _p95(Client(), lambda n: reverse("healthz"))
    for level in ("county", "province", "state"):
        client = Client()
        client.force_login(made.people[level], backend="django.contrib.auth.backends.ModelBackend")
        for page, address in _pages(made, level).items():
            figures[f"p95_{page}_{level}"] = _p95(client, address)
    return figures


def _pages(made: Any, level: str) -> dict[str, Callable[[int], str]]:
    from django.urls import reverse  # noqa: PLC0415

    collection = made.collection.pk
    hits = ("中学", "医院", "图书", "司法", "云澜")
    misses = ("鑫鑫", "航天", "矿务", "码头", "气象")
    desk, board, own = reverse("portal:desk"), reverse("reporting:board", args=[collection]), reverse("reporting:index")
    return {
        "home": lambda n: reverse("portal:home"),
        "search_hit": lambda n: f"{desk}?q={hits[n % len(hits)]}",
        "search_miss": lambda n: f"{desk}?q={misses[n % len(misses)]}",
        "board": lambda n: board,
        "collection": lambda n: own if level == "state" else reverse("reporting:report", args=[collection]),
    }


def _p95(client: Any, address: Callable[[int], str]) -> float:
    """Milliseconds below which 95 of 100 warm requests are answered; anything but a page is an error."""
    took = []
    for n in range(_WARM + _COUNTED):
        started = time.perf_counter()
        response = client.get(address(n))
        if response.status_code != 200:
            raise AssertionError(f"{address(n)} answered {response.status_code}")
        took.append((time.perf_counter() - started) * 1_000)
    return round(percentile(took[_WARM:], 0.95), 1)
