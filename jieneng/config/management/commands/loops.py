"""`jieneng loops`: the loops alone, for an installation whose web runs in processes of its own."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from jieneng.config.settling import settle
from jieneng.core.jobs import loops


class Command(BaseCommand):
    help = "Run the loops (folding, outbox, sealing) until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        asked = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: asked.set())
        settle()
        stop = loops.start()
        self.stdout.write("后台循环已启动。")
        asked.wait()
        stop.set()
