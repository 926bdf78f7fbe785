"""Search organisations by any two characters of their name, within what someone may see.

A name is kept as tokens: its character bigrams, the paths above it, its region prefixes and its category. A search
is then one intersection in an inverted index (FTS5 on SQLite, GIN over an array on PostgreSQL). The names are walked
for no hit that is rare and for no miss; only on PostgreSQL, for a word that stands in a great many of them.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import connection, models

from jieneng.core import paths
from jieneng.engine.names import bigrams

_TABLE = "orgs_organization"
_INDEX = "orgs_name"  # the FTS5 table beside the organisations
_HITS = f"{_TABLE} WHERE string_to_array(name_tokens, ' ') @> %s AND id > %s"  # on PostgreSQL
_HOW_MANY = f"SELECT count(*) FROM (SELECT 1 FROM {_HITS} LIMIT %s) AS hits"  # noqa: S608 - names of ours, as below
_WALKED = f"SELECT id FROM {_HITS} ORDER BY id LIMIT %s"  # noqa: S608
# OFFSET 0 keeps the finding apart from the sorting: without it the planner would walk here too.
_SORTED = f"SELECT id FROM (SELECT id FROM {_HITS} OFFSET 0) AS hits ORDER BY id LIMIT %s"  # noqa: S608
_RARE = 10_000  # names: as many as are read and sorted within some milliseconds


class NameTokensField(models.TextField):
    """Blank-separated search tokens; the index over them is made by a migration."""

    if TYPE_CHECKING:  # on an instance it is text

        def __get__(self, instance: Any, owner: Any) -> Any: ...
        def __set__(self, instance: Any, value: Any) -> None: ...


def tokens_of(name: str, *, path: str, region: str, category: str) -> str:
    """The tokens of one organisation: what its name holds and where it stands."""
    return " ".join([*bigrams(name), *place_tokens(path=path, region=region, category=category)])


def place_tokens(*, path: str, region: str = "", category: str = "") -> list[str]:
    """Where an organisation stands, as tokens: p for each node above it and itself, r for region prefixes, c."""
    places = [f"p{above.lower()}" for above in paths.ancestors(path)]
    places += [f"r{region[:size]}" for size in (2, 4, 6) if region]
    return [*places, f"c{category}"] if category else places


def search(text: str, places: Iterable[frozenset[str]], *, after: int = 0, most: int = 51) -> list[int]:
    """The ids of organisations whose name holds `text`, in any of the places, by rising id.

    `places` are sets of tokens, each a conjunction: what one grant lets someone see. Text of fewer than two
    characters finds nothing.
    """
    grams = bigrams(text)
    if not grams:
        return []
    found: set[int] = set()
    for place in places:
        found.update(_search(sorted({*grams, *place}), after, most))
    return sorted(found)[:most]


def _search(tokens: list[str], after: int, most: int) -> list[int]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _postgres(cursor, tokens, after, most)
        else:
            _sqlite(cursor, tokens, after, most)
        return [row[0] for row in cursor.fetchall()]


def _postgres(cursor: Any, tokens: list[str], after: int, most: int) -> None:
    """The planner takes the hits for evenly spread. Those of a rare word stand together, in one city; walking the ids
    to them would be a walk through the nation. So the index is asked first, and the ids are walked only for a word
    that stands in so many names that the next hits are always near.
    """
    cursor.execute(_HOW_MANY, [tokens, after, _RARE + 1])
    is_rare = cursor.fetchone()[0] <= _RARE
    cursor.execute(_SORTED if is_rare else _WALKED, [tokens, after, most])


def _sqlite(cursor: Any, tokens: list[str], after: int, most: int) -> None:
    match = " AND ".join(f'"{token}"' for token in tokens)
    cursor.execute(
        f"SELECT rowid FROM {_INDEX} WHERE {_INDEX} MATCH %s AND rowid > %s ORDER BY rowid LIMIT %s",  # noqa: S608
        [match, after, most],
    )
