"""How the papers of each kind become a pdf: each app that writes some says so, and whoever needs one asks here."""

from collections.abc import Callable

from jieneng.core.documents.models import Document

Render = Callable[[Document], bytes]
_renders: dict[str, Render] = {}


def register(kind: str, render: Render) -> None:
    """Say how papers of a kind become a pdf; called from an app's `ready`. The same kind replaces the former one."""
    _renders[kind] = render


def can_render(document: Document) -> bool:
    """Whether somebody knows how to make the pdf of this paper."""
    return document.kind in _renders


def pdf_of(document: Document) -> bytes:
    """The paper as a pdf; KeyError for a kind that nobody renders."""
    return _renders[document.kind](document)
