"""Which pages stand before the public: each app that has some says how one is found, and where those of papers are.

What several apps hang on (the list of open information, the remark about an error) asks here and knows no app.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from jieneng.core.orgs.models import Organization


@dataclass(frozen=True)
class PublicPage:
    """A page that anybody may read at this moment, and who answers for it."""

    title: str
    url: str
    organization: Organization


@dataclass(frozen=True)
class Picture:
    """A photograph that a public page shows."""

    url: str
    caption: str


def _nowhere(document_ids: Iterable[int]) -> dict[int, str]:
    return {}


@dataclass(frozen=True)
class Kind:
    """A sort of public page. `find`: by its public code, None unless it is public now. `addresses`: by document id.

    `desk`: where the paper with this document id is worked on; "" where this sort has no such page. `pictures`: the
    photographs of papers by document id, where this sort shows some. `in_columns`: whether such papers stand in the
    columns of campaigns.
    """

    label: str
    find: Callable[[str], PublicPage | None]
    addresses: Callable[[Iterable[int]], dict[int, str]] = _nowhere
    desk: Callable[[int], str] = lambda document_id: ""
    pictures: Callable[[Iterable[int]], dict[int, list[Picture]]] | None = None
    in_columns: bool = False

    @property
    def holds_papers(self) -> bool:
        """Whether the pages of this sort are those of papers."""
        return self.addresses is not _nowhere


_kinds: dict[str, Kind] = {}


def register(name: str, kind: Kind) -> None:
    """Add a sort of page; called from an app's `ready`. The same name replaces the former one."""
    _kinds[name] = kind


def kinds() -> dict[str, Kind]:
    """Every sort by its name."""
    return dict(_kinds)


def find(name: str, code: str) -> PublicPage | None:
    """The page of this sort with this code, if anybody may read it now."""
    kind = _kinds.get(name)
    return kind.find(code) if kind else None


def addresses(name: str, document_ids: Iterable[int]) -> dict[int, str]:
    """Where the papers of one kind are read, by their ids."""
    kind = _kinds.get(name)
    ids = list(document_ids)
    return kind.addresses(ids) if kind and ids else {}


def pictures(name: str, document_ids: Iterable[int]) -> dict[int, list[Picture]]:
    """The photographs of the papers of one kind, by their ids."""
    kind = _kinds.get(name)
    ids = list(document_ids)
    return kind.pictures(ids) if kind and kind.pictures and ids else {}


def desk(name: str, document_id: int) -> str:
    """Where a paper of one kind is worked on behind the sign-in; "" when nobody has said so."""
    kind = _kinds.get(name)
    return kind.desk(document_id) if kind else ""
