"""The proof of the totals finds every change that did not come from an answer."""

import pytest
from django.core.management import call_command

from jieneng.core.collections.actions import accept, submit
from jieneng.core.facts.folding import fold_all
from jieneng.core.facts.models import Cell, Delta
from jieneng.core.facts.verify import verify


@pytest.fixture
def accepted(collection, town, raw, now):
    submission = submit(collection, town.school, raw, draft_no=0, by=town.sam, now=now)
    accept(submission, by=town.cora, now=now)
    fold_all(now)
    return submission


def test_untouched_totals_are_proven(accepted):
    assert verify() == []


def test_a_cell_changed_by_hand_is_found(accepted, town):
    cell = Cell.objects.get(node=town.city.path)
    cell.sums["watch_live.viewers"][0] += 1
    cell.save()
    found = verify()
    assert [difference.node for difference in found] == [town.city.path]


def test_a_lost_cell_is_found(accepted, town):
    Cell.objects.get(node=town.county.path).delete()
    assert [difference.node for difference in verify()] == [town.county.path]


def test_a_delta_without_an_answer_is_found(accepted, collection, town):
    Delta.objects.create(series=collection.series, route=town.county.path, category="education", counters={"late": 1})
    assert len(verify()) == 3


def test_the_command_says_so_and_fails(accepted, town, capsys):
    call_command("facts", "verify")
    assert "0 处不一致" in capsys.readouterr().out
    Cell.objects.get(node=town.county.path).delete()
    with pytest.raises(SystemExit):
        call_command("facts", "verify")
    assert "1 处不一致" in capsys.readouterr().out
