"""Deltas become cells exactly once, along the whole route, and the proof finds what is wrong."""

import threading

import pytest
from django.db import DatabaseError, connection, connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jieneng.core.facts.amounts import Amounts
from jieneng.core.facts.deltas import append
from jieneng.core.facts.folding import fold, fold_all
from jieneng.core.facts.models import Cell, Delta, Series
from jieneng.core.facts.totals import fresh, fresh_totals, total, totals

COUNTY, CITY, ROOT = "000100010001", "00010001", "0001"


@pytest.fixture
def series(db):
    return Series.objects.create(kind="test", name="测试", year=2025, root_path=ROOT)


def add(series, n, route=COUNTY, category="organ"):
    after = Amounts({"accepted": 1}, {"posters": [n, 1, 0, 0]})
    append(series, route, category, before=Amounts(), after=after)


def test_a_delta_climbs_to_every_node_above(series, now):
    add(series, 40)
    add(series, 2, CITY)
    assert fold_all(now) == 2
    assert [total(series, node).sum("posters")[0] for node in (COUNTY, CITY, ROOT)] == [40, 42, 42]
    assert Delta.objects.count() == 0


def test_folding_twice_adds_to_what_is_there(series, now):
    add(series, 40)
    fold_all(now)
    add(series, -15)
    fold_all(now)
    assert total(series, ROOT).sum("posters") == [25, 2, 0, 0]


def test_what_comes_to_nothing_leaves_no_trace(series, now):
    add(series, 40)
    append(series, COUNTY, "organ", before=Amounts({"accepted": 1}, {"posters": [40, 1, 0, 0]}), after=Amounts())
    fold_all(now)
    cell = Cell.objects.get(series=series, node=ROOT, category="organ")
    assert (cell.counters, cell.sums) == ({}, {})


def test_no_change_is_no_row(series):
    same = Amounts({"accepted": 1}, {"posters": [40, 1, 0, 0]})
    append(series, COUNTY, "organ", before=same, after=same)
    assert Delta.objects.count() == 0


def test_categories_and_series_are_kept_apart(series, now):
    other = Series.objects.create(kind="test", name="别的", year=2025, root_path=ROOT)
    add(series, 1, category="organ")
    add(series, 2, category="education")
    add(other, 100)
    fold_all(now)
    cells = Cell.objects.filter(series=series, node=ROOT)
    assert {cell.category: cell.sums["posters"][0] for cell in cells} == {"organ": 1, "education": 2}
    assert total(series, ROOT).sum("posters")[0] == 3


def test_totals_say_how_old_they_are(series, now):
    add(series, 1)
    fold_all(now)
    found = totals(series, [ROOT, "0002"])
    assert found[ROOT].as_of == now
    assert found["0002"].as_of is None


def test_fresh_totals_take_in_what_waits(series, now):
    add(series, 1)
    fold_all(now)
    add(series, 2)
    assert total(series, ROOT).sum("posters")[0] == 1
    assert fresh(series.pk, ROOT).sum("posters")[0] == 3


def test_what_is_folded_while_one_looks_is_seen_once(series, now):
    add(series, 1)

    def fold_behind_the_back(execute, *asked):
        answer = execute(*asked)
        if not folding:
            folding.append(True)
            fold_all(now)
        return answer

    folding: list[bool] = []
    with connection.execute_wrapper(fold_behind_the_back):
        assert fresh(series.pk, ROOT).sum("posters")[0] == 1


def test_fresh_totals_of_a_level_and_its_parts_belong_together(series, now):
    add(series, 40)
    fold_all(now)
    add(series, 2, CITY)
    found = fresh_totals(series.pk, [CITY, COUNTY, "000100010002"])
    assert {node: each.sum("posters")[0] for node, each in found.items()} == {CITY: 42, COUNTY: 40, "000100010002": 0}
    assert found[CITY].as_of == now


def test_big_numbers_stay_exact(series, now):
    for _ in range(3):
        add(series, 9_007_199_254_740_993)
    fold_all(now)
    assert total(series, ROOT).sum("posters")[0] == 27_021_597_764_222_979


def test_folding_has_a_bounded_number_of_queries(series, now, django_assert_max_num_queries):
    for n in range(60):
        add(series, n, f"00010001{n:04d}", ("organ", "education", "health")[n % 3])
    with django_assert_max_num_queries(8):
        fold(now)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.sampled_from((COUNTY, CITY, ROOT)), st.integers(-1000, 1000)), min_size=1, max_size=30))
def test_folding_in_any_order_comes_to_the_plain_sum(series, now, changes):
    Delta.objects.all().delete()
    Cell.objects.all().delete()
    for n, (route, amount) in enumerate(changes):
        append(series, route, "organ", before=Amounts(), after=Amounts(sums={"x": [amount, 1, 0, 0]}))
        if n % 7 == 3:
            fold(now)
    fold_all(now)
    assert total(series, ROOT).sum("x") == [sum(amount for _, amount in changes), len(changes), 0, 0]


@pytest.mark.django_db(transaction=True)
def test_two_folders_at_once_count_nothing_twice(now):
    series = Series.objects.create(kind="test", name="测试", year=2025, root_path=ROOT)
    for n in range(300):
        add(series, n)
    gate = threading.Barrier(2)

    def folder():
        gate.wait()
        try:
            fold_all(now)
        except DatabaseError:  # one of the two may have to give way; what it took is not lost
            pass
        finally:
            connections.close_all()

    folders = [threading.Thread(target=folder) for _ in range(2)]
    for thread in folders:
        thread.start()
    for thread in folders:
        thread.join()
    fold_all(now)
    connection.close()
    assert total(series, ROOT).sum("posters") == [sum(range(300)), 300, 0, 0]
