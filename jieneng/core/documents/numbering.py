"""The number of a paper: the one given by hand, else the next free one of a code (机关代字) in its year."""

from jieneng.core.documents.actions import next_number
from jieneng.core.documents.models import Document, NumberSeries
from jieneng.core.orgs.models import Organization
from jieneng.engine.documents.numbers import doc_no


def take(organization: Organization, year: int, *, code: str, wanted: str = "") -> str:
    """The number to issue a paper under, taken for good; "" without a code. Part of the issue's transaction."""
    if wanted or not code:
        return wanted
    while True:
        number = doc_no(code, year, next_number(organization, code, year))
        if not Document.objects.filter(organization=organization, number=number).exists():
            return number


def proposed(organization_id: int, year: int, *, code: str, wanted: str = "") -> str:
    """The number that a paper would get now; nothing is taken."""
    if wanted or not code:
        return wanted
    series = NumberSeries.objects.filter(organization=organization_id, code=code, year=year)
    return doc_no(code, year, (series.values_list("last", flat=True).first() or 0) + 1)
