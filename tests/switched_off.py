"""Constraints of the database switched off, for tests that show what they are for."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models


@contextmanager
def without(model: type[models.Model], *names: str) -> Iterator[None]:
    """The constraints of these names switched off; the rows are deleted before they come back."""
    every: Any = model._meta.constraints
    off = [each for each in every if each.name in names]
    model._meta.constraints = [each for each in every if each not in off]  # SQLite makes the table anew from these
    with connection.schema_editor() as editor:
        for each in off:
            editor.remove_constraint(model, each)
    try:
        yield
    finally:
        model._default_manager.all().delete()
        model._meta.constraints = every
        with connection.schema_editor() as editor:
            for each in off:
                editor.add_constraint(model, each)


@contextmanager
def not_unique(model: type[models.Model], name: str) -> Iterator[None]:
    """A one-to-one field as a plain foreign key; the rows are deleted before it is one again."""
    single: Any = model._meta.get_field(name)
    loose: Any = models.ForeignKey(single.related_model, models.PROTECT, related_name="+")
    loose.set_attributes_from_name(name)
    loose.model = model
    with connection.schema_editor() as editor:
        editor.alter_field(model, single, loose)
    try:
        yield
    finally:
        model._default_manager.all().delete()
        with connection.schema_editor() as editor:
            editor.alter_field(model, loose, single)
