"""Several at once: one effect, a clear answer for the others, totals that stay right."""

import threading

import pytest
from django.db import connection, connections

from jieneng.core.collections.actions import accept, save_draft, submit
from jieneng.core.collections.models import Submission, SubmissionVersion
from jieneng.core.facts.folding import fold_all
from jieneng.core.facts.totals import total
from jieneng.core.facts.verify import verify
from jieneng.ui.refusals import Refused

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(n, deed):
    """Do it in n threads at the same moment; the answers, or the codes of the refusals."""
    gate, answers = threading.Barrier(n), []

    def run(number):
        gate.wait()
        try:
            answers.append(deed(number))
        except Refused as refused:
            answers.append(refused.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(n)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    connection.close()
    return answers


def test_two_first_saves_make_one_draft(collection, town, now):
    def save(number):
        save_draft(collection, town.school, {"account.text": str(number)}, draft_no=0, by=town.sam, now=now)
        return "saved"

    assert sorted(at_once(4, save)) == ["saved", "stale-form", "stale-form", "stale-form"]
    assert Submission.objects.count() == 1


def test_four_submits_make_one_version(collection, town, now, raw):
    def hand_in(number):
        submit(collection, town.school, raw, draft_no=0, by=town.sam, now=now)
        return "submitted"

    answers = at_once(4, hand_in)
    assert answers.count("submitted") == 1
    assert set(answers) <= {"submitted", "stale-form", "already-submitted"}
    assert SubmissionVersion.objects.count() == 1
    assert verify() == []


def test_four_accepts_count_once(collection, town, now, raw):
    submission = submit(collection, town.school, raw, draft_no=0, by=town.sam, now=now)

    def review(number):
        accept(submission, by=town.cora, now=now)
        return "accepted"

    assert sorted(at_once(4, review)) == ["accepted", "nothing-to-review", "nothing-to-review", "nothing-to-review"]
    fold_all(now)
    assert total(collection.series_id, town.city.path).sum("watch_live.viewers") == [86, 1, 0, 0]
    assert verify() == []


def test_everybody_may_submit_at_once(collection, town, now, raw):
    units = [("sam", "school"), ("hanna", "hospital"), ("cora", "county"), ("rob", "city")]

    def hand_in(number):
        who, where = units[number]
        submit(collection, getattr(town, where), raw, draft_no=0, by=getattr(town, who), now=now)
        return "submitted"

    assert at_once(4, hand_in) == ["submitted"] * 4
    fold_all(now)
    assert total(collection.series_id, town.city.path).counter("waiting") == 4
    assert verify() == []
