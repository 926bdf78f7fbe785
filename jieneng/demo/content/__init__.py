"""The demo's material: organisations, accounts, the superior's notice, sentences of reports. Pure data."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def read(name: str) -> Any:
    """A file of this folder, by its name without ending; shared, so it is read and never changed."""
    return yaml.safe_load((files(__package__) / f"{name}.yaml").read_text(encoding="utf-8"))


def notice() -> str:
    """The superior's notice, as it would be pasted."""
    return (files(__package__) / "notice.txt").read_text(encoding="utf-8")
