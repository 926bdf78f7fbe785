"""What the reader has missed and a person adds: records of their own behind those that were read, counted on.

They are kept with the decisions ({"added": {"themes": [record]}}); the reading itself is never changed. What there is
only one of (a number, a day) is kept as a list of one.
"""

import re
from typing import Any

from jieneng.apps.notices.reading.rows import ACTIVITY, DEADLINE, HEADS, LONGEST, LOW_CARBON_DAY, STAT, Inputs

MOST = 40  # of one sort
# name -> what the page calls it, its inputs, and the one without which nothing is added
ADDABLE: dict[str, tuple[str, Inputs, str]] = {
    "themes": ("主题", {"scope": "scope", "slogan": "text"}, "slogan"),
    "activities": ("活动", ACTIVITY, "title"),
    "deadlines": ("要求和期限", DEADLINE, "what"),
    "stats": ("数字", STAT, "item"),
}
# What a notice has once: can be added where it was not found.
SINGLE: dict[str, tuple[str, Inputs]] = {name: (label, inputs) for name, label, inputs, _ in (*HEADS, LOW_CARBON_DAY)}
_BY_HAND: dict[str, Any] = {"spans": [], "confidence": "high", "repaired": False, "added": True}
_KEY = re.compile(r"(\w+)-(\d{1,3})")


def with_added(reading: dict[str, Any], decisions: dict[str, Any]) -> dict[str, Any]:
    """The reading with what people have added behind what was read."""
    added = decisions.get("added") or {}
    lists = {name: [*reading.get(name, ()), *records] for name, records in added.items() if name in ADDABLE}
    return reading | lists | {name: found[0] for name, found in added.items() if name in SINGLE}


def missed(reading: dict[str, Any]) -> dict[str, tuple[str, Inputs]]:
    """What can be added to a reading, by name: its label and its inputs."""
    single = {name: said for name, said in SINGLE.items() if not reading.get(name)}
    return single | {name: (label, inputs) for name, (label, inputs, _) in ADDABLE.items()}


def added_of(reading: dict[str, Any], before: dict[str, Any], data: Any) -> tuple[dict[str, list[Any]], list[str]]:
    """All that was added so far, with what a form adds now, and the keys of the latter.

    A form that came back with a problem sends what it had added as `added` keys with their inputs.
    """
    added = {name: list(records) for name, records in (before.get("added") or {}).items()}
    fresh = []
    for key in [*data.getlist("added"), *(f"{name}-new" for name in ADDABLE)]:
        name, _, n = key.partition("-")
        if name not in ADDABLE or (n != "new" and not _is_next(key, reading, added)):
            continue
        record = _typed_record(name, key, data)
        if record and len(added.get(name, ())) < MOST:
            fresh.append(f"{name}-{_n_of(name, reading, added)}")
            added.setdefault(name, []).append(record)
    for name, (_, inputs) in SINGLE.items():
        key = name if name in data.getlist("added") else f"{name}-new"
        typed = data.get(f"{key}.{next(iter(inputs))}", "").strip()[:LONGEST]
        if typed and not reading.get(name) and name not in added:
            fresh.append(name)
            added[name] = [{"value": typed, "note": "", **_BY_HAND}]
    return added, fresh


def _n_of(name: str, reading: dict[str, Any], added: dict[str, list[Any]]) -> int:
    return len(reading.get(name, ())) + len(added.get(name, ()))


def _is_next(key: str, reading: dict[str, Any], added: dict[str, list[Any]]) -> bool:
    found = _KEY.fullmatch(key)
    return found is not None and int(found[2]) == _n_of(found[1], reading, added)


def _typed_record(name: str, key: str, data: Any) -> dict[str, Any] | None:
    """What was typed as a record of the reading; None where nothing was."""
    _, inputs, needed = ADDABLE[name]
    typed = {component: data.get(f"{key}.{component}", "").strip()[:LONGEST] for component in inputs}
    if not typed[needed]:
        return None
    return typed | _BY_HAND
