"""The desk of people: accounts opened, slips shown once, roles given and taken, work handed over."""

import html
import re
import uuid
from datetime import timedelta

from django.utils import timezone

from jieneng.core.audit.models import Entry
from jieneng.core.orgs.acting import roles_at
from jieneng.core.orgs.models import Membership
from jieneng.core.people.models import Person

PERSON = {"display_name": "新填报员", "username": "New-1", "phone": "13800005678", "roles": ["reporter"]}


def send(client, url, **said):
    return client.post(url, {"_key": uuid.uuid4().hex, **said})


def at(one, what):
    return f"/desk/organizations/{one.pk}{what}"


def password_on(page):
    return html.unescape(re.search(r'class="pw">([^<]+)<', page).group(1))


def test_an_account_is_opened_and_its_slip_shown_once(town):
    client = town.client(town.ada)
    assert send(client, at(town.school, "/people/new"), **PERSON).url == "/desk/slips"
    slip = client.get("/desk/slips").content.decode()
    person = Person.objects.get(username="new-1")
    assert person.check_password(password_on(slip))
    assert roles_at(person, town.school) == {"reporter"}
    assert client.get("/desk/slips").status_code == 409


def test_the_password_stands_nowhere_in_the_database(town):
    client = town.client(town.ada)
    send(client, at(town.school, "/people/new"), **PERSON)
    kept = str(dict(client.session)) + str(list(Entry.objects.values())) + str(list(Person.objects.values()))
    assert password_on(client.get("/desk/slips").content.decode()) not in kept


def test_another_browser_does_not_get_the_slip(town):
    client = town.client(town.ada)
    send(client, at(town.school, "/people/new"), **PERSON)
    del client.cookies["jieneng_slips"]
    assert client.get("/desk/slips").status_code == 409


def test_a_slip_is_good_for_a_quarter_of_an_hour(town, monkeypatch):
    client = town.client(town.ada)
    send(client, at(town.school, "/people/new"), **PERSON)
    later = timezone.now() + timedelta(minutes=16)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert client.get("/desk/slips").status_code == 409


def test_phones_are_masked(town):
    client = town.client(town.ada)
    send(client, at(town.school, "/people/new"), **PERSON)
    person = Person.objects.get(username="new-1")
    for url in (at(town.school, "?tab=people"), f"/desk/people/{person.pk}"):
        said = client.get(url).content.decode()
        assert "138****5678" in said
        assert "13800005678" not in said


def test_faults_stand_beside_their_fields(town):
    client = town.client(town.ada)
    for faults, says in (
        ({"username": "SAM"}, "登录名“sam”已有人使用。"),
        ({"phone": "12"}, "应为手机号码或者带区号的电话。"),
        ({"roles": []}, "请至少选择一个角色。"),
        ({"roles": ["auditor", "reviewer"]}, "不能由同一人担任。"),
    ):
        answer = send(client, at(town.school, "/people/new"), **(PERSON | faults))
        assert answer.status_code == 422
        assert says in answer.content.decode()
    assert not Person.objects.filter(username="new-1").exists()


def test_roles_are_given_and_taken(town):
    client = town.client(town.ada)
    assert send(client, at(town.hospital, "/people/appoint"), username="SAM", role="reader").status_code == 302
    assert roles_at(town.sam, town.hospital) == {"reader"}
    post = Membership.objects.get(person=town.sam, organization=town.hospital)
    assert send(client, f"/desk/posts/{post.pk}/release").status_code == 302
    assert roles_at(town.sam, town.hospital) == frozenset()
    assert Entry.objects.filter(action__in=("people.appoint", "people.release"), person=town.ada).count() == 2


def test_someone_out_of_sight_is_like_someone_unknown(town):
    client = town.client(town.ada)
    unseen = send(client, at(town.hospital, "/people/appoint"), username="rex", role="reader").content.decode()
    unknown = send(client, at(town.hospital, "/people/appoint"), username="nobody", role="reader").content.decode()
    assert "查不到登录名“rex”" in unseen
    assert "查不到登录名“nobody”" in unknown


def test_a_forgotten_password_is_reset_by_the_superior(town):
    client = town.client(town.ada)
    assert send(client, f"/desk/people/{town.sam.pk}/reset").url == "/desk/slips"
    town.sam.refresh_from_db()
    assert town.sam.check_password(password_on(client.get("/desk/slips").content.decode()))
    assert Entry.objects.filter(action="people.reset", person=town.ada).exists()


def test_one_below_does_not_reset_one_above(town):
    admin = town.person("ken", "学校管理员", "school", "unit_admin")
    send(town.client(town.ada), at(town.school, "/people/appoint"), username="cora", role="reader")
    client = town.client(admin)
    assert "重置密码" not in client.get(f"/desk/people/{town.cora.pk}").content.decode()
    assert send(client, f"/desk/people/{town.cora.pk}/reset").status_code == 403
    assert client.get(f"/desk/people/{town.ada.pk}").status_code == 404


def test_an_account_is_switched_off_with_a_reason_and_on_again(town):
    client, url = town.client(town.ada), f"/desk/people/{town.sam.pk}"
    assert send(client, f"{url}/off", because="").status_code == 422
    assert send(client, f"{url}/off", because="借调").status_code == 302
    assert not Person.objects.get(pk=town.sam.pk).is_active
    assert "启用账号" in client.get(url).content.decode()
    assert send(client, f"{url}/on").status_code == 302
    assert Person.objects.get(pk=town.sam.pk).is_active


def test_work_is_handed_over_with_what_is_owed(collection, town):
    client = town.client(town.ada)
    send(client, at(town.school, "/people/new"), **(PERSON | {"roles": ["reader"]}))
    successor = Person.objects.get(username="new-1")
    url = at(town.school, f"/people/{town.sam.pk}/hand-over")
    page = client.get(url).content.decode()
    assert "在办事项" in page
    assert "新填报员（new-1）" in page
    assert send(client, url, successor=successor.pk, because="退休").status_code == 302
    assert roles_at(successor, town.school) == {"reader", "reporter"}
    assert not Person.objects.get(pk=town.sam.pk).is_active


def test_only_colleagues_take_over(town):
    url = at(town.school, f"/people/{town.sam.pk}/hand-over")
    answer = send(town.client(town.ada), url, successor=town.rex.pk, because="退休")
    assert answer.status_code == 422
    assert Person.objects.get(pk=town.sam.pk).is_active


def test_next_door_can_do_nothing_to_our_people(town):
    stranger = town.client(town.person("zoe", "邻市管理员", "city2", "unit_admin"))
    post = Membership.objects.get(person=town.sam)
    for url in (
        f"/desk/people/{town.sam.pk}/reset",
        f"/desk/people/{town.sam.pk}/off",
        f"/desk/people/{town.sam.pk}/on",
        f"/desk/people/{town.sam.pk}/second-factor/off",
        f"/desk/posts/{post.pk}/release",
        at(town.school, f"/people/{town.sam.pk}/hand-over"),
        at(town.school, "/people/import/do"),
        at(town.school, "/import/do"),
    ):
        assert send(stranger, url).status_code == 404


def test_my_account_shows_my_posts_and_lets_me_change_between_them(town):
    send(town.client(town.ada), at(town.hospital, "/people/appoint"), username="sam", role="reader")
    client = town.client(town.sam)
    said = client.get("/desk/account").content.decode()
    assert town.school.name in said
    assert town.hospital.name in said
    client.post("/desk/account/acting", {"organization": town.hospital.pk})
    assert client.get("/desk/").url == at(town.hospital, "")
    assert client.post("/desk/account/acting", {"organization": town.city.pk}).status_code == 403


def test_the_table_of_roles_is_the_rulebooks(town):
    said = town.client(town.sam).get("/desk/roles").content.decode()
    assert "审核员" in said
    assert "确认本级汇总" in said


def test_roles_that_need_a_phone_lead_to_its_binding(town, settings):
    settings.JIENENG_SECOND_FACTOR = True
    assert town.client(town.ines).get("/desk/account").url == "/people/second-factor"
    assert town.client(town.ines).get("/people/second-factor").status_code == 200
    assert town.client(town.sam).get("/desk/account").status_code == 200


def test_without_the_setting_nobody_is_made_to(town, settings):
    settings.JIENENG_SECOND_FACTOR = False
    assert town.client(town.ines).get("/desk/account").status_code == 200
