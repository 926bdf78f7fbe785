"""From the text of an expression to its tree: SQL as DuckDB writes it, and only what is on the list here."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from sqlglot import Dialect, exp
from sqlglot.errors import ParseError, SqlglotError

from jieneng.engine.expressions.tree import Call, Kind, Name, Number, Operation, Tree, depth

MOST_CHARACTERS = 2000
DEEPEST = 100  # a closure calls the one inside it: Python's own limit must stay far away
MOST_DECIMALS = 18
_DUCKDB = Dialect.get_or_raise("duckdb")
_QUOTED = re.compile(r'"[^"]*"')
# Comments, and what the parser knows from other dialects or takes for a name: "a --1" and "a // 2" surprise the reader.
_STRANGE = re.compile(r"--|/\*|//|\*\*|->|=>|!(?!=)|[^\w\s.,()<>=!+\-*/']")
_PLAIN_NUMBER = re.compile(r"\d+(\.\d*)?")


class BadExpression(ValueError):
    """An expression that cannot be read, or has a part that is not allowed; the message names the part."""


def read(text: str) -> Tree:
    """The tree of an expression; raises BadExpression.

    >>> tree = read("halls > 2")
    >>> tree.operation, *tree.arguments
    ('>', Name(key='halls', kind='number'), Number(amount=Decimal('2'), kind='number'))
    """
    try:
        tree = _tree(_parsed(text))
        if depth(tree) > DEEPEST:
            raise BadExpression(f"more than {DEEPEST} operations stand inside one another")
    except RecursionError:
        raise BadExpression(f"{text[:60]!r}: too many operations stand inside one another") from None
    except BadExpression as error:
        raise BadExpression(f"{text[:200]!r}: {error}") from None
    return tree


def _parsed(text: str) -> exp.Condition:
    if len(text) > MOST_CHARACTERS:
        raise BadExpression(f"{len(text)} characters, more than {MOST_CHARACTERS}")
    strange = _STRANGE.search(_QUOTED.sub("q", text))
    if strange:
        raise BadExpression(f"{strange[0]!r} is not allowed")
    try:
        statements = _DUCKDB.parse_into(exp.Condition, text)
    except ParseError as error:
        raise BadExpression(f"cannot be read: {_first_trouble(error)}") from None
    except (SqlglotError, ValueError, ArithmeticError) as error:  # the last two of malformed numbers
        raise BadExpression(f"cannot be read: {error}") from None
    if len(statements) != 1 or not isinstance(statements[0], exp.Condition):
        raise BadExpression("must be one expression")
    return statements[0]


def _first_trouble(error: ParseError) -> str:
    trouble = error.errors[0] if error.errors else {}
    return f"{trouble.get('description')} at {trouble.get('highlight')!r}, column {trouble.get('col')}"


def _tree(node: exp.Condition) -> Tree:
    reader = _READERS.get(type(node))
    if reader is None:
        raise BadExpression(f"{type(node).__name__} is not allowed: {_said(node)}")
    return reader(node)


def _of(node: exp.Condition, kind: Kind) -> Tree:
    tree = _tree(node)
    if tree.kind != kind:
        raise BadExpression(f"{_said(node)} is a {tree.kind} where a {kind} is needed")
    return tree


def _said(node: exp.Condition) -> str:
    return repr(node.sql(dialect="duckdb")[:80])


def _inside(node: exp.Condition) -> Tree:
    return _tree(node.this)


def _number(node: exp.Condition) -> Tree:
    if node.is_string or not _PLAIN_NUMBER.fullmatch(node.this):
        raise BadExpression(f"{_said(node)} is not a plain number")
    return Number(Decimal(node.this))


def _name(node: exp.Condition) -> Tree:
    """`viewers`, `watch_live.viewers` or "watch_live.viewers@2": the name as the values have it."""
    parts = [part for part in node.args.values() if part]
    if len(parts) > 2 or not all(_is_word(part) for part in parts):
        raise BadExpression(f"{_said(node)} is not a name, or one with more than one dot")
    return Name(".".join(part.name for part in (node.args.get("table"), node.this) if part))


def _is_word(part: exp.Condition) -> bool:
    return isinstance(part, exp.Identifier) and bool(part.name if part.quoted else part.name.isidentifier())


def _two(operation: Operation, takes: Kind, gives: Kind) -> Callable[[exp.Condition], Tree]:
    def reader(node: exp.Condition) -> Tree:
        return Call(operation, (_of(node.this, takes), _of(node.expression, takes)), gives)

    return reader


def _one(operation: Operation, kind: Kind) -> Callable[[exp.Condition], Tree]:
    return lambda node: Call(operation, (_of(node.this, kind),), kind)


def _chain(operation: Operation) -> Callable[[exp.Condition], Tree]:
    """a AND b AND c is one operation, so that a long list is not a deep one."""

    def links(node: exp.Condition, of: type[exp.Condition]) -> Iterator[exp.Condition]:
        rest = []
        while isinstance(node, of):
            rest.append(node.expression)
            node = node.this
        return iter([node, *reversed(rest)])

    return lambda node: Call(operation, tuple(_of(link, "condition") for link in links(node, type(node))), "condition")


def _is(node: exp.Condition) -> Tree:
    if not isinstance(node.expression, exp.Null):
        raise BadExpression(f"IS is followed by NULL or NOT NULL only: {_said(node)}")
    return Call("is null", (_of(node.this, "number"),), "condition")


def _between(node: exp.Condition) -> Tree:
    """x BETWEEN a AND b is x >= a AND x <= b, also where one of them is NULL."""
    if node.args.get("symmetric"):
        raise BadExpression(f"SYMMETRIC is not allowed: {_said(node)}")
    x, low, high = (_of(node.args[part], "number") for part in ("this", "low", "high"))
    return Call("and", (Call(">=", (x, low), "condition"), Call("<=", (x, high), "condition")), "condition")


def _any_many(operation: Operation) -> Callable[[exp.Condition], Tree]:
    return lambda node: Call(operation, tuple(_of(part, "number") for part in (node.this, *node.expressions)), "number")


def _round(node: exp.Condition) -> Tree:
    decimals = node.args.get("decimals") or exp.Literal.number(0)
    if node.args.get("truncate") is not None:
        raise BadExpression(f"ROUND takes two arguments: {_said(node)}")
    if not isinstance(decimals, exp.Literal) or not decimals.is_int or int(decimals.name) > MOST_DECIMALS:
        raise BadExpression(f"the decimals of ROUND are a whole number up to {MOST_DECIMALS}: {_said(node)}")
    return Call("round", (_of(node.this, "number"), Number(Decimal(decimals.name))), "number")


def _case(node: exp.Condition) -> Tree:
    if node.this is not None:
        raise BadExpression(f"only CASE WHEN is allowed, not CASE x WHEN: {_said(node)}")
    arguments: list[Tree] = []
    for branch in node.args["ifs"]:
        arguments += [_of(branch.this, "condition"), _of(branch.args["true"], "number")]
    if node.args.get("default") is not None:
        arguments.append(_of(node.args["default"], "number"))
    return Call("case", tuple(arguments), "number")


_READERS: dict[type[exp.Condition], Callable[[exp.Condition], Tree]] = {
    exp.Paren: _inside,
    exp.Literal: _number,
    exp.Column: _name,
    exp.EQ: _two("=", "number", "condition"),
    exp.NEQ: _two("<>", "number", "condition"),
    exp.LT: _two("<", "number", "condition"),
    exp.LTE: _two("<=", "number", "condition"),
    exp.GT: _two(">", "number", "condition"),
    exp.GTE: _two(">=", "number", "condition"),
    exp.And: _chain("and"),
    exp.Or: _chain("or"),
    exp.Not: _one("not", "condition"),
    exp.Is: _is,
    exp.Between: _between,
    exp.Add: _two("+", "number", "number"),
    exp.Sub: _two("-", "number", "number"),
    exp.Mul: _two("*", "number", "number"),
    exp.Div: _two("/", "number", "number"),
    exp.Neg: _one("negative", "number"),
    exp.Abs: _one("abs", "number"),
    exp.Least: _any_many("least"),
    exp.Greatest: _any_many("greatest"),
    exp.Coalesce: _any_many("coalesce"),
    exp.Round: _round,
    exp.Case: _case,
}
