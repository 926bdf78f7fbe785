"""A real server for browser tests: its own folder, its own database, `jieneng serve` in a process of its own."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

_START_WITHIN = 60  # seconds; two browsers may be at work beside it
_MADE = "made"  # a file of the folder, when it is whole


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
def served(folder: Path, *first: tuple[str, ...], like: Path | None = None) -> Iterator[Served]:
    """Migrate, run the commands of the first day, serve; the server ends with the block.

    With `like` the first day is lived once, there, by whichever process comes first; this folder becomes a copy of it.
    """
    server = Served(folder)
    if like is None:
        server.said = _first_day(server, first)
    else:
        _made_once(like, first)
        shutil.copytree(like, folder, dirs_exist_ok=True)
    call = [sys.executable, "-m", "jieneng.config.cli", "serve", "--port", str(server.port)]
    with (folder / "serve.log").open("w") as log:
        process = subprocess.Popen(call, env=server.environment, stdout=log, stderr=log)
        try:
            _wait(server.url, folder / "serve.log")
            yield server
        finally:
            process.terminate()
            process.wait(timeout=10)


def _first_day(server: Served, commands: tuple[tuple[str, ...], ...]) -> str:
    said = ""
    for command in (("migrate", "--verbosity", "0"), ("collectstatic", "--no-input", "--verbosity", "0"), *commands):
        said = server.run(*command)
    return said


def _made_once(folder: Path, commands: tuple[tuple[str, ...], ...]) -> None:
    folder.mkdir(exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / _MADE).exists():
            _first_day(Served(folder), commands)
            (folder / _MADE).touch()


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
