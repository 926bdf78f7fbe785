"""What of a stored answer counts: the sums that go into the facts, by the keys of the form."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from jieneng.core.forms.definition import Field
from jieneng.core.forms.values import Values
from jieneng.engine.quantities import scale

Sums = dict[str, list[int]]  # key -> [scaled sum, n given, n approximate, n not counted]


def sums_of(fields: Iterable[Field], values: Values) -> Sums:
    """The sums of one answer to these fields. What was left empty counts nothing; "not counted" is counted as such."""
    sums: Sums = {}
    for asked in fields:
        value = values.get(asked.key)
        if asked.count_by and value is not None:
            sums |= _counted_rows(asked, value)
        elif asked.item and asked.is_number and value is not None:
            sums[asked.key] = _one(asked, value)
    return sums


def _one(asked: Field, value: object) -> list[int]:
    if not isinstance(value, dict):
        return [scale(Decimal(str(value)), asked.decimals), 1, 0, 0]
    if value["how"] == "none":
        return [0, 0, 0, 1]
    return [value["n"], 1, int(value["how"] == "approx"), 0]


def _counted_rows(asked: Field, rows: list[dict[str, str]]) -> Sums:
    """Rows counted by a choice: media reports by the level of the medium."""
    assert asked.count_by is not None  # the caller asks only then
    column, items = asked.count_by["field"], asked.count_by["items"]
    found = Counter(row.get(column) for row in rows)
    return {item: [found[code], 1, 0, 0] for code, item in items.items() if found[code]}
