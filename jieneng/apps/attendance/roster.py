"""The roster as an Excel sheet (名单). Text stays text, whatever it begins with: no name becomes a formula."""

import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from jieneng.apps.attendance.actions.seats import PHONES
from jieneng.apps.attendance.models import Registration, Session
from jieneng.core.people.enciphering import deciphered
from jieneng.ui.wording import moment

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_HEAD = (("席号", 8), ("单位", 40), ("姓名", 14), ("职务", 20), ("签到时间", 22))


def phone_of(registration: Registration) -> str:
    """The telephone number as it was given; "" for none."""
    return (deciphered(registration.phone, use=PHONES) or "") if registration.phone else ""


def roster_sheet(session: Session, rows: Iterable[Registration]) -> bytes:
    head = [*_HEAD, ("手机号", 16)] if session.needs_phone else list(_HEAD)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _PLAIN) as book:
        sheet, bold = book.add_worksheet("名单"), book.add_format({"bold": True})
        sheet.write_string(0, 0, f"{session.activity.title}　名单", bold)
        for column, (label, width) in enumerate(head):
            sheet.write_string(1, column, label, bold)
            sheet.set_column(column, column, width)
        for at, row in enumerate(rows, 2):
            sheet.write_number(at, 0, row.seat.no)
            for column, text in enumerate(_texts(row, with_phone=session.needs_phone), 1):
                sheet.write_string(at, column, text)
        sheet.freeze_panes(2, 0)
    return out.getvalue()


def _texts(row: Registration, *, with_phone: bool) -> Sequence[str]:
    come = moment(row.sign_in.at) if hasattr(row, "sign_in") else ""
    said = [row.organization.name, row.name, row.post, come]
    return [*said, phone_of(row)] if with_phone else said
