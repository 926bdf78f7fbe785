"""The rounds: what is killed when, how long it is away, and whether anything is acknowledged afterwards."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
from django.db import connections

from jieneng.bench.soak.servers import Postgres, Process, free_port

_PAPERS, _ORDERS, _WITHIN = 60, 12, 90  # so many are acknowledged after each kill, within so many seconds
Servers = dict[str, Any]


def play(folder: Path, rounds: int, seed: int) -> dict[str, Any]:
    """Play all rounds and look what came of them."""
    chance, port = random.Random(seed), free_port()
    started = time.monotonic()
    with _running(folder, port) as servers:
        django.setup()
        from jieneng.bench.soak import findings, week  # noqa: PLC0415 - Django is set up only now
        from jieneng.bench.soak.clients import Load  # noqa: PLC0415

        made = week.make()
        connections.close_all()  # the server behind them will be killed
        for name in ("web", "jobs"):
            servers[name].start()
        with Load(made, port, seed) as load:
            for no, name in enumerate(_victims(rounds, chance), 1):
                _say(f"round {no}/{rounds}: {name} {_round(servers[name], load, chance)}")
        _say("looking for what was acknowledged …")
        figures = findings.look(made, load.told, port, chance, _say)
    return figures | {"rounds": rounds, "seed": seed, "took_s": round(time.monotonic() - started)}


def _victims(rounds: int, chance: random.Random) -> list[str]:
    """Each of the three as often as the others, in an order of chance."""
    names = [("web", "jobs", "postgres")[no % 3] for no in range(rounds)]
    chance.shuffle(names)
    return names


def _round(server: Any, load: Any, chance: random.Random) -> str:
    """Kill it at a moment of chance, leave it away for a while, start it; wait until both loads go on."""
    after, away = chance.uniform(0.2, 1.5), chance.uniform(0, 1.0)
    time.sleep(after)
    server.kill()
    gone = time.monotonic()
    time.sleep(away)
    server.start()
    papers, orders = load.acknowledged()
    _wait(lambda: load.has_come_to(papers + _PAPERS, orders + _ORDERS))
    papers, orders = load.acknowledged()
    took = time.monotonic() - gone
    return f"killed after {after:.2f} s, all at work {took:.1f} s later; {papers} papers, {orders} orders acknowledged"


def _wait(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + _WITHIN
    while not is_so():
        if time.monotonic() > until:
            raise SystemExit(f"Nothing is acknowledged any more, {_WITHIN} s after the start")
        time.sleep(0.05)


@contextmanager
def _running(folder: Path, port: int) -> Iterator[Servers]:
    postgres = Postgres(folder)
    servers: Servers = {
        "postgres": postgres,
        "web": Process(folder, "web", "serve", "--port", str(port), "--workers", "1", port=port),
        "jobs": Process(folder, "jobs", "loops"),
    }
    try:
        postgres.start()
        postgres.make("jieneng")
        os.environ["DATABASE_URL"] = postgres.url("jieneng")
        for command in ("migrate", "collectstatic"):
            call = [sys.executable, "-m", "jieneng.config.cli", command, "--no-input", "--verbosity", "0"]
            subprocess.run(call, check=True)
        yield servers
    finally:
        for name in ("web", "jobs", "postgres"):
            servers[name].kill()


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    said = json.loads(sys.argv[1])
    print(json.dumps(play(Path(said["folder"]), said["rounds"], said["seed"]), ensure_ascii=False))
