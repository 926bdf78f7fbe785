"""Who has no ground to say anything is not asked, and one question finds that out for all."""

import pytest

from jieneng.core.agenda import registry
from jieneng.core.agenda.registry import Entry, entries
from jieneng.core.orgs.acting import Acting
from jieneng.core.orgs.models import Organization


@pytest.fixture
def providers(monkeypatch):
    """No providers but those of the test; gives the names of those that were asked."""
    monkeypatch.setattr(registry, "_providers", {})
    monkeypatch.setattr(registry, "_grounds", {})
    asked = []

    def provider(name):
        def to_do(acting, now):
            asked.append(name)
            return [Entry(None, "填报", name, "", "", "/", "填报")]

        return to_do

    def add(name, **terms):
        registry.register(name, provider(name), **terms)

    add.asked = asked
    return add


@pytest.fixture
def acting(town):
    return Acting(town.sam, town.school, frozenset({"reporter"}))


def named(name):
    return lambda acting, now: [Organization.objects.filter(name="查无此单位"), Organization.objects.filter(name=name)]


def test_only_who_has_grounds_is_asked(providers, acting, now, town):
    providers("always")
    providers("here", grounds=named(town.school.name))
    providers("nothing", grounds=named("也查无此单位"))
    providers("may not", grounds=lambda acting, now: [])
    assert [entry.title for entry in entries(acting, now)] == ["always", "here"]
    assert providers.asked == ["always", "here"]


def test_all_grounds_are_one_question(providers, acting, now, django_assert_num_queries):
    for no in range(12):
        providers(f"p{no}", grounds=named("查无此单位"))
    with django_assert_num_queries(1):
        assert entries(acting, now) == []


def test_without_grounds_nothing_is_asked_of_the_database(providers, acting, now, django_assert_num_queries):
    providers("always")
    with django_assert_num_queries(0):
        assert len(entries(acting, now)) == 1


def test_a_provider_that_is_replaced_leaves_no_grounds_behind(providers, acting, now):
    providers("one", grounds=named("查无此单位"))
    providers("one")
    assert [entry.title for entry in entries(acting, now)] == ["one"]
