"""The manifest as a paper: the three parts, the lines in tonnes, what was accepted of them, and what it is not."""

from dataclasses import dataclass
from decimal import Decimal

from jieneng.apps.exchange.actions.waste import Line, lines_of
from jieneng.apps.exchange.models import Manifest, Receipt
from jieneng.apps.exchange.models.waste import DRAFT
from jieneng.engine.documents.blocks import Document, Heading, Paragraph, Run, Table, Title
from jieneng.engine.documents.numbers import date_cn
from jieneng.engine.periods import in_beijing
from jieneng.rulebook.recycling import manifest_rules

NOT_THE_FORM = (
    "本件由系统按联单字段整理，供填报和核对；正式联单在生态环境部门规定的信息系统中办理，"
    "废物代码和危险特性以国家名录为准。"
)


def manifest_lines(manifest: Manifest) -> list[Line]:
    """As they were when it left; while it is drafted, what is in store."""
    if manifest.state == DRAFT:
        return lines_of(manifest.store)
    return [Line(one["kind"], one["name"], Decimal(one["kg"]), one["n"]) for one in manifest.lines]


def manifest_paper(manifest: Manifest) -> Document:
    rules, values = manifest_rules(), manifest.values
    blocks: list[object] = [Title("危险废物转移联单（填报字段）")]
    blocks.append(Paragraph((Run(f"联单编号：{manifest.number or '（在规定的信息系统中生成）'}"),)))
    blocks.append(Paragraph((Run(f"暂存点：{manifest.store.name}（{manifest.store.place}）"),)))
    if manifest.removed_at:
        blocks.append(Paragraph((Run(f"移出日期：{date_cn(in_beijing(manifest.removed_at).date())}"),)))
    for label, fields in rules.parts.values():
        rows = tuple((one.label, values.get(one.key, "")) for one in fields)
        blocks += [Heading(f"{label}信息"), Table(("项目", "内容"), rows, widths=(3, 7))]
    lines = tuple(_row(n, line, values) for n, line in enumerate(manifest_lines(manifest), 1))
    blocks += [Heading("废物明细"), Table(rules.columns, lines, widths=(2, 5, 4, 3, 3, 4, 3, 4))]
    blocks += _receipt(manifest)
    blocks.append(Paragraph((Run(NOT_THE_FORM),)))
    return Document(tuple(blocks))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Compared:
    """A line of what left beside what was accepted of it; `kg` is None as long as that is not entered."""

    name: str
    handed: Decimal
    kg: Decimal | None
    because: str = ""

    @property
    def difference(self) -> Decimal | None:
        return None if self.kg is None else self.kg - self.handed


def compared(manifest: Manifest, receipt: Receipt | None) -> list[Compared]:
    """Line by line, what was handed over and what was accepted."""
    said = {line["kind"]: line for line in receipt.lines} if receipt else {}
    found = []
    for line in manifest.lines:
        one = said.get(line["kind"])
        kg = Decimal(one["kg"]) if one else None
        found.append(Compared(line["name"], Decimal(line["kg"]), kg, one["because"] if one else ""))
    return found


def _receipt(manifest: Manifest) -> list[object]:
    """接受情况, once the waste has left."""
    if manifest.state == DRAFT:
        return []
    receipt = manifest.receipts.first()
    if receipt is None:
        return [Heading("接受情况"), Paragraph((Run("处置单位的接受情况尚未登记。"),))]
    said = f"接受单据编号：{receipt.number}　接受日期：{date_cn(receipt.accepted_on)}"
    if receipt.because:
        said += f"　更正原因：{receipt.because}"
    rows = tuple(
        (one.name, _tonnes(one.handed), _tonnes(one.kg), f"{one.difference:+}" if one.difference else "0", one.because)
        for one in compared(manifest, receipt)
        if one.kg is not None
    )
    columns = ("废物名称", "移出量（吨）", "接受量（吨）", "差异（公斤）", "差异原因")
    return [Heading("接受情况"), Paragraph((Run(said),)), Table(columns, rows, widths=(5, 4, 4, 4, 8))]


def _tonnes(kg: Decimal | None) -> str:
    return f"{((kg or Decimal(0)) / 1000).normalize():f}"


def _row(n: int, line: Line, values: dict[str, str]) -> tuple[str, ...]:
    said = (values.get(f"line_{line.kind}_{name}", "") for name in ("code", "hazard", "form", "package", "count"))
    return (str(n), line.name, *said, f"{line.tonnes.normalize():f}")
