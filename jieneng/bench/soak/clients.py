"""People on their phones: they open papers and hand them in, order goods and give points away, and ask again when
nothing comes back. What they were told is kept: only that counts as acknowledged."""

import http.client
import json
import random
import threading
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from jieneng.apps.exchange.codes import token_of
from jieneng.apps.quiz.endpoint.app import HAND_IN, OPEN
from jieneng.apps.quiz.endpoint.building import now_ms, signer
from jieneng.apps.quiz.endpoint.tokens import Entrance
from jieneng.bench.soak.week import Week
from jieneng.engine.quizzes.receipts import player_key

_PLAYERS, _BUYERS = 5, 4
_CSRF = "s" * 32
_REST_S = 0.02


@dataclass
class Told:
    """What was acknowledged: receipts by the key of their paper; orders and gifts by the key of their form."""

    papers: dict[str, dict[str, Any]] = field(default_factory=dict)
    orders: set[str] = field(default_factory=set)
    gifts: set[str] = field(default_factory=set)
    refused: int = 0
    faults: list[str] = field(default_factory=list)


class Load:
    """All of them, each a thread, from `with` to its end."""

    def __init__(self, week: Week, port: int, seed: int) -> None:
        self._week, self._port, self.told = week, port, Told()
        self._stop, self._sign = threading.Event(), signer()
        self._cards = [token_of(card) for card in week.cards]
        self._place = (week.organization.pk, week.organization.path, week.organization.category)
        kinds = [self._play] * _PLAYERS + [self._buy] * _BUYERS
        self._threads = [
            threading.Thread(target=self._run, args=(kind, no, random.Random(seed + no)))
            for no, kind in enumerate(kinds)
        ]

    def __enter__(self) -> "Load":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def acknowledged(self) -> tuple[int, int]:
        if self.told.faults:
            raise SystemExit(self.told.faults[0])
        return len(self.told.papers), len(self.told.orders) + len(self.told.gifts)

    def has_come_to(self, papers: int, orders: int) -> bool:
        now = self.acknowledged()
        return now[0] >= papers and now[1] >= orders

    def _run(self, kind: Any, client: int, chance: random.Random) -> None:
        no = 0
        while not self._stop.is_set():
            no += 1
            try:
                kind(f"{client}-{no}", chance)
            except Exception as fault:  # noqa: BLE001 - said by the rounds, which end with it
                self.told.faults.append(f"client {client}: {fault!r}")
                return

    def _play(self, name: str, chance: random.Random) -> None:
        quiz, until = self._week.quiz, now_ms() + 9_000_000
        entrance = Entrance(quiz.pk, player_key(quiz.key, name), *self._place, 0, 0, 0, until)
        paper = self._insist(OPEN, {"ticket": self._sign.entrance(entrance)})
        key = name.rjust(32, "0")
        answers = [chance.choice("AB") for _ in range(quiz.n_questions)]
        said = {"token": paper["token"], "key": key, "answers": answers} if paper else {}
        receipt = self._insist(HAND_IN, said) if said else None
        if receipt:
            if chance.random() < 0.1:  # the answer was lost on the way: the same paper once more
                again = self._insist(HAND_IN, said)
                if again and again["digest"] != receipt["digest"]:
                    raise AssertionError(f"a second receipt for {key}")
            self.told.papers[key] = receipt

    def _insist(self, path: str, said: dict[str, Any]) -> dict[str, Any] | None:
        """The answer, however often it takes; None when the soak has ended without one."""
        headers = {"Content-Type": "application/json"}
        while not self._stop.is_set():
            status, body = self._post(path, json.dumps(said), headers)
            if status == 200:
                return dict(json.loads(body))
            if status in (403, 409, 410, 422):
                raise AssertionError(f"{path}: {status} {body[:200]!r}")
            time.sleep(_REST_S)
        return None

    def _buy(self, name: str, chance: random.Random) -> None:
        key, card = name.rjust(32, "x"), chance.choice(self._cards)
        if chance.random() < 0.5:
            good = self._week.scarce if chance.random() < 0.2 else self._week.plenty
            what, said, told = "order", {"good": good.pk, "n": 1}, self.told.orders
        else:
            what, said, told = "donate", {"points": 1}, self.told.gifts
        body = urlencode({"csrfmiddlewaretoken": _CSRF, "_key": key, **said})
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={_CSRF}"}
        while not self._stop.is_set():
            status, answer = self._post(f"/exchange/card/{card}/{what}", body, headers)
            if status == 302:
                told.add(key)
                return
            if status == 409:
                self.told.refused += 1  # no points left, ten orders open, nothing in stock
                return
            if status in (400, 403, 404, 422):
                raise AssertionError(f"{what}: {status} {answer[:300]!r}")
            time.sleep(_REST_S)

    def _post(self, path: str, body: str, headers: dict[str, str]) -> tuple[int, bytes]:
        """Status and body; 0 when nobody answers. From one of many addresses, as people on phones have."""
        source = (f"127.0.1.{random.randint(1, 250)}", 0)
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=20, source_address=source)
        try:
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            return 0, b""
        finally:
            connection.close()
