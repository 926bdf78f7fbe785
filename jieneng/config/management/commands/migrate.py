"""`jieneng migrate`: every database of this installation, unless one is named."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import connections, router
from django.db.migrations.state import ModelState, ProjectState


class Command(migrate.Command):
    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database=None)

    def get_check_kwargs(self, options: Any) -> dict[str, Any]:
        return dict(super().get_check_kwargs({**options, "database": options["database"] or "default"}))

    def handle(self, *args: Any, **options: Any) -> None:
        named = options["database"]
        with _only_new_models_are_rendered():
            super().handle(*args, **{**options, "database": named or "default"})
        for alias in settings.DATABASES if named is None and not args else ():
            if alias != "default":
                _lay_out(alias)


@contextmanager
def _only_new_models_are_rendered() -> Iterator[None]:
    """Let a migration that makes a table render its model alone, not everything that hangs together with it.

    Django renders them all again, so that classes with new relations do not meet old ones; nothing has an old relation
    to a model that was not there before. For a fresh database it is a third of the time.
    """
    usual = ProjectState.add_model

    def add_model(state: ProjectState, model_state: ModelState) -> None:
        key = model_state.app_label, model_state.name_lower
        if key in state.models or "apps" not in vars(state):
            return usual(state, model_state)
        state.models[key] = model_state
        if state._relations is not None:
            state.resolve_model_relations(key)
        state.apps.render_multiple([model_state])
        return None

    ProjectState.add_model = add_model
    try:
        yield
    finally:
        ProjectState.add_model = usual


def _lay_out(alias: str) -> None:
    """Make the tables that a file beside the main one lacks: walking all migrations again would take as long again."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if router.allow_migrate_model(alias, model) and model._meta.db_table not in there:
                editor.create_model(model)
