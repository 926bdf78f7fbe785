"""A deed happens once, whoever clicks how often, and never without an entry."""

import threading
import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, connections, transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from jieneng.core.audit.actions import record
from jieneng.core.audit.deeds import deed, first, made_before
from jieneng.core.audit.models import Deed, Entry
from jieneng.ui.refusals import Refused


@deed
def rename(request):
    """A view that changes something: it writes an entry about its person."""
    if request.POST.get("name") == "wrong":
        record(request.user, "people.switch_on", request.user)
        return HttpResponse("the form again", status=422)
    if request.POST.get("name") == "foreign":
        raise Http404
    if request.POST.get("name") != "silent":
        record(request.user, "people.switch_on", request.user)
    return HttpResponseRedirect(f"/done/{Entry.objects.count()}")


def post(person, key=None, **data):
    request = RequestFactory().post("/rename", {"_key": key or uuid.uuid4().hex, **data})
    request.user = person
    return rename(request)


def weigh(request):
    """Something slow that is done first; notes whether a transaction of the deed has begun by then."""
    if request.POST.get("name") == "heavy":
        raise Refused("too-large", name="file", limit="1 MB")
    return Deed.objects.count()


@first(weigh)
@deed
def rename_weighed(request):
    record(request.user, "people.switch_on", request.user)
    return HttpResponseRedirect(f"/weighed/{made_before(request)}/{Deed.objects.count()}")


def post_weighed(person, **data):
    request = RequestFactory().post("/rename", {"_key": uuid.uuid4().hex, **data})
    request.user = person
    return rename_weighed(request)


def written():
    return Entry.objects.filter(action="people.switch_on").count()


def test_the_same_form_twice_has_one_effect_and_one_answer(town):
    key = uuid.uuid4().hex
    first, second = post(town.sam, key, name="x"), post(town.sam, key, name="x")
    assert first.url == second.url
    assert written() == 1


def test_the_same_key_with_other_content_is_refused(town):
    key = uuid.uuid4().hex
    post(town.sam, key, name="x")
    with pytest.raises(Refused, match="key-reused"):
        post(town.sam, key, name="y")


def test_somebody_elses_key_is_refused(town):
    key = uuid.uuid4().hex
    post(town.sam, key, name="x")
    with pytest.raises(Refused, match="key-reused"):
        post(town.hanna, key, name="x")


def test_a_form_shown_again_has_changed_nothing_and_keeps_its_key(town):
    key = uuid.uuid4().hex
    assert post(town.sam, key, name="wrong").status_code == 422
    assert (written(), Deed.objects.filter(key=key).count()) == (0, 0)
    assert post(town.sam, key, name="right").status_code == 302


def test_a_deed_that_fails_leaves_no_key_behind(town):
    key = uuid.uuid4().hex
    with pytest.raises(Http404):
        post(town.sam, key, name="foreign")
    assert not Deed.objects.filter(key=key).exists()


def test_a_change_without_an_entry_is_a_fault(town):
    with pytest.raises(AssertionError, match="wrote no audit entry"):
        post(town.sam, name="silent")


def test_a_form_without_a_key_is_refused(town):
    request = RequestFactory().post("/rename", {"name": "x"})
    request.user = town.sam
    with pytest.raises(Refused, match="key-missing"):
        rename(request)


def test_a_get_and_a_stranger_do_nothing(town):
    request = RequestFactory().get("/rename")
    request.user = town.sam
    assert rename(request).status_code == 405
    request.user = AnonymousUser()
    assert rename(request).status_code == 302
    assert written() == 0


@pytest.mark.django_db(transaction=True)
def test_eight_clicks_at_once_have_one_effect(django_user_model):
    person = django_user_model.objects.make("clicker", "点击的人")
    with transaction.atomic():
        person.save()
    key, answers, gate = uuid.uuid4().hex, [], threading.Barrier(8)

    def click():
        gate.wait()
        try:
            answers.append(post(person, key, name="x").url)
        finally:
            connections.close_all()

    clicks = [threading.Thread(target=click) for _ in range(8)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    connection.close()
    assert len(answers) == 8
    assert len(set(answers)) == 1
    assert written() == 1


def test_what_is_slow_is_done_before_the_deed_begins(town):
    assert post_weighed(town.sam).url == "/weighed/0/1"


def test_what_is_refused_beforehand_is_refused_in_the_deed_and_leaves_nothing(town):
    with pytest.raises(Refused, match="too-large"):
        post_weighed(town.sam, name="heavy")
    assert (written(), Deed.objects.count()) == (0, 0)


def test_nothing_slow_is_done_for_strangers():
    answer = post_weighed(AnonymousUser(), name="heavy")
    assert answer.status_code == 302
    assert "/weighed/" not in answer.url
