"""From a tree to a function of the values: exact decimals, and NULL (None) as SQL has it, defined here.

- NULL goes through every operation; AND is false as soon as one side is, OR true; CASE takes a branch only when its
  condition is true; LEAST and GREATEST are NULL when one argument is (DuckDB would pass over it).
- x / 0 is NULL. A quotient keeps 28 significant digits, half to even. ROUND is half up, away from zero.
- Sums, differences and products are exact.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from typing import Any, TypeAlias

from jieneng.engine.expressions.tree import Name, Number, Operation, Tree

Value: TypeAlias = Decimal | bool | None
Values: TypeAlias = Mapping[str, Decimal | None]
Closure: TypeAlias = Callable[[Values], Any]  # a Value; which one the reading has made sure of
QUOTIENT = Context(prec=28, rounding=ROUND_HALF_EVEN)
EXACT = Context(prec=10_000, rounding=ROUND_HALF_EVEN)  # more than any product of 2,000 characters needs


def closure_of(tree: Tree) -> Closure:
    """The function that works the tree out. A name without a value is NULL."""
    if isinstance(tree, Number):
        amount = tree.amount
        return lambda values: amount
    if isinstance(tree, Name):
        key = tree.key
        return lambda values: values.get(key)
    if tree.operation in _WHOLE:
        return _WHOLE[tree.operation]([closure_of(argument) for argument in tree.arguments])
    return _strict(_STRICT[tree.operation], [closure_of(argument) for argument in tree.arguments])


def _strict(work: Callable[..., Value], arguments: Sequence[Closure]) -> Closure:
    """The operation on its arguments, NULL when one of them is."""
    if len(arguments) == 1:
        return _strict_one(work, arguments[0])
    if len(arguments) == 2:
        return _strict_two(work, *arguments)

    def closure(values: Values) -> Value:
        found = [argument(values) for argument in arguments]
        return None if None in found else work(*found)

    return closure


def _strict_one(work: Callable[..., Value], argument: Closure) -> Closure:
    def closure(values: Values) -> Value:
        found = argument(values)
        return None if found is None else work(found)

    return closure


def _strict_two(work: Callable[..., Value], left: Closure, right: Closure) -> Closure:
    def closure(values: Values) -> Value:
        a = left(values)
        if a is None:
            return None
        b = right(values)
        return None if b is None else work(a, b)

    return closure


def _and(conditions: Sequence[Closure]) -> Closure:
    def closure(values: Values) -> bool | None:
        known = True
        for condition in conditions:
            found = condition(values)
            if found is False:
                return False
            known = known and found is not None
        return True if known else None

    return closure


def _or(conditions: Sequence[Closure]) -> Closure:
    def closure(values: Values) -> bool | None:
        known = True
        for condition in conditions:
            found = condition(values)
            if found:
                return True
            known = known and found is not None
        return False if known else None

    return closure


def _is_null(arguments: Sequence[Closure]) -> Closure:
    (argument,) = arguments
    return lambda values: argument(values) is None


def _coalesce(arguments: Sequence[Closure]) -> Closure:
    def closure(values: Values) -> Decimal | None:
        for argument in arguments:
            found: Decimal | None = argument(values)
            if found is not None:
                return found
        return None

    return closure


def _case(arguments: Sequence[Closure]) -> Closure:
    branches = list(zip(arguments[::2], arguments[1::2], strict=False))
    otherwise = arguments[-1] if len(arguments) % 2 else None

    def closure(values: Values) -> Value:
        for condition, result in branches:
            if condition(values):
                return result(values)  # type: ignore[no-any-return]
        return None if otherwise is None else otherwise(values)

    return closure


def quotient(dividend: Decimal, divisor: Decimal) -> Decimal | None:
    """The quotient with 28 significant digits, half to even; NULL when the divisor is zero.

    >>> quotient(Decimal(2), Decimal(3)), quotient(Decimal(2), Decimal(0))
    (Decimal('0.6666666666666666666666666667'), None)
    """
    return QUOTIENT.divide(dividend, divisor) if divisor else None


def rounded(amount: Decimal, decimals: Decimal) -> Decimal:
    """Rounded to so many decimals, half up, away from zero.

    >>> rounded(Decimal("2.345"), Decimal(2)), rounded(Decimal("-0.5"), Decimal(0))
    (Decimal('2.35'), Decimal('-1'))
    """
    return amount.quantize(Decimal((0, (1,), -int(decimals))), rounding=ROUND_HALF_UP, context=EXACT)


_WHOLE: dict[Operation, Callable[[Sequence[Closure]], Closure]] = {
    "and": _and,
    "or": _or,
    "is null": _is_null,
    "coalesce": _coalesce,
    "case": _case,
}
_STRICT: dict[Operation, Callable[..., Value]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "not": operator.not_,
    "+": EXACT.add,
    "-": EXACT.subtract,
    "*": EXACT.multiply,
    "/": quotient,
    "negative": EXACT.minus,
    "abs": EXACT.abs,
    "round": rounded,
    "least": lambda *amounts: min(amounts),
    "greatest": lambda *amounts: max(amounts),
}
