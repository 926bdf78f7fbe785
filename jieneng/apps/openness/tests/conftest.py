"""Papers before the public, of a kind of our own: this app is tested without those that have public pages."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from conftest import TODAY
from jieneng.apps.openness.actions import Remark, report
from jieneng.core.documents import public_pages
from jieneng.core.documents.actions import draft, issue
from jieneng.core.documents.models import Disclosure

ADDRESS = "203.0.113.7"


@pytest.fixture(autouse=True)
def page_kinds(monkeypatch):
    monkeypatch.setattr(public_pages, "_kinds", {})
    public_pages.register("notice", public_pages.Kind("通知", _find, _there, lambda pk: f"/desk/{pk}"))
    public_pages.register("brief", public_pages.Kind("简讯", _find, lambda ids: {pk: f"/brief/{pk}" for pk in ids}))


def _there(ids):
    return {pk: f"/there/{pk}" for pk in ids}


def _find(code):
    entry = Disclosure.objects.open().filter(document__code=code).select_related("document", "organization").first()
    return entry and public_pages.PublicPage(entry.document.title, f"/there/{entry.document_id}", entry.organization)


@pytest.fixture
def disclosed(town):
    """disclosed("标题", at="county", by="cora"): a paper that was issued and is open."""

    def make(title="关于开展宣传周活动的通知", *, at="city", by="ines", kind="notice", number=""):
        person, office = town.people[by], town.organizations[at]
        paper = draft(kind, office, title, {"blocks": []}, by=person)
        return issue(paper, number=number, written_on=TODAY, by=person)

    return make


@pytest.fixture
def said():
    """said(paper, what="…"): a remark about the page of a paper, with a key of its own."""

    def remark(paper, what="时间写错了，应为九时三十分。", key=""):
        return Remark("notice", paper.code, what, "6月23日09:00", key or uuid4().hex)

    return remark


@pytest.fixture
def reported(disclosed, said, now):
    """A remark that waits on the city's desk."""
    paper = disclosed()
    return report(_find(paper.code), said(paper), address=ADDRESS, now=now)


def page_of(paper):
    return _find(paper.code)


def send(client, view, *args, **data):
    return client.post(reverse(f"openness:{view}", args=args), {"_key": uuid4().hex, **data})


def anybody():
    return Client(REMOTE_ADDR=ADDRESS)
