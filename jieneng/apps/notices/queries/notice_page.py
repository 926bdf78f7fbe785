"""What the page of one notice says beside its paper: whom it reaches, what number it gets."""

from jieneng.apps.notices.models import Notice
from jieneng.apps.notices.queries.reach import n_addressed
from jieneng.core.documents.numbering import proposed
from jieneng.rulebook import organization_terms


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
    return proposed(notice.organization_id, year, code=notice.number_code, wanted=notice.wanted_number)
