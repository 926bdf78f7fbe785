"""What a browser remembers of an organisation: one that is open and within reach, as long as no other is looked for."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from jieneng.core.orgs.chosen import COOKIE, chosen_here, remember


@pytest.fixture
def ask():
    def make(said, address="/"):
        request = RequestFactory().get(address)
        request.COOKIES[COOKIE] = said
        return request

    return make


def test_it_is_offered_within_its_reach_alone(town, ask):
    answer = HttpResponse()
    remember(answer, town.school.pk)
    kept = answer.cookies[COOKIE]
    assert (kept.value, kept["httponly"], kept["samesite"]) == (str(town.school.pk), True, "Lax")
    request = ask(kept.value)
    assert chosen_here(request, town.city.path) == town.school
    assert chosen_here(request, town.county2.path) is None
    assert chosen_here(ask(kept.value, "/?q="), town.city.path) is None
    for forged in ("", "0", "-1", "x", "9" * 30, str(town.school.pk + 10_000)):
        assert chosen_here(ask(forged), town.city.path) is None
