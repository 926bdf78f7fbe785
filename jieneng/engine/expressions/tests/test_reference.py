"""Random expressions come to what a plain reckoning in fractions says (no division: that one is defined by digits)."""

from decimal import Decimal
from fractions import Fraction
from math import floor

from hypothesis import given, settings
from hypothesis import strategies as st

from jieneng.engine.expressions import compile

NAMES = ("a.x", "b.y", "c@2")
AMOUNTS = st.decimals(-1000, 1000, places=2)
ON_TWO = ["+", "-", "*", "LEAST", "GREATEST", "COALESCE"]
ON_ONE = ["ABS", "negative"]
COMPARISONS = ["=", "<>", "<", "<=", ">", ">="]


@st.composite
def numbers(draw, depth=3):
    """A number expression as (operation, part, ...), at most so many operations inside one another."""
    kind = draw(st.sampled_from(["number", "name", *(ON_TWO + ON_ONE + ["ROUND", "CASE"] if depth else [])]))
    if kind == "number":
        return kind, draw(AMOUNTS)
    if kind == "name":
        return kind, draw(st.sampled_from(NAMES))
    if kind == "ROUND":
        return kind, draw(numbers(depth - 1)), draw(st.integers(0, 3))
    if kind == "CASE":
        return kind, draw(conditions(depth - 1)), draw(numbers(depth - 1)), draw(numbers(depth - 1))
    return kind, *(draw(numbers(depth - 1)) for _ in range(2 if kind in ON_TWO else 1))


@st.composite
def conditions(draw, depth=3):
    kind = draw(st.sampled_from([*COMPARISONS, "IS NULL", "BETWEEN", *(["AND", "OR", "NOT"] if depth else [])]))
    below, n_parts = (conditions, 1 if kind == "NOT" else 2) if kind in ("AND", "OR", "NOT") else (numbers, 2)
    n_parts = {"IS NULL": 1, "BETWEEN": 3}.get(kind, n_parts)
    return kind, *(draw(below(max(0, depth - 1))) for _ in range(n_parts))


def written(node):
    kind, *parts = node
    if kind == "number":
        return f"({parts[0]})"
    if kind == "name":
        return f'"{parts[0]}"' if "@" in parts[0] else parts[0]
    if kind == "ROUND":
        return f"ROUND({written(parts[0])}, {parts[1]})"
    said = [written(part) for part in parts]
    if kind in ("LEAST", "GREATEST", "COALESCE", "ABS"):
        return f"{kind}({', '.join(said)})"
    if kind == "CASE":
        return f"CASE WHEN {said[0]} THEN {said[1]} ELSE {said[2]} END"
    if kind == "BETWEEN":
        return f"({said[0]} BETWEEN {said[1]} AND {said[2]})"
    if kind == "IS NULL":
        return f"({said[0]} IS NULL)"
    return f"({'-' if kind == 'negative' else 'NOT'} {said[0]})" if len(said) == 1 else f"({said[0]} {kind} {said[1]})"


PLAIN = {
    "+": lambda x, y: x + y,
    "-": lambda x, y: x - y,
    "*": lambda x, y: x * y,
    "LEAST": min,
    "GREATEST": max,
    "ABS": abs,
    "negative": lambda x: -x,
    "NOT": lambda x: not x,
    "=": lambda x, y: x == y,
    "<>": lambda x, y: x != y,
    "<": lambda x, y: x < y,
    "<=": lambda x, y: x <= y,
    ">": lambda x, y: x > y,
    ">=": lambda x, y: x >= y,
}


def reckoned(node, values):
    kind, *parts = node
    if kind == "number":
        return Fraction(parts[0])
    if kind == "name":
        return values[parts[0]]
    if kind == "ROUND":
        x = reckoned(parts[0], values)
        return (
            None
            if x is None
            else (1 if x > 0 else -1) * Fraction(floor(abs(x) * 10 ** parts[1] + Fraction(1, 2)), 10 ** parts[1])
        )
    found = [reckoned(part, values) for part in parts]
    if kind == "IS NULL":
        return found[0] is None
    if kind == "COALESCE":
        return found[1] if found[0] is None else found[0]
    if kind == "CASE":
        return found[1] if found[0] is True else found[2]
    if kind == "BETWEEN":
        return both(at_most(found[1], found[0]), at_most(found[0], found[2]))
    if kind == "AND":
        return both(*found)
    if kind == "OR":
        neither = both(*(None if one is None else not one for one in found))
        return None if neither is None else not neither
    return None if None in found else PLAIN[kind](*found)


def half_up(x, units):
    if x is None:
        return None
    size = Fraction(floor(abs(x) * units + Fraction(1, 2)), units)
    return size if x > 0 else -size


def at_most(x, y):
    return None if x is None or y is None else x <= y


def both(x, y):
    if x is False or y is False:
        return False
    return None if x is None or y is None else True


@settings(max_examples=100, deadline=None)
@given(numbers() | conditions(), st.fixed_dictionaries({name: st.none() | AMOUNTS for name in NAMES}))
def test_an_expression_comes_to_what_a_plain_reckoning_says(node, values):
    found = compile(written(node)).value(values)
    plain = reckoned(node, {name: None if value is None else Fraction(value) for name, value in values.items()})
    assert (Fraction(found) if isinstance(found, Decimal) else found) == plain
    assert isinstance(found, bool) == isinstance(plain, bool)
