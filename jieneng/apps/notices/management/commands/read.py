"""jieneng read FILE... [--out DIR]: read notices (txt, html, docx, pdf) into JSON, without a database."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jieneng.apps.notices.reading.incoming import read_or_refuse, text_of
from jieneng.engine.notices import to_json
from jieneng.ui.refusals import Refused


class Command(BaseCommand):
    help = "读取通知文件，输出结构化结果（JSON）。"
    requires_system_checks: list[str] = []  # noqa: RUF012 - declared as a plain list by Django

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="txt、html、docx 或者有文字的 pdf")
        parser.add_argument("--out", metavar="DIR", help="写入 DIR/<文件名>.json，不输出到屏幕")

    def handle(self, *args: Any, files: list[str], out: str | None, **options: Any) -> None:
        self._written: set[str] = set()
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
        self._put(json.dumps(found, ensure_ascii=False, indent=2), path, out)
        return ""

    def _put(self, said: str, path: Path, out: str | None) -> None:
        if out is None:
            self.stdout.write(said)
            return
        folder = Path(out)
        folder.mkdir(parents=True, exist_ok=True)
        stem = path.name if path.stem in self._written else path.stem  # the same notice as docx and as pdf
        self._written.add(stem)
        (folder / f"{stem}.json").write_text(said + "\n", encoding="utf-8")
