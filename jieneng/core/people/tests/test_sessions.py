"""How long one stays signed in, and what is not lost when it is over."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from jieneng.core.collections.actions import save_draft
from jieneng.core.collections.models import Submission
from jieneng.core.people.actions import reset_password, switch_off

PAGE = "/people/second-factor"


@pytest.fixture
def later(monkeypatch):
    """Moves the clock: `later(minutes=31)`."""
    real = timezone.now

    def move(**by):
        monkeypatch.setattr(timezone, "now", lambda: real() + timedelta(**by))

    return move


@pytest.fixture
def signed_in(town):
    client = town.client(town.sam)
    assert client.get(PAGE).status_code == 200
    return client


def test_whoever_does_nothing_for_half_an_hour_is_signed_out(signed_in, later):
    later(minutes=29)
    assert signed_in.get(PAGE).status_code == 200
    later(minutes=58)
    assert signed_in.get(PAGE).status_code == 200
    later(minutes=90)
    answer = signed_in.get(PAGE, follow=True)
    assert answer.redirect_chain[0][0].startswith(reverse("people:sign_in"))
    assert "暂存的内容仍在" in answer.content.decode()


def test_after_twelve_hours_even_the_busy_are_signed_out(signed_in, later):
    for minutes in range(25, 12 * 60, 25):
        later(minutes=minutes)
        assert signed_in.get(PAGE).status_code == 200
    later(minutes=12 * 60 + 1)
    assert signed_in.get(PAGE).status_code == 302


def test_a_draft_survives_the_end_of_the_session(collection, town, now, later):
    signed_in = town.client(town.sam)
    signed_in.get(PAGE)
    save_draft(collection, town.school, {"account.text": "写到一半"}, draft_no=0, by=town.sam, now=now)
    later(minutes=31)
    assert signed_in.get(PAGE).status_code == 302
    assert Submission.objects.get().draft == {"account.text": "写到一半"}


def test_a_reset_ends_every_session(signed_in, town, later):
    later(seconds=2)
    reset_password(town.sam, by=town.root)
    assert signed_in.get(PAGE).status_code == 302


def test_an_account_that_is_switched_off_is_signed_out_at_once(signed_in, town):
    switch_off(town.sam, by=town.root, because="调离")
    assert signed_in.get(PAGE).status_code == 302


def test_an_old_password_must_be_changed_when_the_house_says_so(town, settings, later):
    town.sam.password_changed_at = timezone.now()
    town.sam.save()
    settings.JIENENG_PASSWORD_DAYS = 90
    assert town.client(town.sam).get(PAGE).status_code == 200
    later(days=91)
    assert town.client(town.sam).get(PAGE).url == reverse("people:change_password")


@pytest.mark.parametrize("cookie", [r'"\000aaaaaaaaaaaaaaa"', '"a b;c,d\' or 1=1 --"', "x" * 4_000, "short"])
def test_a_cookie_that_somebody_made_up_is_nobodys(client, db, cookie):
    answer = client.get(PAGE, headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}"})
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("people:sign_in"))
