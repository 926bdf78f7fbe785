"""The endpoint of this installation: its database, its clock, its quizzes."""

from datetime import datetime

from django.conf import settings
from django.db import OperationalError, close_old_connections, connections
from django.utils import timezone

from jieneng.apps.quiz.endpoint.app import Endpoint
from jieneng.apps.quiz.endpoint.postgres import PostgresStore
from jieneng.apps.quiz.endpoint.rows import Store, Unreachable
from jieneng.apps.quiz.endpoint.sqlite import SqliteStore
from jieneng.apps.quiz.endpoint.terms import Book, Terms
from jieneng.apps.quiz.endpoint.tokens import Signer
from jieneng.apps.quiz.models import Quiz
from jieneng.apps.quiz.models.quiz import CLOSED
from jieneng.apps.quiz.routing import rows_alias
from jieneng.ui.refusals import catalogue

_LANES = 2  # connections that take papers in on PostgreSQL; SQLite has one writer


def build() -> Endpoint:
    """An endpoint over the databases of the settings."""
    return Endpoint(signer=signer(), book=Book(read_terms), stores=stores, clock=now_ms, sentences=sentences())


def signer() -> Signer:
    return Signer([settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS])


def stores() -> list[Store]:
    """One for each lane."""
    connection = connections[rows_alias()]
    if connection.vendor == "sqlite":
        return [SqliteStore(str(connection.settings_dict["NAME"]))]
    said = {name: value for name, value in connection.get_connection_params().items() if _is_address(name)}
    return [PostgresStore(said) for _ in range(_LANES)]


def _is_address(name: str) -> bool:
    return name in ("dbname", "user", "password", "host", "port", "options", "sslmode", "connect_timeout")


def now_ms() -> int:
    """The moment by the clock of the platform."""
    return to_ms(timezone.now())


def to_ms(at: datetime) -> int:
    return round(at.timestamp() * 1_000)


def sentences() -> dict[str, str]:
    """What the endpoint says in words: code to sentence and next step."""
    return {code: entry.say + entry.next for code, entry in catalogue().items() if code.startswith("quiz-")}


def read_terms(quiz: int) -> Terms | None:
    """The terms of a published quiz. Raises Unreachable."""
    close_old_connections()
    try:
        found = Quiz.objects.published().filter(pk=quiz).first()
        return terms_of(found) if found else None
    except OperationalError as lost:
        raise Unreachable from lost
    finally:
        connections["default"].close()


def terms_of(quiz: Quiz) -> Terms:
    return Terms(
        quiz=quiz.pk,
        is_closed=quiz.state == CLOSED,
        opens_ms=to_ms(quiz.opens_at),
        closes_ms=to_ms(quiz.closes_at),
        grace_ms=quiz.grace_s * 1_000,
        minutes=quiz.minutes,
        n_attempts=quiz.n_attempts,
        n_per_day=quiz.n_per_day,
        pass_mark=quiz.pass_mark,
        secret=quiz.key,
        lot=quiz.lot,
        shown={pk: (one.kind, one.text, one.options) for pk, one in quiz.questions.items()},
    )
