"""A real server for browser tests: its own folder, its own database, `jieneng serve` in a process of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

_START_WITHIN = 30  # seconds


class Served:
    """Where the platform answers, and how to run a command in its installation."""

    def __init__(self, folder: Path) -> None:
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.said = ""  # what the last of the first commands printed
        self.environment = {**os.environ, "JIENENG_VAR": str(folder), "JIENENG_BASE_URL": self.url, "DATABASE_URL": ""}
        self.environment["DJANGO_SETTINGS_MODULE"] = "jieneng.config.settings"

    def run(self, *command: str) -> str:
        """Run a command of the platform; what it printed."""
        call = [sys.executable, "-m", "jieneng.config.cli", *command]
        done = subprocess.run(call, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        return done.stdout


@contextmanager
def served(folder: Path, *first: tuple[str, ...]) -> Iterator[Served]:
    """Migrate, run the commands of the first day, serve; the server ends with the block."""
    server = Served(folder)
    for command in (("migrate", "--verbosity", "0"), ("collectstatic", "--no-input", "--verbosity", "0"), *first):
        server.said = server.run(*command)
    call = [sys.executable, "-m", "jieneng.config.cli", "serve", "--port", str(server.port)]
    with (folder / "serve.log").open("w") as log:
        process = subprocess.Popen(call, env=server.environment, stdout=log, stderr=log)
        try:
            _wait(server.url, folder / "serve.log")
            yield server
        finally:
            process.terminate()
            process.wait(timeout=10)


def _wait(url: str, log: Path) -> None:
    until = time.monotonic() + _START_WITHIN
    while time.monotonic() < until:
        try:
            urlopen(f"{url}/healthz", timeout=2)
            return
        except (URLError, OSError):
            time.sleep(0.2)
    raise AssertionError(f"the server did not start: {log.read_text()[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
