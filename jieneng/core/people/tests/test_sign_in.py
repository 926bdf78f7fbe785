"""Signing in: the right password, the wrong one, too many of them; and where it leads."""

import pytest
from django.test import Client
from django.urls import reverse

from jieneng.core.audit.models import Entry
from jieneng.core.people.models import Person

PASSWORD = "kuang-shan-92"
WRONG = "登录名或者密码不正确。"


@pytest.fixture
def sam(town):
    town.sam.set_password(PASSWORD)
    town.sam.save()
    return town.sam


def sign_in(client, username, password, **more):
    return client.post(reverse("people:sign_in"), {"username": username, "password": password, **more})


def test_the_right_password_leads_to_where_one_wanted_to_go(sam):
    client = Client()
    answer = sign_in(client, "SAM ", PASSWORD, next="/people/password?a=1")
    assert (answer.status_code, answer.url) == (302, "/people/password?a=1")
    assert client.get("/people/password").status_code == 200


def test_signing_in_and_out_stands_in_the_audit_trail(sam):
    client = Client()
    sign_in(client, "sam", PASSWORD)
    client.post(reverse("people:sign_out"))
    assert list(Entry.objects.filter(person=sam).order_by("id").values_list("action", flat=True)) == [
        "people.sign_in",
        "people.sign_out",
    ]
    assert client.get("/people/password").status_code == 302


def test_nobody_is_led_to_another_house(sam):
    for elsewhere in ("https://example.com/", "//example.com/x", "http:///example.com", "/people/second-factor/off"):
        answer = sign_in(Client(), "sam", PASSWORD, next=elsewhere)
        assert answer.status_code == 302
        assert "example.com" not in answer.url
        assert answer.url != elsewhere


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(sam):
    known = sign_in(Client(), "sam", "wrong-password-1").content.decode()
    unknown = sign_in(Client(), "nobody", "wrong-password-1").content.decode()
    assert WRONG in known
    assert _said(known) == _said(unknown)


def test_an_account_that_is_switched_off_gets_the_same_answer(sam):
    Person.objects.filter(pk=sam.pk).update(is_active=False)
    answer = sign_in(Client(), "sam", PASSWORD)
    assert answer.status_code == 422
    assert WRONG in answer.content.decode()


def test_after_five_wrong_passwords_the_right_one_must_wait(sam):
    answers = [sign_in(Client(), "ＳＡＭ" if n % 2 else "sam", f"wrong-{n}") for n in range(5)]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 422, 429]
    locked = sign_in(Client(), "sam", PASSWORD)
    assert locked.status_code == 429
    assert "请在 15 分钟后再试" in locked.content.decode()
    assert sign_in(Client(), "hanna", "wrong").status_code == 422


def test_an_empty_form_is_answered_beside_its_fields(sam):
    answer = sign_in(Client(), "", "")
    assert "请填写登录名。" in answer.content.decode()
    assert answer.status_code == 422


def test_leaving_is_not_a_link(sam):
    assert Client().get(reverse("people:sign_out")).status_code == 405


def test_who_is_signed_in_is_led_on(town):
    assert town.client(town.sam).get(reverse("people:sign_in") + "?next=/people/password").url == "/people/password"


def _said(page):
    return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line and 'name="username"' not in line]
