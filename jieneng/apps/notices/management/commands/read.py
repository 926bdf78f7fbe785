"""jieneng read FILE... [--out DIR]: read notices into JSON, without a database."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jieneng.apps.notices.reading.incoming import read_or_refuse, text_of
from jieneng.engine.notices import to_json
from jieneng.ui.refusals import Refused


class Command(BaseCommand):
    help = "读取通知文本，输出结构化结果（JSON）。"
    requires_system_checks: list[str] = []  # noqa: RUF012 - declared as a plain list by Django

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="文本文件，UTF-8 或者 GB18030")
        parser.add_argument("--out", metavar="DIR", help="写入 DIR/<文件名>.json，不输出到屏幕")

    def handle(self, *args: Any, files: list[str], out: str | None, **options: Any) -> None:
        refused = [sentence for name in files if (sentence := self._read(Path(name), out))]
        if refused:
            raise CommandError("\n".join(refused), returncode=2)

    def _read(self, path: Path, out: str | None) -> str:
        """Read one file; gives the sentence that says why it cannot be read, or nothing."""
        try:
            found = to_json(read_or_refuse(text_of(path.read_bytes(), str(path)), str(path)))
        except OSError:
            return f"文件“{path}”打不开，请核对路径和权限。"
        except Refused as refused:
            return f"{refused.sentence}{refused.next_step}"
        self._put(json.dumps(found, ensure_ascii=False, indent=2), path.stem, out)
        return ""

    def _put(self, said: str, stem: str, out: str | None) -> None:
        if out is None:
            self.stdout.write(said)
            return
        folder = Path(out)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{stem}.json").write_text(said + "\n", encoding="utf-8")
