"""A paper from a template and what is filled in: the same blocks for docx, pdf and the web page."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from jieneng.engine.documents.blocks import (
    Addressee,
    Attachments,
    Attendance,
    Block,
    DocNo,
    Document,
    HeadKind,
    Imprint,
    Masthead,
    Note,
    Signature,
    Title,
)
from jieneng.rulebook.documents import CIRCULATION, Template

PLACE = re.compile(r"\{(\w+)\}")
KINDS_OF_HEAD: dict[str, HeadKind] = {
    "document": "document",
    "letter": "letter",
    "minutes": "minutes",
    "brief": "brief",
}


class Unfilled(ValueError):
    """What a paper of this kind cannot do without is not given; `labels` name it as officials do."""

    def __init__(self, template: Template, labels: Iterable[str]) -> None:
        self.labels = tuple(labels)
        super().__init__(f"{template.label}: {'、'.join(self.labels)} not filled in")


@dataclass(frozen=True)
class Filled:
    """What is filled in by field, one text or several; the body; the attached parts, each begun by an Appendix."""

    values: Mapping[str, str | tuple[str, ...]]
    body: tuple[Block, ...] = ()
    appendices: tuple[Block, ...] = ()


Part = Mapping[str, str]


def assemble(template: Template, filled: Filled, *, code: str = "") -> Document:
    """The paper: each part of the template in its order; a part with nothing to say is left out.

    Raises Unfilled for a needed field without a value, KeyError for a value that the template has no field for.
    """
    strange = sorted(set(filled.values) - set(template.fields))
    if strange:
        raise KeyError(f"{template.label} has no field {', '.join(strange)}")
    missing = [field.label for field in template.fields.values() if field.needed and not filled.values.get(field.code)]
    if missing:
        raise Unfilled(template, missing)
    blocks: list[Block] = []
    for name, part in template.parts.items():
        blocks += WRITERS[name](template, filled, part)
    return Document(tuple(blocks), code)


def _one(filled: Filled, part: Part, key: str) -> str:
    """A text of a part with its fields filled in; empty when one of its fields is."""
    pattern = part.get(key, "")
    values = {name: filled.values.get(name, "") for name in PLACE.findall(pattern)}
    if not all(values.values()):
        return ""
    return PLACE.sub(lambda place: str(values[place[1]]), pattern)


def _several(filled: Filled, part: Part, key: str) -> tuple[str, ...]:
    """The values of a part that holds several."""
    place = PLACE.fullmatch(part.get(key, ""))
    value = filled.values.get(place[1], ()) if place else ()
    return (value,) if isinstance(value, str) and value else tuple(value)


def _mark(template: Template, filled: Filled, part: Part) -> list[Block]:
    joint = _several(filled, part, "joint")
    name = _one(filled, part, "alone" if joint and part.get("alone") else "name")
    head = KINDS_OF_HEAD.get(template.head)
    if head is None or not name:
        return []
    issue, issuer, day = (_one(filled, part, key) for key in ("issue", "issuer", "date"))
    return [Masthead(name, head, issue, issuer, day, joint)]


def _number(template: Template, filled: Filled, part: Part) -> list[Block]:
    signers = _several(filled, part, "signers") if template.signers else ()
    text = _one(filled, part, "text")
    return [DocNo(text, signers)] if text or signers else []


def _attendance(template: Template, filled: Filled, part: Part) -> list[Block]:
    people = ((label, _one(filled, part, label)) for label in part)
    return [Attendance(label, names) for label, names in people if names]


def _signature(template: Template, filled: Filled, part: Part) -> list[Block]:
    issuer = _one(filled, part, "issuer")
    if template.ending == "none" or not issuer:
        return []
    sealed = template.ending == "sealed"
    return [Signature(issuer, _one(filled, part, "date"), sealed, _several(filled, part, "joint"))]


def _imprint(template: Template, filled: Filled, part: Part) -> list[Block]:
    copies, day = _several(filled, part, "copies_to"), _one(filled, part, "date")
    lines = tuple((label, _one(filled, part, label)) for label in part if label in CIRCULATION)
    issuer = _one(filled, part, "issuer") if copies or day else ""
    return [Imprint(copies, issuer, day, lines)] if copies or day or lines else []


def _text(block: Callable[[str], Block]) -> "Writer":
    def write(template: Template, filled: Filled, part: Part) -> list[Block]:
        said = _one(filled, part, "text")
        return [block(said)] if said else []

    return write


def _attachments(template: Template, filled: Filled, part: Part) -> list[Block]:
    names = _several(filled, part, "names")
    return [Attachments(names)] if names else []


Writer = Callable[[Template, Filled, Part], list[Block]]
WRITERS: dict[str, Writer] = {
    "mark": _mark,
    "number": _number,
    "title": _text(Title),
    "addressee": _text(Addressee),
    "body": lambda template, filled, part: list(filled.body),
    "attachments": _attachments,
    "attendance": _attendance,
    "signature": _signature,
    "note": _text(Note),
    "appendices": lambda template, filled, part: list(filled.appendices),
    "imprint": _imprint,
}
