"""What is counted beside the answers of a collection without being asked: named from above, added to its figures.

The platform counts quiz papers, sign-ins, kilograms. They belong to activities, which stand above collections; so those
who know them register here, as witnesses of totals do.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import reduce

from jieneng.core.collections.models import Collection
from jieneng.core.facts.amounts import Amounts

Provider = Callable[[Collection, Iterable[str]], Mapping[str, Amounts]]
ByCategory = Callable[[Collection, str], Mapping[str, Amounts]]
DecimalsOf = Callable[[str], int | None]
_providers: list[tuple[Provider, ByCategory, DecimalsOf]] = []


def register(provider: Provider, by_category: ByCategory, decimals_of: DecimalsOf) -> None:
    """Name a source: amounts by node, sums by the keys of the form; the same of one node by the categories of its
    organisations; by how many decimals a key is scaled."""
    if (provider, by_category, decimals_of) not in _providers:
        _providers.append((provider, by_category, decimals_of))


def beside(collection: Collection, nodes: Iterable[str]) -> dict[str, Amounts]:
    """What is counted beside the answers at each node and below it."""
    asked = list(nodes)
    found = {node: Amounts() for node in asked}
    for provider, _, _ in _providers:
        for node, amounts in provider(collection, asked).items():
            found[node].add(amounts)
    return found


def beside_by_category(collection: Collection, node: str) -> dict[str, Amounts]:
    """What is counted beside the answers at a node and below it, by the categories of the organisations."""
    found: dict[str, Amounts] = {}
    for _, by_category, _ in _providers:
        for category, amounts in by_category(collection, node).items():
            found.setdefault(category, Amounts()).add(amounts)
    return found


def keys_beside(collection: Collection) -> frozenset[str]:
    """The keys of which something is counted beside the answers: what is typed there is a part of the whole."""
    sums = beside(collection, [collection.org_path])[collection.org_path].sums
    return frozenset(key for key, sum_ in sums.items() if sum_[0])


def decimals_beside(key: str) -> int:
    """By how many decimals a key that no form has is scaled; 0 for one that nobody knows."""
    return reduce(lambda known, of: known or of(key) or 0, (of for _, _, of in _providers), 0)
