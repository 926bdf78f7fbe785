"""The totals page: every counted item, what levels and groups have added, each figure opened down to the answers."""

import io
import re
from datetime import timedelta

import openpyxl
import pytest
from django.urls import reverse

from jieneng.apps.reporting.queries import totals as totals_queries
from jieneng.apps.reporting.queries.totals import totals_of
from jieneng.core.collections.actions import accept, add_groups, add_terms, submit
from jieneng.core.collections.actions.opening import GroupTerms
from jieneng.core.forms.compose import compose_local
from jieneng.core.forms.models import FormVersion
from jieneng.core.orgs.models import Audience

pytestmark = pytest.mark.django_db

CANTEEN = {
    "canteen.diners": {"n": "300", "how": "exact"},
    "canteen.waste_kg": {"n": "410", "how": "approx"},
    "canteen.measures": "按量备餐，提供半份菜。",
}


def canteen():
    return FormVersion.objects.keep(compose_local("local-canteen"))


@pytest.fixture
def asked(town, collection):
    """The county has added the canteen section to the week's report."""
    due_at = collection.due_at - timedelta(days=2)
    add_terms(collection, town.county, due_at=due_at, by=town.cora, extra_form=canteen())
    return collection


@pytest.fixture
def reported(town, asked, raw, now):
    """The school and the hospital of the county, and the library of the city, have been accepted."""
    for organization, typed, by, reviewer in (
        (town.school, raw | CANTEEN, town.sam, town.cora),
        (town.hospital, raw | CANTEEN, town.hanna, town.cora),
        (town.library, raw, town.person("liv", "图书馆填报员", "library", "reporter"), town.ines),
    ):
        accept(submit(asked, organization, typed, draft_no=0, by=by, now=now), by=reviewer, now=now)
    return asked


def page(client, collection, node=None, **asked):
    args = [collection.pk] if node is None else [collection.pk, node.pk]
    answer = client.get(reverse("reporting:totals_at" if node else "reporting:totals", args=args), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def blocks(collection, node):
    return {block.section.title: block for block in totals_of(collection, node).blocks}


def test_every_counted_item_stands_there_with_how_many_gave_it(town, reported):
    found = blocks(reported, town.city)
    line = {line.item.key: line for line in found["收看启动活动"].lines}["watch_live.viewers"]
    assert (line.value, line.n_given, found["收看启动活动"].section.n_asked) == (258, 3, 7)
    listed = {line.item.key for block in found.values() for line in block.lines}
    assert listed >= set(reported.series.decimals) | {"media.county"}
    posters = totals_of(reported, town.city).line("publicity_materials.posters")[1]
    assert (posters.value, posters.n_approximate) == (120, 3)
    banners = totals_of(reported, town.city).line("publicity_materials.banners")[1]
    assert (banners.value, banners.n_not_counted) == (None, 3)


def test_an_added_section_says_who_added_it_and_of_how_many(town, reported):
    for node in (town.city, town.county):
        block = blocks(reported, node)["食堂节约情况"]
        assert block.section.added_by == ("望岭县机关事务服务中心",)
        assert block.section.n_asked == 2  # the county asks those below, not itself
        diners = block.lines[0]
        assert (diners.value, diners.n_given) == (600, 2)
    assert "食堂节约情况" not in blocks(reported, town.county2)
    shown = page(town.client(town.ines), reported)
    assert "望岭县机关事务服务中心补充" in shown
    assert "已审核 3 / 应报 7 家" in shown


def test_two_levels_that_ask_the_same_are_one_section(town, reported):
    due_at = reported.due_at - timedelta(days=1)
    cleo = town.person("cleo", "石桥县审核员", "county2", "reviewer", "issuer")
    add_terms(reported, town.county2, due_at=due_at, by=cleo, extra_form=canteen())
    section = blocks(reported, town.city)["食堂节约情况"].section
    assert section.added_by == ("望岭县机关事务服务中心", "石桥县机关事务服务中心")
    assert section.n_asked == 3


def test_what_a_group_leaves_out_is_not_expected_of_it(town, collection):
    audience = Audience.objects.create(
        root=town.city, root_path=town.city.path, deepest=town.city.depth + 1, categories=["culture"]
    )
    due_at = collection.due_at - timedelta(days=3)
    add_groups(collection, [GroupTerms("市级文化单位", audience, due_at, "", ("a1",), canteen())], by=town.ines)
    found = blocks(collection, town.city)
    assert found["收看启动活动"].section.not_asked == ("市级文化单位",)
    assert found["收看启动活动"].section.n_asked == 6
    assert found["食堂节约情况"].section.added_by == ("市级文化单位",)
    assert found["食堂节约情况"].section.n_asked == 1
    assert "食堂节约情况" not in blocks(collection, town.county)


def test_a_figure_opens_to_its_parts_and_down_to_the_answers(town, reported):
    ines = town.client(town.ines)
    shown = page(ines, reported, figure="canteen.diners")
    panel = shown.split('id="figure"')[1]
    down = reverse("reporting:totals_at", args=[reported.pk, town.county.pk]) + "?figure=canteen.diners#figure"
    assert down in panel
    assert "石桥县" not in panel
    answers = page(ines, reported, town.county, figure="canteen.diners", by="rows").split('id="figure"')[1]
    linked = set(re.findall(r"/reporting/submissions/(\d+)/", answers))
    assert len(linked) == 2
    assert "望岭县人民医院" in answers


def test_the_answers_go_on_by_a_key(town, reported, monkeypatch):
    monkeypatch.setattr(totals_queries, "_MOST", 1)
    ines = town.client(town.ines)
    first = page(ines, reported, figure="watch_live.viewers", by="rows")
    after = first.split("after=")[1].split("#")[0]
    second = page(ines, reported, figure="watch_live.viewers", by="rows", after=after)
    assert second.split('id="figure"')[1] != first.split('id="figure"')[1]
    assert "第一页" in second


def test_who_sees_the_board_of_a_node_sees_its_totals_and_nobody_else(town, reported):
    address = reverse("reporting:totals_at", args=[reported.pk, town.county.pk])
    for person, status in ((town.cora, 200), (town.ines, 200), (town.rex, 404), (town.olga, 404)):
        assert town.client(person).get(address).status_code == status
    assert (
        town.client(town.cora).get(reverse("reporting:totals_at", args=[reported.pk, town.city.pk])).status_code == 404
    )


def test_nothing_accepted_yet_is_said(town, collection):
    assert "还没有审核通过的报告" in page(town.client(town.ines), collection)


def test_the_sheet_holds_numbers_as_numbers_and_names_as_text(town, reported):
    town.county.name = "=HYPERLINK(1)"
    town.county.save()
    answer = town.client(town.ines).get(reverse("reporting:totals_xlsx", args=[reported.pk, town.city.pk]))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=4)}
    diners = rows["日均就餐人数"]
    assert [cell.value for cell in diners[2:8]] == [600, "人", 2, 2, 0, 0]
    assert (diners[8].value, diners[8].data_type) == ("=HYPERLINK(1)", "s")
    assert rows["悬挂横幅"][2].value is None


def test_the_totals_cost_the_same_for_many(town, reported, django_assert_max_num_queries):
    for n in range(12):
        bureau = {"kind": "bureau", "category": "organ", "level": "county", "affiliation": "county"}
        town.organization(f"more{n}", f"第{n}县机关事务服务中心", "city", **bureau)
    ines = town.client(town.ines)
    for by in ("area", "rows"):
        with django_assert_max_num_queries(32):
            page(ines, reported, figure="canteen.diners", by=by)
