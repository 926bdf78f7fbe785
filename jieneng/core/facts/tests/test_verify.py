"""The proof of the totals finds every change that did not come from an answer."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from jieneng.core.collections.actions import accept, add_terms, submit
from jieneng.core.facts.folding import fold_all
from jieneng.core.facts.models import Cell, Delta
from jieneng.core.facts.verify import verify
from jieneng.core.forms.compose import compose_local
from jieneng.core.forms.models import FormVersion
from jieneng.core.orgs.moving import move


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


def test_sums_that_are_not_those_of_the_figures_are_found_although_all_totals_agree(collection, town, raw, now):
    submission = submit(collection, town.school, raw, draft_no=0, by=town.sam, now=now)
    _tamper(submission.version)
    accept(submission, by=town.cora, now=now)
    fold_all(now)
    wrong = next(each for each in verify() if each.node == town.county.path)
    assert wrong.kept.minus(wrong.recomputed).sums == {"watch_live.viewers": [4, 0, 0, 0]}


def test_sums_changed_after_they_were_counted_are_found(accepted, town):
    accepted.refresh_from_db()
    _tamper(accepted.accepted_version)
    assert town.county.path in [difference.node for difference in verify()]


def test_what_a_level_asks_besides_is_recomputed_too_also_after_a_move(collection, town, raw, now):
    extra = FormVersion.objects.keep(compose_local("local-canteen"))
    add_terms(collection, town.county, due_at=now + timedelta(days=3), by=town.cora, extra_form=extra)
    typed = raw | {"canteen.diners": {"n": "60", "how": "exact"}, "canteen.measures": "按量备餐。"}
    submission = submit(collection, town.school, typed, draft_no=0, by=town.sam, now=now, confirmed=True)
    accept(submission, by=town.cora, now=now)
    assert "canteen.diners" in submission.version.sums
    move(town.school, town.county2, by=town.root, because="区划调整", today=now.date())
    assert verify() == []


def _tamper(version):
    version.sums["watch_live.viewers"][0] += 4
    version.save()
