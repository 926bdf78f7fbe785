"""The one-time code after the password: bound with proof, used once, asked of those who need it."""

import uuid
from datetime import timedelta

import pyotp
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jieneng.core.audit.models import Entry
from jieneng.core.people import second_factor

PASSWORD = "kuang-shan-92"
HOME = "/people/second-factor"


@pytest.fixture
def ines(town):
    town.ines.set_password(PASSWORD)
    town.ines.save()
    return town.ines


@pytest.fixture
def bound(ines):
    """Ines with a phone; the code of the step before has been used to bind it."""
    secret = second_factor.new_secret()
    before = timezone.now() - timedelta(seconds=30)
    second_factor.switch_on(ines, secret, pyotp.TOTP(secret).at(before), now=before)
    return pyotp.TOTP(secret)


def with_password(client):
    return client.post(reverse("people:sign_in"), {"username": "ines", "password": PASSWORD, "next": HOME})


def code(client, digits):
    return client.post(reverse("people:code"), {"code": digits})


def test_a_phone_is_bound_only_after_it_has_shown_a_right_code(town, ines):
    client = town.client(ines)
    page = client.get(HOME).content.decode()
    secret = client.session["second_factor_secret"]
    assert secret[:4] in page
    picture = client.get(reverse("people:second_factor_qr"))
    assert picture["Content-Type"] == "image/svg+xml"
    wrong = client.post(HOME, {"code": "000000", "_key": uuid.uuid4().hex})
    assert "动态口令不正确" in wrong.content.decode()
    ines.refresh_from_db()
    assert not second_factor.is_on(ines)
    client.post(HOME, {"code": pyotp.TOTP(secret).now(), "_key": uuid.uuid4().hex})
    ines.refresh_from_db()
    assert second_factor.is_on(ines)
    assert secret not in str(Entry.objects.filter(action="people.second_factor_on").values())


def test_the_code_is_asked_after_the_password(bound):
    client = Client()
    assert with_password(client).url == reverse("people:code")
    assert client.get(HOME).status_code == 302
    assert code(client, "12a").status_code == 422
    assert code(client, bound.now()).url == HOME
    assert client.get(HOME).status_code == 200


def test_a_code_is_good_for_one_use(bound):
    digits = bound.now()
    first, second = Client(), Client()
    with_password(first)
    with_password(second)
    assert code(first, digits).status_code == 302
    again = code(second, digits)
    assert "已使用过" in again.content.decode()


def test_the_database_alone_does_not_tell_the_secret(ines, bound):
    ines.refresh_from_db()
    assert bound.secret not in ines.second_factor_secret
    assert len(ines.second_factor_secret) <= 200


def test_a_new_key_of_the_platform_takes_the_phones_along(ines, bound, settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the new one", [settings.SECRET_KEY]
    client = Client()
    with_password(client)
    assert code(client, bound.now()).url == HOME
    settings.SECRET_KEY_FALLBACKS = []
    ines.refresh_from_db()
    second_factor.use_code(ines, bound.at(timezone.now() + timedelta(seconds=30)), now=timezone.now())


def test_a_phone_bound_under_a_lost_key_is_forgotten_by_the_administrator(ines, bound, settings):
    settings.SECRET_KEY = "another"
    client = Client()
    with_password(client)
    assert "联系单位管理员解除绑定" in code(client, bound.now()).content.decode()
    second_factor.switch_off(ines, by=None, because="更换密钥")
    assert with_password(Client()).url == HOME


def test_guessing_codes_locks_the_account(bound):
    client = Client()
    with_password(client)
    right = bound.now()
    wrong = next(digits for digits in ("111111", "222222") if digits != right)
    answers = [code(client, wrong).status_code for _ in range(5)]
    assert answers == [422, 422, 422, 422, 429]
    assert with_password(Client()).status_code == 429


def test_the_code_cannot_be_asked_without_the_password(bound):
    assert code(Client(), bound.now()).url == reverse("people:sign_in")


def test_a_bound_phone_is_forgotten_with_a_code_of_it(town, ines, bound):
    client = town.client(ines)
    assert client.post(HOME + "/off", {"code": "000000", "_key": uuid.uuid4().hex}).status_code == 422
    assert client.post(HOME + "/off", {"code": bound.now(), "_key": uuid.uuid4().hex}).status_code == 302
    ines.refresh_from_db()
    assert not second_factor.is_on(ines)
