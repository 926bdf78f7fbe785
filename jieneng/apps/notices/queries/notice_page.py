"""What the page of one notice says beside its paper: the steps it has gone, whom it reaches, what it asks."""

from dataclasses import dataclass

from jieneng.apps.notices.models import Notice
from jieneng.apps.notices.queries.reach import n_addressed
from jieneng.core.documents.models import SUBMITTED, NumberSeries
from jieneng.engine.documents.numbers import doc_no
from jieneng.rulebook import organization_terms
from jieneng.ui.wording import moment


@dataclass(frozen=True)
class Step:
    label: str
    state: str  # ok, now, or nothing
    note: str


def steps_of(notice: Notice) -> list[Step]:
    """拟稿, 送签发, 签发印发, with who and when."""
    document = notice.document
    at = 2 if notice.is_published else 1 if document.state == SUBMITTED else 0
    signed = document.signed_by.display_name if document.signed_by else ""
    notes = (
        f"{document.made_by.display_name}，{moment(notice.made_at)}",
        "已送，待签发" if at == 1 else "",
        f"{signed}，{moment(notice.published_at)}" if notice.published_at else "",
    )
    labels = ("拟稿", "送签发", "签发、印发")
    states = ["ok"] * 3 if notice.is_published else ["ok" if n < at else "now" if n == at else "" for n in range(3)]
    return [Step(*each) for each in zip(labels, states, notes, strict=True)]


def audience_words(notice: Notice) -> str:
    """To whom, in words: 只到下一级；教育类、卫生类；另加 2 家，除去 1 家."""
    audience, terms = notice.audience, organization_terms()
    parts = ["全部所辖" if audience.deepest is None else "只到下一级"]
    parts.append("、".join(terms.kinds[code].label for code in audience.kinds))
    parts.append("、".join(terms.categories[code].label for code in audience.categories))
    by_hand = list(audience.entries.values_list("is_in", flat=True))
    parts.append(f"另加 {by_hand.count(True)} 家" if True in by_hand else "")
    parts.append(f"除去 {by_hand.count(False)} 家" if False in by_hand else "")
    return "；".join(part for part in parts if part)


def n_reached(notice: Notice) -> int:
    """How many organisations the notice goes to."""
    return n_addressed(notice.audience, notice.campaign.year)


def next_number(notice: Notice, year: int) -> str:
    """The number it would get now; nothing without a code."""
    if notice.wanted_number or not notice.number_code:
        return notice.wanted_number
    series = NumberSeries.objects.filter(organization=notice.organization_id, code=notice.number_code, year=year)
    last = series.values_list("last", flat=True).first() or 0
    return doc_no(notice.number_code, year, last + 1)
