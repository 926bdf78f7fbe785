"""What the process of its own does with a file: read it, without Django and without anything of ours but the engine."""

from dataclasses import asdict
from typing import Any

from jieneng.engine.sources import reading


def read(data: bytes) -> dict[str, Any]:
    """A Source as JSON."""
    return asdict(reading.read(data))
