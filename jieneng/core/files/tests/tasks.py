"""What a process of its own is told to do in tests: be good, eat, hang, break."""

import os
import time
from pathlib import Path

from jieneng.engine.sources.found import NotRead


def size(data):
    return {"bytes": len(data), "environment": sorted(os.environ)}


def eat(data):
    return len(bytearray(4_000_000_000))


def spin(data):
    while True:
        pass


def sleep(data):
    time.sleep(60)


def write(data):
    Path(data.decode()).write_bytes(b"x" * 10)


def refuse(data):
    raise NotRead("scanned", n=3)


def die(data):
    os.abort()


def open_many(data):
    return len([Path("/dev/null").open() for _ in range(200)])
