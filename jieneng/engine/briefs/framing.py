"""What stands round the prose of a paper: head, number, title, addressee, signature, by the layout of its kind.

A draft has them without number and day; when it is issued the frame is made anew and the prose stays as it is.
"""

from dataclasses import dataclass, replace
from datetime import date

from jieneng.engine.documents.assembling import Filled, assemble
from jieneng.engine.documents.blocks import (
    Addressee,
    Block,
    DocNo,
    Document,
    Imprint,
    Masthead,
    Signature,
    Title,
)
from jieneng.engine.documents.numbers import date_cn
from jieneng.rulebook.documents import template

FRAME = (Masthead, DocNo, Title, Addressee, Signature, Imprint)
UNSIGNED = "待签发"


@dataclass(frozen=True)
class Frame:
    """What a paper of some kind says round its prose; what its layout has no place for is left out."""

    name: str
    issuer: str
    title: str
    addressee: str = ""
    number: str = ""
    issue: str = ""
    signer: str = ""
    written_on: date | None = None
    reported: str = ""  # whom a brief goes to, up and down, where nobody has said so before
    distributed: str = ""
    imprint: Imprint | None = None  # as it was written; only whom the paper goes to is taken of it
    nearest: tuple[str, ...] = ()  # whose templates hold, see rulebook.documents.template


def framed(kind: str, frame: Frame, body: tuple[Block, ...], *, code: str = "") -> Document:
    """The whole paper in the layout of its kind (rulebook/documents)."""
    layout = template(kind, frame.nearest)
    day = date_cn(frame.written_on) if frame.written_on else ""
    copies = frame.imprint.copies_to if frame.imprint else ()
    said: dict[str, str | tuple[str, ...]] = {
        "name": frame.name,
        "issuer": frame.issuer,
        "title": frame.title,
        "addressee": frame.addressee,
        "number": frame.number,
        "issue": frame.issue,
        "signers": (frame.signer or UNSIGNED,),
        "date": day,
        "reported": frame.reported,
        "distributed": frame.distributed,
        "copies_to": copies,
        "printer": frame.issuer if copies else "",
        "printed_on": day if copies else "",
    }
    paper = assemble(layout, Filled({name: said[name] for name in layout.fields if name in said}, body), code=code)
    return _with_imprint(paper, frame.imprint) if "imprint" in layout.parts else paper


def reframed(document: Document, kind: str, frame: Frame, *, code: str = "") -> Document:
    """The same prose in a new frame; title, addressee and whom it goes to stay as they were written."""
    addressee = next((block.text for block in document.blocks if isinstance(block, Addressee)), frame.addressee)
    imprint = next((block for block in document.blocks if isinstance(block, Imprint)), None)
    kept = replace(frame, title=document.title, addressee=addressee, imprint=imprint)
    body = tuple(block for block in document.blocks if not isinstance(block, FRAME))
    return framed(kind, kept, body, code=code)


def _with_imprint(paper: Document, written: Imprint | None) -> Document:
    """The paper with the lines of its imprint as they were written; there is always one to write in."""
    made = next((block for block in paper.blocks if isinstance(block, Imprint)), None)
    if made is None:
        return replace(paper, blocks=(*paper.blocks, written or Imprint((), "", "")))
    if written is None:
        return paper
    lines = replace(made, lines=written.lines)
    return replace(paper, blocks=tuple(lines if block is made else block for block in paper.blocks))
