"""Prizes of the quiz: drawn by a public number that was named beforehand, and won at once by those who passed."""

from datetime import datetime, timedelta
from typing import Any

from jieneng.apps.prizes import actions
from jieneng.apps.prizes.actions import Terms
from jieneng.apps.prizes.keeping import code_of
from jieneng.apps.prizes.models import INSTANT, NUMBER, Draw, Win
from jieneng.core.jobs.outbox import do_due
from jieneng.demo.cast import Cast
from jieneng.demo.events import Events
from jieneng.demo.notice import BEIJING
from jieneng.demo.week.quiz import CLOSES_AT, OPENS_AT, Played

PROMISED_AT = datetime(2025, 6, 23, 15, 0, tzinfo=BEIJING)
LISTED_AT = CLOSES_AT + timedelta(minutes=30)
OBJECTIONS_UNTIL = datetime(2025, 6, 29, 17, 0, tzinfo=BEIJING)
NUMBER_AT = datetime(2025, 6, 30, 9, 30, tzinfo=BEIJING)
HANDED_AT = datetime(2025, 7, 2, 15, 0, tzinfo=BEIJING)
_NUMBER = "0462918"
_FOUND = "演示公共随机数公告栏"


def plan(events: Events, cast: Cast, played: Played) -> None:
    """Put the draws into the queue: promised before anybody plays, drawn after the time for objections."""
    clerk, signer = cast.who(cast.city, "reviewer"), cast.who(cast.city, "issuer")
    draws: list[Draw] = []
    events.put(PROMISED_AT, lambda now: draws.extend(_promised(played, clerk, signer, now)))
    events.put(LISTED_AT, _list)
    events.put(NUMBER_AT, lambda now: _draw(draws, clerk, signer, now))
    events.put(HANDED_AT, lambda now: _hand_out(draws, clerk, now))


def _promised(played: Played, clerk: Any, signer: Any, now: datetime) -> list[Draw]:
    common: dict[str, Any] = {
        "entrant": "竞答合格的参与者",
        "opens_at": OPENS_AT,
        "closes_at": CLOSES_AT,
        "claim_place": "云川市机关事务管理局一楼大厅",
        "contact": "云川市机关事务管理局节能科",
    }
    drawn = Terms(
        **common,
        title="知识竞答抽奖",
        kind=NUMBER,
        prizes=(("节能台灯", 5), ("节水花洒", 20), ("折叠环保袋", 60)),
        objections_until=OBJECTIONS_UNTIL,
        number_name="演示公共随机数2025年第178期",
        number_where=_FOUND,
        number_due_at=NUMBER_AT - timedelta(minutes=30),
        number_digits=len(_NUMBER),
        reserves=20,
    )
    at_once = Terms(**common, title="合格即抽", kind=INSTANT, prizes=(("随手关灯提示贴", 80),), expected=(200,))
    made = [actions.make(played.activity, terms, by=clerk, now=now) for terms in (drawn, at_once)]
    return [actions.publish(draw, edit_no=draw.edit_no, by=signer, now=now) for draw in made]


def _list(now: datetime) -> None:
    """What was ordered for the close is done: the list of those who may win stands."""
    do_due(now)


def _draw(draws: list[Draw], clerk: Any, signer: Any, now: datetime) -> None:
    """One types the public number, another reads it again and confirms it; the draw follows by itself."""
    drawn = draws[0]
    actions.enter_number(drawn, _NUMBER, _FOUND, by=clerk, now=now)
    actions.confirm_number(drawn, _NUMBER, by=signer, now=now)
    do_due(now)


def _hand_out(draws: list[Draw], clerk: Any, now: datetime) -> None:
    """Two of three come for their prize with the code and sign for it; the others have time left."""
    for win in Win.objects.filter(draw__in=draws).select_related("draw", "unit__prize").order_by("pk"):
        if win.pk % 3:
            actions.hand_out(win, code=code_of(win), tail="", signed_by="本人", by=clerk, now=now)
