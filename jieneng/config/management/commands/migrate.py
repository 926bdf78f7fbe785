"""`jieneng migrate`: every database of this installation, unless one is named."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.core.management.commands import migrate


class Command(migrate.Command):
    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database=None)

    def get_check_kwargs(self, options: Any) -> dict[str, Any]:
        return dict(super().get_check_kwargs({**options, "database": options["database"] or "default"}))

    def handle(self, *args: Any, **options: Any) -> None:
        for alias in [options["database"]] if options["database"] else list(settings.DATABASES):
            super().handle(*args, **{**options, "database": alias})
