"""`jieneng audit seal | verify`: chain the settled entries, or prove that none was changed or taken away."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from jieneng.core.audit.seals import seal, verify


class Command(BaseCommand):
    help = "Seal the audit entries that are settled, or verify every seal against its entries."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=("seal", "verify"))

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        if what == "seal":
            self.stdout.write(f"已封存 {seal(timezone.now())} 条。")
            return
        breaks = verify()
        for found in breaks:
            self.stderr.write(f"第 {found.first_entry} 至 {found.last_entry} 条与封存不符：{found.what}")
        self.stdout.write(f"审计记录核对完毕：{len(breaks)} 处不符。")
        if breaks:
            raise SystemExit(1)
