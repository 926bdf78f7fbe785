"""Which kinds of papers are written here: those whose template is for free use; each has a pdf and a public page."""

from collections.abc import Iterable

from jieneng.apps.papers.paper import pdf_of
from jieneng.apps.papers.queries import addresses, desk, page_of_code
from jieneng.core.documents import papers, public_pages
from jieneng.core.documents.layouts import nearest
from jieneng.core.documents.models import Document
from jieneng.core.orgs.models import Organization
from jieneng.rulebook import RulebookError
from jieneng.rulebook.documents import Template, kinds, subfolders, template
from jieneng.ui.refusals import Refused

OTHER = "其他公文"  # what a paper is called whose template is gone


def offered(organization: Organization) -> dict[str, Template]:
    """The templates of a bureau by kind. One that cannot be read is not offered, and nothing else stands in for it."""
    place = _nearest(organization)
    found = ((kind, _readable(kind, place)) for kind in _names(place))
    return {kind: made for kind, made in found if made and made.is_free}


def label_of(kind: str, organization: Organization) -> str:
    """The name of a kind at a bureau; 其他公文 where the template is gone."""
    return labels(organization, (kind,))[kind]


def labels(organization: Organization, wanted: Iterable[str]) -> dict[str, str]:
    """The names of kinds at a bureau."""
    place = _nearest(organization)
    readable = {kind: _readable(kind, place) for kind in wanted}
    return {kind: made.label if made else OTHER for kind, made in readable.items()}


def template_of(document: Document) -> Template:
    """The template by which a draft is filled in; refused where it is gone or wrong."""
    made = _readable(document.kind, _nearest(document.organization))
    if made is None:
        raise Refused("template-broken")
    return made


def register_kinds() -> None:
    """Tell the shared places of each kind: how it becomes a pdf, where its public page is."""
    for kind, label in _everywhere().items():
        papers.register(kind, pdf_of)
        public_pages.register(kind, public_pages.Kind(label, page_of_code, addresses, desk))


def _everywhere() -> dict[str, str]:
    """The kinds for free use of all bureaus, called as the platform calls them, else as the first that has one."""
    places = [(), *((name,) for name in sorted(_bureaus()))]
    made = [one for place in places for kind in _names(place) if (one := _readable(kind, place)) and one.is_free]
    return {one.kind: one.label for one in reversed(made)}


def _nearest(organization: Organization) -> tuple[str, ...]:
    try:
        return nearest(organization)
    except RulebookError:  # no such folder, which `jieneng check` says
        return ()


def _bureaus() -> frozenset[str]:
    try:
        return subfolders()
    except RulebookError:
        return frozenset()


def _names(place: tuple[str, ...]) -> tuple[str, ...]:
    try:
        return kinds(place)
    except RulebookError:
        return ()


def _readable(kind: str, place: tuple[str, ...]) -> Template | None:
    try:
        return template(kind, place)
    except RulebookError:
        return None
