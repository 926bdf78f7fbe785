"""Run as a process of its own: one function on the bytes of standard input, within limits; its answer as JSON.

{"said": …}, {"no": code, "facts": {…}} for NotRead, {"heavy": true}, or {} when it broke off.
"""

import json
import resource
import sys
from importlib import import_module
from typing import Any

from jieneng.engine.sources.found import NotRead

_MOST_FILES = 32  # open at once; modules are still to be read
_MIB = 1024 * 1024


def main(task: str, memory_mb: str, cpu_seconds: str) -> None:
    _limit(int(memory_mb) * _MIB, int(cpu_seconds))
    json.dump(_answer(task), sys.stdout)


def _limit(memory_bytes: int, cpu_seconds: int) -> None:
    for what, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_NOFILE, _MOST_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(what, (most, most))


def _answer(task: str) -> dict[str, Any]:
    module, _, function = task.partition(":")
    try:
        return {"said": getattr(import_module(module), function)(sys.stdin.buffer.read())}
    except NotRead as no:
        return {"no": no.code, "facts": no.facts}
    except (MemoryError, RecursionError):
        return {"heavy": True}
    except Exception as broken:  # noqa: BLE001 - whatever a parser breaks on, the file is not read
        print(f"{type(broken).__name__}: {broken}"[:400], file=sys.stderr)
        return {}


if __name__ == "__main__":
    main(*sys.argv[1:])
