"""`jieneng migrate`: every database of this installation, unless one is named."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import connections, router


class Command(migrate.Command):
    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database=None)

    def get_check_kwargs(self, options: Any) -> dict[str, Any]:
        return dict(super().get_check_kwargs({**options, "database": options["database"] or "default"}))

    def handle(self, *args: Any, **options: Any) -> None:
        named = options["database"]
        super().handle(*args, **{**options, "database": named or "default"})
        for alias in settings.DATABASES if named is None and not args else ():
            if alias != "default":
                _lay_out(alias)


def _lay_out(alias: str) -> None:
    """Make the tables that a file beside the main one lacks: walking all migrations again would take as long again."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if router.allow_migrate_model(alias, model) and model._meta.db_table not in there:
                editor.create_model(model)
