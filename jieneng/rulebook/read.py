"""Reads a rulebook file and says plainly, naming file and key, what is wrong with it."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import yaml

T = TypeVar("T")


class RulebookError(ValueError):
    """A rulebook file does not keep its own form: a mistake of whoever edited the file, never of a user."""


def read_text(name: str) -> str:
    """The text of one data file of the rulebook, by its path below `jieneng/rulebook/`."""
    file = files(__package__).joinpath(name)
    if not file.is_file():
        raise RulebookError(f"{name}: no such file in the rulebook")
    return file.read_text(encoding="utf-8")


class _EachKeyOnce(yaml.SafeLoader):
    """YAML itself keeps the last of two entries with one key and says nothing."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = sorted({str(key) for key in keys if keys.count(key) > 1})
        if twice:
            raise yaml.constructor.ConstructorError(None, None, f"{', '.join(twice)} stands twice", node.start_mark)
        return super().construct_mapping(node, deep)


@cache
def load(name: str) -> Any:
    """What stands in a YAML file, by its name without ending ("roles", "forms/week-report").

    The value is shared by all callers: read it, never change it.
    """
    try:
        return yaml.load(read_text(f"{name}.yaml"), Loader=_EachKeyOnce)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError as error:
        raise RulebookError(f"{name}.yaml: {error}") from error


def need(entry: Any, key: str, kind: type[T], at: str) -> T:
    """The value that must stand at `key`, of that kind; `at` says where we are, for the error."""
    if not isinstance(entry, Mapping):
        raise RulebookError(f"{at}: expected a table, found {entry!r}")
    if key not in entry:
        raise RulebookError(f"{at}: {key} is missing")
    value = entry[key]
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is int):
        raise RulebookError(f"{at}.{key}: expected {kind.__name__}, found {value!r}")
    return value


def maybe(entry: Mapping[str, Any], key: str, kind: type[T], at: str) -> T | None:
    """The value at `key`, or None where it is absent or empty."""
    return None if entry.get(key) is None else need(entry, key, kind, at)


def only(entry: Mapping[str, Any], allowed: Iterable[str], at: str) -> None:
    """Refuse a key nobody reads: most often a slip of the pen."""
    strange = sorted(set(entry) - set(allowed))
    if strange:
        raise RulebookError(f"{at}: unknown key {', '.join(strange)}")


def one_of(value: str, allowed: Iterable[str], at: str) -> str:
    """The value, if it is one of those the rulebook knows."""
    if value not in set(allowed):
        raise RulebookError(f"{at}: {value!r} is none of {', '.join(sorted(allowed))}")
    return value


def words(entry: Mapping[str, Any], key: str, at: str, allowed: Iterable[str] | None = None) -> tuple[str, ...]:
    """A list of words at `key`, each of them known."""
    found = need(entry, key, list, at)
    for word in found:
        if not isinstance(word, str):
            raise RulebookError(f"{at}.{key}: expected words, found {word!r}")
        if allowed is not None:
            one_of(word, allowed, f"{at}.{key}")
    return tuple(found)
