"""`jieneng bench NAME`: run one bench and print its figures as one JSON object."""

import importlib
import json
import os
import platform
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandParser

BENCHES = ("checkin", "documents", "fold", "hostile", "pages", "quiz", "reader", "registration")


class Command(BaseCommand):
    help = "Run one bench and print one JSON object with its figures."
    requires_system_checks: ClassVar[list[str]] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", choices=BENCHES)
        parser.add_argument("--scale", type=float, default=1.0, help="1 is the size the limits are named for")
        parser.add_argument("--databases", default="sqlite,postgres")

    def handle(self, *args: Any, name: str, scale: float, databases: str, **options: Any) -> None:
        bench = importlib.import_module(f"jieneng.bench.{name}")
        figures = bench.run(scale=scale, databases=databases.split(","), say=self.stderr.write)
        result = {"bench": name, "machine": _machine(), "figures": figures}
        self.stdout.write(json.dumps(result, ensure_ascii=False))


def _machine() -> str:
    return f"{platform.system()} {platform.machine()}, {_cores()} cores, Python {platform.python_version()}"


def _cores() -> int:
    return len(os.sched_getaffinity(0))
