"""The list 填报, and what reporting puts on everybody's agenda."""

from datetime import timedelta

import pytest

from jieneng.core.agenda.registry import entries
from jieneng.core.collections.actions import accept, add_groups, remind
from jieneng.core.collections.actions.opening import GroupTerms
from jieneng.core.collections.models import Collection, LocalTerms
from jieneng.core.facts.models import Series
from jieneng.core.orgs.acting import posts_of
from jieneng.core.orgs.models import Audience

pytestmark = pytest.mark.django_db


def agenda(person, now):
    found = entries(posts_of(person)[0], now)
    return [
        (entry.kind, entry.detail, entry.button, entry.look) for entry in found if entry.url.startswith("/reporting/")
    ]


def test_sam_sees_what_is_asked_of_the_school(town, collection):
    page = town.client(town.sam).get("/reporting/").content.decode()
    assert "2025年节能宣传周情况报告" in page
    assert "云川市机关事务管理局布置" in page
    assert "未填" in page
    assert "本级布置和审核的" not in page


def test_cora_sees_what_her_level_reviews(town, collection, handed_in, folded):
    folded()
    page = town.client(town.cora).get("/reporting/").content.decode()
    assert "本级布置和审核的" in page
    assert "审核 1" in page


def test_who_is_asked_nothing_is_told_so(town, collection):
    stranger = town.person("rea", "青岭填报员", "school3", "reporter")
    assert "暂无要填报的任务" in town.client(stranger).get("/reporting/").content.decode()
    assert "不查看业务数据" in town.client(town.ada).get("/reporting/").content.decode()


def test_the_list_is_filtered_by_year_and_state(town, collection, handed_in):
    sam = town.client(town.sam)
    assert "情况报告" not in sam.get("/reporting/", {"year": "2019"}).content.decode()
    assert "情况报告" not in sam.get("/reporting/", {"state": "owed"}).content.decode()
    assert "看回执" in sam.get("/reporting/", {"state": "done"}).content.decode()


def test_the_list_costs_the_same_for_many(town, collection, django_assert_max_num_queries):
    for n in range(15):
        series = Series.objects.create(kind="collection", name=str(n), year=2025, root_path=town.city.path)
        audience = Audience.objects.create(root=town.city, root_path=town.city.path, with_root=True)
        collection.pk, collection.series, collection.audience, collection.title = None, series, audience, f"报告{n}"
        collection.save(force_insert=True)
    cora = town.client(town.cora)
    with django_assert_max_num_queries(20):
        assert "报告14" in cora.get("/reporting/").content.decode()


def test_the_agenda_follows_a_report(town, collection, now, handed_in, folded):
    assert agenda(town.hanna, now) == [("填报", "未填", "填报", "idle")]
    assert agenda(town.sam, now) == []
    assert ("审核", "待审核 1 家", "审核", "wait") in agenda(town.cora, now)
    folded()
    remind(collection, town.city, under=town.city, text="请上报", by=town.ines, now=now)
    assert "催报过" in agenda(town.hanna, now)[0][1]
    accept(handed_in, by=town.cora, now=now)
    assert all(kind != "审核" for kind, *_ in agenda(town.cora, now))


def test_a_return_is_owed_by_its_own_day(town, returned, now):
    assert agenda(town.sam, now) == [("填报", "望岭县机关事务服务中心退回 1 处", "按意见修改", "back")]


def test_near_the_day_the_missing_are_to_be_chased_and_the_level_to_report(town, collection, now):
    assert {kind for kind, *_ in agenda(town.cora, now)} == {"填报"}
    Collection.objects.update(due_at=now + timedelta(days=1))
    assert {kind for kind, *_ in agenda(town.cora, now)} == {"填报", "催报", "上报"}
    assert {kind for kind, *_ in agenda(town.ines, now)} == {"催报"}
    late = now + timedelta(days=2)
    assert ("填报", "逾期未报", "填报", "late") in agenda(town.hanna, late)


def days(person, now):
    return {entry.kind: entry.due_at for entry in entries(posts_of(person)[0], now)}


def test_a_level_owes_by_the_day_of_the_level_above_it(town, collection, handed_in, now):
    """The province asks by the tenth day, the city by the second, the county by tomorrow."""
    terms = LocalTerms(collection=collection, reviews=False)
    for level, n in ((town.city, 2), (town.county, 1)):
        terms.pk, terms.organization, terms.org_path = None, level, level.path
        terms.due_at = now + timedelta(days=n)
        terms.save(force_insert=True)
    found = days(town.cora, now)
    assert found["催报"] == now + timedelta(days=1)
    assert found["审核"] == found["上报"] == now + timedelta(days=2)


def test_a_level_owes_by_the_day_of_its_group(town, collection, handed_in, now):
    counties = Audience.objects.create(root=town.city, root_path=town.city.path, kinds=["bureau"])
    add_groups(collection, [GroupTerms("各县（区）", counties, now + timedelta(days=2))], by=town.ines)
    found = days(town.cora, now)
    assert found["审核"] == found["上报"] == found["催报"] == now + timedelta(days=2)


def test_the_agenda_costs_a_bounded_number_of_queries(town, collection, now, django_assert_max_num_queries):
    Collection.objects.update(due_at=now + timedelta(days=1))
    acting = posts_of(town.cora)[0]
    with django_assert_max_num_queries(35):
        entries(acting, now)


def test_the_bar_leads_to_the_list(town, collection):
    page = town.client(town.sam).get("/reporting/").content.decode()
    assert 'href="/reporting/" aria-current="page">填报' in page
