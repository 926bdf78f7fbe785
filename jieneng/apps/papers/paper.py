"""A paper that is written by hand: what was typed, as it is stored, and the whole paper made of it.

Of a draft the body keeps what was typed, and the template says how it looks. When it is issued the whole paper is kept:
whatever becomes of the template, an issued paper stays as it was signed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils import timezone

from jieneng.core.documents.attaching import Given
from jieneng.core.documents.downloads import PDF, made
from jieneng.core.documents.models import ISSUED, Document
from jieneng.core.documents.version_code import printed
from jieneng.engine.documents.assembling import PLACE, Filled, assemble
from jieneng.engine.documents.blocks import Document as Paper
from jieneng.engine.documents.blocks import from_json, to_json
from jieneng.engine.documents.numbers import date_cn
from jieneng.engine.documents.typed import blocks_of
from jieneng.rulebook.documents import Field, Template

Value = str | list[str]
ATTACHMENTS = "attachments"  # the field of 附件, in every template that has one
BY_THEMSELVES = ("issuer", "title", "number", "date", "signers", "printed_on")  # nobody is asked for them as a field


@dataclass(frozen=True)
class Said:
    """What was typed: the title, the text, the template's fields by their code, and which number it is to get."""

    title: str
    text: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    number_code: str = ""
    wanted_number: str = ""


def body_of(said: Said) -> dict[str, Any]:
    """What is stored of a draft, besides its title."""
    number = {"code": said.number_code, "wanted": said.wanted_number}
    return {"typed": {"text": said.text, "values": dict(said.values), "number": number}, "blocks": []}


def said_of(document: Document) -> Said:
    """What was typed into a stored paper."""
    typed = document.body["typed"]
    number = typed["number"]
    return Said(document.title, typed["text"], typed["values"], number["code"], number["wanted"])


def names_of(said: Said) -> list[str]:
    """What stands in 附件."""
    names = said.values.get(ATTACHMENTS, [])
    return [names] if isinstance(names, str) and names else list(names)


def with_files(said: Said, files: Given) -> Said:
    """What was typed, with the names of new files in 附件."""
    if not files.put:
        return said
    return replace(said, values={**said.values, ATTACHMENTS: files.named(names_of(said))})


def takes_files(made: Template) -> bool:
    """Whether papers of this template have 附件 at all."""
    return ATTACHMENTS in {each.code for each in asked(made)} and made.fields[ATTACHMENTS].several


def asked(made: Template) -> list[Field]:
    """The fields that somebody fills in, in the template's order: those that stand on the paper at all."""
    placed = {code for part in made.parts.values() for text in part.values() for code in PLACE.findall(text)}
    return [each for each in made.fields.values() if each.code in placed and each.code not in BY_THEMSELVES]


def missing(document: Document, made: Template) -> list[str]:
    """The labels of what has to be filled in before a paper can be issued."""
    said = said_of(document)
    labels = [each.label for each in asked(made) if each.needed and not said.values.get(each.code)]
    return labels if said.text.strip() or "body" not in made.parts else [*labels, "正文"]


def paper_of(document: Document, made: Template | None) -> Paper:
    """The paper as it is shown, printed and downloaded: an issued one as it was kept, a draft by its template."""
    if document.state == ISSUED and document.body["blocks"]:
        return replace(from_json(document.body), code=printed(document))
    assert made is not None  # a draft has one, or it was refused before
    return drafted(document, made)


def drafted(document: Document, made: Template) -> Paper:
    """The paper by its template, 〔…〕 where something needed is not filled in yet."""
    said = said_of(document)
    values = _values(document, made, said)
    for each in made.fields.values():
        if each.needed and not values.get(each.code):
            gap = f"〔{each.label}〕"
            values[each.code] = (gap,) if each.several else gap
    return assemble(made, Filled(values, tuple(blocks_of(said.text))))


def kept(document: Document, made: Template) -> dict[str, Any]:
    """What is stored of an issued paper: what was typed, the whole paper, and by which template it was made."""
    return document.body | {"blocks": to_json(drafted(document, made))["blocks"], "template": made.version}


def made_on(document: Document) -> date:
    """The day that its files bear: of writing; of a draft, the day on which it was begun."""
    return document.written_on or timezone.localdate(document.made_at)


def pdf_of(document: Document) -> bytes:
    """The pdf of an issued paper."""
    return made(PDF, paper_of(document, None), made_on(document))


def _values(document: Document, made: Template, said: Said) -> dict[str, str | tuple[str, ...]]:
    day = date_cn(document.written_on) if document.written_on else ""
    signer = document.signed_by.display_name if document.signed_by else ""
    by_themselves: dict[str, Value] = {
        "issuer": document.organization.name,
        "title": document.title,
        "number": document.number,
        "date": day,
        "signers": [signer] if signer else [],
        "printed_on": day if said.values.get("printer") else "",
    }
    known = {**said.values, **by_themselves}
    return {code: _as(each, known.get(code, "")) for code, each in made.fields.items()}


def _as(each: Field, value: Value) -> str | tuple[str, ...]:
    """A value as its field wants it, also where the template has changed since it was typed."""
    several = [value] if isinstance(value, str) else value
    return tuple(filter(None, several)) if each.several else "、".join(several)
