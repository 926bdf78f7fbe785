"""Writers on SQLite take turns: nobody overtakes, and whatever ends a transaction gives the turn back."""

import subprocess
import sys
import threading
import time
from contextlib import suppress
from types import SimpleNamespace

import pytest
from django.db import ConnectionHandler, IntegrityError, OperationalError, transaction
from django.db.transaction import atomic

from jieneng.config.sqlite import base, turns
from jieneng.config.sqlite.turns import Turn, turn_at

_OPTIONS = {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF"}
_TABLE = "CREATE TABLE rows (n INTEGER PRIMARY KEY, above REFERENCES rows (n) DEFERRABLE INITIALLY DEFERRED)"


@pytest.fixture
def name(tmp_path):
    return str(tmp_path / "rows.sqlite3")


@pytest.fixture
def connect(name, django_db_blocker, monkeypatch):
    """Open files: each thread has a connection of its own, which is also that of `atomic()`."""

    def to(file=name, **more):
        engine = {"ENGINE": "jieneng.config.sqlite", "NAME": file, "OPTIONS": _OPTIONS | more}
        monkeypatch.setattr(transaction, "connections", ConnectionHandler({"default": engine}))
        return _connection()

    with django_db_blocker.unblock():
        to().cursor().execute(_TABLE)
        _connection().close()
        yield to
        _connection().close()


def _connection():
    return transaction.get_connection()


def _insert(n=None, above=None):
    _connection().cursor().execute("INSERT INTO rows VALUES (%s, %s)", [n, above])


def _n_rows():
    return _connection().cursor().execute("SELECT count(*) FROM rows").fetchone()[0]


def _is_free(name):
    asking = Turn(name)
    try:
        return asking.take(0.0)
    finally:
        asking.close()


def _somebody_waits(name):
    asking = Turn(name)
    try:
        return not turns._locked(asking._door, 0.0, 0.0)
    finally:
        asking.close()


class TestNobodyOvertakes:
    @pytest.mark.parametrize("has_door", [True, False])
    def test_whoever_has_left_must_wait_behind_the_one_who_waits(self, name, monkeypatch, has_door):
        """The one who waits sleeps until the other has to wait as well; without the door that one never has to."""
        busy, waiting, come = Turn(name), Turn(name), []
        sleeps, wakes, here = threading.Event(), threading.Event(), threading.current_thread()
        if not has_door:
            waiting._door = turns._opened(f"{name}-elsewhere")

        def sleep(seconds):
            if threading.current_thread() is here:
                wakes.set()
                time.sleep(seconds)
            else:
                sleeps.set()
                wakes.wait()

        def take(turn, who):
            assert turn.take(20)
            come.append(who)
            turn.give_back()

        monkeypatch.setattr(turns, "time", SimpleNamespace(monotonic=time.monotonic, sleep=sleep))
        coming = threading.Thread(target=take, args=(waiting, "waiting"))
        busy.take(0.0)
        coming.start()
        sleeps.wait()
        busy.give_back()
        take(busy, "busy")
        wakes.set()
        coming.join()
        assert come == (["waiting", "busy"] if has_door else ["busy", "waiting"])

    @pytest.mark.parametrize("has_turns", [True, False])
    def test_one_that_writes_back_to_back_lets_one_in_that_comes_once(self, connect, name, monkeypatch, has_turns):
        if not has_turns:
            monkeypatch.setattr(base, "turn_at", lambda name: None)
        connect(timeout=20)
        overtaken = [_n_overtaken(name) for _ in range(3)]
        assert overtaken == [0, 0, 0] if has_turns else max(overtaken) > 0

    def test_the_turn_of_a_process_that_dies_is_free(self, name):
        story = f"from {turns.__name__} import Turn; turn = Turn({name!r}); print(turn.take(0), flush=True); input()"
        holder = subprocess.Popen([sys.executable, "-c", story], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert holder.stdout.readline() == b"True\n"
        assert not _is_free(name)
        holder.kill()
        holder.communicate()
        assert _is_free(name)


def _n_overtaken(name):
    """How many transactions, begun when another connection had asked, were inside before it."""
    has_come, overtaken = threading.Event(), 0

    def come_once():
        with atomic():
            has_come.set()
        _connection().close()

    coming = threading.Thread(target=come_once)
    with atomic():
        coming.start()
        for _ in range(50):  # without turns nobody can say whether it asks; then this is long enough
            if _somebody_waits(name):
                break
            time.sleep(0.001)
    for _ in range(5):
        with atomic():
            if has_come.is_set():
                break
            overtaken += 1
            _insert()
            time.sleep(0.003)
    coming.join()
    return overtaken


def _commit(name):
    with atomic():
        _insert()
        assert not _is_free(name)


def _nested(name):
    with atomic():
        with suppress(IntegrityError), atomic():
            _insert(1)
            _insert(1)
        assert not _is_free(name)
        with atomic():
            _insert()
        assert not _is_free(name)


def _roll_back(name):
    with suppress(ZeroDivisionError), atomic():
        _insert()
        raise ZeroDivisionError


def _refused_at_the_end(name):
    with pytest.raises(IntegrityError), atomic():
        _insert(1, above=2)


def _close_inside(name):
    with atomic():
        _insert()
        _connection().close()
        assert _is_free(name)


def _lone_statement(name):
    _insert()


def _refused_statement(name):
    _insert(1)
    with pytest.raises(IntegrityError):
        _insert(1)


def _by_hand(name):
    transaction.set_autocommit(False)
    _insert()
    assert not _is_free(name)
    transaction.set_autocommit(True)


def _in_words(name):
    with _connection().cursor() as cursor:
        cursor.execute("begin immediate")
        assert not _is_free(name)
        cursor.execute("ROLLBACK")


@pytest.mark.parametrize(
    ("story", "n_rows"),
    [
        (_commit, 1),
        (_nested, 1),
        (_roll_back, 0),
        (_refused_at_the_end, 0),
        (_close_inside, 0),
        (_lone_statement, 1),
        (_refused_statement, 1),
        (_by_hand, 1),
        (_in_words, 0),
    ],
)
def test_the_turn_is_over_with_the_transaction(connect, name, story, n_rows):
    connect()
    story(name)
    assert _is_free(name)
    assert _n_rows() == n_rows
    _commit(name)
    assert _is_free(name)


def test_whoever_waits_too_long_is_told_so_as_by_sqlite(connect, name):
    connect(timeout=0.01)
    holder = Turn(name)
    holder.take(0.0)
    with pytest.raises(OperationalError, match="database is locked"), atomic():
        raise AssertionError("nobody comes in")
    with pytest.raises(OperationalError, match="database is locked"):
        _insert()
    assert _n_rows() == 0  # to read takes no turn
    holder.give_back()
    _commit(name)


def test_nobody_begins_while_sqlite_says_that_another_program_writes(connect, name):
    connect(timeout=0.01)
    elsewhere = base.base.Database.connect(name, isolation_level=None)
    elsewhere.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="database is locked"), atomic():
        raise AssertionError("nobody comes in")
    assert _is_free(name)
    elsewhere.close()
    _commit(name)


def test_a_file_by_two_names_has_one_turn(connect, name, tmp_path):
    (tmp_path / "link.sqlite3").symlink_to(name)
    connect(str(tmp_path / "link.sqlite3"))
    _commit(name)


def test_where_there_can_be_no_turns_people_write_without(connect, monkeypatch):
    assert turn_at("no/such/folder/rows.sqlite3") is None
    connect(":memory:").cursor().execute(_TABLE)
    with atomic():
        _insert()
    assert (_connection()._turn, _n_rows()) == (None, 1)
