"""The whole paper of a notice: its stored body with number, title, signature and day round it.

When it is issued the whole paper is kept: whatever becomes of the template or of the office's name, it stays as it was
signed.
"""

import re
from typing import Any

from jieneng.apps.notices.models import Notice
from jieneng.core.documents.layouts import nearest
from jieneng.core.documents.models import Document
from jieneng.core.documents.version_code import printed
from jieneng.engine.documents.assembling import Filled, assemble
from jieneng.engine.documents.blocks import Addressee, Attachments, Block, Imprint, from_json, to_json
from jieneng.engine.documents.blocks import Document as Paper
from jieneng.engine.documents.numbers import date_cn
from jieneng.engine.documents.typed import blocks_of, typed
from jieneng.rulebook.documents import template

_ISSUED = "issued"


def body_of(addressee: str, text: str, attachments: list[str], copies: str = "") -> dict[str, object]:
    """What is stored of a draft: to whom, the text, what is attached, who gets a copy (offices with commas between)."""
    blocks: list[Block] = [Addressee(addressee)] if addressee else []
    blocks += blocks_of(text)
    if attachments:
        blocks.append(Attachments(tuple(attachments)))
    names = tuple(name.strip() for name in re.split("[，,；;]", copies.strip().rstrip("。")) if name.strip())
    if names:
        blocks.append(Imprint(names, "", ""))
    return to_json(Paper(tuple(blocks)))


def parts_of(document: Document) -> tuple[str, str, list[str]]:
    """Addressee, typed text and attachments of a stored body."""
    blocks = from_json(document.body).blocks
    to = next((block.text for block in blocks if isinstance(block, Addressee)), "")
    attached = next((list(block.names) for block in blocks if isinstance(block, Attachments)), [])
    return to, typed(blocks), attached


def copies_of(document: Document) -> tuple[str, ...]:
    """The offices that get a copy of it."""
    blocks = from_json(document.body).blocks
    return next((block.copies_to for block in blocks if isinstance(block, Imprint)), ())


def paper_of(notice: Notice) -> Paper:
    """The paper as it is shown, printed and downloaded: an issued one as it was kept, a draft by its template."""
    document = notice.document
    if _ISSUED in document.body:
        return from_json({"blocks": document.body[_ISSUED], "code": printed(document)})
    return _assembled(notice)


def kept(notice: Notice) -> dict[str, Any]:
    """What is stored when it is issued: its body, the whole paper as it is now, and by which template it was made."""
    made = template(notice.document.kind, nearest(notice.organization))
    return notice.document.body | {_ISSUED: to_json(_assembled(notice))["blocks"], "template": made.version}


def _assembled(notice: Notice) -> Paper:
    document = notice.document
    blocks = from_json(document.body).blocks
    values: dict[str, str | tuple[str, ...]] = {
        "issuer": notice.organization.name,
        "number": document.number,
        "title": document.title,
        "date": date_cn(document.written_on) if document.written_on else "",
        "addressee": next((block.text for block in blocks if isinstance(block, Addressee)), ""),
        "attachments": next((block.names for block in blocks if isinstance(block, Attachments)), ()),
    }
    if copies := copies_of(document):  # then the imprint says as well who printed it on which day
        values |= {"copies_to": copies, "printer": values["issuer"], "printed_on": values["date"]}
    body = tuple(block for block in blocks if not isinstance(block, Addressee | Attachments | Imprint))
    made = template(document.kind, nearest(notice.organization))
    return assemble(made, Filled(values, body), code=printed(document))
