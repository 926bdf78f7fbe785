"""Sessions: a training with seats that is over, and a live launch that is on; their people, halls and questions."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from jieneng.apps.attendance import passes
from jieneng.apps.attendance.actions import certificates, halls, holding, seats, signing_in, watching
from jieneng.apps.attendance.models import Session
from jieneng.core.campaigns.actions import Content, set_up
from jieneng.core.files.actions import store
from jieneng.core.files.tests.handed_in import photo, upload
from jieneng.core.orgs.models import Organization
from tests.test_walk.examples import Captures, Sent, at, code, fields, no_fields, nothing, pk
from tests.test_walk.world import World


def _one(key: str, name: str, of: str) -> Captures:
    """The second number of an address: world.<of>."""
    return at(key, **{name: lambda world: getattr(world, of).pk})


def _activity(world: World) -> dict[str, Any]:
    return {"activity": world.meeting_plan.pk}


def _live_code(world: World) -> str:
    return str(world.live.code)


def _pass(world: World) -> str:
    return passes.pass_of(world.attendee)


ADDRESSES = {
    "attendance:sessions": nothing,
    "attendance:new": _activity,
    "attendance:make": _activity,
    "attendance:session": pk("live"),
    "attendance:edit": pk("live"),
    "attendance:save": pk("live"),
    "attendance:publish": pk("unopened"),
    "attendance:close": pk("live"),
    "attendance:lay_out": pk("live"),
    "attendance:take_down": _one("live", "material", "material"),
    "attendance:questions": pk("live"),
    "attendance:answer": _one("live", "question", "asked"),
    "attendance:hide": _one("live", "question", "asked"),
    "attendance:certificates": pk("training"),
    "attendance:certify": pk("training"),
    "attendance:revoke": _one("training", "certificate", "certificate"),
    "attendance:certificate_pdf": _one("training", "certificate", "certificate"),
    "attendance:registrations": pk("training"),
    "attendance:put_out": _one("training", "registration", "colleague"),
    "attendance:export": pk("training"),
    "attendance:roster": pk("training"),
    "attendance:remind": pk("training"),
    "attendance:reply": pk("training"),
    "attendance:register": pk("training"),
    "attendance:decline": pk("training"),
    "attendance:replace": _one("training", "registration", "colleague"),
    "attendance:withdraw": _one("training", "registration", "colleague"),
    "attendance:halls": pk("live"),
    "attendance:hall": pk("live"),
    "attendance:scan": pk("training"),
    "attendance:scans": pk("training"),
    "attendance:sign_in": _one("training", "registration", "colleague"),
    "attendance:screen": pk("training"),
    "attendance:screen_data": pk("training"),
    "attendance:public_live": code(_live_code),
    "attendance:public_join": code(_live_code),
    "attendance:public_beat": code(_live_code),
    "attendance:public_ask": code(_live_code),
    "attendance:public_material": code(_live_code, material=lambda world: world.material.pk),
    "attendance:public_pass": code(_pass),
    "attendance:public_certificate": code(_pass),
    "attendance:public_here": code(
        lambda world: str(world.training.code), mark=lambda world: passes.hall_code(world.training, timezone.now())
    ),
    "attendance:public_tap": code(lambda world: str(world.training.code)),
    "attendance:public_check": nothing,
}


def _terms(world: World, _: Any) -> dict[str, Any]:
    start, end = (timezone.localtime(world.now + timedelta(days=days)) for days in (1, 1.1))
    said = {"starts_at": f"{start:%Y-%m-%dT%H:%M}", "ends_at": f"{end:%Y-%m-%dT%H:%M}", "reach": "all"}
    seats_of = {"n_seats": "5", "rule": "one", "replies_by": said["starts_at"]}
    return said | seats_of | {"has_live": "on", "edit_no": world.live.edit_no}


def _file(world: World, _: Any) -> dict[str, Any]:
    return {"title": "讲义", "file": upload(photo(), "讲义.jpg")}


def _hall(world: World, _: Any) -> dict[str, Any]:
    return {"name": "礼堂", "n": "60", "last_no": "0", "file": upload(photo(), "礼堂.jpg")}


DEEDS = {
    "attendance:make": Sent("ines", _terms),
    "attendance:save": Sent("ines", lambda world, client: _terms(world, client) | {"n_seats": ""}),
    "attendance:publish": Sent("ines", no_fields),
    "attendance:close": Sent("ines", no_fields),
    "attendance:lay_out": Sent("ines", _file),
    "attendance:take_down": Sent("ines", no_fields),
    "attendance:answer": Sent("ines", fields(text="请联系后勤部门。")),
    "attendance:hide": Sent("ines", no_fields),
    "attendance:certify": Sent("ines", no_fields),
    "attendance:revoke": Sent("ines", fields(because="冒名")),
    "attendance:put_out": Sent("ines", fields(because="名额调整")),
    "attendance:export": Sent("ines", no_fields),
    "attendance:remind": Sent("ines", fields(text="请尽快")),
    "attendance:register": Sent("hanna", fields(name="赵六", post="科员", phone="13800000001")),
    "attendance:decline": Sent("hanna", fields(because="值班")),
    "attendance:replace": Sent("sam", fields(name="钱七", post="", phone="13800000002")),
    "attendance:withdraw": Sent("sam", fields(because="出差")),
    "attendance:hall": Sent("hanna", _hall),
    "attendance:sign_in": Sent("ines", no_fields),
}
NO_DEED = {
    "attendance:scans": "each scan has a nonce of its own and counts once; take_scans writes it down",
    "attendance:public_join": "anybody comes in, who need not be signed in; the row is its own record",
    "attendance:public_beat": "a minute of one viewer, once by constraint; the row is its own record",
    "attendance:public_ask": "anybody asks, who need not be signed in; ask writes it down",
    "attendance:public_tap": "anybody who holds the hall's code; sign_in writes it down",
}
CACHED = {"attendance:public_material"}
LED_ON = {"attendance:roster"}


def populate(world: World) -> None:
    world.made |= _made(world, "", world.city, world.ines, world.school, world.sam)


def elsewhere(world: World) -> None:
    world.away |= _made(world, "foreign-", world.city2, world.rex, world.school3, world.sid)


def _made(world: World, name: str, where: Organization, by: Any, unit: Organization, clerk: Any) -> dict[str, Any]:
    mark, now = world.mark, world.now
    kinds = ("watch_live", "lecture_training", "meeting", "launch")
    plan = [{"kind": kind, "title": mark(f"{name}session-{kind}", f"场次{n}")} for n, kind in enumerate(kinds)]
    content = Content(mark(f"{name}session-plan", "场次方案"), now.year, activities=plan)
    activities = {one.kind: one for one in set_up(where, content, by=by).activities.all()}
    hour = timedelta(hours=1)
    live_terms = holding.Terms(
        now - hour, now + 6 * hour, has_live=True, has_questions=True, counts_halls=True,
        place=mark(f"{name}session-place", "线上"), stream="https://live.example/1",
    )  # fmt: skip
    live = holding.open_session(holding.set_up(activities["watch_live"], live_terms, by=by, now=now), by=by, now=now)
    seat_terms = holding.Terms(
        now - 2 * hour, now - timedelta(seconds=1), n_seats=9, rule="number", each=3, needs_phone=True,
        replies_by=now - 2 * hour, gives_certificates=True,
    )  # fmt: skip
    early = now - 3 * hour
    training = holding.open_session(
        holding.set_up(activities["lecture_training"], seat_terms, by=by, now=early), by=by, now=early
    )
    unopened = holding.set_up(activities["launch"], holding.Terms(
        now + hour, now + 2 * hour, n_seats=2, replies_by=now), by=by, now=now)  # fmt: skip
    people = [
        seats.register(
            training, unit,
            seats.Named(mark(f"{name}seat-{n}", f"张{n}"), mark(f"{name}seat-job-{n}", "科员"), "13800000000"),
            by=clerk, now=early,
        )
        for n in range(3)
    ]  # fmt: skip
    for who in (people[0], people[2]):
        signing_in.sign_in(who, how="name", by=by, now=now - hour)
    certificates.issue(training, by=by, now=now)
    people[2].certificate.delete()  # one more is due
    Session.objects.filter(pk=training.pk).update(replies_by=now + 9 * hour)  # so that one may still register
    training.refresh_from_db()
    viewer = watching.join(live, unit, "a" * 32 if not name else "b" * 32, person=None, now=now)
    question = watching.ask(viewer, mark(f"{name}viewer-question", "如何节水"), f"{name}viewer-question-key", now=now)
    file = store(upload(photo(), mark(f"{name}file-material", "讲义") + ".jpg"), organization=where, by=by)
    material = holding.lay_out(live, file, mark(f"{name}material-title", "讲义"), by=by, now=now)
    picture = store(upload(photo(), "会场.jpg"), organization=unit, by=clerk)
    said = halls.Said(mark(f"{name}hall-name", "三楼会议室"), 40)
    halls.enter_hall(live, unit, said, picture, last_no=0, by=clerk, now=now)
    return {
        "live": live,
        "training": training,
        "unopened": unopened,
        "meeting_plan": activities["meeting"],
        "attendee": people[0],
        "colleague": people[1],
        "certificate": people[0].certificate,
        "asked": question,
        "material": material,
    }
