"""What is looked for afterwards: nothing acknowledged lost, nothing doubled, books balanced, the draw reproducible."""

import random
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db.models import Sum

from jieneng.apps.exchange.models import Delivery, Donation, Order
from jieneng.apps.prizes import actions as prizes
from jieneng.apps.prizes.keeping import secret_of
from jieneng.apps.prizes.models import Entrant, Result, Win
from jieneng.apps.prizes.promise import promised_rules
from jieneng.apps.quiz.models import HandIn
from jieneng.bench.soak.clients import Told
from jieneng.bench.soak.week import SCARCE, Week
from jieneng.core.audit import seals
from jieneng.core.facts.verify import verify
from jieneng.core.ledger.models import Unfolded
from jieneng.core.ledger.queries import balance_of
from jieneng.core.ledger.verify import verify as verify_ledger
from jieneng.engine.draws.ranking import outcome

Figures = dict[str, Any]
_SETTLED_WITHIN = 120
_MUST_BE_0 = (
    *("papers_lost", "papers_doubled", "orders_lost", "orders_doubled", "cards_differ", "stock_differs"),
    *("facts_differ", "ledger_differs", "trail_differs", "uncounted", "draw_differs"),
)
_DIGITS, _KILLS = "0123456", 3


def look(week: Week, told: Told, port: int, chance: random.Random, say: Callable[[str], Any]) -> Figures:
    """All figures; `wrong` names in words what must not be."""
    settled = _settle()
    figures: Figures = {"papers": len(told.papers), "orders": len(told.orders), "gifts": len(told.gifts)}
    figures |= {"refused": told.refused} | _papers(told) | _orders(week, told)
    figures |= {
        "facts_differ": len(verify()),
        "ledger_differs": len(verify_ledger()),
        "trail_differs": len(seals.verify()),
        "uncounted": HandIn.objects.filter(batch=None).count(),
        "settled_s": settled,
    }
    say("drawing, and killed while drawing …")
    figures |= _drawn(week, port, chance)
    wrong = [f"{name}: {figures[name]}" for name in _MUST_BE_0 if figures[name]]
    return figures | {"wrong": wrong}


def _settle() -> float:
    """Seconds until the loops have counted all that was handed in; their lease may be that of a killed process."""
    started = time.monotonic()
    while time.monotonic() < started + _SETTLED_WITHIN:
        if not HandIn.objects.filter(batch=None).exists() and not Unfolded.objects.exists():
            break
        time.sleep(0.5)
    return round(time.monotonic() - started, 1)


def _papers(told: Told) -> Figures:
    stored = {row.key: row.receipt for row in HandIn.objects.iterator()}
    lost = [key for key, receipt in told.papers.items() if stored.get(key) != receipt["number"]]
    n = HandIn.objects.count()
    n_single = HandIn.objects.values("quiz", "player", "ordinal").distinct().count()
    doubled = n - min(n_single, len(stored))
    return {"papers_lost": len(lost), "papers_doubled": doubled, "papers_unacknowledged": n - len(told.papers)}


def _orders(week: Week, told: Told) -> Figures:
    kept = {*Order.objects.values_list("form_key", flat=True)}, {*Donation.objects.values_list("form_key", flat=True)}
    lost = len(told.orders - kept[0]) + len(told.gifts - kept[1])
    doubled = Order.objects.count() - len(kept[0]) + Donation.objects.count() - len(kept[1])
    given = Order.objects.filter(good=week.scarce).aggregate(n=Sum("n"))["n"] or 0
    return {
        "orders_lost": lost,
        "orders_doubled": doubled,
        "cards_differ": sum(balance_of(card.account) != _own(card) for card in week.cards),
        "stock_differs": int(balance_of(week.scarce.stock) != SCARCE - given),
        "scarce_given": given,
    }


def _own(card: Any) -> int:
    """What a card must hold: brought, less ordered, less given away."""
    brought, ordered, given = (
        model.objects.filter(card=card).aggregate(n=Sum("points"))["n"] or 0 for model in (Delivery, Order, Donation)
    )
    return int(brought - ordered - given)


def _drawn(week: Week, port: int, chance: random.Random) -> Figures:
    """The draw by a process that is killed again and again, then by one that comes to its end; and the same anew."""
    draw, at = week.draw, week.draw.number_due_at + timedelta(hours=1)
    prizes.make_list(draw, now=draw.closes_at + timedelta(minutes=1))
    prizes.enter_number(draw, _DIGITS, "报", by=week.rob, now=at)
    prizes.confirm_number(draw, _DIGITS, by=week.ines, now=at)
    for _ in range(_KILLS):
        process = _drawing(draw.pk, at)
        time.sleep(chance.uniform(0.2, 3))
        process.kill()
        process.wait()
    if _drawing(draw.pk, at).wait(120):
        return {"draw_differs": "the draw does not come to an end"}
    result = Result.objects.select_related("listed").get(draw=draw)
    rows = Win.objects.filter(draw=draw).order_by("unit__prize__ord", "unit__no")
    wins = list(rows.values_list("pseudonym", flat=True))
    names = tuple(Entrant.objects.filter(draw=draw).in_version(result.listed.no).values_list("pseudonym", flat=True))
    return {"draw_differs": _differs(draw, result, wins, names, port), "entrants": len(names), "winners": len(wins)}


def _drawing(draw: int, at: datetime) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "jieneng.bench.soak.drawing", str(draw), at.isoformat()])


def _differs(draw: Any, result: Result, wins: list[str], names: tuple[str, ...], port: int) -> str:
    """What does not agree: the winners with the arithmetic done again, or the published files with themselves."""
    again = outcome(promised_rules(draw), secret_of(draw), _DIGITS, names)
    if [award.entrant for award in again.awards] != wins:
        return "other winners when worked out again"
    with tempfile.TemporaryDirectory(prefix="jieneng-check-") as folder:
        for name in (f"d/{draw.code}/audit.json", "verifier.py"):
            url = f"http://127.0.0.1:{port}/prizes/{name}"
            Path(folder, name.rpartition("/")[2]).write_bytes(urllib.request.urlopen(url, timeout=30).read())
        call = [sys.executable, "-I", "-S", "verifier.py", "audit.json", draw.commitment, result.listed.root]
        done = subprocess.run(call, cwd=folder, env={}, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else f"the verifier says {done.stdout[-200:]}"
