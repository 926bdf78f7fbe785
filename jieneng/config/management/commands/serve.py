"""`jieneng serve`: the web, the folder and the jobs in one process; with PostgreSQL as many web workers as asked."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from granian import Granian
from granian.constants import Interfaces

from jieneng.core.databases import warnings


class Command(BaseCommand):
    help = "Serve the platform."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=1, help="web processes; SQLite allows one writing process")
        parser.add_argument("--threads", type=int, default=8)

    def handle(self, *args: Any, address: str, port: int, workers: int, threads: int, **options: Any) -> None:
        for warning in warnings(connection):
            self.stderr.write(warning)
        workers = 1 if connection.vendor == "sqlite" else workers
        connection.close()
        self.stdout.write(f"{settings.JIENENG_NAME}：http://{address}:{port}")
        Granian(
            "jieneng.config.wsgi:application",
            address=address,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=threads,
            websockets=False,
        ).serve()
