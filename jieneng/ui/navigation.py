"""What stands in the top bar: each app registers its entry when it is ready."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from django.http import HttpRequest
from django.urls import reverse

Place = Literal["bar", "side", "identity", "public"]


def always(request: HttpRequest) -> bool:
    """Shown to everybody who is signed in."""
    return True


@dataclass(frozen=True)
class NavItem:
    """An entry of the top bar.

    `match`: beginnings of view names ("notices:") or paths ("/notices/") on which the entry is the current one;
    without any, the namespace of `url_name`. `place`: the main "bar", the "side" at its right (search, sign out), or
    "identity", where a click on organisation and role leads, or the bar of the "public" pages. `post`: a button in a
    form instead of a link. `group`: those of one group stand behind one word of the bar, so that it stays short.
    """

    label: str
    url_name: str
    order: int
    match: tuple[str, ...] = ()
    shown_to: Callable[[HttpRequest], bool] = always
    count: Callable[[HttpRequest], int] | None = None
    place: Place = "bar"
    post: bool = False
    group: str = ""


@dataclass(frozen=True)
class NavEntry:
    """A `NavItem` as one request sees it."""

    label: str
    href: str
    current: bool
    count: int
    post: bool
    group: str = ""


@dataclass(frozen=True)
class NavGroup:
    """Several entries behind one word; current where one of them is."""

    label: str
    entries: tuple[NavEntry, ...]
    current: bool


_items: dict[tuple[Place, str], NavItem] = {}


def register(item: NavItem) -> None:
    """Put an entry into the top bar; the same URL registered again at the same place replaces the first."""
    _items[item.place, item.url_name] = item


def entries(request: HttpRequest, place: Place = "bar") -> list[NavEntry]:
    """The entries this request may see, in their order."""
    found = sorted((item for item in _items.values() if item.place == place), key=lambda item: item.order)
    return [_entry(item, request) for item in found if item.shown_to(request)]


def grouped(flat: list[NavEntry]) -> list[NavEntry | NavGroup]:
    """The same entries, those of a group together at the place of its first; one alone stands by itself."""
    together: dict[str, list[NavEntry]] = {}
    for entry in flat:
        together.setdefault(entry.group or entry.href, []).append(entry)
    return [some[0] if len(some) == 1 else _group(some) for some in together.values()]


def _group(some: list[NavEntry]) -> NavGroup:
    return NavGroup(some[0].group, tuple(some), any(entry.current for entry in some))


def _entry(item: NavItem, request: HttpRequest) -> NavEntry:
    count = item.count(request) if item.count else 0
    return NavEntry(item.label, reverse(item.url_name), _is_current(item, request), count, item.post, item.group)


def _is_current(item: NavItem, request: HttpRequest) -> bool:
    view = request.resolver_match.view_name if request.resolver_match else ""
    namespace, colon, _ = item.url_name.rpartition(":")
    beginnings = item.match or ((namespace + colon) if colon else item.url_name,)
    return any(request.path.startswith(start) if start[0] == "/" else view.startswith(start) for start in beginnings)
