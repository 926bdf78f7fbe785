"""What an expression can be made of: numbers, names and a closed list of operations, apart from any parser."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

Kind = Literal["number", "condition"]
Operation = Literal[
    "=", "<>", "<", "<=", ">", ">=", "and", "or", "not", "is null",
    "+", "-", "*", "/", "negative", "abs", "round", "least", "greatest", "coalesce", "case",
]  # fmt: skip


@dataclass(frozen=True)
class Number:
    amount: Decimal
    kind: Kind = "number"


@dataclass(frozen=True)
class Name:
    key: str
    kind: Kind = "number"


@dataclass(frozen=True)
class Call:
    """One operation on its arguments. The arguments of "case" are condition, result, condition, result, ... else."""

    operation: Operation
    arguments: tuple["Tree", ...]
    kind: Kind


Tree: TypeAlias = Number | Name | Call


def names(tree: Tree) -> Iterator[str]:
    """The names that the tree speaks of, each as often as it does."""
    if isinstance(tree, Name):
        yield tree.key
    elif isinstance(tree, Call):
        for argument in tree.arguments:
            yield from names(argument)


def depth(tree: Tree) -> int:
    """How many operations stand inside one another."""
    return 1 + max(map(depth, tree.arguments), default=0) if isinstance(tree, Call) else 1
