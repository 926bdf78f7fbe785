"""Numbers to call, masked once a reading has been checked: 138****5678. While it is checked they stand as they came."""

import re
from typing import Any

from jieneng.apps.notices.reading.decisions import Decisions
from jieneng.ui.wording import masked

# A mobile number, or one with its area code. A bare one is told by standing in what was read as a contact.
_TO_CALL = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[-—– ]?\d{7,8}|\(0\d{2,3}\)\s?\d{7,8})(?!\d)")
_BARE = re.compile(r"(?<!\d)\d{7,8}(?!\d)")


def without_phones(text: str, reading: dict[str, Any], decisions: Decisions) -> tuple[str, dict[str, Any], Decisions]:
    """Source, reading and decisions with every number masked; the source keeps its length, so that places hold."""
    contacts = [record | {"phone": _hidden(record["phone"] or "")} for record in reading["contacts"]]
    rows = {key: row | {"value": _values(key, row["value"])} for key, row in decisions["rows"].items()}
    spans = [(a, b) for record in reading["contacts"] for a, b in record["spans"]]
    return _source(text, spans), reading | {"contacts": contacts}, decisions | {"rows": rows}


def _values(key: str, value: dict[str, str]) -> dict[str, str]:
    """A contact's number whatever it looks like, and what looks like one anywhere else."""
    if key.startswith("contacts-"):
        return value | {"phone": _hidden(value["phone"])}
    return {name: _TO_CALL.sub(lambda found: masked(found[0]), text) for name, text in value.items()}


def _hidden(phone: str) -> str:
    return masked(phone) if phone.strip() else phone


def _source(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        said = _BARE.sub(lambda found: masked(found[0]), text[start:end])
        text = text[:start] + said + text[end:]
    return _TO_CALL.sub(lambda found: masked(found[0]), text)
