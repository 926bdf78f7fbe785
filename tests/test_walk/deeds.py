"""What changes something: for each such address, who does it rightly and with what."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pyotp
from django.test import Client
from django.urls import reverse

from jieneng.apps.notices.tests.test_reading import NOTICE
from jieneng.apps.portal.tests.test_desk_sheets import PEOPLE_HEAD, book
from jieneng.apps.reporting.tests.pages import form_of, typed
from jieneng.core.documents.sealing import sealed_copy_of
from jieneng.core.documents.version_code import version_code
from jieneng.core.files.tests.handed_in import photo, upload
from tests.test_walk.every_url import path_of
from tests.test_walk.world import PASSWORD, SECRET, World, stamped, typed_report

Data = Callable[[World, Client], dict[str, Any]]

NO_DEED = {
    "people:sign_in": "nobody is signed in yet; come_in writes it down",
    "people:code": "the second half of signing in",
    "people:sign_out": "has nothing to be done twice; go_out writes it down",
    "openness:public_report": "anybody says it, who need not be signed in; report writes it down",
    "files:upload": "a file by itself, of which two are no harm; store writes it down",
    "reporting:autosave": "one entry for a sitting, not for every pause in typing",
    "publicity:autosave": "one entry for a sitting, not for every pause in writing",
    "portal:choose": "changes nothing but the session",
    "portal:organization_import": "checks a sheet and shows it",
    "portal:people_import": "checks a sheet and shows it",
    "publicity:past_read": "reads an old brief and shows its figures",
}
FORMS = {  # they show a form by GET and hand its POST to a deed
    "people:change_password",
    "people:second_factor",
    "portal:organization_new",
    "portal:organization_edit",
    "portal:organization_close",
    "portal:organization_move",
    "portal:grant",
    "portal:person_new",
    "portal:appoint",
    "portal:hand_over",
    "portal:person_off",
}


@dataclass(frozen=True)
class Example:
    """Who does it and what they send. `is_own`: it concerns only the doer, so that everybody may do it at home."""

    by: str
    data: Data
    is_own: bool = False


def _nothing(world: World, client: Client) -> dict[str, Any]:
    return {}


def _with(**said: Any) -> Data:
    return lambda world, client: said


def _edit_no(key: str, **said: Any) -> Data:
    return lambda world, client: {"edit_no": getattr(world, key).document.edit_no} | said


def _form(name: str, address: str, **said: Any) -> Data:
    """What the form of a page would send, with some of it said otherwise."""
    return lambda world, client: form_of(client.get(path_of(address, world)), name) | said


def _campaign(world: World, client: Client) -> dict[str, Any]:
    said = {"title": "新名称", "year": "2025", "edit_no": str(world.plan.edit_no)}
    for prefix in ("themes", "periods", "activities"):
        said |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    return said


def _notice(world: World, client: Client) -> dict[str, Any]:
    due = f"{world.now + timedelta(days=8):%Y-%m-%d}"
    said = {"title": "新标题", "text": "请照办。\n一、有关要求", "asks": "all", "due_on": due, "due_time": "17:00"}
    return {"edit_no": world.draft.document.edit_no} | said


def _groups(world: World, client: Client) -> dict[str, Any]:
    due = f"{world.now + timedelta(days=6):%Y-%m-%d}"
    rows = {"groups-TOTAL_FORMS": "1", "groups-INITIAL_FORMS": "0"}
    return rows | {"groups-0-name": "各县（区）", "groups-0-kinds": "bureau", "groups-0-due_on": due}


def _report(world: World, client: Client) -> dict[str, Any]:
    return form_of(client.get(path_of("reporting:report", world)), "report") | typed(typed_report())


def _summary(world: World, client: Client) -> dict[str, Any]:
    return _report(world, client) | {"_summary": "组织30人收看直播。"}


def _pasted(world: World, client: Client) -> dict[str, Any]:
    """A ticked figure of a summary that was pasted just before."""
    client.post(path_of("reporting:summary_read", world), _summary(world, client) | {"_key": "pasted-before-it"})
    return form_of(client.get(path_of("reporting:summary", world)), "take") | {"take": "0"}


def _gaps(world: World, client: Client) -> dict[str, Any]:
    asked = form_of(client.get(path_of("reporting:confirm", world)), "confirm")
    return asked | {name: "other" for name in asked if name.startswith("reason:")}


def _due(world: World, client: Client) -> dict[str, Any]:
    due = f"{world.now + timedelta(days=20):%Y-%m-%dT17:00}"
    return {"organization": world.hospital.pk, "due_at": due, "because": "搬迁"}


def _sheet(address: str, file: Callable[[World], Any]) -> Data:
    def preview(world: World, client: Client) -> dict[str, Any]:
        page = client.post(path_of(address, world), {"file": file(world)}).content.decode()
        return {"rows": html.unescape(re.search(r'name="rows" value="([^"]+)"', page)[1])}

    return preview


def _first_code(world: World, client: Client) -> dict[str, Any]:
    client.get(reverse("people:second_factor"))
    return {"code": pyotp.TOTP(client.session["second_factor_secret"]).now()}


_PARTICULARS = {
    "name": "望岭县图书馆",
    "kind": "bureau",
    "level": "county",
    "category": "organ",
    "affiliation": "county",
}
_OLD_BRIEF = {
    "text": "2024年节能宣传周简讯\n张贴宣传画30套。",
    "year": "2024",
    "source": "2024年简讯",
    "take": "0",
    "to:0": "publicity_materials.posters",
}
_UNITS = ("新校", "", "公共机构", "县级", "教育类")


def _prose(world: World, client: Client) -> dict[str, Any]:
    return {"edit_no": world.brief.document.edit_no}


def _disclosed(world: World, client: Client) -> dict[str, Any]:
    said = {"openness": "open", "subject": "waste", "genre": "notice", "validity": "lapsed"}
    return said | {"invalid_since": "2026-01-01", "because": "活动已结束", "edit_no": "0"}


def _scan(world: World, client: Client) -> dict[str, Any]:
    return {"version": version_code(world.notice.document), "file": upload(photo(), "盖章件.jpg")}


def _stamped(world: World, client: Client) -> dict[str, Any]:
    document = world.notice.document
    copy = sealed_copy_of(document) or stamped(world, document)
    return {"copy": copy.pk, "because": "印章不清"}


DEEDS: dict[str, Example] = {
    "people:change_password": Example(
        "sam", _with(old=PASSWORD, new="Quiet-River-77-paper", again="Quiet-River-77-paper"), is_own=True
    ),
    "people:second_factor": Example("sam", _first_code, is_own=True),
    "people:second_factor_off": Example("tess", lambda world, _: {"code": pyotp.TOTP(SECRET).now()}, is_own=True),
    "notices:read_in": Example("ines", _with(text=NOTICE), is_own=True),
    "notices:save": Example("ines", lambda world, _: {"edit_no": world.upper.edit_no, "do": "save"}),
    "notices:corrections_export": Example("sue", _nothing, is_own=True),
    "notices:campaign_set_up": Example("ines", _campaign, is_own=True),
    "notices:campaign_save": Example("ines", _campaign),
    "notices:campaign_publish": Example("cora", _nothing),
    "notices:local_set_up": Example("cleo", _campaign),
    "notices:draft": Example("ines", _nothing),
    "notices:edit_save": Example("ines", _notice),
    "notices:list_one": Example("ines", lambda world, _: {"organization": world.school.pk, "wish": "out"}),
    "notices:groups_save": Example("ines", _groups),
    "notices:submit": Example("ines", _nothing),
    "notices:publish": Example("ines", _edit_no("draft")),
    "notices:withdraw": Example("ines", _with(because="时间有误")),
    "notices:sign": Example("hanna", _nothing),
    "notices:pass_on": Example("cleo", _nothing),
    "reporting:save": Example("hanna", _report),
    "reporting:submit": Example("hanna", _report),
    "reporting:summary_read": Example("hanna", _summary),
    "reporting:summary_take": Example("hanna", _pasted),
    "reporting:accept_clean": Example("cora", _form("", "reporting:review")),
    "reporting:remind": Example("cora", _with(text="请抓紧")),
    "reporting:extend": Example("ines", _due),
    "reporting:confirm_level": Example("cleo", _gaps),
    "reporting:take_back": Example("ines", _with(because="请补充")),
    "reporting:withdraw": Example("of_archive", _nothing),
    "reporting:correct": Example("sam", _with(because="漏计")),
    "reporting:accept": Example("cora", _form("slip", "reporting:review_one")),
    "reporting:return": Example("cora", _form("slip", "reporting:review_one", text="请核对", reason="other")),
    "publicity:past_keep": Example("ines", _with(**_OLD_BRIEF), is_own=True),
    "publicity:make": Example("cora", _nothing),
    "publicity:write": Example("ines", _prose),
    "publicity:drop_writing": Example("ines", _nothing),
    "publicity:restore": Example("ines", _prose),
    "publicity:figure": Example("ines", _edit_no("brief", other="2400", because="再次补录")),
    "publicity:refresh": Example("ines", _prose),
    "publicity:recompose": Example("ines", _prose),
    "publicity:pick_text": Example("ines", _edit_no("brief", text="公布用电量")),
    "publicity:pick_photo": Example("ines", _edit_no("brief", drop="1")),
    "publicity:arrange": Example("ines", _prose),
    "publicity:consent": Example("ines", _nothing),
    "publicity:submit": Example("ines", _nothing),
    "publicity:do_issue": Example("ines", _edit_no("brief", issue_no="7", written_on="2025-07-12")),
    "papers:make": Example("ines", _with(title="关于商请协助的函", do="save"), is_own=True),
    "papers:save": Example("ines", lambda world, _: {"title": "关于再次商请的函", "edit_no": world.letter.edit_no}),
    "papers:submit": Example("ines", _nothing),
    "papers:issue": Example("ines", lambda world, _: {"edit_no": world.letter.edit_no}),
    "openness:scan": Example("ines", _scan),
    "openness:seal": Example("ines", _nothing),
    "openness:seal_take_back": Example("ines", _stamped),
    "openness:answer": Example("ines", _with(outcome="mended", words="已更正。")),
    "openness:describe": Example("ines", _disclosed),
    "portal:organization_new": Example("ada", _with(**_PARTICULARS)),
    "portal:organization_edit": Example("ada", lambda world, _: _PARTICULARS | {"edit_no": world.county.edit_no}),
    "portal:organization_close": Example("ada", _with(because="合并")),
    "portal:organization_move": Example("ada", lambda world, _: {"parent": world.county.name, "because": "区划调整"}),
    "portal:organization_import_do": Example("ada", _sheet("portal:organization_import", lambda world: book(_UNITS))),
    "portal:grant": Example("ada", lambda world, _: {"root": world.library.name, "because": "职责分工"}),
    "portal:end_grant": Example("ada", _nothing),
    "portal:person_new": Example("ada", _with(display_name="新填报员", username="new-1", roles=["reporter"])),
    "portal:appoint": Example("ada", _with(username="lee", role="reader")),
    "portal:people_import_do": Example(
        "ada",
        _sheet(
            "portal:people_import",
            lambda world: book((world.school.name, "新人", "new-2", "", "填报员"), head=PEOPLE_HEAD),
        ),
    ),
    "portal:hand_over": Example("ada", lambda world, _: {"successor": world.lee.pk, "because": "退休"}),
    "portal:release": Example("ada", _nothing),
    "portal:person_reset": Example("ada", _nothing),
    "portal:person_second_factor_off": Example("ada", _nothing),
    "portal:person_off": Example("ada", _with(because="借调")),
    "portal:person_on": Example("ada", _nothing),
    "portal:trail_verify": Example("olga", _nothing, is_own=True),
    "portal:trail_export": Example("olga", _with(what="report"), is_own=True),
}
