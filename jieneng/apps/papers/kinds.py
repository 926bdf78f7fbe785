"""Which kinds of papers are written here: those whose template is for free use; each has a pdf and a public page."""

from jieneng.apps.papers.paper import pdf_of
from jieneng.apps.papers.queries import addresses, desk, page_of_code
from jieneng.core.documents import papers, public_pages
from jieneng.core.documents.models import Document
from jieneng.rulebook import RulebookError
from jieneng.rulebook.documents import Template, kinds, template
from jieneng.ui.refusals import Refused


def offered() -> dict[str, Template]:
    """The templates by kind. One that cannot be read is not offered, and nothing else stands in for it."""
    found = ((kind, _readable(kind)) for kind in _names())
    return {kind: made for kind, made in found if made and made.is_free}


def label_of(kind: str) -> str:
    """The name of a kind; its code where the template is gone."""
    made = _readable(kind)
    return made.label if made else kind


def template_of(document: Document) -> Template:
    """The template by which a draft is filled in; refused where it is gone or wrong."""
    made = _readable(document.kind)
    if made is None:
        raise Refused("template-broken")
    return made


def register_kinds() -> None:
    """Tell the shared places of each kind: how it becomes a pdf, where its public page is."""
    for kind, made in offered().items():
        papers.register(kind, pdf_of)
        public_pages.register(kind, public_pages.Kind(made.label, page_of_code, addresses, desk))


def _names() -> tuple[str, ...]:
    try:
        return kinds()
    except RulebookError:  # no such folder, which `jieneng check` says
        return ()


def _readable(kind: str) -> Template | None:
    try:
        return template(kind)
    except RulebookError:
        return None
