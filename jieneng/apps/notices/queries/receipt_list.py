"""Who has signed for a notice and who has not, organisation by organisation, as far as one list can hold."""

from dataclasses import dataclass
from datetime import datetime

from jieneng.apps.notices.models import Notice, Receipt
from jieneng.apps.notices.queries.standing import Row, standing, unsigned
from jieneng.core import paths
from jieneng.core.orgs.models import Organization
from jieneng.ui.refusals import Refused

MOST = 5_000


@dataclass(frozen=True)
class Line:
    """One organisation; who signed and when, as far as it has."""

    organization: Organization
    signed_by: str = ""
    signed_at: datetime | None = None


@dataclass(frozen=True)
class ReceiptList:
    """Everybody below a node in tree order, and the counts of the board they stand on."""

    lines: list[Line]
    total: Row

    @property
    def n_left(self) -> int:
        """How many more the board counts: reached by passing on, unsigned, and named only where it was passed on."""
        return max(0, self.total.n_addressed - len(self.lines))


def receipt_list(notice: Notice, node: Organization) -> ReceiptList:
    """The list of one node; whoever got the notice several times stands once. Refused beyond 5,000 organisations."""
    total = standing(notice, node).total
    _require_few(total.n_addressed)
    lines = _signed(notice, node) + [Line(one) for one in unsigned(notice, node.path, most=MOST + 1) if one != node]
    _require_few(len(lines))
    return ReceiptList(sorted(lines, key=lambda line: line.organization.path), total)


def _signed(notice: Notice, node: Organization) -> list[Line]:
    rows = Receipt.objects.signed().filter(paths.within(node.path, "org_path"), root=notice.root or notice)
    rows = rows.exclude(organization=node).select_related("organization", "signed_by").order_by("signed_at", "id")
    first: dict[int, Receipt] = {}
    for receipt in rows[: 2 * MOST]:
        first.setdefault(receipt.organization_id, receipt)
    return [
        Line(one.organization, one.signed_by.display_name if one.signed_by else "", one.signed_at)
        for one in first.values()
    ]


def _require_few(n: int) -> None:
    if n > MOST:
        raise Refused("export-too-large", n=n, limit=MOST)
