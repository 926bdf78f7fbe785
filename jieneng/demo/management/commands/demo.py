"""`jieneng demo`: one city lives the product's main job through the real actions; told once."""

from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from jieneng.config import clock
from jieneng.core.orgs.models import Organization
from jieneng.demo import story
from jieneng.demo.cast import PASSWORD
from jieneng.demo.content import read


class Command(BaseCommand):
    help = "Play the demo city from the notice to the brief."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--scale", type=int, default=400, help="how many organisations: 400 a city, 2000 a prefecture; 120 to try"
        )

        parser.add_argument("--players", type=int, help="how many play the quiz; two for each organisation if not said")

    def handle(self, *args: Any, scale: int, players: int | None = None, **options: Any) -> None:
        if clock.kept() is None and Organization.objects.exists():
            raise CommandError("库中已有组织，演示数据只能装入空库。", returncode=2)
        _collect_static()
        told = story.tell(scale, 2 * scale if players is None else players, self.stdout.write)
        took = f"，用时 {told.seconds:.0f} 秒" if told.seconds else "（已装入）"
        self.stdout.write(f"演示城市 {told.n_organizations} 家单位{took}。")
        self.stdout.write(f"简讯：{'、'.join(map(str, told.briefs))}")
        self.stdout.write(f"简讯公开页：{settings.JIENENG_BASE_URL}{told.public_path}")
        self.stdout.write(f"抽奖核对页：{settings.JIENENG_BASE_URL}{told.draw_path}")
        self.stdout.write(f"大屏：{settings.JIENENG_BASE_URL}{told.wall_path}")
        self.stdout.write(f"演示账号（密码均为 {PASSWORD}）：")
        for account in read("accounts")["accounts"]:
            self.stdout.write(f"  {account['username']:<18}{account['label']}")


def _collect_static() -> None:
    """People of the demo open pages, which need the static files; collected here where nobody has done it yet."""
    name = getattr(staticfiles_storage, "manifest_name", None)
    if name and not staticfiles_storage.exists(name):
        call_command("collectstatic", interactive=False, verbosity=0)
