"""How many notices and briefs are read in a second on one core, and whether any mangled text stops the reader."""

import time
from random import Random
from typing import Any

from jieneng.bench.measuring import Say
from jieneng.bench.reader_texts import brief, mutated, notice
from jieneng.engine.notices import Unreadable, read, to_json

_TEXTS, _FUZZ, _ROUNDS = 200, 10_000, 3


def run(*, scale: float, databases: list[str], say: Say) -> dict[str, Any]:
    """notices_per_s, mean_chars; fuzz_texts, fuzz_exceptions, fuzz_slowest_ms (the better of two runs of a text)."""
    texts = made(max(10, int(_TEXTS * scale)))
    say(f"reading {len(texts)} texts …")
    figures = {"notices_per_s": _rate(texts), "mean_chars": sum(map(len, texts)) // len(texts)}
    say("reading mangled texts …")
    return figures | _fuzz(texts, int(_FUZZ * scale))


def made(n: int) -> list[str]:
    """Two notices to one brief; the same texts each time."""
    chance = Random(26)
    return [brief(chance) if index % 3 == 2 else notice(chance) for index in range(n)]


def _rate(texts: list[str]) -> float:
    rounds = []
    for _ in range(_ROUNDS):
        started = time.perf_counter()
        for text in texts:
            to_json(read(text))
        rounds.append(time.perf_counter() - started)
    return round(len(texts) / min(rounds), 1)


def _fuzz(texts: list[str], n: int) -> dict[str, Any]:
    chance = Random(1)
    raised, slowest = 0, 0.0
    for index in range(n):
        text = mutated(texts[index % len(texts)], chance)
        try:
            took = _took(text)
            slowest = max(slowest, took if took <= slowest else min(took, _took(text)))
        except Unreadable:
            continue
        except Exception:  # noqa: BLE001 - the bench counts what must never be raised
            raised += 1
    return {"fuzz_texts": n, "fuzz_exceptions": raised, "fuzz_slowest_ms": round(slowest * 1_000, 1)}


def _took(text: str) -> float:
    started = time.perf_counter()
    to_json(read(text))
    return time.perf_counter() - started
