"""How an example says what an address captures, and what a form sends: what every part of the walk writes with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.test import Client

from tests.test_walk.world import World

Captures = Callable[[World], dict[str, Any]]
Data = Callable[[World, Client], dict[str, Any]]


@dataclass(frozen=True)
class Sent:
    """Who does it and what they send. `is_own`: it concerns only the doer, so that everybody may do it at home."""

    by: str
    data: Data
    is_own: bool = False


def nothing(world: World) -> dict[str, Any]:
    """An address that captures nothing."""
    return {}


def pk(key: str) -> Captures:
    """The address of world.<key>."""
    return lambda world: {"pk": getattr(world, key).pk}


def code(of: Callable[[World], str], /, **more: Callable[[World], Any]) -> Captures:
    return lambda world: {"code": of(world)} | {name: value(world) for name, value in more.items()}


def at(key: str, /, **more: Callable[[World], Any]) -> Captures:
    return lambda world: {"pk": getattr(world, key).pk} | {name: value(world) for name, value in more.items()}


def no_fields(world: World, client: Client) -> dict[str, Any]:
    """A form without fields."""
    return {}


def fields(**said: Any) -> Data:
    """A form with these fields."""
    return lambda world, client: said
