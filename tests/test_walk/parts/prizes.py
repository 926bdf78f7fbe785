"""Draws in each state: a draft, a list open to objections, a number to be confirmed, a result with winners."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from jieneng.apps.prizes import actions
from jieneng.apps.prizes.keeping import code_of
from jieneng.apps.prizes.models import Draw, Entrant, Win
from jieneng.apps.prizes.views.claiming import token_of
from jieneng.core.campaigns import entrants
from jieneng.core.campaigns.actions import Content, set_up
from jieneng.core.campaigns.models import Activity
from jieneng.core.jobs.models import Outbox
from jieneng.core.orgs.models import Organization
from jieneng.rulebook import prize_rules
from tests.test_walk.examples import Sent, code, fields, nothing, pk
from tests.test_walk.world import World

KIND, DIGITS = "exhibition", "0123456"  # no app registers the visitors of an exhibition


class Players:
    """Twelve players at whoever's activity it is."""

    def qualified(self, activity: Activity) -> Iterator[tuple[str, str]]:
        yield from ((f"player:{n}", activity.campaign.org_path) for n in range(12))

    def player_of(self, request: HttpRequest, activity: Activity) -> str | None:
        return None


entrants.register(KIND, Players())


def _code(world: World) -> str:
    return str(world.prize_draw.code)


ADDRESSES = {
    "prizes:draws": nothing,
    "prizes:new": pk("prize_activity"),
    "prizes:make": pk("prize_activity"),
    "prizes:draw": pk("prize_draw"),
    "prizes:edit": pk("prize_draft"),
    "prizes:save": pk("prize_draft"),
    "prizes:publish": pk("prize_draft"),
    "prizes:strike": pk("prize_listed"),
    "prizes:relist": pk("prize_listed"),
    "prizes:enter_number": pk("prize_due"),
    "prizes:confirm_number": pk("prize_due"),
    "prizes:book": pk("prize_draw"),
    "prizes:book_xlsx": pk("prize_draw"),
    "prizes:export": pk("prize_draw"),
    "prizes:counter": nothing,
    "prizes:win": pk("prize_win"),
    "prizes:hand_out": pk("prize_win"),
    "prizes:forfeit": pk("prize_win"),
    "prizes:unmask": pk("prize_win"),
    "prizes:public_check": nothing,
    "prizes:public_verifier": nothing,
    "prizes:public_verifier_instant": nothing,
    "prizes:public": code(_code),
    "prizes:public_rules": code(_code),
    "prizes:public_list": code(_code, no=lambda world: 1),
    "prizes:public_winners": code(_code),
    "prizes:public_audit": code(_code),
    "prizes:public_mine": code(_code),
    "prizes:public_claim": nothing,
    "prizes:public_claiming": lambda world: {"token": token_of(world.prize_win)},
}
NO_DEED = {
    "prizes:counter": "finds a winner by the code and changes nothing",
    "prizes:public_claim": "a winner, who need not be signed in, gives the code; a wrong one is written down",
    "prizes:public_claiming": "a winner, who need not be signed in, claims or gives up; the actions write it down",
}


def _typed(world: World, client: Client) -> dict[str, Any]:
    """What the form of a draw sends."""

    def moment(hours: int) -> str:
        return timezone.localtime(world.now + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M")

    return {
        "title": "云展览抽奖",
        "kind": "number",
        "entrant": "看完展览的人",
        "opens_at": moment(2),
        "closes_at": moment(24),
        "objections_until": moment(50),
        "number_name": "某彩票第78期",
        "number_where": "某网站",
        "number_due_at": moment(72),
        "number_digits": "7",
        "reserves": "3",
        "claim_days": "7",
        "claim_place": "大厅",
        "contact": "0000-86112233",
        "purge_days": "90",
        "prize_1": "水杯",
        "stock_1": "3",
        "edit_no": "0",
    }


def _struck(world: World, client: Client) -> dict[str, Any]:
    first = Entrant.objects.filter(draw=world.prize_listed).order_by("id")[0]
    return {"s-who": first.pseudonym, "s-because": "重复登记"}


DEEDS = {
    "prizes:make": Sent("ines", _typed),
    "prizes:save": Sent("ines", _typed),
    "prizes:publish": Sent("ines", fields(edit_no="0")),
    "prizes:strike": Sent("ines", _struck),
    "prizes:relist": Sent("ines", fields(**{"r-because": "补录"})),
    "prizes:enter_number": Sent("ines", fields(value=DIGITS, source="某网站")),
    "prizes:confirm_number": Sent("ines", fields(value=DIGITS)),
    "prizes:export": Sent("ines", fields(because="集中发放")),
    "prizes:hand_out": Sent(
        "rob", lambda world, _: {"code": code_of(world.prize_win), "tail": "5678", "signed_by": "self"}
    ),
    "prizes:forfeit": Sent("ines", fields(**{"f-because": "来电放弃"})),
    "prizes:unmask": Sent("ines", fields(**{"u-because": "电话通知"})),
}


def populate(world: World) -> None:
    world.made |= _draws(world, world.city, world.ines, world.rob, "own")


def elsewhere(world: World) -> None:
    world.away |= _draws(world, world.city2, world.rex, world.rival, "foreign")
    Outbox.objects.filter(kind__startswith="prizes.").update(done_at=world.now)  # done above, at its own hour


def _draws(world: World, where: Organization, one: Any, other: Any, name: str) -> dict[str, Any]:
    content = Content(title="2025年宣传周展览", year=2025, activities=[{"kind": KIND, "title": "云展览"}])
    activity, now = set_up(where, content, by=one).activities.get(), world.now
    draft = actions.make(activity, _terms(world, now, name), by=one, now=now)
    listed = _listed(world, activity, one, now - timedelta(hours=26), name)
    due = _listed(world, activity, one, now - timedelta(days=4), name)
    source = world.mark(f"figure-source_{name}", "某网站")
    actions.enter_number(due, DIGITS, source, by=other, now=now)
    drawn = _listed(world, activity, one, now - timedelta(days=5), name)
    actions.enter_number(drawn, DIGITS, source, by=other, now=now)
    actions.confirm_number(drawn, DIGITS, by=one, now=now)
    actions.draw_now(drawn, now=now)
    drawn.refresh_from_db()
    win, lost = Win.objects.filter(draw=drawn).select_related("draw", "unit__prize").order_by("id")[:2]
    actions.forfeit(lost, because=world.mark(f"correction-forfeit_{name}", "来电放弃"), by=one, now=now)
    version = prize_rules().notice.version
    actions.claim(win, name="张三丰", phone="13800005678", version=version, now=now)
    win.refresh_from_db()
    found = {"draft": draft, "listed": listed, "due": due, "draw": drawn, "win": win, "activity": activity}
    return {f"prize_{key}": thing for key, thing in found.items()}


def _listed(world: World, activity: Activity, by: Any, begins: datetime, name: str) -> Draw:
    """A draw whose rules were published then, and whose list was made a day later."""
    draw = actions.make(activity, _terms(world, begins, name), by=by, now=begins)
    actions.publish(draw, edit_no=0, by=by, now=begins)
    draw.refresh_from_db()
    actions.make_list(draw, now=draw.closes_at)
    because = world.mark(f"correction-list_{name}", "漏登一人")
    actions.relist(draw, because=because, by=by, now=draw.closes_at + timedelta(hours=1))
    draw.refresh_from_db()
    return draw


def _terms(world: World, begins: datetime, name: str) -> actions.Terms:
    mark = world.mark
    return actions.Terms(
        title=mark(f"title-draw_{name}", "云展览抽奖"),
        kind="number",
        entrant=mark(f"title-entrant_{name}", "看完展览的人"),
        opens_at=begins + timedelta(hours=1),
        closes_at=begins + timedelta(days=1),
        objections_until=begins + timedelta(days=2, hours=1),
        number_name=mark(f"title-number_{name}", "某彩票第77期"),
        number_where=mark(f"title-where_{name}", "某网站"),
        number_due_at=begins + timedelta(days=3),
        number_digits=len(DIGITS),
        reserves=3,
        claim_place=mark(f"title-place_{name}", "一楼大厅"),
        contact=mark(f"title-contact_{name}", "0000-86112233"),
        prizes=[(mark(f"title-prize_{name}", "自行车"), 1), ("水杯", 2)],
    )
