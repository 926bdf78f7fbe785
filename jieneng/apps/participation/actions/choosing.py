"""Choose works by their marks, show them publicly, hear objections, and confirm."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from jieneng.apps.participation.actions.holding import held
from jieneng.apps.participation.actions.judging import CHOOSE
from jieneng.apps.participation.counting import CHOSEN, count
from jieneng.apps.participation.models import Call, Choice, Objection
from jieneng.apps.participation.queries.judging import nexts, ranking
from jieneng.core.audit.actions import record
from jieneng.core.uniqueness import once
from jieneng.engine.periods import in_beijing
from jieneng.engine.standings.works import Placed, is_fair, shown, splits_tie
from jieneng.rulebook.works import work_limits
from jieneng.ui.refusals import Refused


@transaction.atomic
def choose(call: Call, ids: Sequence[int], *, because: str = "", by: Any, now: datetime) -> list[Choice]:
    """Take the first works by mark, and begin the public notice. Between equal marks a person decides."""
    call = held(call, by, CHOOSE)
    if call.judged_at is None or call.chosen_at is not None:
        raise Refused("call-not-choosing")
    places = ranking(call)
    if not is_fair(ids, places, call.n_chosen):
        raise Refused("choice-unfair", n=call.n_chosen)
    if splits_tie(ids, places) and not because.strip():
        raise Refused("choice-tied")
    made = _made(call, [one for one in places if one.key in set(ids)], now)
    call.chosen_at, call.notice_until = now, _notice_end(call, now)
    call.save(update_fields=["chosen_at", "notice_until"])
    record(by, "participation.choose", call, because=because.strip()[:200], changes={"n": len(made)})
    return made


@transaction.atomic
def fill_up(call: Call, work: int, *, because: str = "", by: Any, now: datetime) -> Choice:
    """Put the next work in the place of one that was struck; it is shown publicly as long as the others were."""
    call = held(call, by, CHOOSE)
    if call.chosen_at is None or call.confirmed_at is not None:
        raise Refused("call-not-choosing")
    left, n_free = nexts(call)
    if not n_free or not left or left[0].mark != next((one.mark for one in left if one.key == work), None):
        raise Refused("choice-not-next")
    if len(left) > 1 and left[1].mark == left[0].mark and not because.strip():
        raise Refused("choice-tied")
    made = _made(call, [one for one in left if one.key == work], now, is_filled_up=True)[0]
    call.notice_until = max(call.notice_until or now, _notice_end(call, now))
    call.save(update_fields=["notice_until"])
    record(by, "participation.fill_up", made, because=because.strip()[:200], at=call.organization)
    return made


@transaction.atomic
def object_to(choice: Choice, text: str, *, key: str, now: datetime) -> Objection:
    """Say what is wrong with a choice that is shown publicly; the same form sent twice is one objection."""
    done = Objection.objects.filter(form_key=key).first()
    if done:
        return done
    call = choice.call
    if not is_in_notice(call, now) or choice.struck_at is not None:
        raise Refused("notice-over")
    if not text.strip():
        raise Refused("reason-missing", what="异议内容")
    if Objection.objects.filter(call=call, at__gt=now - timedelta(days=1)).count() >= work_limits().objections_per_day:
        raise Refused("objections-too-many")
    with once("key-reused"):
        made = Objection.objects.create(
            call=call,
            organization=call.organization,
            org_path=call.org_path,
            work=choice.work,
            code=secrets.token_hex(8),
            form_key=key,
            text=text.strip()[:2_000],
            at=now,
        )
    record(None, "participation.object", made)
    return made


@transaction.atomic
def settle(objection: Objection, *, is_upheld: bool, answer: str, by: Any, now: datetime) -> Objection:
    """Answer an objection; one that is upheld strikes the work from the choice."""
    call = held(objection.call, by, CHOOSE)
    found = Objection.objects.select_for_update(of=("self",)).select_related("work").get(pk=objection.pk)
    if found.answered_at is not None:
        raise Refused("objection-answered")
    if not answer.strip():
        raise Refused("reason-missing", what="答复")
    if call.confirmed_at is not None:
        raise Refused("call-not-choosing")
    found.is_upheld, found.answer, found.answered_by, found.answered_at = is_upheld, answer.strip()[:500], by, now
    found.save(update_fields=["is_upheld", "answer", "answered_by", "answered_at"])
    if is_upheld:
        Choice.objects.filter(work=found.work, struck_at__isnull=True).update(struck_at=now)
    outcome = "成立" if is_upheld else "不成立"
    record(by, "participation.settle", found, because=found.answer, changes={"outcome": outcome})
    return found


@transaction.atomic
def confirm(call: Call, *, by: Any, now: datetime) -> Call:
    """The public notice is over and every objection is answered: the choice stands and counts."""
    call = held(call, by, CHOOSE)
    if call.chosen_at is None or call.notice_until is None or call.confirmed_at is not None:
        raise Refused("call-not-choosing")
    if now < call.notice_until:
        raise Refused("notice-running", end=call.notice_until)
    if n := call.objections.filter(answered_at__isnull=True).count():
        raise Refused("objections-open", n=n)
    call.confirmed_at = now
    call.save(update_fields=["confirmed_at"])
    for choice in call.choices.filter(struck_at__isnull=True):
        count(call.activity, choice, {CHOSEN: 1})
    record(by, "participation.confirm", call)
    return call


def is_in_notice(call: Call, now: datetime) -> bool:
    return call.notice_until is not None and call.confirmed_at is None and now < call.notice_until


def _made(call: Call, places: Sequence[Placed], now: datetime, *, is_filled_up: bool = False) -> list[Choice]:
    works = call.works.in_bulk([one.key for one in places])
    rows = [
        Choice(
            call=call,
            work=works[one.key],
            rank=one.rank,
            mark=shown(one.mark),
            is_filled_up=is_filled_up,
            at=now,
            route=works[one.key].route,
            category=works[one.key].category,
            day=in_beijing(now).date(),
        )
        for one in places
    ]
    return Choice.objects.bulk_create(rows)


def _notice_end(call: Call, now: datetime) -> datetime:
    """The end of the last day of the notice; the day on which it begins does not count."""
    midnight = in_beijing(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(days=call.notice_days + 1)
