"""The populated town: one of everything that has an address, made through the real actions."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

import pyotp
from django.conf import settings
from django.test import Client
from django.test.client import ClientHandler
from django.utils import timezone

from conftest import TODAY, Town, found_town, typed_report
from jieneng.apps.notices.actions import drafting, passing, publishing, reading_in, receiving
from jieneng.apps.notices.actions.local import set_up_local
from jieneng.apps.openness import actions as openness
from jieneng.apps.publicity import actions as briefs
from jieneng.core.audit.seals import seal
from jieneng.core.campaigns.actions import Content, set_up
from jieneng.core.collections import actions
from jieneng.core.collections.actions.levels import Gap
from jieneng.core.documents.attaching import Given
from jieneng.core.documents.models import Document, SealedCopy
from jieneng.core.documents.public_pages import find
from jieneng.core.documents.sealing import keep_scan
from jieneng.core.documents.version_code import version_code
from jieneng.core.facts.folding import fold_all
from jieneng.core.files.actions import keep, store
from jieneng.core.files.models import Attachment
from jieneng.core.files.tests.handed_in import photo, upload
from jieneng.core.orgs import actions as register
from jieneng.core.orgs.models import Membership, Organization
from jieneng.core.orgs.moving import move
from jieneng.core.people import second_factor
from jieneng.core.people.actions import switch_off
from jieneng.core.people.middleware import SEEN, SINCE

ALL_ROLES = ("reader", "reporter", "reviewer", "issuer", "unit_admin")  # all that one person can hold together
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # of a phone that no one has
PASSWORD = "Town-hall-2025-06"
CODE = "云机管节"
REGION = "520102"
UPPER = """{title}
演机管发〔2025〕31号
各市机关事务管理局：
一、时间和主题
2025年全国节能宣传周为6月23日至29日，主题是“{slogan}”。
二、主要活动
（一）集中收看启动活动。6月23日上午9时，组织收看。{canary}
（二）节能业务集中培训
时间：6月26日14:30
地点：{place}
三、有关要求
（一）各市于7月9日前将活动总结报省机关事务管理局。
演示省机关事务管理局
2025年6月12日
"""

Mark = Callable[[str, str], str]


_HANDLER = ClientHandler(enforce_csrf_checks=False)


def as_it_is(name: str, text: str) -> str:
    """A typed text without anything in it that could do harm; `name` says which text it is."""
    return text


@dataclass
class World:
    """A town and everything that was made in it, by name: `world.draft`, `world.school`, `world.sam`."""

    town: Town
    now: datetime
    mark: Mark
    made: dict[str, Any] = field(default_factory=dict)
    away: dict[str, Any] = field(default_factory=dict)  # the same things by the same names, of the other city
    sessions: dict[str, str] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        made = self.__dict__["made"]
        return made[name] if name in made else getattr(self.__dict__["town"], name)

    def elsewhere(self) -> "World":
        """The world with the other city's things in place of ours."""
        return replace(self, made=self.made | self.away)

    def browser(self, person: str = "") -> Client:
        """A new browser, in which this person is signed in already."""
        client = Client()
        client.handler = _HANDLER  # which is made ready once and not for each browser
        if person:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[person]
        return client


def populate(now: datetime, mark: Mark) -> World:
    """Build it all; `mark` is put to every text that a user can type."""
    world = World(found_town(), now, mark)
    for step in (_register, _people, _names, _notice, _reports, _levels, _register_changes, _papers, _elsewhere):
        step(world)
    for part in _parts():
        getattr(part, "populate", no_part)(world)
        getattr(part, "elsewhere", no_part)(world)
    fold_all(now)
    _briefs(world)
    seal(timezone.now() + timedelta(minutes=5))  # as if all of it had been done a while ago
    _sign_in(world)
    return world


def _parts() -> list[Any]:
    from tests.test_walk.parts import parts  # noqa: PLC0415 - they are written with what stands in this module

    return parts()


def no_part(world: World) -> None:
    """A part that adds nothing to the town."""


def _register(world: World) -> None:
    town = world.town
    bureau = {"kind": "bureau", "category": "organ"}
    town.organization("county3", "临江县机关事务服务中心", "city", **bureau, level="county", affiliation="county")
    town.organization("county4", "青岭县机关事务服务中心", "city2", **bureau, level="county", affiliation="county")
    for key, name, above in (
        ("college", "青岭市职业学院", "city2"),
        ("clinic", "望岭县中医院", "county"),
        ("archive", "望岭县档案馆", "county"),
        ("museum", "望岭县博物馆", "county"),
        ("institute", "望岭县农科所", "county"),
        ("theatre", "望岭县剧院", "county"),
        ("station", "望岭县汽车站", "county"),
        ("court", "临江县法院", "county3"),
        ("spare", "石桥县图书馆", "county2"),
    ):
        town.organization(key, name, above, category="culture")
    town.organization("sector", "云川市教育局", "city", kind="sector", level="city", affiliation="city")
    for school, region in (("school", REGION), ("school3", "520200")):
        lies = {"region_id": region}
        known = town.organizations[school]
        town.organizations[school] = register.edit(known, lies, edit_no=known.edit_no, by=town.root, today=TODAY)


def _people(world: World) -> None:
    town = world.town
    for key, name, at, roles in (
        ("boss", "市局全能", "city", ALL_ROLES),
        ("chief", "县中心全能", "county", ALL_ROLES),
        ("head", "学校全能", "school", ALL_ROLES),
        ("rival", "邻市全能", "city2", ALL_ROLES),
        ("cleo", "石桥县审核员", "county2", ("reviewer", "issuer", "reporter")),
        ("carl", "临江县审核员", "county3", ("reviewer", "issuer", "reporter")),
        ("pia", "省局审核员", "province", ("reviewer",)),
        ("sue", "市局系统管理员", "city", ("system_admin",)),
        ("kay", "县中心管理员", "county", ("unit_admin",)),
        ("otis", "县中心审计员", "county", ("auditor",)),
        ("gone", "已停用", "city", ("reviewer",)),
        ("late", "昨日离任", "city", ("reviewer",)),
        ("lee", "学校查看员", "school", ("reader",)),
        ("tess", "绑定手机的审核员", "city", ("reviewer",)),
        ("dora", "青岭县审核员", "county4", ("reviewer", "issuer", "reporter")),
        ("sid", "邻市学校填报员", "school3", ("reporter",)),
        ("eden", "市教育局审核员", "sector", ("reviewer",)),
        *((f"of_{unit}", f"{unit}填报员", unit, ("reporter",)) for unit in _REPORTING),
    ):
        town.person(key, name, at, *roles)
    post = Membership.objects.get(person=world.late)
    register.release(post, by=world.root, today=world.now.date() - timedelta(days=1))
    switch_off(world.gone, by=world.root, because=world.mark("off", "调离"))
    earlier = world.now - timedelta(minutes=10)
    second_factor.switch_on(world.tess, SECRET, pyotp.TOTP(SECRET).at(earlier), now=earlier)
    world.sam.set_password(PASSWORD)
    world.sam.save(update_fields=["password"])
    world.made["post"] = Membership.objects.get(person=world.lee)
    fields = {"root": world.library, "because": world.mark("grant", "职责分工")}
    world.made["grant"] = register.grant(world.county2, fields, by=world.root, today=TODAY)
    across = {"region_prefix": REGION[:4], "category": "education", "because": world.mark("grant", "职责分工")}
    register.grant(world.sector, across, by=world.root, today=TODAY)


_REPORTING = ("clinic", "archive", "museum", "institute", "theatre", "station", "court", "college")


def _names(world: World) -> None:
    """People and organisations are called what people typed."""
    for key, organization in world.town.organizations.items():
        said = world.mark(f"org-{key}", organization.name)
        if said != organization.name:
            fields = {"name": said}
            changed = register.edit(organization, fields, edit_no=organization.edit_no, by=world.root, today=TODAY)
            world.town.organizations[key] = changed
    for key, person in world.town.people.items():
        person.display_name = world.mark(f"person-{key}", person.display_name)
        person.save(update_fields=["display_name"])


def _content(world: World, name: str) -> Content:
    mark = world.mark
    watching = {
        "kind": "watch_live",
        "title": mark(f"activity-{name}", "收看启动活动"),
        "place": mark(f"place-{name}", "会议室"),
        "participants": mark(f"participants-{name}", "干部职工"),
        "method": mark(f"method-{name}", "网络直播"),
        "start_date": date(2025, 6, 23),
    }
    return Content(
        title=mark(f"campaign-{name}", "2025年公共机构节能宣传周"),
        year=2025,
        themes=[{"scope": "week", "name": mark(f"theme-{name}", "主题"), "slogan": mark(f"slogan-{name}", "节能增效")}],
        periods=[
            {"scope": "week", "name": mark(f"period-{name}", "宣传周"), "start": "2025-06-23", "end": "2025-06-29"}
        ],
        activities=[watching, {"kind": "publicity_materials", "title": "张贴宣传画、发放宣传册"}],
        upper_title=mark(f"above-{name}", "《上级通知》"),
    )


def _drafted(world: World, name: str, where: Any, by: Any, **said: Any) -> Any:
    """A campaign with a notice that is being drafted."""
    notice = drafting.draft(set_up(where, _content(world, name), by=by), by=by)
    file = keep(upload(photo(), world.mark(f"file-{name}", "方案") + ".jpg"), organization=where)
    files = Given(((_attachment(world, name), file),))
    return drafting.change(notice, _said(world, name, **said), edit_no=notice.document.edit_no, by=by, files=files)


def _attachment(world: World, name: str) -> str:
    return world.mark(f"attachment-{name}", "方案")


def _said(world: World, name: str, **said: Any) -> drafting.Said:
    mark = world.mark
    text = f"为做好宣传周工作，通知如下。\n一、有关要求\n（一）{mark(f'text-{name}', '认真组织')}。各单位要制定方案。"
    terms = {
        "title": mark(f"title-{name}", "关于开展节能宣传周活动的通知"),
        "addressee": mark(f"addressee-{name}", "各单位"),
        "text": text,
        "attachments": [_attachment(world, name)],
        "remark": mark(f"remark-{name}", "请按时报送"),
        "number_code": CODE,
        "asks": "all",
        "due_at": world.now + timedelta(days=10),
    }
    return drafting.Said(**(terms | said))


def _notice(world: World) -> None:
    """The city's notice asks everyone below; the county passes it on; the school signs."""
    made, now = world.made, world.now
    draft = _drafted(world, "published", world.city, world.ines)
    made["notice"] = publishing.publish(draft, edit_no=draft.document.edit_no, by=world.ines, now=now)
    made["campaign"] = made["notice"].campaign
    made["campaign"].refresh_from_db()
    made["collection"] = made["campaign"].collection
    made["collection"].opens_at = now - timedelta(days=1)  # as if it had been published yesterday
    made["collection"].save(update_fields=["opens_at"])
    own = passing.pass_on(made["notice"], world.county, by=world.cora, now=now)
    terms = {"asks": "nobody", "due_at": now + timedelta(days=7), "number_code": ""}
    said = _said(world, "passed", attachments=[_attachment(world, "published")], **terms)
    own = drafting.change(own, said, edit_no=own.document.edit_no, by=world.cora)
    made["passed_on"] = publishing.publish(own, edit_no=own.document.edit_no, by=world.cora, now=now)
    receiving.sign(made["passed_on"], world.school, by=world.sam, now=now)
    made["error"] = _wrong(world, "published", made["notice"])


def _picture(world: World, organization: Organization, by: Any, shade: int) -> Attachment:
    name = world.mark(f"file-{shade}", "现场") + ".jpg"
    return store(upload(photo(size=(64 + shade, 64)), name), organization=organization, by=by)


def _report(world: World, name: str) -> dict[str, Any]:
    mark = world.mark
    article = {
        "media": mark("media", "云川日报"),
        "level": "city",
        "title": mark("article", "节能周"),
        "date": "2025-06-25",
        "link": "",
    }
    return typed_report() | {
        "account.text": mark(f"account-{name}", "一是组织收看启动活动。"),
        "account.highlight": mark(f"highlight-{name}", "公布各楼层每周用电量"),
        "coverage.articles": [article],
    }


def _with_picture(world: World, name: str, attachment: Attachment) -> dict[str, Any]:
    shown = {
        "file": str(attachment.pk),
        "caption": world.mark(f"caption-{name}", "收看现场"),
        "activity": "a1",
        "consent": "yes",
    }
    return _report(world, name) | {"pictures.photos": [shown]}


def _hand_in(world: World, unit: str, raw: dict[str, Any], collection: Any = None, **more: Any) -> Any:
    by = world.town.people.get(f"of_{unit}") or {"school": world.sam, "school3": world.sid}[unit]
    return actions.submit(
        collection or world.collection,
        world.town.organizations[unit],
        raw,
        draft_no=more.pop("draft_no", 0),
        by=by,
        now=world.now,
        confirmed=True,
        notes={"overview.people": world.mark(f"note-{unit}", "含代管机构")},
        **more,
    )


def _accept(world: World, submission: Any, by: Any) -> Any:
    return actions.accept(submission, by=by, now=world.now)


def _wrong(world: World, name: str, notice: Any) -> Any:
    """Somebody says that something on the public page of a notice is wrong."""
    page = find("notice", notice.public_code)
    assert page is not None
    what, quote = world.mark(f"wrong-{name}", "日期写错了"), world.mark(f"quote-{name}", "6月31日")
    remark = openness.Remark("notice", notice.public_code, what, quote, f"the key of a form {name}")
    return openness.report(page, remark, address=f"203.0.113.{len(name)}", now=world.now)


def _reports(world: World) -> None:
    """A report in every state: draft, waiting, returned and answered, returned, accepted, correcting."""
    made, now = world.made, world.now
    made["attachment"] = _picture(world, world.school, world.sam, 1)
    made["accepted"] = _accept(
        world, _hand_in(world, "school", _with_picture(world, "school", made["attachment"])), world.cora
    )
    made["draft_report"] = actions.save_draft(
        made["collection"], world.clinic, _report(world, "clinic"), draft_no=0, by=world.of_clinic, now=now
    )
    made["waiting"] = _hand_in(world, "archive", _report(world, "archive"))
    made["returned"] = _hand_in(world, "museum", _report(world, "museum"))
    made["slip"] = _send_back(world, made["returned"], "museum")
    replied = _hand_in(world, "institute", _report(world, "institute"))
    _send_back(world, replied, "institute")
    replied.refresh_from_db()
    answer = {"watch_live.viewers": {"n": "90", "how": "exact"}}
    reply = world.mark("reply", "已改为90")
    again = _hand_in(world, "institute", answer, draft_no=replied.draft_no, reply=reply)
    _accept(world, again, world.cora)
    made["correcting"] = actions.correct(
        again, because=world.mark("correction", "漏计一个会场"), by=world.of_institute, now=now
    )
    for unit, reviewer in (("theatre", world.cora), ("station", world.cora), ("court", world.carl)):
        _accept(world, _hand_in(world, unit, _report(world, unit)), reviewer)
    for name in ("returned", "accepted", "waiting", "correcting"):
        made[name].refresh_from_db()


def _send_back(world: World, submission: Any, name: str) -> Any:
    text = world.mark(f"point-{name}", "请核对观看人数")
    points = [actions.Point("watch_live.viewers", "implausible", text)]
    return actions.return_answer(
        submission,
        points,
        text=world.mark(f"return-{name}", "请核对"),
        reason="implausible",
        due_at=world.now + timedelta(days=2),
        by=world.cora,
        now=world.now,
    )


def _levels(world: World) -> None:
    """What levels say: a confirmation with a gap, one that was taken back, a reminder, an extension."""
    made, mark, now = world.made, world.mark, world.now
    gaps = [Gap(world.county3.pk, world.county3.name, "other", mark("gap", "本级并入上级填报"))]
    common = {"by": world.carl, "now": now}
    first = actions.confirm_level(made["collection"], world.county3, gaps, **common)
    because = mark("take-back", "请补充原因")
    actions.take_back_level(first, at=world.city, because=because, by=world.ines, now=now)
    made["confirmation"] = actions.confirm_level(made["collection"], world.county3, gaps, **common)
    text = mark("reminder", "请于周五前报送")
    made["reminder"] = actions.remind(
        made["collection"], world.city, under=world.county, text=text, by=world.ines, now=now
    )
    made["extension"] = actions.extend(
        made["collection"],
        world.hospital,
        due_at=now + timedelta(days=12),
        because=mark("extension", "搬迁"),
        by=world.cora,
        at=world.county,
    )


def _register_changes(world: World) -> None:
    """An organisation that was closed, one that was moved to the next county; both had reported before."""
    made, mark, today = world.made, world.mark, TODAY + timedelta(days=1)
    made["of_closed"] = world.collection.submissions.get(organization=world.theatre)
    made["moved_file"] = _picture(world, world.station, world.of_station, 2)
    closed = register.close(world.theatre, by=world.root, because=mark("closing", "合并"), today=today)
    moved = move(world.station, world.county2, by=world.root, because=mark("moving", "区划调整"), today=today)
    world.town.organizations |= {"theatre": closed, "station": moved}
    made["of_moved"] = world.collection.submissions.get(organization=moved)


def _papers(world: World) -> None:
    """A superior's notice that is being read, a draft notice, a campaign that nobody was asked about."""
    made = world.made
    made["upper"] = _read_in(world, "own", world.city, world.ines)
    made["draft"] = _drafted(world, "draft", world.city, world.ines)
    drafting.list_by_hand(made["draft"], world.hospital, is_in=False, by=world.ines)
    made["untouched"] = _untouched(world, world.city, world.ines)
    made["plan"] = set_up(world.city, _content(world, "plan"), by=world.ines)
    made["local"] = set_up_local(world.campaign, world.county, _content(world, "local"), by=world.cora)


def _untouched(world: World, where: Organization, by: Any) -> Any:
    """A published notice that nobody has answered in any way; it says nothing of its own."""
    plain = replace(world, mark=as_it_is)
    draft = _drafted(plain, "", where, by, asks="nobody")
    return publishing.publish(draft, edit_no=draft.document.edit_no, by=by, now=world.now)


def _read_in(world: World, name: str, organization: Organization, by: Any) -> Any:
    mark = world.mark
    text = UPPER.format(
        title=mark(f"upper-{name}", "演示省机关事务管理局关于开展2025年公共机构节能宣传周有关活动的通知"),
        slogan=mark(f"upper-slogan-{name}", "节能增效"),
        place=mark(f"upper-place-{name}", "省政府2号楼第3会议室"),
        canary=mark(f"upper-text-{name}", ""),
    )
    return reading_in.read_in(organization, text, by=by, now=world.now)


def _elsewhere(world: World) -> None:
    """The other city has everything of its own, for those who try another's number."""
    away, rex, now = world.away, world.rex, world.now
    away["untouched"] = _untouched(world, world.city2, rex)
    draft = _drafted(world, "foreign", world.city2, rex)
    away["notice"] = publishing.publish(draft, edit_no=draft.document.edit_no, by=rex, now=now)
    away["error"] = _wrong(world, "foreign", away["notice"])
    away["campaign"] = away["notice"].campaign
    away["campaign"].refresh_from_db()
    away["collection"] = away["campaign"].collection
    away["collection"].opens_at = now - timedelta(days=1)
    away["collection"].save(update_fields=["opens_at"])
    away["attachment"] = _picture(world, world.school3, world.sid, 3)
    raw = _with_picture(world, "foreign", away["attachment"])
    away["accepted"] = _accept(world, _hand_in(world, "school3", raw, away["collection"]), rex)
    away["waiting"] = _hand_in(world, "college", _report(world, "foreign"), away["collection"])
    gap = Gap(world.county4.pk, world.county4.name, "other", world.mark("gap-foreign", "没有下级"))
    away["confirmation"] = actions.confirm_level(away["collection"], world.county4, [gap], by=world.dora, now=now)
    away["upper"] = _read_in(world, "foreign", world.city2, rex)
    away["draft"] = _drafted(world, "foreign_draft", world.city2, rex)
    away["plan"] = set_up(world.city2, _content(world, "foreign_plan"), by=rex)
    away["local"] = set_up_local(away["campaign"], world.county4, _content(world, "foreign_local"), by=world.dora)
    away["grant"] = register.grant(
        world.county4, {"root": world.school3, "because": "职责分工"}, by=world.root, today=TODAY
    )
    away |= {"post": Membership.objects.get(person=world.sid), "county": world.county4, "spare": world.college}
    away |= {"school": world.school3, "sam": world.sid, "tess": world.rex, "gone": world.dora}


def _briefs(world: World) -> None:
    """A brief that was issued, and the next one that is being written."""
    made, now = world.made, world.now
    issued = briefs.compose(made["collection"], world.city, by=world.ines, now=now)
    briefs.confirm_consent(issued, by=world.ines)
    made["issued"] = briefs.issue(issued, written_on=date(2025, 7, 11), edit_no=issued.document.edit_no, by=world.ines)
    stamped(world, made["issued"].document)
    made["brief"] = briefs.compose(made["collection"], world.city, by=world.ines, now=now)
    figure = made["brief"].document.citations.filter(item__contains="posters").first()
    because = world.mark("figure", "市局补录")
    edit_no = made["brief"].document.edit_no
    briefs.change_figure(made["brief"], figure.key, "2300", because=because, edit_no=edit_no, by=world.ines)
    made["figure"] = world.away["figure"] = figure.key
    briefs.confirm_consent(made["brief"], by=world.ines)
    briefs.submit(made["brief"], by=world.ines)
    made["brief"].refresh_from_db()
    world.away["brief"] = briefs.compose(world.away["collection"], world.city2, by=world.rex, now=now)


def stamped(world: World, document: Document) -> SealedCopy:
    """The scan of a stamped print of the city's paper."""
    file = store(upload(photo(), "盖章件.jpg"), organization=document.organization, by=world.ines)
    return keep_scan(document, file, version=version_code(document), by=world.ines)


def _sign_in(world: World) -> None:
    for key, person in world.town.people.items():
        if person.is_active:
            world.sessions[key] = _session_of(person)
    world.sessions["gone"] = _session_of(world.gone)  # who was signed in when the account was switched off


def _session_of(person: Any) -> str:
    """A session in which a page was opened a moment ago, so that the next one has nothing to note in it."""
    client = Town.client(person)
    session = client.session
    session[SINCE] = session[SEEN] = int(timezone.now().timestamp())
    session.save()
    return str(session.session_key)
