"""The demo's organisations, from content/organizations.yaml to rows that can be founded."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jieneng.core.orgs.bulk import NewOrganization
from jieneng.demo.content import read

_SORT = ("kind", "level", "category", "affiliation")
_WHOLE = 399  # organisations of the city with all its counties
_WITH_ACCOUNTS = ("云台区", "望岭县")


@dataclass(frozen=True)
class Planned:
    """An organisation to be founded, the row of its parent, and from how many to how many people it has."""

    new: NewOrganization
    size: tuple[int, int]
    county: str = ""


def planned(n: int = 400) -> list[Planned]:
    """The city and everything in it, parents first: about `n` organisations.

    More than 399 are further cities' worth of counties; fewer are the two counties in which somebody has an account.
    """
    content = read("organizations")
    city = content["city"]
    rows = [_planned(city["bureau"], city, None)]
    rows += [_planned(unit, city, 0) for unit in city["units"]]
    for number, county in enumerate(_counties(content, n)):
        first = len(rows)
        rows.append(_planned(_named(content["county_bureau"], county), content["county_level"], 0, county["name"]))
        rows += [_planned(*unit, first, county["name"]) for unit in _units(content, county)]
        if len(rows) + 1 >= n and number >= 7:
            break
    return rows


def _counties(content: dict[str, Any], n: int) -> Iterator[dict[str, Any]]:
    """The eight counties, then as many more of the same towns as are needed; of a small city, two."""
    if n < _WHOLE:
        yield from (county for county in content["counties"] if county["name"] in _WITH_ACCOUNTS)
        return
    yield from content["counties"]
    for name in content["more"]["cities"]:
        for county in content["counties"]:
            yield {"name": f"{name}{county['name']}", "towns": county["towns"]}


def _units(content: dict[str, Any], county: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for unit in content["county_units"]:
        yield _named(unit, county), content["county_level"]
    for town in county["towns"]:
        for unit in content["township_units"]:
            yield _named(unit, county, town), content["township_level"]


def _named(entry: dict[str, Any], county: dict[str, Any], town: str = "") -> dict[str, Any]:
    return entry | {"name": entry["name"].format(county=county["name"], town=town)}


def _planned(entry: dict[str, Any], terms: dict[str, Any], parent: int | None, county: str = "") -> Planned:
    said = {"kind": "unit"} | {key: terms[key] for key in _SORT if key in terms} | entry
    new = NewOrganization(name=said["name"], **{key: said[key] for key in _SORT}, parent=parent)
    return Planned(new, tuple(entry["size"]), county)
