"""Saying no in words: one thing refused (`Refused`), many things wrong in a sheet or form (`Problem`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as stored
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext

from jieneng.rulebook.read import load, need, only
from jieneng.ui.wording import said

STATUSES = frozenset({403, 409, 413, 422, 429})


@dataclass(frozen=True)
class Entry:
    """What the catalogue holds of one refusal: HTTP status, what is wrong, what to do next."""

    status: int
    say: str
    next: str


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Entry]:
    """Every refusal by its code. Source: rulebook/refusals.yaml."""
    table = need(load("refusals"), "refusals", dict, "refusals.yaml")
    return {code: _entry(entry, f"refusals.yaml: {code}") for code, entry in table.items()}


def _entry(entry: Any, at: str) -> Entry:
    only(entry, {"status", "say", "next"}, at)
    status = need(entry, "status", int, at)
    if status not in STATUSES:
        raise ValueError(f"{at}: status {status} is not one of a refusal")
    return Entry(status, need(entry, "say", str, at), need(entry, "next", str, at))


class Refused(Exception):
    """One thing that may not be done, or not now. The code is for programs, the sentence for people.

    `raise Refused("past-due", due=task.due_at, owner=task.owner.name)`; a code that is not in the catalogue
    is a KeyError, and a fact that was not given reads —.
    """

    def __init__(self, code: str, **facts: Any) -> None:
        self.entry = catalogue()[code]
        self.code = code
        self.facts = facts
        super().__init__(code)

    @property
    def status(self) -> int:
        """The HTTP status that goes with it."""
        return self.entry.status

    @property
    def sentence(self) -> str:
        """What is wrong, in one Chinese sentence."""
        return _filled(self.entry.say, self.facts)

    @property
    def next_step(self) -> str:
        """What the reader can do about it."""
        return _filled(self.entry.next, self.facts)


@dataclass(frozen=True)
class Problem:
    """One of many things wrong: the row (None outside a sheet), the field by its label, the code, and its facts."""

    row: int | None
    field: str
    code: str
    facts: Mapping[str, Any] = stored(default_factory=dict)

    @property
    def sentence(self) -> str:
        """Which cell, and what is wrong with it: 第12行“用电量”应为数字，当前为“约3万”。"""
        say = catalogue()[self.code].say
        lead = f"第{self.row}行：" if self.row is not None and "{where}" not in say else ""
        return lead + _filled(say, self._facts())

    @property
    def next_step(self) -> str:
        """What the reader can do about it."""
        return _filled(catalogue()[self.code].next, self._facts())

    def _facts(self) -> dict[str, Any]:
        return {"field": self.field, "row": self.row, **self.facts}


class _Facts(dict[str, str]):
    """Facts for a sentence; a missing one reads —, since a refusal must never become a failure."""

    def __missing__(self, name: str) -> str:
        return "—"


def _filled(sentence: str, facts: Mapping[str, Any]) -> str:
    words = _Facts({name: said(value) for name, value in facts.items() if value is not None})
    words["where"] = _where(facts.get("row"), words.get("field", ""))
    return gettext(sentence).format_map(words)


def _where(row: int | None, field: str) -> str:
    """The cell a sentence speaks of: 第12行“用电量”, “用电量”, or 这一项."""
    cell = (f"第{row}行" if row is not None else "") + (f"“{field}”" if field else "")
    return cell or gettext("这一项")
