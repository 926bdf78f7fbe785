"""What should be looked at again in an answer: rules between figures, unusual numbers, a 0 too many or too few."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from django.utils.translation import gettext, gettext_noop

from jieneng.core.forms.definition import Field, Form
from jieneng.core.forms.values import Values, number_of
from jieneng.engine.expressions import BadExpression, Expression, compile
from jieneng.ui.wording import thousands

TIMES = 10  # one 0 more or less
LEAST_COMPARED = 10  # below ten last year, ten times as much is no surprise

_SAY = {
    "above-usual": gettext_noop(
        "“{label}”填报 {number}，同类单位通常在 {limit}以内，请核对单位和位数，留意是否多填了 0；"
        "确属实际的，请在说明中写明。"
    ),
    "ten-times-last-year": gettext_noop(
        "“{label}”填报 {number}，去年是 {last}，今年达到去年的 10 倍以上，请核对是否多填了 0；"
        "确属实际的，请在说明中写明。"
    ),
    "tenth-of-last-year": gettext_noop(
        "“{label}”填报 {number}，去年是 {last}，今年在去年的十分之一以下，请核对是否少填了 0；"
        "确属实际的，请在说明中写明。"
    ),
    "none-since-last-year": gettext_noop(
        "“{label}”填报 {number}，去年是 {last}，请核对是否漏填；今年确实没有的，请在说明中写明。"
    ),
}

Numbers = Mapping[str, Decimal | None]


@dataclass(frozen=True)
class Flag:
    """Something to look at again: at which fields, and the sentence to show beside them. An error stops the submit."""

    fields: tuple[str, ...]
    kind: Literal["error", "warning"]
    code: str
    say: str


def flags(
    form: Form, values: Values, *, last_year: Mapping[str, Decimal] | None = None, in_part: Collection[str] = ()
) -> list[Flag]:
    """Everything that is doubtful in cleaned values: broken rules, then numbers above the usual, then last year's.

    `last_year` holds the numbers that the same organisation gave under the same keys. A figure that is empty or not
    counted is NULL: a rule about it does not fire. Figures `in_part` are not the whole, as the platform counts the rest
    of them: they are not held against last year, nor against figures that are. Raises BadExpression for a rule that
    cannot be read.
    """
    numbers = {asked.key: number_of(asked, values.get(asked.key)) for asked in form.numbers}
    rules = (rule for rule in form.rules if not _is_part_against_whole(rule.fields, in_part))
    broken = (Flag(rule.fields, rule.kind, rule.code, rule.say) for rule in rules if holds(rule.when, numbers))
    whole = {key: number for key, number in (last_year or {}).items() if key not in in_part}
    return [*broken, *_above_usual(form, numbers), *_unlike_last_year(form, numbers, whole)]


def _is_part_against_whole(fields: Collection[str], in_part: Collection[str]) -> bool:
    return 0 < sum(key in in_part for key in fields) < len(fields)


def holds(when: str, numbers: Numbers) -> bool:
    """Whether the condition is known to be true of these numbers."""
    return _condition(when).value(numbers) is True


@lru_cache(maxsize=4096)
def _condition(when: str) -> Expression:
    expression = compile(when)
    if expression.kind != "condition":
        raise BadExpression(f"{when!r} is a number; a rule needs a condition")
    return expression


def _above_usual(form: Form, numbers: Numbers) -> Iterator[Flag]:
    for asked in form.numbers:
        number = numbers[asked.key]
        if number is not None and asked.soft_max is not None and number > asked.soft_max:
            yield _warning(asked, "above-usual", number=number, limit=asked.soft_max)


def _unlike_last_year(form: Form, numbers: Numbers, last_year: Mapping[str, Decimal]) -> Iterator[Flag]:
    for asked in form.numbers:
        number, last = numbers[asked.key], last_year.get(asked.key)
        if number is None or last is None or last < LEAST_COMPARED:
            continue
        if number == 0:
            yield _warning(asked, "none-since-last-year", number=number, last=last)
        elif number * TIMES <= last:
            yield _warning(asked, "tenth-of-last-year", number=number, last=last)
        elif number >= last * TIMES:
            yield _warning(asked, "ten-times-last-year", number=number, last=last)


def _warning(asked: Field, code: str, **numbers: Decimal) -> Flag:
    quantities = {name: f"{thousands(number)} {asked.unit}".rstrip() for name, number in numbers.items()}
    return Flag((asked.key,), "warning", code, gettext(_SAY[code]).format(label=asked.label, **quantities))
