"""What every answer says about itself, and that every page of a failure gives the number to ask about."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client
from django.urls import reverse

from jieneng.apps.portal import views as portal
from tests.test_walk.every_url import path_of
from tests.test_walk.guarded import CACHED, PRIVATE

NUMBER = "0123456789abcdef0123456789abcdef"
PEOPLE = ("sam", "boss", "chief", "ada", "cleo", "olga", "sue")  # between them they see every page


@pytest.mark.parametrize("name", sorted(CACHED))
def test_what_is_cached_is_a_file_and_private_where_it_is_not_public(world, name):
    answers = (world.browser(person).get(path_of(name, world)) for person in PEOPLE)
    answer = next(answer for answer in answers if answer.status_code == 200)
    kept = answer["Cache-Control"]
    assert not answer["Content-Type"].startswith("text/html")
    assert ("private" in kept) == (name in PRIVATE)
    assert "Vary" not in answer or "Cookie" in answer["Vary"]


def test_the_sign_in_page_is_kept_by_nobody(world):
    for address in ("/people/sign-in", "/people/sign-in/code"):
        assert "no-store" in world.browser().get(address)["Cache-Control"]


def _failing(world, monkeypatch, failure):
    def fail(*said: object) -> None:
        raise failure

    monkeypatch.setattr(portal, "home_of", fail)
    browser = world.browser("ines")
    browser.raise_request_exception = False
    return browser.get("/", headers={"X-Request-Id": NUMBER})


def _says_its_number(answer, status):
    page = answer.content.decode()
    assert answer.status_code == status
    assert answer["X-Request-Id"] == NUMBER
    assert "问题编号" in page
    assert NUMBER in page
    assert "Traceback" not in page
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("failure", "status"),
    [(RuntimeError("秘密"), 500), (PermissionDenied("秘密"), 403), (SuspiciousOperation("秘密"), 400)],
)
def test_a_page_that_fails_gives_its_number_and_no_reason(world, monkeypatch, failure, status):
    answer = _failing(world, monkeypatch, failure)
    _says_its_number(answer, status)
    assert "秘密" not in answer.content.decode()


def test_what_is_not_there_gives_its_number(world):
    headers = {"X-Request-Id": NUMBER}
    _says_its_number(world.browser("ines").get("/nowhere", headers=headers), 404)
    _says_its_number(world.browser("ines").get(path_of("notices:notice", world.elsewhere()), headers=headers), 404)


def test_what_is_refused_gives_its_number(world):
    answer = world.browser("ines").get(path_of("portal:organization_edit", world), headers={"X-Request-Id": NUMBER})
    _says_its_number(answer, 403)


def test_a_form_without_its_token_gives_its_number(world):
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = world.browser("ines").cookies
    answer = browser.post(reverse("portal:choose"), headers={"X-Request-Id": NUMBER})
    _says_its_number(answer, 403)


def test_a_number_that_is_none_is_not_repeated(world):
    for given in ("<script>", "x" * 200, "0123"):
        answer = world.browser("ines").get("/nowhere", headers={"X-Request-Id": given})
        assert given not in answer.content.decode().replace(answer["X-Request-Id"], "")
        assert answer["X-Request-Id"] != given
