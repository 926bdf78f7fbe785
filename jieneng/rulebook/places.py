"""The administrative divisions of China (行政区划), by their six-digit codes."""

import csv
import io
from functools import cache
from typing import Literal

from jieneng.rulebook.read import RulebookError, read_text

_CODE_LENGTH = 6


@cache
def regions() -> dict[str, str]:
    """Name of every province, city and county by its code (GB/T 2260), in the order of the codes."""
    rows = list(csv.reader(io.StringIO(read_text("regions.csv"))))
    if rows[0] != ["code", "name"]:
        raise RulebookError(f"regions.csv: the head must be code,name, found {rows[0]}")
    found: dict[str, str] = {}
    for line, row in enumerate(rows[1:], start=2):
        if len(row) != len(rows[0]) or len(row[0]) != _CODE_LENGTH or not row[0].isdigit() or not row[1]:
            raise RulebookError(f"regions.csv, line {line}: {row} is not a code and a name")
        if row[0] in found:
            raise RulebookError(f"regions.csv, line {line}: {row[0]} stands twice")
        found[row[0]] = row[1]
    return found


def level_of(code: str) -> Literal["province", "city", "county"]:
    """The level a code speaks of.

    >>> level_of("520000"), level_of("520100"), level_of("520102"), level_of("429004")
    ('province', 'city', 'county', 'county')
    """
    if code.endswith("0000"):
        return "province"
    return "city" if code.endswith("00") else "county"


def parent_of(code: str) -> str | None:
    """The code of the division above, or None for a province.

    Counties without a city above them (municipalities, 429004, 469001, 659001) hang on the province.

    >>> parent_of("520102"), parent_of("520100"), parent_of("520000"), parent_of("110101"), parent_of("429004")
    ('520100', '520000', None, '110000', '420000')
    """
    if code.endswith("0000"):
        return None
    city = f"{code[:4]}00"
    return city if city != code and city in regions() else f"{code[:2]}0000"
