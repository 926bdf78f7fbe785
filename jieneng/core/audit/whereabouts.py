"""Where an entry stands: the path of the organisation that it is about.

Most things carry it themselves. A person does not: who works where is known one floor up, which says so here.
"""

from collections.abc import Callable
from typing import Any

from django.db import models

PathOf = Callable[[Any], str]
_told: dict[type[models.Model], PathOf] = {}


def register(model: type[models.Model], path_of_one: PathOf) -> None:
    """Tell where the rows of a model stand that carry no path. Called when the app is ready."""
    _told[model] = path_of_one


def path_of(thing: Any) -> str:
    """The path at which a thing stands; "" for nothing, and for what stands nowhere."""
    told = _told.get(thing.__class__)  # not type(): the user of a request is a person in a wrapping
    return told(thing) if told else getattr(thing, "org_path", "") or getattr(thing, "path", "")
