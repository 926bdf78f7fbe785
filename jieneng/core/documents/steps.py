"""The steps that a paper goes, as its page shows them: who drafted it, whether it waits, who signed it."""

from dataclasses import dataclass

from jieneng.core.documents.models import ISSUED, SUBMITTED, Document
from jieneng.ui.wording import moment


@dataclass(frozen=True)
class Step:
    label: str
    state: str  # ok, now, or nothing
    note: str


def steps_of(document: Document) -> list[Step]:
    """拟稿, 送签发, 签发印发, with who and when."""
    is_issued = document.state == ISSUED
    at = 2 if is_issued else 1 if document.state == SUBMITTED else 0
    signed = document.signed_by.display_name if document.signed_by else ""
    notes = (
        f"{document.made_by.display_name}，{moment(document.made_at)}",
        "已送，待签发" if at == 1 else "",
        f"{signed}，{moment(document.issued_at)}" if document.issued_at else "",
    )
    labels = ("拟稿", "送签发", "签发、印发")
    states = ["ok"] * 3 if is_issued else ["ok" if n < at else "now" if n == at else "" for n in range(3)]
    return [Step(*each) for each in zip(labels, states, notes, strict=True)]
