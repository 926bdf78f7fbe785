"""A question that every page asks in the same words, made into SQL once: to make it costs ten times its answer."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.query import get_related_populators

Row = TypeVar("Row", bound=models.Model)
# Values that no queryset holds of itself: by them the places are found where later values go.
_SAMPLES: dict[type, Callable[[int], Any]] = {
    int: lambda n: -918_273_645 - n,
    str: lambda n: f"the value of place {n}",
    date: lambda n: date(1849, 10, 1 + n),
    datetime: lambda n: datetime(1849, 10, 1 + n, 7, 31, 17, tzinfo=UTC),
}


class Kept(Generic[Row]):
    """A queryset that is written once, with a value of each of the `kinds`, and asked with other values from then on.

    Kinds are int, str, date and datetime. Whole rows, joined by `select_related` or not, in the default database; what
    else a queryset can give is not meant for this. ValueError where `written` leaves one of its values out.

    `Kept(lambda pk: Membership.objects.filter(person=pk), int)(person.pk)` gives someone's posts.
    """

    def __init__(self, written: Callable[..., "models.QuerySet[Row]"], *kinds: type) -> None:
        self._written = written
        self._samples = tuple(_SAMPLES[kind](n) for n, kind in enumerate(kinds))
        self._compiled: dict[str, _Compiled] = {}  # by vendor: tests and benches meet two in one process

    def __call__(self, *values: Any) -> list[Row]:
        """The rows for these values, in the order of the kinds."""
        vendor = connections[DEFAULT_DB_ALIAS].vendor
        if vendor not in self._compiled:
            self._compiled[vendor] = _Compiled(self._written(*self._samples), self._samples)
        return list(self._compiled[vendor].rows(values))


class _Compiled:
    """The SQL of a queryset, where its values go, and what is made of a row."""

    def __init__(self, queryset: "models.QuerySet[Any]", samples: tuple[Any, ...]) -> None:
        self._compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        self._sql, given = self._compiler.as_sql()
        marks = [_adapted(sample) for sample in samples]
        self._places = [marks.index(value) if value in marks else None for value in given]
        self._given = list(given)
        if missing := [n for n in range(len(samples)) if n not in self._places]:
            raise ValueError(f"the queryset leaves out values {missing}")

    def rows(self, values: tuple[Any, ...]) -> Iterator[Any]:
        connection, adapted = connections[DEFAULT_DB_ALIAS], [_adapted(value) for value in values]
        asked = [kept if n is None else adapted[n] for kept, n in zip(self._given, self._places, strict=True)]
        with connection.cursor() as cursor:
            cursor.execute(self._sql, asked)
            found = cursor.fetchall()
        for row in found:
            told = list(row)
            for at, converters, expression in self._converters:
                for converter in converters:
                    told[at] = converter(told[at], expression, connection)
            one = self._model.from_db(DEFAULT_DB_ALIAS, self._names, told[self._own])
            for related in self._related:
                related.populate(told, one)
            yield one

    @cached_property
    def _model(self) -> type[models.Model]:
        model: type[models.Model] = self._compiler.klass_info["model"]
        return model

    @cached_property
    def _own(self) -> slice:
        fields = self._compiler.klass_info["select_fields"]
        return slice(fields[0], fields[-1] + 1)

    @cached_property
    def _names(self) -> list[str]:
        return [column.target.attname for column, *_ in self._compiler.select[self._own]]

    @cached_property
    def _related(self) -> list[Any]:
        return list(get_related_populators(self._compiler.klass_info, self._compiler.select, DEFAULT_DB_ALIAS))

    @cached_property
    def _converters(self) -> list[tuple[int, list[Any], Any]]:
        columns = [column for column, *_ in self._compiler.select]
        found = self._compiler.get_converters(columns).items()
        return [(at, converters, expression) for at, (converters, expression) in found]


def _adapted(value: Any) -> Any:
    """A value as the database takes it, which for days and moments is a matter of the database."""
    operations = connections[DEFAULT_DB_ALIAS].ops
    if isinstance(value, datetime):
        return operations.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return operations.adapt_datefield_value(value)
    return value
