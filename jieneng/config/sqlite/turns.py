"""A fair turn at a file, between threads and between processes.

SQLite lets whoever waits for its write lock ask again after a while. A writer that begins anew as soon as it has ended
is therefore nearly always there first, and one that comes once a second waits for as long as there is no pause.

So writers pass a turnstile: a door, then a room, each a lock on an empty file. Who is in the room may write; who waits
for the room stands in the door, and whoever has just left the room must pass that door again; among those before it
chance decides. The locks belong to the open files, so each connection has its own, and with a process its locks go.
"""

import fcntl
import os
import time
from typing import IO

_AT_THE_DOOR, _AT_THE_ROOM = 0.002, 0.0005  # seconds between two tries; in the door stands only one


class Turn:
    """One that may take its turn at the file of this name, again and again, each time to give it back.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     one, other = Turn(f"{folder}/rows"), Turn(f"{folder}/rows")
    ...     print(one.take(0.0), other.take(0.0))
    ...     one.give_back()
    ...     print(one.is_held, other.take(0.0))
    True False
    False True
    """

    def __init__(self, name: str) -> None:
        self._door, self._room = _opened(f"{name}-door"), _opened(f"{name}-room")
        self.is_held = False

    def take(self, seconds: float) -> bool:
        """Wait for the turn, at most so long; whether it came."""
        until = time.monotonic() + seconds
        if _locked(self._door, _AT_THE_DOOR, until):
            try:
                self.is_held = _locked(self._room, _AT_THE_ROOM, until)
            finally:
                fcntl.flock(self._door, fcntl.LOCK_UN)
        return self.is_held

    def give_back(self) -> None:
        """Leave the room to the next."""
        fcntl.flock(self._room, fcntl.LOCK_UN)
        self.is_held = False

    def close(self) -> None:
        """Give it back for good."""
        self._door.close()
        self._room.close()
        self.is_held = False


def turn_at(name: str) -> Turn | None:
    """The turn at a file; None where there can be none: in memory, in a folder or on a disk that allows no locks.

    >>> turn_at("")
    """
    try:
        return Turn(name) if name else None
    except OSError:
        return None


def _opened(path: str) -> IO[bytes]:
    """The file, made if need be. To read it is enough for a lock, so it does not matter who has made it."""
    file = open(path, "rb", buffering=0, opener=lambda name, flags: os.open(name, flags | os.O_CREAT, 0o644))  # noqa: SIM115
    fcntl.flock(file, fcntl.LOCK_UN)  # a disk that knows no locks says so here
    return file


def _locked(file: IO[bytes], pause: float, until: float) -> bool:
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(pause)
