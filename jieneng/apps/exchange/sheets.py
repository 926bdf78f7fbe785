"""Month statements as Excel sheets. Text stays text, whatever it begins with: no name becomes a formula."""

import io
from collections.abc import Sequence
from decimal import Decimal

import xlsxwriter

from jieneng.apps.exchange.models import Card, Exchange
from jieneng.apps.exchange.queries.statements import CardStatement, ExchangeStatement
from jieneng.ui.wording import moment

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
Row = Sequence[str | int | Decimal]


def card_sheet(card: Card, said: CardStatement) -> bytes:
    head = ("时间", "摘要", "收入", "支出", "余额")
    rows: list[Row] = [("", "上月结余", "", "", said.opening)]
    for line in said.lines:
        amounts = (line.amount, "") if line.is_in else ("", -line.amount)
        rows.append((moment(line.entry.at), line.entry.text, *amounts, line.after if line.after is not None else ""))
    rows.append(("", "本月合计", said.came, said.went, said.closing))
    title = f"{card.organization.name} 兑换卡{card.no} {said.month.label}积分月结单"
    return _book([("积分", title, [(head, rows)])])


def exchange_sheet(exchange: Exchange, said: ExchangeStatement) -> bytes:
    title = f"{exchange.activity.title} {said.month.label}兑换月结单"
    items: list[Row] = [(one.name, one.amount, one.unit, one.times, one.points) for one in said.items]
    points: list[Row] = [(one.name, one.came, one.went, one.left) for one in said.points]
    goods: list[Row] = [(one.name, one.unit, one.came, one.went, one.left) for one in said.goods]
    return _book(
        [
            ("回收", title, [(("品种", "数量", "单位", "次数", "发放积分"), items)]),
            ("积分", title, [(("账户", "本月转入", "本月转出", "现有余额"), points)]),
            ("物品", title, [(("物品", "单位", "本月入库", "本月出库", "现有库存"), goods)]),
        ]
    )


def _book(sheets: Sequence[tuple[str, str, Sequence[tuple[Row, Sequence[Row]]]]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _PLAIN) as book:
        bold = book.add_format({"bold": True})
        for name, title, tables in sheets:
            sheet = book.add_worksheet(name)
            sheet.write_string(0, 0, title, bold)
            sheet.set_column(0, 5, 18)
            at = 1
            for head, rows in tables:
                for column, label in enumerate(head):
                    sheet.write_string(at, column, str(label), bold)
                for row in rows:
                    at += 1
                    for column, cell in enumerate(row):
                        if isinstance(cell, str):
                            sheet.write_string(at, column, cell)
                        else:
                            sheet.write_number(at, column, cell)
            sheet.freeze_panes(2, 0)
    return out.getvalue()
