"""The open information of a paper as a page: drafters before the issue, who signs afterwards and with a reason."""

import pytest

from jieneng.apps.openness.tests.conftest import send
from jieneng.core.documents.actions import draft
from jieneng.core.documents.models import Disclosure

FIRST = {"openness": "withheld", "ground": "internal", "subject": "affairs", "genre": "circular", "edit_no": "0"}


@pytest.fixture
def paper(town):
    return draft("notice", town.city, "内部通知", {"blocks": []}, by=town.ines)


def test_a_drafter_describes_a_draft_and_is_asked_no_reason(paper, town):
    rob = town.client(town.rob)
    page = rob.get(f"/open/papers/{paper.pk}/").content.decode()
    assert "调整原因" not in page
    assert f'href="/desk/{paper.pk}"' in page, "one goes back to the paper"
    assert send(rob, "describe", paper.pk, **FIRST).status_code == 302
    entry = Disclosure.objects.get(document=paper)
    assert (entry.openness, entry.ground, entry.genre) == ("withheld", "internal", "circular")


def test_afterwards_who_signs_says_why(disclosed, town):
    paper = disclosed()
    said = {"openness": "open", "subject": "waste", "genre": "notice", "validity": "lapsed", "edit_no": "0"}
    said |= {"invalid_since": "2026-01-01"}
    ines = town.client(town.ines)
    assert send(ines, "describe", paper.pk, **said).status_code == 422
    assert send(ines, "describe", paper.pk, **said, because="活动已结束").status_code == 302
    page = ines.get(f"/open/papers/{paper.pk}/").content.decode()
    assert "失效（2026年1月1日起）" in page
    assert town.client(town.rob).get(f"/open/papers/{paper.pk}/").status_code == 403


def test_what_was_changed_meanwhile_is_not_overwritten(paper, town):
    send(town.client(town.rob), "describe", paper.pk, **FIRST)
    assert send(town.client(town.ines), "describe", paper.pk, **FIRST).status_code == 409


def test_a_draft_is_described_only_where_it_is_written(paper, town):
    for person in (town.root, town.cora, town.rex, town.olga):
        assert town.client(person).get(f"/open/papers/{paper.pk}/").status_code == 404
        assert send(town.client(person), "describe", paper.pk, **FIRST).status_code == 404


def test_a_code_that_is_none_of_ours_is_refused(paper, town):
    answer = send(town.client(town.ines), "describe", paper.pk, **FIRST | {"subject": "nonsense"})
    assert answer.status_code == 422
    assert not Disclosure.objects.exists()
