"""Taking part: calls that are open, judged, in notice; volunteers and posts; a pledge; a walk with an odd number."""

from datetime import datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from jieneng.apps.participation.actions import (
    calling,
    choosing,
    handing_in,
    judging,
    ones,
    posts,
    proofs,
    recommending,
    saving_energy,
    setting_up,
    signing,
    stamping,
    walking,
)
from jieneng.apps.participation.actions.holding import open_up
from jieneng.apps.participation.models import Call, Drive, Pledge, ShortageDay, Walk
from jieneng.apps.participation.passes import pass_of
from jieneng.core.campaigns.actions import Content, set_up
from jieneng.core.files.actions import store
from jieneng.core.files.tests.handed_in import photo, upload
from jieneng.engine.saving import Metered
from jieneng.rulebook.works import work_kinds
from tests.test_walk.examples import Captures, Sent, at, code, fields, no_fields, nothing, pk
from tests.test_walk.world import World

HOUR = timedelta(hours=1)


def _one(key: str, name: str, of: str) -> Captures:
    """The second number of an address: world.<of>."""
    return at(key, **{name: lambda world: getattr(world, of).pk})


def _planned(key: str) -> Captures:
    return lambda world: {"activity": getattr(world, key).pk}


def _code(key: str, **more: str) -> Captures:
    said = {name: (lambda world, of=of: getattr(world, of).pk) for name, of in more.items()}
    return code(lambda world: str(getattr(world, key).code), **said)


def _pass(kind: str, key: str, **more: str) -> Captures:
    said = {name: (lambda world, of=of: getattr(world, of).pk) for name, of in more.items()}
    return code(lambda world: pass_of(kind, getattr(world, key).pk), **said)


def _part(name: str, planned: str, key: str, unopened: str) -> dict[str, Captures]:
    return {
        f"participation:new_{name}": _planned(planned),
        f"participation:make_{name}": _planned(planned),
        f"participation:{name}": pk(key),
        f"participation:edit_{name}": pk(key),
        f"participation:save_{name}": pk(key),
        f"participation:publish_{name}": pk(unopened),
        f"participation:public_{name}": _code(key),
    }


ADDRESSES = {
    "participation:home": nothing,
    **_part("call", "works_plan", "call", "unopened_call"),
    "participation:judges": pk("due_call"),
    "participation:appoint": pk("due_call"),
    "participation:drop": _one("due_call", "judge", "due_judge"),
    "participation:begin": pk("due_call"),
    "participation:finish": pk("judging_call"),
    "participation:ranking": pk("judged_call"),
    "participation:choose": pk("judged_call"),
    "participation:fill_up": _one("notice_call", "work", "next_work"),
    "participation:confirm": pk("over_call"),
    "participation:objections": pk("notice_call"),
    "participation:settle": _one("notice_call", "objection", "objection"),
    "participation:new_work": pk("call"),
    "participation:send_work": pk("call"),
    "participation:recommending": pk("call"),
    "participation:work": pk("work"),
    "participation:new_version": pk("work"),
    "participation:send_version": pk("work"),
    "participation:work_file": at("work", no=lambda _: 1),
    "participation:withdraw": pk("work"),
    "participation:recommend": pk("work"),
    "participation:take_back": pk("sent_work"),
    "participation:judging": pk("judging_call"),
    "participation:marking": _one("judging_call", "work", "marked_work"),
    "participation:mark": _one("judging_call", "work", "marked_work"),
    "participation:recuse": _one("judging_call", "work", "marked_work"),
    "participation:judged_file": _one("judging_call", "work", "marked_work"),
    "participation:public_work": _code("notice_call", work="chosen_work"),
    "participation:public_file": _code("notice_call", work="chosen_work"),
    "participation:public_vote": _code("judging_call", work="marked_work"),
    "participation:public_object": _code("notice_call", work="chosen_work"),
    "participation:public_objection": _code("objection"),
    **_part("drive", "volunteer_plan", "drive", "unopened_drive"),
    "participation:register": pk("drive"),
    "participation:lay_out": pk("drive"),
    "participation:five_ones": pk("drive"),
    "participation:certificates": pk("over_drive"),
    "participation:certify": pk("over_drive"),
    "participation:revoke": _one("over_drive", "proof", "proof"),
    "participation:certificate_pdf": _one("over_drive", "proof", "proof"),
    "participation:post": pk("post_open"),
    "participation:save_post": pk("post_free"),
    "participation:close_post": pk("post_free"),
    "participation:scan": pk("post_open"),
    "participation:scans": pk("post_open"),
    "participation:come": pk("sign_up"),
    "participation:leave": pk("came"),
    "participation:volunteer": pk("volunteer"),
    "participation:sign_up": _one("volunteer", "post", "post_free"),
    "participation:sign_off": _one("volunteer", "sign_up", "sign_up"),
    "participation:enter_one": pk("volunteer"),
    "participation:public_volunteer": _pass("volunteer", "volunteer"),
    "participation:public_sign_up": _pass("volunteer", "volunteer", post="post_free"),
    "participation:public_sign_off": _pass("volunteer", "volunteer", sign_up="sign_up"),
    "participation:public_certificate": _pass("volunteer", "served"),
    "participation:public_check": nothing,
    **_part("pledge", "pledge_plan", "pledge", "unopened_pledge"),
    "participation:public_sign": _code("pledge"),
    **_part("shortage", "shortage_plan", "shortage", "unopened_shortage"),
    "participation:fill_shortage": pk("shortage"),
    "participation:enter_shortage": pk("shortage"),
    "participation:shortage_entry": pk("shortage_entry"),
    **_part("walk", "walk_plan", "walk", "unopened_walk"),
    "participation:form_team": pk("walk"),
    "participation:import_steps": pk("walk"),
    "participation:steps_template": pk("walk"),
    "participation:do_import_steps": pk("walk"),
    "participation:decide_steps": _one("walk", "steps", "odd"),
    "participation:team": pk("team"),
    "participation:add_walkers": pk("team"),
    "participation:enter_steps": pk("team"),
    "participation:public_walker": _pass("walker", "walker"),
    "participation:public_steps": _pass("walker", "walker"),
}


def _typed(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def _times(world: World, first: float = -1, last: float = 30) -> dict[str, Any]:
    return {"opens_at": _typed(world.now + first * HOUR), "closes_at": _typed(world.now + last * HOUR)}


def _call(world: World, _: Any) -> dict[str, Any]:
    said = _times(world) | {"recommends_by": _typed(world.now + 40 * HOUR), "requirements": "围绕主题。"}
    numbers = {"n_chosen": "3", "scores_needed": "1", "notice_days": "5", "mb_poster": "5", "mb_video": "50"}
    return said | numbers | {"edit_no": world.call.edit_no}


def _simple(key: str, **said: str) -> Any:
    return lambda world, _: _times(world) | said | {"edit_no": getattr(world, key).edit_no}


_DRIVE = _simple("drive", says="分类投放。")
_WALK = _simple("walk", says="走。", daily_cap="20000", odd_above="50000", team_min="2")


def _pledge(world: World, _: Any) -> dict[str, Any]:
    """What has been signed stays as it is worded; the times may change."""
    said = {"wording": world.pledge.wording, "points": world.pledge.points}
    return _times(world) | said | {"edit_no": world.pledge.edit_no}


def _shortage(world: World, _: Any) -> dict[str, Any]:
    said = _times(world) | _today(world, says="体验能源紧缺。", measures=["air", "commute"])
    return said | {"edit_no": world.shortage.edit_no}


def _work(world: World, _: Any) -> dict[str, Any]:
    said = {"kind": "poster", "title": "节水", "authors": "张三", "confirms_rights": "on"}
    return said | {"file": upload(photo(), "海报.jpg")}


def _post(world: World, _: Any) -> dict[str, Any]:
    hours = {"starts_at": _typed(world.now + HOUR), "ends_at": _typed(world.now + 3 * HOUR)}
    return hours | {"title": "桶边督导", "place": "食堂", "n_places": "9", "one": "unit"}


def _sheet(world: World, _: Any) -> dict[str, Any]:
    book, out = openpyxl.Workbook(), BytesIO()
    book.active.append(("队名", "队员", "日期", "步数"))
    book.active.append((world.team.name, world.walker.name, f"{timezone.localtime(world.now):%Y-%m-%d}", 7_000))
    book.save(out)
    return {"file": SimpleUploadedFile("步数.xlsx", out.getvalue())}


def _today(world: World, **said: Any) -> dict[str, Any]:
    return {"on": f"{timezone.localtime(world.now):%Y-%m-%d}"} | said


DEEDS = {
    "participation:make_call": Sent("ines", _call),
    "participation:save_call": Sent("ines", _call),
    "participation:publish_call": Sent("ines", no_fields),
    "participation:appoint": Sent("ines", fields(username="carl")),
    "participation:drop": Sent("ines", no_fields),
    "participation:begin": Sent("ines", no_fields),
    "participation:finish": Sent("ines", no_fields),
    "participation:choose": Sent("ines", lambda world, _: {"work": world.best_work.pk}),
    "participation:fill_up": Sent("ines", no_fields),
    "participation:confirm": Sent("ines", no_fields),
    "participation:settle": Sent("ines", fields(outcome="dismissed", answer="经核查为原创")),
    "participation:send_work": Sent("sam", _work),
    "participation:send_version": Sent("sam", _work),
    "participation:withdraw": Sent("sam", fields(because="重复")),
    "participation:recommend": Sent("sam", no_fields),
    "participation:take_back": Sent("sam", no_fields),
    "participation:mark": Sent("cleo", fields(theme="30", craft="20", fresh="20", remark="好")),
    "participation:recuse": Sent("cleo", fields(because="曾参与指导")),
    "participation:make_drive": Sent("ines", _DRIVE),
    "participation:save_drive": Sent("ines", _DRIVE),
    "participation:publish_drive": Sent("ines", no_fields),
    "participation:register": Sent("sam", fields(names="赵六\n钱七")),
    "participation:lay_out": Sent("ines", _post),
    "participation:certify": Sent("ines", no_fields),
    "participation:revoke": Sent("ines", fields(because="冒名")),
    "participation:save_post": Sent("ines", _post),
    "participation:close_post": Sent("ines", no_fields),
    "participation:come": Sent("ines", no_fields),
    "participation:leave": Sent("ines", no_fields),
    "participation:sign_up": Sent("sam", no_fields),
    "participation:sign_off": Sent("sam", no_fields),
    "participation:enter_one": Sent("sam", lambda world, _: _today(world, one="family", note="带动家人")),
    "participation:make_pledge": Sent("ines", _pledge),
    "participation:save_pledge": Sent("ines", _pledge),
    "participation:publish_pledge": Sent("ines", no_fields),
    "participation:make_shortage": Sent("ines", _shortage),
    "participation:save_shortage": Sent("ines", _shortage),
    "participation:publish_shortage": Sent("ines", no_fields),
    "participation:enter_shortage": Sent("sam", fields(people="9", ratio="1", m_air="2", edit_no="0")),
    "participation:make_walk": Sent("ines", _WALK),
    "participation:save_walk": Sent("ines", _WALK),
    "participation:publish_walk": Sent("ines", no_fields),
    "participation:form_team": Sent("sam", fields(name="二队", names="甲\n乙")),
    "participation:do_import_steps": Sent("sam", _sheet),
    "participation:decide_steps": Sent("ines", fields(outcome="accepted", because="看过手机")),
    "participation:add_walkers": Sent("sam", fields(names="丙")),
    "participation:enter_steps": Sent("sam", lambda world, _: _today(world, walker=world.walker.pk, n="7000")),
}
NO_DEED = {
    "participation:public_vote": "a vote of an account or browser, once by constraint; the trail says not who",
    "participation:public_object": "anybody objects, who need not be signed in; object_to writes it down",
    "participation:public_sign_up": "whoever holds a volunteer's link; sign_up writes it down",
    "participation:public_sign_off": "whoever holds a volunteer's link; sign_off writes it down",
    "participation:scans": "each scan has a nonce of its own and counts once; take_scans writes it down",
    "participation:public_sign": "a signature of an account or browser, once by constraint; the row is its own record",
    "participation:public_steps": "whoever holds a walker's link; enter writes it down",
}
PRIVATE = {"participation:work_file", "participation:judged_file"}
CACHED = {"participation:public_file"}


def populate(world: World) -> None:
    world.made |= _Town(world, "", "city", "ines", {"unit": ("school", "sam"), "county": ("county", "cora")}).made()


def elsewhere(world: World) -> None:
    world.away |= _Town(world, "foreign-", "city2", "rex", {"unit": ("school3", "sid")}).made()


class _Town:
    """The same in both cities: who holds it, and the steps from a unit up to them."""

    def __init__(self, world: World, name: str, where: str, by: str, line: dict[str, tuple[str, str]]) -> None:
        self.world, self.name, self.now = world, name, world.now
        self.where, self.by = world.town.organizations[where], world.town.people[by]
        people = world.town.people
        self.line = [(world.town.organizations[place], people[clerk]) for place, clerk in line.values()]
        self.unit, self.clerk = self.line[0]
        self.judge = people["cleo" if not name else "dora"]

    def mark(self, what: str, text: str) -> str:
        return self.world.mark(f"{self.name}part-{what}", text)

    def plan(self, kind: str, n: int) -> list[Any]:
        """A campaign with so many activities of a kind: one for each state that the walk looks at."""
        activities = [
            {"kind": kind, "title": self.world.mark(f"{self.name}held-{kind[:2]}{no}", f"参与活动之{no}")}
            for no in range(n)
        ]
        content = Content(self.mark("plan", "参与活动方案"), self.now.year, activities=activities)
        return list(set_up(self.where, content, by=self.by).activities.select_related("campaign__organization"))

    def made(self) -> dict[str, Any]:
        return self._works() | self._volunteers() | self._pledge() | self._walk() | self._shortage()

    def _works(self) -> dict[str, Any]:
        spare, unopened, first, due, judging_one, judged, notice, over = self.plan("works_collection", 8)
        made = {"works_plan": spare, "unopened_call": self._call(unopened, is_open=False), "call": self._call(first)}
        made["work"], made["sent_work"] = self._work(made["call"]), self._work(made["call"])
        recommending.recommend(made["sent_work"], self.unit, by=self.clerk, now=self.now)
        made["due_call"] = self._call(due, -4)
        self._sent_up(self._work(made["due_call"], -4), -4)
        made["due_judge"] = self._appointed(made["due_call"])
        made["judging_call"], (made["marked_work"],) = self._judging(judging_one, 1)
        made["judged_call"], (made["best_work"], _) = self._judged(judged, 2)
        made["notice_call"], (made["chosen_work"], struck, made["next_work"]) = self._chosen(notice, 3)
        objection = choosing.object_to(
            struck.choice, self.mark("object", "抄袭"), key="s" * 31 + self.name[:1], now=self.now
        )
        answer = self.mark("answer", "属实")
        choosing.settle(objection, is_upheld=True, answer=answer, by=self.by, now=self.now)
        choice = made["chosen_work"].choice
        choice.call = made["notice_call"]
        made["objection"] = choosing.object_to(
            choice, self.mark("object", "存疑"), key="t" * 31 + self.name[:1], now=self.now
        )
        made["over_call"], _ = self._chosen(over, 1)
        Call.objects.filter(pk=made["over_call"].pk).update(notice_until=self.now - HOUR)
        return made

    def _call(self, activity: Any, since: int = 0, *, is_open: bool = True) -> Call:
        """One that is open now, or whose works could be handed in and sent up `since` hours ago."""
        then = self.now + since * HOUR
        last = self.now - HOUR if since else self.now + 30 * HOUR
        kinds = {"video": 50, "poster": 5}
        terms = calling.Terms(
            then - HOUR, last, last, self.mark("need", "围绕节能"), kinds, n_chosen=2, scores_needed=1,
            votes_from=last, votes_until=self.now + 40 * HOUR if not since else self.now, accounts_only=False,
        )  # fmt: skip
        made = calling.set_up(activity, terms, by=self.by, now=then)
        return open_up(made, by=self.by, now=then) if is_open else made

    def _work(self, call: Call, since: int = 0) -> Any:
        said = handing_in.Said(
            "poster", self.mark("work", "随手关灯海报"), self.mark("author", "张三"), self.mark("abstract", "简介"),
            confirms_rights=True, shows_authors=True,
        )  # fmt: skip
        file = store(upload(photo(), "海报.jpg"), organization=self.unit, by=self.clerk)
        return handing_in.hand_in(call, self.unit, said, file, by=self.clerk, now=self.now + since * HOUR)

    def _sent_up(self, work: Any, since: int) -> Any:
        for organization, clerk in self.line:
            recommending.recommend(work, organization, by=clerk, now=self.now + since * HOUR)
        work.refresh_from_db()
        return work

    def _appointed(self, call: Call) -> Any:
        return judging.appoint(call, self.judge, by=self.by, now=self.now)

    def _judging(self, activity: Any, n: int) -> tuple[Call, list[Any]]:
        call = self._call(activity, -4)
        found = [self._sent_up(self._work(call, -4), -4) for _ in range(n)]
        judge = self._appointed(call)
        judging.begin(call, by=self.by, now=self.now)
        for no, work in enumerate(found):
            points = {one.code: Decimal(one.most - no) for one in work_kinds()["poster"].criteria}
            judging.mark(judge, work, points, remark=self.mark("remark", "好"), by=self.judge, now=self.now)
        Call.objects.filter(pk=call.pk).update(votes_until=self.now)
        call.refresh_from_db()
        return call, found

    def _judged(self, activity: Any, n: int) -> tuple[Call, list[Any]]:
        call, found = self._judging(activity, n)
        return judging.finish(call, by=self.by, now=self.now), found

    def _chosen(self, activity: Any, n: int) -> tuple[Call, list[Any]]:
        call, found = self._judged(activity, n)
        choosing.choose(
            call, [work.pk for work in found[:2]], because=self.mark("why", "择优"), by=self.by, now=self.now
        )
        call.refresh_from_db()
        for work in found:
            work.refresh_from_db()
        return call, found

    def _held(self, model: Any, kind: str, activity: Any, *, is_open: bool = True, **columns: Any) -> Any:
        times = {"opens_at": self.now - 5 * HOUR, "closes_at": self.now + 30 * HOUR}
        made = setting_up.set_up(model, kind, activity, times | columns, by=self.by, now=self.now)
        return open_up(made, by=self.by, now=self.now) if is_open else made

    def _volunteers(self) -> dict[str, Any]:
        spare, unopened, open_one, over = self.plan("volunteer", 4)
        says = {"says": self.mark("says", "分类投放")}
        made = {
            "volunteer_plan": spare,
            "unopened_drive": self._held(Drive, "volunteer", unopened, is_open=False, **says),
        }
        drive = made["drive"] = self._held(Drive, "volunteer", open_one, **says)
        first, later = self._post(drive, -1), self._post(drive, 5)
        made |= {"post_open": first, "post_free": later}
        names = [self.mark("v1", "张三"), self.mark("v2", "李四")]
        made["volunteer"], other = posts.register(drive, self.unit, names, by=self.clerk, now=self.now)
        made["sign_up"] = posts.sign_up(made["volunteer"], first, by=self.clerk, now=self.now)
        came = posts.sign_up(other, first, by=self.clerk, now=self.now)
        made["came"] = stamping.come(came, by=self.by, now=self.now)
        on = timezone.localtime(self.now).date()
        note = self.mark("note", "到社区")
        ones.enter(made["volunteer"], "community", note, on=on, by=self.clerk, now=self.now)
        done = made["over_drive"] = self._held(Drive, "volunteer", over, **says)
        served = posts.register(
            done, self.unit, [self.mark("v3", "王五"), self.mark("v4", "赵六")], by=self.clerk, now=self.now
        )
        post = self._post(done, -1)
        for who in served:
            one = posts.sign_up(who, post, by=self.clerk, now=self.now - HOUR)
            stamping.come(one, by=self.by, now=self.now - HOUR)
            stamping.leave(one, by=self.by, now=self.now)
        Drive.objects.filter(pk=done.pk).update(closes_at=self.now)
        done.refresh_from_db()
        proofs.issue(done, by=self.by, now=self.now)
        served[1].proof.delete()  # one more is due
        return made | {"served": served[0], "proof": served[0].proof}

    def _post(self, drive: Drive, hours: int) -> Any:
        start = self.now + hours * HOUR
        said = posts.Said(
            self.mark("post", "食堂桶边督导"), self.mark("place", "食堂"), start, start + 2 * HOUR, 5,
            self.mark("asks", "准时到岗"), "unit",
        )  # fmt: skip
        return posts.lay_out(drive, said, by=self.by)

    def _pledge(self) -> dict[str, Any]:
        spare, unopened, open_one = self.plan("pledge", 3)
        said = {"wording": self.mark("words", "从我做起"), "points": self.mark("point", "关灯")}
        closed = self._held(Pledge, "pledge", unopened, is_open=False, **said)
        pledge = self._held(Pledge, "pledge", open_one, **said)
        signing.sign(pledge, self.unit, "a" * 32, 0, now=self.now)
        return {"pledge_plan": spare, "unopened_pledge": closed, "pledge": pledge}

    def _shortage(self) -> dict[str, Any]:
        spare, unopened, open_one = self.plan("energy_shortage", 3)
        on = timezone.localtime(self.now).date()
        said = {"says": self.mark("says", "体验能源紧缺"), "on": on, "measures": ["air", "commute"]}
        closed = self._held(ShortageDay, "energy_shortage", unopened, is_open=False, **said)
        day = self._held(ShortageDay, "energy_shortage", open_one, **said)
        starts = timezone.localtime(self.now).replace(hour=8, minute=0)
        meter = Metered(starts, starts + 10 * HOUR, Decimal(100), Decimal("410.5"))
        entered = saving_energy.Entered(80, {"air": Decimal("6.5"), "commute": None}, {on: meter})
        entry = saving_energy.enter(day, self.unit, entered, edit_no=-1, by=self.clerk, now=self.now)
        return {"shortage_plan": spare, "unopened_shortage": closed, "shortage": day, "shortage_entry": entry}

    def _walk(self) -> dict[str, Any]:
        spare, unopened, open_one = self.plan("green_commute", 3)
        said = {"says": self.mark("says", "健步走"), "daily_cap": 20_000, "odd_above": 50_000, "team_min": 1}
        closed = self._held(Walk, "green_commute", unopened, is_open=False, **said)
        walk = self._held(Walk, "green_commute", open_one, **said)
        names = [self.mark("w1", "甲"), self.mark("w2", "乙")]
        team = walking.form_team(walk, self.unit, self.mark("team", "健步走第一队"), names, by=self.clerk, now=self.now)
        walker, other = team.walkers.select_related("team__walk__activity__campaign", "team__organization")
        on = timezone.localtime(self.now).date()
        walking.enter(walking.Entry(walker, on, 8_000), by=None, now=self.now)
        odd = walking.enter(walking.Entry(other, on, 60_000), by=None, now=self.now)
        made = {"walk_plan": spare, "unopened_walk": closed, "walk": walk, "team": team, "walker": walker}
        return made | {"odd": odd}
