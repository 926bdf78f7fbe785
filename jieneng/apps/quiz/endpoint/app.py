"""The two requests of the endpoint: open a paper, hand it in."""

import json
import re
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

from jieneng.apps.quiz.endpoint.lanes import Full, Lanes
from jieneng.apps.quiz.endpoint.rows import (
    NEW,
    NONE,
    SAME,
    HandIn,
    Opened,
    Opening,
    Store,
    Taken,
    Unreachable,
    Wish,
    day_of,
    look_up,
    open_papers,
    take_in,
)
from jieneng.apps.quiz.endpoint.terms import Book, Terms
from jieneng.apps.quiz.endpoint.tokens import Entrance, Forged, Paper, Signer
from jieneng.engine.quizzes import marking, receipts

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Answer = tuple[int, Mapping[str, Any]]

OPEN, HAND_IN = "/quiz/live/open", "/quiz/live/hand-in"
PATHS = frozenset({OPEN, HAND_IN})
_MOST_BYTES = 16_384
_KEY = re.compile(r"[0-9A-Za-z-]{16,40}")
_HEADERS = [
    (b"content-type", b"application/json"),
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
]
_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_STATUSES = {
    "quiz-token": 403,
    "quiz-body": 422,
    "quiz-attempts-used": 409,
    "quiz-day-used": 409,
    "quiz-handed-in": 409,
    "quiz-not-open": 409,
    "quiz-over": 410,
    "quiz-late": 410,
    "quiz-busy": 503,
}


class Endpoint:
    """The ASGI app. `stores` makes a connection for each lane, `clock` gives milliseconds, `sentences` say codes."""

    def __init__(
        self,
        *,
        signer: Signer,
        book: Book,
        stores: Callable[[], list[Store]],
        clock: Callable[[], int],
        sentences: Mapping[str, str],
        most_waiting: int = 4_000,
    ) -> None:
        self._signer, self._book, self._stores, self._clock = signer, book, stores, clock
        self._sentences, self._most = sentences, most_waiting
        self._taking: Lanes[HandIn, Taken] | None = None
        self._opening: Lanes[Wish, Opened] | None = None
        self._looking: Lanes[HandIn, Taken] | None = None

    async def __call__(self, scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        if self._taking is None:
            self._start()
        if scope["method"] != "POST":
            return await _reply(send, 405, {"code": "post-only"})
        try:
            said = await _body(receive)
            status, answer = await (self._open(said) if scope["path"] == OPEN else self._hand_in(said))
        except Forged:
            status, answer = self._refused("quiz-token")
        except (ValueError, KeyError, TypeError, AttributeError):
            status, answer = self._refused("quiz-body")
        except (Full, Unreachable):
            status, answer = self._refused("quiz-busy")
        return await _reply(send, status, answer)

    def close(self) -> None:
        """Let the lanes end; for tests and at the end of a process."""
        for lanes in (self._taking, self._opening, self._looking):
            if lanes is not None:
                lanes.close()

    def _start(self) -> None:
        self._taking = Lanes(take_in, self._stores(), most=self._most)
        self._opening = Lanes(open_papers, self._stores()[:1], most=self._most)
        self._looking = Lanes(look_up, self._stores()[:1], most=self._most)

    async def _open(self, said: Mapping[str, Any]) -> Answer:
        entrance, now = self._signer.read_entrance(said["ticket"]), self._clock()
        terms = await self._book.of(entrance.quiz)
        if terms is None or now > entrance.until_ms:
            return self._refused("quiz-token")
        closes = max(terms.closes_ms, entrance.closes_ms)
        if now < terms.opens_ms:
            return self._refused("quiz-not-open")
        if now > closes or terms.is_closed:
            return self._refused("quiz-over")
        due = min(now + (terms.minutes + entrance.more_minutes) * 60_000, closes)
        first = Opening(entrance.quiz, entrance.player, 1, day_of(now), now, due, entrance.notice)
        assert self._opening is not None
        opened = await self._opening.do(Wish(first, terms.n_attempts, terms.n_per_day))
        return self._opened(terms, entrance, opened, now)

    def _opened(self, terms: Terms, entrance: Entrance, opened: Opened, now: int) -> Answer:
        if opened.opening is None:
            return self._refused(opened.refused)
        of = opened.opening
        place = (entrance.organization, entrance.route, entrance.category)
        token = self._signer.paper(Paper(of.quiz, of.player, of.ordinal, *place, of.opened_ms, of.due_ms))
        paper = terms.lot.paper(terms.secret, of.player, of.ordinal)
        return 200, {
            "token": token,
            "ordinal": of.ordinal,
            "left": terms.n_attempts - of.ordinal,
            "now_ms": now,
            "due_ms": of.due_ms,
            "questions": [terms.question(asked) for asked in paper],
        }

    async def _hand_in(self, said: Mapping[str, Any]) -> Answer:
        paper, now = self._signer.read_paper(said["token"]), self._clock()
        terms = await self._book.of(paper.quiz)
        if terms is None:
            return self._refused("quiz-token")
        row = _row(terms, paper, said, now)
        if row is None:
            return self._refused("quiz-body")
        closed = terms.is_closed and now > terms.closes_ms + terms.grace_ms
        assert self._taking is not None
        assert self._looking is not None
        if closed or now > paper.due_ms + terms.grace_ms:
            return self._answered(terms, await self._looking.do(row))
        return self._answered(terms, await self._taking.do(row))

    def _answered(self, terms: Terms, taken: Taken) -> Answer:
        if taken.outcome in (NEW, SAME) and taken.stored is not None:
            return 200, receipt_of(terms, taken.stored)
        if taken.outcome == NONE:
            return self._refused("quiz-late")
        first = {"receipt": receipt_of(terms, taken.stored)} if taken.stored is not None else {}
        status, answer = self._refused("quiz-handed-in")
        return status, {**answer, **first}

    def _refused(self, code: str) -> Answer:
        return _STATUSES[code], {"code": code, "sentence": self._sentences[code]}


def receipt_of(terms: Terms, row: HandIn) -> dict[str, Any]:
    """What the player keeps: number, hash, moment; and what the answers were worth."""
    of = terms.lot.n_questions
    return {
        "number": row.receipt,
        "digest": receipts.digest_of(row.receipt, row.key, row.answers, row.handed_ms),
        "handed_ms": row.handed_ms,
        "right": row.score,
        "of": of,
        "points": marking.points(row.score, of),
        "passed": marking.has_passed(row.score, of, terms.pass_mark),
    }


def _row(terms: Terms, paper: Paper, said: Mapping[str, Any], now: int) -> HandIn | None:
    key, given = said["key"], said["answers"]
    if not _KEY.fullmatch(key) or not isinstance(given, list) or len(given) != terms.lot.n_questions:
        return None
    answers = marking.written(given)
    asked = terms.lot.paper(terms.secret, paper.player, paper.ordinal)
    return HandIn(
        quiz=paper.quiz,
        player=paper.player,
        ordinal=paper.ordinal,
        key=key,
        answers=answers,
        score=marking.n_right(asked, answers),
        used_ms=max(0, now - paper.opened_ms),
        handed_ms=now,
        day=day_of(now),
        organization=paper.organization,
        route=paper.route,
        category=paper.category,
        receipt=receipts.number_of(terms.secret, paper.player, paper.ordinal),
    )


async def _body(receive: Receive) -> Any:
    """The JSON that was sent. Raises ValueError for more than a paper can be."""
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise ValueError("The connection was closed")
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > _MOST_BYTES:
            raise ValueError("Too much was sent")
        if not message.get("more_body"):
            return json.loads(b"".join(parts).decode())


async def _reply(send: Send, status: int, answer: Mapping[str, Any]) -> None:
    body = _written(answer).encode()
    headers = [*_HEADERS, (b"content-length", str(len(body)).encode())]
    if status == 503:
        headers.append((b"retry-after", b"1"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
