"""How fast deltas fold into cells, how fresh a total is while people accept, and whether it is right."""

import random
import threading
import time
from typing import Any

from jieneng.bench.measuring import Say, in_fresh_database, percentile

_ITEMS = [f"kind{kind}.figure{figure}" for kind in range(5) for figure in range(4)]
_CATEGORIES = ("organ", "education", "science", "culture", "health", "sports", "other")


def run(*, scale: float, databases: list[str], say: Say) -> dict[str, Any]:
    """deltas_per_s_<db>, fresh_p99_s at 100 accepts/s, verify_differences; the limit is taking rows and no more."""
    figures: dict[str, Any] = {}
    arguments = {"n": int(100_000 * scale), "seconds": max(5, int(30 * scale))}
    for kind in databases:
        found = in_fresh_database(kind, "jieneng.bench.fold", arguments, say)
        figures |= {f"{name}_{kind}": value for name, value in found.items()}
    figures["fresh_p99_s"] = max(figures[f"fresh_p99_s_{kind}"] for kind in databases)
    figures["verify_differences"] = sum(figures[f"verify_differences_{kind}"] for kind in databases)
    return figures


def measure(n: int, seconds: int) -> dict[str, Any]:
    """The figures of one database."""
    folding = _fold_rate(n)
    return folding | _freshness(seconds)


def _fold_rate(n: int) -> dict[str, Any]:
    from django.utils import timezone  # noqa: PLC0415 - Django is set up by the process that measures

    from jieneng.core.facts import folding  # noqa: PLC0415
    from jieneng.core.facts.models import Cell, Delta, Series  # noqa: PLC0415

    series = Series.objects.create(kind="bench", name="bench", year=2025, root_path="0001")
    _append(series.pk, n)
    started = time.perf_counter()
    while folding._take(folding.BATCH):
        pass
    taking = time.perf_counter() - started
    _append(series.pk, n)
    started = time.perf_counter()
    folding.fold_all(timezone.now())
    took = time.perf_counter() - started
    Delta.objects.all().delete()
    Cell.objects.all().delete()
    return {"deltas_per_s": round(n / took), "ratio_to_taking": round(taking / took, 2)}


def _append(series: int, n: int) -> None:
    """Deltas as a nation's accepts make them: 31 provinces, ten cities each, ten counties each, twenty items."""
    from jieneng.core.facts.models import Delta  # noqa: PLC0415

    chance = random.Random(1)
    for start in range(0, n, 5_000):
        rows = []
        for _ in range(min(5_000, n - start)):
            route = f"0001{chance.randint(1, 31):04d}{chance.randint(1, 10):04d}{chance.randint(1, 10):04d}"
            sums = {item: [chance.randint(0, 500), 1, chance.randint(0, 1), 0] for item in _ITEMS}
            counters = {"waiting": -1, "accepted": 1, "counted": 1}
            category = chance.choice(_CATEGORIES)
            rows.append(Delta(series_id=series, route=route, category=category, counters=counters, sums=sums))
        Delta.objects.bulk_create(rows)


def _freshness(seconds: int, rate: int = 100) -> dict[str, Any]:
    """Accept at an open rate while the folder folds each second: from the commit to the cell, and the proof."""
    from django.utils import timezone  # noqa: PLC0415

    from jieneng.bench.town import waiting_answers  # noqa: PLC0415
    from jieneng.core.collections.actions import accept  # noqa: PLC0415
    from jieneng.core.facts.folding import fold, fold_all  # noqa: PLC0415
    from jieneng.core.facts.verify import verify  # noqa: PLC0415

    reviewers, answers = waiting_answers(rate * seconds)
    fold_all(timezone.now())  # what was submitted before is no part of it, else its deltas pass for those of accepts
    committed: list[float] = []
    fresh: list[float] = []
    stop = threading.Event()
    folder = threading.Thread(target=_fold_each_second, args=(fold, committed, fresh, stop))
    folder.start()
    started, behind = time.perf_counter(), 0.0
    for n, answer in enumerate(answers):
        due = started + n / rate
        time.sleep(max(0.0, due - time.perf_counter()))
        accept(answer, by=reviewers[answer.reviewer_id], now=timezone.now())
        committed.append(time.perf_counter())
        behind = max(behind, time.perf_counter() - due)
    stop.set()
    folder.join()
    return {
        "accepts_per_s": round(len(committed) / (committed[-1] - started), 1),
        "fresh_p99_s": round(percentile(fresh, 0.99), 2),
        "accepts_most_behind_s": round(behind, 2),
        "verify_differences": len(verify()),
    }


def _fold_each_second(fold: Any, committed: list[float], fresh: list[float], stop: threading.Event) -> None:
    """As the loop does it: fold while there is work, else wait a second. Deltas fold in the order of commits."""
    from django.db import connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    while True:
        last_round = stop.is_set()
        n = fold(timezone.now())
        done = time.perf_counter()
        fresh += [done - at for at in committed[len(fresh) : len(fresh) + n]]
        if not n:
            if last_round:
                break
            stop.wait(1.0)
    connection.close()
