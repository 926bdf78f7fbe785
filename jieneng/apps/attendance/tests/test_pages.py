"""The pages: what a unit, an organiser and a passer-by get to see and to do."""

import json
from datetime import timedelta
from uuid import uuid4

import openpyxl
import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jieneng.apps.attendance import passes
from jieneng.apps.attendance.actions import certificates, watching
from jieneng.apps.attendance.actions.reminding import remind
from jieneng.apps.attendance.actions.signing_in import sign_in
from jieneng.apps.attendance.agenda import to_do
from jieneng.apps.attendance.models import Hall, HallCount, Minute, Question, Registration, Scan, SignIn, Viewer
from jieneng.apps.attendance.tests.conftest import sheet_of
from jieneng.config import clock
from jieneng.core.files.tests.handed_in import photo, upload
from jieneng.core.orgs.acting import posts_of
from jieneng.ui.refusals import Refused


@pytest.fixture(autouse=True)
def clean_cache():
    cache.clear()


def send(client, view, /, *args, **data):
    return client.post(reverse(f"attendance:{view}", args=args), {"_key": uuid4().hex, **data})


def text(response):
    return response.content.decode()


@pytest.fixture
def morning(early):
    """Everything happens two hours before it begins."""
    with clock.at(early):
        yield


@pytest.fixture
def midday(noon):
    """Everything happens ten minutes after it began."""
    with clock.at(noon + timedelta(minutes=10)):
        yield


def test_a_unit_registers_by_its_page_and_is_told_its_share(training, town, morning):
    sam = town.client(town.sam)
    page = text(sam.get(reverse("attendance:reply", args=[training.pk])))
    assert "本单位限 2 席" in page
    assert send(sam, "register", training.pk, name="张三", post="科员").status_code == 302
    send(sam, "register", training.pk, name="李四")
    full = send(sam, "register", training.pk, name="王五")
    assert full.status_code == 409
    assert "本单位的席位共2个，已报满" in text(full)


def test_the_pass_of_another_unit_is_not_on_the_page_and_not_replaced(training, registered, town, morning):
    other = registered(training, "hospital", "赵六")
    sam = town.client(town.sam)
    assert "赵六" not in text(sam.get(reverse("attendance:reply", args=[training.pk])))
    assert send(sam, "replace", training.pk, other.pk, name="钱七").status_code == 404
    assert send(sam, "withdraw", training.pk, other.pk, because="x").status_code == 404


def test_the_agenda_asks_for_a_reply_and_tells_of_the_reminder(training, live, town, early, noon):
    acting = posts_of(town.sam)[0]
    assert [one.kind for one in to_do(acting, early)] == ["回执"]
    remind(training, "请尽快", by=town.ines, now=early)
    assert "催办过" in next(iter(to_do(acting, early))).detail
    with pytest.raises(Refused, match="reminded-lately"):
        remind(training, "请尽快", by=town.ines, now=early)
    assert [one.kind for one in to_do(acting, noon)] == ["会场"]


def test_the_roster_is_text_and_written_down_first(held, registered, town, morning):
    session = held("meeting", n_seats=3, needs_phone=True)
    registered(session, "school", "=1+1", post="@SUM(A1)", phone="13800001111")
    ines = town.client(town.ines)
    assert ines.get(reverse("attendance:roster", args=[session.pk])).status_code == 409
    answer = ines.get(send(ines, "export", session.pk).url)
    sheet = openpyxl.load_workbook(sheet_of(answer)).active
    row = list(sheet[3])
    assert [cell.value or "" for cell in row] == [1, "望岭县第一中学", "=1+1", "@SUM(A1)", "", "13800001111"]
    assert {cell.data_type for cell in row[1:4]} == {"s"}


def test_a_number_is_masked_on_the_pages(held, registered, town, morning):
    session = held("meeting", n_seats=3, needs_phone=True)
    registered(session, "school", phone="13800001111")
    for person, name in ((town.ines, "registrations"), (town.sam, "reply")):
        page = text(town.client(person).get(reverse(f"attendance:{name}", args=[session.pk])))
        assert "138****1111" in page
        assert "13800001111" not in page


def test_scans_come_as_json_and_twice_they_count_once(training, registered, town, midday):
    who = registered(training, "school")
    ines, address = town.client(town.ines), reverse("attendance:scans", args=[training.pk])
    said = {"scans": [{"code": passes.pass_of(who), "nonce": "n" * 16, "at": timezone.now().isoformat()}]}
    for _ in range(2):
        answer = ines.post(address, json.dumps(said), content_type="application/json").json()
        assert answer["outcomes"][0] | {"name": "", "organization": ""} == {
            "nonce": "n" * 16, "code": "in", "words": "已签到", "is_good": True, "name": "", "organization": "",
        }  # fmt: skip
        assert answer["n_in"] == 1
    assert (Scan.objects.count(), SignIn.objects.count()) == (1, 1)
    for broken in ("", "[]", '{"scans": [{}]}', '{"scans": [{"code": 1, "nonce": "x"}]}', '{"scans": 3}'):
        assert ines.post(address, broken, content_type="application/json").status_code == 422


def test_the_camera_is_allowed_where_one_scans_and_nowhere_else(training, town):
    ines = town.client(town.ines)
    scanning = ines.get(reverse("attendance:scan", args=[training.pk]))
    assert "camera=(self)" in scanning["Permissions-Policy"]
    assert "camera=()" in ines.get(reverse("attendance:session", args=[training.pk]))["Permissions-Policy"]


def test_the_pass_opened_by_who_runs_the_door_signs_in(training, registered, town, midday):
    who = registered(training, "school", "张三")
    address = reverse("attendance:public_pass", args=[passes.pass_of(who)])
    stranger = text(Client().get(address))
    assert "张*" in stranger
    assert "张三" not in stranger
    ines = town.client(town.ines)
    assert "办理签到" in text(ines.get(address))
    send(ines, "sign_in", training.pk, who.pk, how="scan")
    assert SignIn.objects.get().how == "scan"
    assert Client().get(reverse("attendance:public_pass", args=["1.forged"])).status_code == 404


def test_one_tap_at_the_hall_where_the_pass_was_opened(training, registered, town, midday):
    who, phone = registered(training, "school", "张三"), Client()
    phone.get(reverse("attendance:public_pass", args=[passes.pass_of(who)]))
    here = reverse("attendance:public_here", args=[training.code, passes.hall_code(training, timezone.now())])
    tap = phone.get(here).context["tap"]
    assert "已签到" in text(phone.post(reverse("attendance:public_tap", args=[training.code]), {"tap": tap}))
    assert SignIn.objects.get().registration == who


def test_at_the_hall_by_name_and_seat_or_not_at_all(training, registered, town, midday):
    registered(training, "school", "张三")
    address = reverse("attendance:public_tap", args=[training.code])
    tap = passes.tap_of(training)
    assert Client().post(address, {"tap": tap, "name": "张三", "no": "2"}).status_code == 422
    assert Client().post(address, {"tap": "forged", "name": "张三", "no": "1"}).status_code == 409
    assert Client().post(address, {"tap": tap, "name": "张三", "no": "1"}).status_code == 200
    old = passes.hall_code(training, timezone.now() - timedelta(minutes=2))
    assert Client().get(reverse("attendance:public_here", args=[training.code, old])).status_code == 409


def test_a_passer_by_watches_without_a_name(live, town, midday):
    phone, address = Client(), reverse("attendance:public_live", args=[live.code])
    assert "望岭县第一中学" in text(phone.get(address, {"q": "一中"})) or "第一中学" in text(
        phone.get(address, {"q": "第一"})
    )
    assert phone.post(reverse("attendance:public_beat", args=[live.code])).status_code == 409
    phone.post(reverse("attendance:public_join", args=[live.code]), {"organization": town.school.pk})
    assert len(phone.cookies["jieneng_viewer"].value) == 32
    beat = reverse("attendance:public_beat", args=[live.code])
    assert [phone.post(beat).json()["counted"] for _ in range(2)] == [True, False]
    viewer = Viewer.objects.get()
    assert (viewer.person, viewer.organization, Minute.objects.count()) == (None, town.school, 1)


def test_nobody_watches_as_somebody_elses_account(live, town, midday):
    watching.join(live, town.school, watching.key_of(town.sam), person=town.sam, now=timezone.now())
    phone = Client()
    phone.cookies["jieneng_viewer"] = watching.key_of(town.sam)
    assert phone.post(reverse("attendance:public_beat", args=[live.code])).status_code == 409
    phone.post(reverse("attendance:public_join", args=[live.code]), {"organization": town.school.pk})
    assert Viewer.objects.filter(person=None).count() == 1


def test_who_is_signed_in_watches_as_themselves(live, town, midday):
    sam = town.client(town.sam)
    sam.post(reverse("attendance:public_join", args=[live.code]), {"organization": town.school.pk})
    assert Viewer.objects.get().person == town.sam


def test_only_known_hosts_are_shown_inside(live, town, midday, settings):
    phone, address = Client(), reverse("attendance:public_live", args=[live.code])
    phone.post(reverse("attendance:public_join", args=[live.code]), {"organization": town.school.pk})
    linked = phone.get(address)
    assert "<iframe" not in text(linked)
    assert "frame-src" not in linked["Content-Security-Policy"]
    settings.JIENENG_STREAM_HOSTS = ["live.example"]
    inside = phone.get(address)
    assert "<iframe" in text(inside)
    assert inside["Content-Security-Policy"].endswith("frame-src https://live.example")


def test_a_question_stands_on_the_page_once_it_is_answered(live, town, midday):
    phone, address = Client(), reverse("attendance:public_live", args=[live.code])
    phone.post(reverse("attendance:public_join", args=[live.code]), {"organization": town.school.pk})
    send(phone, "public_ask", live.code, text="如何节水？")
    assert "如何节水" not in text(Client().get(address))
    ines = town.client(town.ines)
    send(ines, "answer", live.pk, Question.objects.get().pk, text="随手关水。")
    assert "随手关水" in text(Client().get(address))
    send(ines, "hide", live.pk, Question.objects.get().pk)
    assert "随手关水" not in text(Client().get(address))


def test_a_hall_is_entered_with_its_photograph_and_corrected(live, town, midday):
    sam = town.client(town.sam)
    file = {"file": upload(photo())}
    assert send(sam, "hall", live.pk, name="礼堂", n="200", last_no="0").status_code == 422
    assert send(sam, "hall", live.pk, name="礼堂", n="2000", last_no="0", **file).status_code == 422
    assert not Hall.objects.exists()
    send(sam, "hall", live.pk, name="礼堂", n="200", last_no="0", file=upload(photo()))
    send(sam, "hall", live.pk, name="礼堂", n="180", last_no="1", because="重复", file=upload(photo()))
    assert [one.n for one in HallCount.objects.order_by("no")] == [200, 180]
    assert "第 2 版" in text(town.client(town.ines).get(reverse("attendance:session", args=[live.pk])))


@pytest.fixture
def certified(training, registered, town, noon):
    who = registered(training, "school", "张三", post="科员")
    sign_in(who, how="name", by=town.ines, now=noon)
    certificates.issue(training, by=town.ines, now=noon + timedelta(hours=3))
    return who.certificate


def test_anybody_checks_a_certificate_and_reads_no_more_than_its_face(certified, town, noon):
    address = reverse("attendance:public_check")
    said = " ".join([certified.code[:4].lower(), certified.code[4:]])
    page = text(Client().get(address, {"code": said}))
    assert "张三" in page
    assert "科员" not in page
    assert Client().get(address, {"code": "0" * 16}).status_code == 404
    certificates.revoke(certified, because="冒名", by=town.ines, now=noon)
    revoked = text(Client().get(address, {"code": certified.code}))
    assert "已撤销" in revoked
    assert "冒名" not in revoked


def test_codes_are_not_tried_out_by_the_hundred(certified):
    answers = [Client().get(reverse("attendance:public_check"), {"code": f"{n:016}"}).status_code for n in range(31)]
    assert answers[-1] == 429
    assert set(answers[:30]) == {404}


def test_whoever_holds_the_pass_takes_the_certificate_until_it_is_revoked(certified, town, noon):
    address = reverse("attendance:public_certificate", args=[passes.pass_of(certified.registration)])
    answer = Client().get(address)
    assert answer.content.startswith(b"%PDF")
    certificates.revoke(certified, because="冒名", by=town.ines, now=noon)
    assert Client().get(address).status_code == 404


def test_the_desk_finds_by_name_organisation_and_seat(training, registered, town, midday):
    registered(training, "school", "张三")
    ines, address = town.client(town.ines), reverse("attendance:scan", args=[training.pk])
    for said in ("张", "第一中学", "1"):
        assert [one.name for one in ines.get(address, {"q": said}).context["found"]] == ["张三"]
    send(ines, "sign_in", training.pk, Registration.objects.get().pk)
    assert SignIn.objects.get().how == "name"


def test_a_session_is_set_up_opened_changed_and_closed_by_its_pages(plan, town, noon, morning):
    ines, activity = town.client(town.ines), plan["meeting"]
    said = {"starts_at": f"{noon:%Y-%m-%dT%H:%M}", "ends_at": f"{noon:%Y-%m-%dT14:00}", "reach": "next"}
    seats = {"n_seats": "2", "rule": "one", "replies_by": f"{noon:%Y-%m-%dT11:00}"}
    assert send(ines, "make", activity.pk, **said, rule="one").status_code == 422
    made = send(ines, "make", activity.pk, **said, **seats)
    session = activity.session
    assert made.url == reverse("attendance:session", args=[session.pk])
    sam = town.client(town.cora)
    assert sam.get(reverse("attendance:reply", args=[session.pk])).status_code == 404
    send(ines, "publish", session.pk)
    assert sam.get(reverse("attendance:reply", args=[session.pk])).status_code == 200
    assert town.client(town.sam).get(reverse("attendance:reply", args=[session.pk])).status_code == 404
    send(ines, "save", session.pk, **said, **(seats | {"n_seats": "5"}), edit_no="0")
    assert session.seats.count() == 5
    send(ines, "close", session.pk)
    assert send(sam, "register", session.pk, name="张三").status_code == 409
