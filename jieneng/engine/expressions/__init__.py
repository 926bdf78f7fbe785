"""One small language for checks and indicators: SQL expressions, worked out on exact decimals.

Allowed are = <> < <= > >=, AND OR NOT, + - * /, IS [NOT] NULL, BETWEEN, COALESCE, ABS, LEAST, GREATEST, ROUND(x, n),
CASE WHEN, numbers, and names with one dot at most; a name with other characters stands in double quotes
("watch_live.viewers@2"). What they mean where SQL systems differ is said in `closures`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from jieneng.engine.expressions.closures import EXACT, Closure, Value, Values, closure_of
from jieneng.engine.expressions.reading import BadExpression, read
from jieneng.engine.expressions.tree import Kind, Tree, names

__all__ = ["BadExpression", "Expression", "Kind", "compile"]


@dataclass(frozen=True)
class Expression:
    """A text, the names it speaks of, and the function that works it out of their values.

    `value` takes finite Decimals by name (one that is missing is NULL) and returns a Decimal when the `kind` is
    "number", True or False when it is "condition", and None for NULL.
    """

    text: str
    names: frozenset[str]
    value: Callable[[Mapping[str, Decimal | None]], Decimal | bool | None]
    kind: Kind


@lru_cache(maxsize=4096)
def compile(text: str) -> Expression:
    """The expression that the text says, read once for each text. Raises BadExpression.

    >>> rule = compile("watch_live.viewers > 200 AND watch_live.halls = 0")
    >>> rule.value({"watch_live.viewers": Decimal(300), "watch_live.halls": Decimal(0)})
    True
    >>> compile("ROUND(heat_gj / area_m2, 2)").value({"heat_gj": Decimal(7), "area_m2": Decimal(3)})
    Decimal('2.33')
    """
    tree = read(text)
    return Expression(text, frozenset(names(tree)), _outermost(tree), tree.kind)


def _outermost(tree: Tree) -> Closure:
    closure = closure_of(tree)
    return closure if tree.kind == "condition" else _without_minus_zero(closure)


def _without_minus_zero(closure: Closure) -> Closure:
    """0 * -5 is Decimal("-0"), which nobody wants to read."""

    def value(values: Values) -> Value:
        found = closure(values)
        return None if found is None else EXACT.plus(found)

    return value
