"""`jieneng facts fold | verify`: fold what waits, or prove the totals against the rows."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from jieneng.core.facts.folding import fold_all
from jieneng.core.facts.verify import Difference, verify


class Command(BaseCommand):
    help = "Fold the waiting deltas, or compare every total with a recomputation from what was accepted."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=("fold", "verify"))

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        if what == "fold":
            self.stdout.write(f"已汇入 {fold_all(timezone.now())} 条变动。")
            return
        differences = verify()
        for difference in differences[:50]:
            self.stderr.write(_line(difference))
        self.stdout.write(f"汇总数与逐份核算比较：{len(differences)} 处不一致。")
        if differences:
            raise SystemExit(1)


def _line(difference: Difference) -> str:
    change = difference.kept.minus(difference.recomputed)
    return f"序列 {difference.series} 节点 {difference.node} {difference.category}：{change.counters} {change.sums}"
