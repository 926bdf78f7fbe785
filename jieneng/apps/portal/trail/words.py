"""Entries of the trail in words: no code of ours stands on the page."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime

from jieneng.core import paths
from jieneng.core.audit.models import Entry
from jieneng.core.orgs import roster
from jieneng.core.orgs.models import Organization, RosterEntry
from jieneng.core.people.models import Person
from jieneng.engine.documents.numbers import date_cn
from jieneng.rulebook import figures, form, local_forms, organization_terms, regions, roles
from jieneng.rulebook.deeds import ChangeTerm, deed_groups, deed_things, deeds
from jieneng.ui.wording import MISSING, moment, thousands

PLATFORM = "系统"
_EMPTY = "（空）"
_DIGITS_SHOWN = 12  # of a digest: enough to compare by eye
_MEGABYTE, _KILOBYTE = 1024 * 1024, 1024


@dataclass(frozen=True)
class Row:
    """An entry as a line of the list."""

    entry: Entry
    who: str
    username: str
    what: str
    kind: str
    place: str
    changes: tuple[tuple[str, str], ...]

    @property
    def thing(self) -> str:
        return f"{self.entry.thing_type}:{self.entry.thing_id}"


@dataclass(frozen=True)
class _Names:
    """The names that a page needs: of organisations by path, of people by their number."""

    places: Mapping[str, str]
    people: Mapping[int, str]


def rows_of(entries: Iterable[Entry]) -> list[Row]:
    """The entries in words. Names are looked up once for all of them."""
    entries = list(entries)
    known = _Names(_places(entries), _people(entries))
    return [_row(entry, known) for entry in entries]


def _row(entry: Entry, known: _Names) -> Row:
    deed = deeds()[entry.action]
    terms = ((deed.changes[key], value) for key, value in entry.changes.items() if value not in (None, "", []))
    return Row(
        entry,
        who=entry.person.display_name if entry.person else PLATFORM,
        username=entry.person.username if entry.person else "",
        what=deed.label,
        kind=deed_things()[entry.thing_type],
        place=known.places.get(entry.org_path, MISSING),
        changes=tuple((term.label, _said(term, value, known)) for term, value in terms),
    )


def _said(term: ChangeTerm, value: Any, known: _Names) -> str:
    read = _READS[term.reads]
    if term.is_pair:
        before, after = (read(part, known) if part not in (None, "") else _EMPTY for part in value)
        return f"{before} → {after}"
    return "、".join(read(part, known) for part in (value if isinstance(value, list) else [value]))


def _above(path: Any, known: _Names) -> str:
    return known.places.get(paths.parent(str(path)), MISSING)


def _size(value: Any, known: _Names) -> str:
    return f"{value / _MEGABYTE:.1f} MB" if value >= _MEGABYTE else f"{max(1, value // _KILOBYTE)} KB"


def _field(key: Any, known: _Names) -> str:
    """A field of a report by its label; of the second activity of a kind by that of the first."""
    return _field_labels().get(str(key).partition("@")[0], str(key))


def _deed(code: Any, known: _Names) -> str:
    return deed_groups().get(code) or deeds()[code].label


def _thing(said: Any, known: _Names) -> str:
    kind, _, pk = str(said).rpartition(":")
    return f"{deed_things()[kind]}（编号 {pk}）"


def _term_of(table: str) -> Callable[[Any, _Names], str]:
    def read(code: Any, known: _Names) -> str:
        term = getattr(organization_terms(), table).get(code)
        return term.label if term else str(code)

    return read


def _moment(text: Any, known: _Names) -> str:
    at = parse_datetime(str(text))
    return moment(at) if at else str(text)


def _day(text: Any, known: _Names) -> str:
    day = parse_date(str(text))
    return date_cn(day) if day else str(text)


_READS: Mapping[str, Callable[[Any, _Names], str]] = {
    "text": lambda value, known: str(value),
    "number": lambda value, known: thousands(value),
    "yesno": lambda value, known: "是" if value else "否",
    "moment": _moment,
    "day": _day,
    "person": lambda value, known: known.people.get(value, MISSING),
    "role": lambda value, known: roles()[value].label if value in roles() else str(value),
    "version": lambda value, known: f"第 {value} 版",
    "size": _size,
    "digest": lambda value, known: str(value)[:_DIGITS_SHOWN],
    "fields": _field,
    "above": _above,
    "path": lambda value, known: known.places.get(value, MISSING),
    "deed": _deed,
    "thing": _thing,
    "kind": _term_of("kinds"),
    "level": _term_of("levels"),
    "category": _term_of("categories"),
    "affiliation": _term_of("affiliations"),
    "region": lambda value, known: regions().get(str(value), str(value)),
}


@cache
def _field_labels() -> dict[str, str]:
    """The label of every field that a report can have, by its key."""
    found = {item: figure.label for item, figure in figures().items()}
    for code in ("week-report", *local_forms()):
        for section in form(code)["sections"]:
            found |= {each["key"]: each["label"] for each in section.get("fields", ())}
    return found


def _kept(entries: Iterable[Entry], *reads: str) -> Iterable[Any]:
    """Every value in these entries that reads in one of these ways."""
    for entry in entries:
        for key, value in entry.changes.items():
            if deeds()[entry.action].changes[key].reads in reads:
                yield from value if isinstance(value, list) else [value]


def _places(entries: list[Entry]) -> dict[str, str]:
    """The organisation at each path; of one that has moved since, the name by the roster in which it stood there."""
    wanted = {entry.org_path for entry in entries} | set(_kept(entries, "path"))
    wanted |= {paths.parent(path) for path in _kept(entries, "above") if path}
    wanted -= {"", None}
    found = dict(Organization.objects.filter(path__in=wanted).values_list("path", "name"))
    if gone := wanted - set(found):
        stood = RosterEntry.objects.filter(year__in=roster.years(), path__in=gone)
        found |= dict(stood.values_list("path", "organization__name"))
    return found


def _people(entries: list[Entry]) -> dict[int, str]:
    wanted = {value for value in _kept(entries, "person") if isinstance(value, int)}
    return dict(Person.objects.filter(pk__in=wanted).values_list("pk", "display_name")) if wanted else {}
