"""`jieneng bench NAME`: run one bench and print its figures as one JSON object."""

import importlib
import inspect
import json
import os
import platform
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandParser

BENCHES = ("checkin", "documents", "fold", "hostile", "pages", "quiz", "reader", "registration", "soak")


class Command(BaseCommand):
    help = "Run one bench and print one JSON object with its figures."
    requires_system_checks: ClassVar[list[str]] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", choices=BENCHES)
        parser.add_argument("--scale", type=float, default=1.0, help="1 is the size the limits are named for")
        parser.add_argument("--databases", default="sqlite,postgres")
        parser.add_argument("--rounds", type=int, default=20, help="soak: how often something is killed")
        parser.add_argument("--seed", type=int, help="soak: kill at the moments of that run")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        bench = importlib.import_module(f"jieneng.bench.{name}")
        said = {**options, "databases": options["databases"].split(","), "say": self.stderr.write}
        figures = bench.run(**{key: said[key] for key in inspect.signature(bench.run).parameters})
        result = {"bench": name, "machine": _machine(), "figures": figures}
        self.stdout.write(json.dumps(result, ensure_ascii=False))


def _machine() -> str:
    return f"{platform.system()} {platform.machine()}, {_cores()} cores, Python {platform.python_version()}"


def _cores() -> int:
    return len(os.sched_getaffinity(0))
