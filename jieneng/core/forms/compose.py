"""Make the form of one collection from its declaration: a section for each activity of the campaign."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from jieneng.rulebook import activity_section, form, kinds, local_forms


@dataclass(frozen=True)
class AskedActivity:
    """An activity whose figures are asked for: its key in the form, its kind, and how it is shown."""

    key: str
    kind: str
    title: str
    note: str = ""


def compose(code: str, activities: Iterable[AskedActivity]) -> dict[str, Any]:
    """The definition of the form `code` with `activities: true` opened into one section per activity.

    Two activities of one kind ask the same items; the second one's keys end in "@2", so that each is kept apart and
    the item before the "@" still adds up over the years. Rules about figures that are not asked fall away.
    """
    declared = form(code)
    asked = list(activities)
    sections: list[dict[str, Any]] = []
    for section in declared["sections"]:
        sections += _activity_sections(asked) if section.get("activities") else [section]
    keys = {field["key"] for section in sections for field in section["fields"]}
    rules = [rule for rule in declared["rules"] if set(rule["fields"]) <= keys]
    return {**_plain(declared), "sections": sections, "rules": rules}


def compose_local(code: str) -> dict[str, Any]:
    """The definition of a form that a level adds when it passes a notice on. KeyError for any other code."""
    if code not in local_forms():
        raise KeyError(code)
    declared = form(code)
    return {**_plain(declared), "sections": declared["sections"], "rules": declared["rules"]}


def _activity_sections(activities: Iterable[AskedActivity]) -> list[dict[str, Any]]:
    seen: Counter[str] = Counter()
    sections = []
    for activity in activities:
        seen[activity.kind] += 1
        section = activity_section(kinds()[activity.kind])
        section |= {"key": activity.key, "title": activity.title, "activity": activity.key, "note": activity.note}
        if seen[activity.kind] > 1:
            for field in section["fields"]:
                field["key"] = f"{field['key']}@{seen[activity.kind]}"
        if section["fields"]:
            sections.append(section)
    return sections


def _plain(declared: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": declared["code"],
        "version": declared["version"],
        "title": declared["title"],
        "source": declared["source"],
        "valid_from": str(declared["valid_from"]),
    }
