"""`jieneng ledger fold | verify`: fold what waits, or prove every balance from its entries."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from jieneng.core.ledger.folding import fold_all
from jieneng.core.ledger.verify import verify


class Command(BaseCommand):
    help = "Fold what waits into the balances of counter accounts, or compare every balance with its postings."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=("fold", "verify"))

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        if what == "fold":
            self.stdout.write(f"已并入 {fold_all(timezone.now())} 条变动。")
            return
        differences = verify()
        for one in differences[:50]:
            self.stderr.write(f"账户 {one.account or '—'} 凭证 {one.entry or '—'}：{one.what}")
        self.stdout.write(f"账户余额与分录比较：{len(differences)} 处不一致。")
        if differences:
            raise SystemExit(1)
