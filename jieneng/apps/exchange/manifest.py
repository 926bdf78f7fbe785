"""The manifest as a paper: the three parts, the lines in tonnes, and what it is not."""

from decimal import Decimal

from jieneng.apps.exchange.actions.waste import Line, lines_of
from jieneng.apps.exchange.models import Manifest
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
    blocks.append(Paragraph((Run(NOT_THE_FORM),)))
    return Document(tuple(blocks))  # type: ignore[arg-type]


def _row(n: int, line: Line, values: dict[str, str]) -> tuple[str, ...]:
    said = (values.get(f"line_{line.kind}_{name}", "") for name in ("code", "hazard", "form", "package", "count"))
    return (str(n), line.name, *said, f"{line.tonnes.normalize():f}")
