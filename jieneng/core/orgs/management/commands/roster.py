"""`jieneng roster YEAR`: open the roster of a year; it opens by itself when the year begins."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from jieneng.core.orgs.roster import open_year


class Command(BaseCommand):
    help = "Enter every open organisation in the roster of a year."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", type=int)

    def handle(self, *args: Any, year: int, **options: Any) -> None:
        self.stdout.write(f"{year} 年名录新列入 {open_year(year)} 家。")
