"""Passwords: the first is changed at once, each fault is said beside its field, the change is written down."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from jieneng.core.audit.models import Entry
from jieneng.core.people.actions import open_account, reset_password
from jieneng.core.people.models import Person

URL = "/people/password"
OLD, NEW = "kuang-shan-92", "Yun-chuan-2025"


@pytest.fixture
def sam(town):
    town.sam.set_password(OLD)
    town.sam.save()
    return town.sam


def change(client, old=OLD, new=NEW, again=None):
    said = {"old": old, "new": new, "again": new if again is None else again, "_key": uuid.uuid4().hex}
    return client.post(URL, said)


def test_a_first_password_leads_to_its_change_and_nowhere_else(town):
    person, password = open_account("neu", "新来的", by=town.root)
    client = Client()
    client.post(reverse("people:sign_in"), {"username": "neu", "password": password})
    assert client.get("/people/second-factor").url == URL
    assert "当前使用的是初始密码" in client.get(URL).content.decode()
    assert change(client, old=password).status_code == 302
    assert client.get("/people/second-factor").status_code == 200
    person.refresh_from_db()
    assert person.check_password(NEW)


def test_the_change_is_in_the_audit_trail_without_the_password(town, sam):
    assert change(town.client(sam)).status_code == 302
    entry = Entry.objects.get(action="people.change_password")
    assert entry.person == sam
    assert NEW not in str(vars(entry))


def test_the_change_signs_out_elsewhere_and_not_here(town, sam):
    here, elsewhere = town.client(sam), town.client(sam)
    assert elsewhere.get(URL).status_code == 200
    change(here)
    assert here.get(URL).status_code == 200
    assert elsewhere.get(URL).status_code == 302


@pytest.mark.parametrize(
    ("faults", "said"),
    [
        ({"old": "something-else"}, "原密码不正确。"),
        ({"new": "Kurz-1"}, "密码不足 10 位。"),
        ({"new": "abcdefghij"}, "密码中字符种类太少。"),
        ({"new": "Sam-2025-xyz"}, "密码与登录名、姓名、电话或者单位名称相近。"),
        ({"new": "望岭县第一中学-Xy1"}, "密码与登录名、姓名、电话或者单位名称相近。"),
        ({"new": "password123"}, "密码"),
        ({"new": OLD}, "最近 5 次用过这个密码。"),
        ({"again": "Yun-chuan-2026"}, "两次输入的密码不一致。"),
        ({"new": "", "again": ""}, "请填写。"),
    ],
)
def test_every_fault_is_a_sentence(town, sam, faults, said):
    answer = change(town.client(sam), **faults)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    sam.refresh_from_db()
    assert sam.check_password(OLD)


def test_the_rules_stand_beside_the_field(town, sam):
    assert "至少 10 位" in town.client(sam).get(URL).content.decode()


def test_a_stranger_is_asked_to_sign_in():
    assert Client().get(URL).url.startswith(reverse("people:sign_in"))


def test_a_reset_gives_a_password_that_must_be_changed(town, sam):
    password = reset_password(sam, by=town.ada)
    kept = Person.objects.get(pk=sam.pk)
    assert kept.check_password(password)
    assert kept.must_change_password
    assert password not in str(Entry.objects.filter(action="people.reset").values())
