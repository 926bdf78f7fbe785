"""`jieneng serve`: the web, the folder and the jobs in one process; with PostgreSQL as many web workers as asked."""

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from granian import Granian
from granian.constants import Interfaces

from jieneng.core.databases import warnings

_TARGETS = {"all": "jieneng.config.asgi:application", "quiz": "jieneng.config.quiz_asgi:application"}


class Command(BaseCommand):
    help = "Serve the platform."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=1, help="web processes; SQLite allows one writing process")
        parser.add_argument("--threads", type=int, default=settings.JIENENG_THREADS)
        parser.add_argument(
            "--only", choices=("all", "quiz"), default="all", help="quiz: its endpoint and nothing else"
        )

    def handle(self, *args: Any, address: str, port: int, workers: int, only: str, **options: Any) -> None:
        for warning in warnings(connection):
            self.stderr.write(warning)
        workers = 1 if connection.vendor == "sqlite" else workers
        connection.close()
        self.stdout.write(f"{settings.JIENENG_NAME}：http://{address}:{port}")
        os.environ["JIENENG_THREADS"] = str(options["threads"])  # for the web processes, which read it again
        Granian(
            _TARGETS[only],
            address=address,
            port=port,
            interface=Interfaces.ASGINL,
            workers=workers,
            websockets=False,
        ).serve()
