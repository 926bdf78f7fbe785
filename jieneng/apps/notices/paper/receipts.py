"""The list of receipts as a paper: everybody a notice went to, who signed for it and when."""

from datetime import datetime

from jieneng.apps.notices.models import Notice
from jieneng.apps.notices.queries.receipt_list import Line, ReceiptList
from jieneng.core.documents.layouts import nearest
from jieneng.core.orgs.models import Organization
from jieneng.engine.documents.assembling import Filled, assemble
from jieneng.engine.documents.blocks import Document as Paper
from jieneng.engine.documents.blocks import Table
from jieneng.engine.documents.numbers import date_cn
from jieneng.engine.periods import in_beijing, moment_cn
from jieneng.rulebook.documents import template
from jieneng.ui.wording import moment

HEADERS = ("序号", "单位", "签收人", "签收时间", "状态")
WIDTHS = (8, 40, 18, 22, 12)


def title_of(notice: Notice) -> str:
    return f"《{notice.document.title}》签收名单"


def receipts_paper(notice: Notice, node: Organization, found: ReceiptList, now: datetime) -> Paper:
    """The paper of one node's list; its tables stand as the template says."""
    made = template("receipts", nearest(node))
    rows = tuple((str(n), *_cells(line)) for n, line in enumerate(found.lines, 1))
    values: dict[str, str | tuple[str, ...]] = {
        "issuer": node.name,
        "title": title_of(notice),
        "date": date_cn(in_beijing(now).date()),
        "note": _note(found, now),
    }
    table = Table(HEADERS, rows, WIDTHS, landscape=made.is_across)
    return assemble(made, Filled(values, (table,)))


def _cells(line: Line) -> tuple[str, ...]:
    if line.signed_at is None:
        return (line.organization.name, "", "", "未签收")
    return (line.organization.name, line.signed_by, moment(line.signed_at), "已签收")


def _note(found: ReceiptList, now: datetime) -> str:
    total = found.total
    said = f"截至{moment_cn(now)}，收文{total.n_addressed}家，已签收{total.n_signed}家，未签收{total.n_unsigned}家"
    return f"{said}；其中{found.n_left}家由下级转发，未签收的名单在转发单位" if found.n_left else said
