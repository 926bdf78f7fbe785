"""How long pages take with 1.7 million organisations: 95 of 100 requests, templates included, asked at three levels."""

import time
from collections.abc import Callable
from typing import Any

from jieneng.bench.measuring import Say, in_fresh_database, percentile

_WARM, _COUNTED = 3, 100


def run(*, scale: float, databases: list[str], say: Say) -> dict[str, Any]:
    """p95_<page>_<level>_<db> in ms, n_organizations, n_reports, and empty_ms_<db>: the same round without a page."""
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
    from jieneng.config.settling import settle  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["*"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    started = time.perf_counter()
    made = nation(scale)
    figures: dict[str, Any] = {"n_organizations": made.n_organizations, "n_reports": made.life.n_reports}
    figures["made_s"] = round(time.perf_counter() - started)
    settle()  # as a server does when it starts
    figures["empty_ms"] = _p95(Client(), lambda n: reverse("healthz"))
    for level in ("county", "province", "state"):
        client = Client()
        client.force_login(made.people[level], backend="jieneng.core.people.backends.Accounts")
        for page, address in _pages(made, level).items():
            figures[f"p95_{page}_{level}"] = _p95(client, address)
    return figures


def _pages(made: Any, level: str) -> dict[str, Callable[[int], str]]:
    from django.urls import reverse  # noqa: PLC0415

    life, collection = made.life, made.life.collection.pk
    hits = ("中学", "医院", "图书", "司法", "云澜")
    misses = ("鑫鑫", "航天", "矿务", "码头", "气象")
    desk = reverse("portal:desk")
    pages = {
        "home": lambda n: reverse("portal:home"),
        "search_hit": lambda n: f"{desk}?q={hits[n % len(hits)]}",
        "search_miss": lambda n: f"{desk}?q={misses[n % len(misses)]}",
        "board": lambda n: reverse("reporting:board", args=[collection]),
        "totals": lambda n: reverse("reporting:totals", args=[collection]),
        "review": lambda n: reverse("reporting:review", args=[collection]),
        "collection": lambda n: reverse("reporting:index"),
        "notice": lambda n: reverse("notices:notice", args=[life.notice.pk]),
        "briefs": lambda n: reverse("publicity:briefs"),
    }
    if level != "state":  # who asks does not report
        pages["report"] = lambda n: reverse("reporting:report", args=[collection])
    if level == "state":  # whose notice it is
        pages["receipts"] = lambda n: reverse("notices:receipts", args=[life.notice.pk])
    if level in ("state", "province"):
        pages["brief"] = lambda n: reverse("publicity:brief", args=[life.brief.pk])
    return pages


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
