"""What changes something: for each such address, who does it rightly and with what."""

import html
import re
from collections.abc import Callable
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
from tests.test_walk.examples import Data, Sent, fields, no_fields
from tests.test_walk.parts import parts
from tests.test_walk.world import PASSWORD, SECRET, World, stamped, typed_report

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
    files = {"off": world.draft.document.attached.get().pk, "files": upload(photo(), "安排表.jpg")}
    return {"edit_no": world.draft.document.edit_no} | said | files


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


DEEDS: dict[str, Sent] = {
    "people:change_password": Sent(
        "sam", fields(old=PASSWORD, new="Quiet-River-77-paper", again="Quiet-River-77-paper"), is_own=True
    ),
    "people:second_factor": Sent("sam", _first_code, is_own=True),
    "people:second_factor_off": Sent("tess", lambda world, _: {"code": pyotp.TOTP(SECRET).now()}, is_own=True),
    "notices:read_in": Sent("ines", fields(text=NOTICE), is_own=True),
    "notices:save": Sent("ines", lambda world, _: {"edit_no": world.upper.edit_no, "do": "save"}),
    "notices:corrections_export": Sent("sue", no_fields, is_own=True),
    "notices:campaign_set_up": Sent("ines", _campaign, is_own=True),
    "notices:campaign_save": Sent("ines", _campaign),
    "notices:campaign_publish": Sent("cora", no_fields),
    "notices:local_set_up": Sent("cleo", _campaign),
    "notices:draft": Sent("ines", no_fields),
    "notices:edit_save": Sent("ines", _notice),
    "notices:list_one": Sent("ines", lambda world, _: {"organization": world.school.pk, "wish": "out"}),
    "notices:groups_save": Sent("ines", _groups),
    "notices:submit": Sent("ines", no_fields),
    "notices:publish": Sent("ines", _edit_no("draft")),
    "notices:withdraw": Sent("ines", fields(because="时间有误")),
    "notices:sign": Sent("hanna", no_fields),
    "notices:pass_on": Sent("cleo", no_fields),
    "reporting:save": Sent("hanna", _report),
    "reporting:submit": Sent("hanna", _report),
    "reporting:summary_read": Sent("hanna", _summary),
    "reporting:summary_take": Sent("hanna", _pasted),
    "reporting:accept_clean": Sent("cora", _form("", "reporting:review")),
    "reporting:remind": Sent("cora", fields(text="请抓紧")),
    "reporting:extend": Sent("ines", _due),
    "reporting:confirm_level": Sent("cleo", _gaps),
    "reporting:take_back": Sent("ines", fields(because="请补充")),
    "reporting:withdraw": Sent("of_archive", no_fields),
    "reporting:correct": Sent("sam", fields(because="漏计")),
    "reporting:accept": Sent("cora", _form("slip", "reporting:review_one")),
    "reporting:return": Sent("cora", _form("slip", "reporting:review_one", text="请核对", reason="other")),
    "publicity:past_keep": Sent("ines", fields(**_OLD_BRIEF), is_own=True),
    "publicity:make": Sent("cora", no_fields),
    "publicity:write": Sent("ines", _prose),
    "publicity:drop_writing": Sent("ines", no_fields),
    "publicity:restore": Sent("ines", _prose),
    "publicity:figure": Sent("ines", _edit_no("brief", other="2400", because="再次补录")),
    "publicity:refresh": Sent("ines", _prose),
    "publicity:recompose": Sent("ines", _prose),
    "publicity:pick_text": Sent("ines", _edit_no("brief", text="公布用电量")),
    "publicity:pick_telling": Sent("ines", _edit_no("brief", text="换灯省电")),
    "publicity:pick_photo": Sent("ines", _edit_no("brief", drop="1")),
    "publicity:arrange": Sent("ines", _prose),
    "publicity:consent": Sent("ines", no_fields),
    "publicity:submit": Sent("ines", no_fields),
    "publicity:do_issue": Sent("ines", _edit_no("brief", issue_no="7", written_on="2025-07-12")),
    "openness:scan": Sent("ines", _scan),
    "openness:seal": Sent("ines", no_fields),
    "openness:seal_take_back": Sent("ines", _stamped),
    "openness:answer": Sent("ines", fields(outcome="mended", words="已更正。")),
    "openness:describe": Sent("ines", _disclosed),
    "portal:organization_new": Sent("ada", fields(**_PARTICULARS)),
    "portal:organization_edit": Sent("ada", lambda world, _: _PARTICULARS | {"edit_no": world.county.edit_no}),
    "portal:organization_close": Sent("ada", fields(because="合并")),
    "portal:organization_move": Sent("ada", lambda world, _: {"parent": world.county.name, "because": "区划调整"}),
    "portal:organization_import_do": Sent("ada", _sheet("portal:organization_import", lambda world: book(_UNITS))),
    "portal:grant": Sent("ada", lambda world, _: {"root": world.library.name, "because": "职责分工"}),
    "portal:end_grant": Sent("ada", no_fields),
    "portal:person_new": Sent("ada", fields(display_name="新填报员", username="new-1", roles=["reporter"])),
    "portal:appoint": Sent("ada", fields(username="lee", role="reader")),
    "portal:people_import_do": Sent(
        "ada",
        _sheet(
            "portal:people_import",
            lambda world: book((world.school.name, "新人", "new-2", "", "填报员"), head=PEOPLE_HEAD),
        ),
    ),
    "portal:hand_over": Sent("ada", lambda world, _: {"successor": world.lee.pk, "because": "退休"}),
    "portal:release": Sent("ada", no_fields),
    "portal:person_reset": Sent("ada", no_fields),
    "portal:person_second_factor_off": Sent("ada", no_fields),
    "portal:person_off": Sent("ada", fields(because="借调")),
    "portal:person_on": Sent("ada", no_fields),
    "portal:trail_verify": Sent("olga", no_fields, is_own=True),
    "portal:trail_export": Sent("olga", fields(what="report"), is_own=True),
}

for part in parts():
    DEEDS |= part.DEEDS
    NO_DEED |= getattr(part, "NO_DEED", {})
    FORMS |= getattr(part, "FORMS", set())
