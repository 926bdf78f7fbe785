"""Ines pastes the brief of last year; its figures are proposed, and what she ticks stands beside this year's."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jieneng.apps.publicity.models import PastFigure
from jieneng.core.audit.models import Entry

pytestmark = pytest.mark.django_db
BRIEF = """云川市开展2024年公共机构节能宣传周活动
全市张贴宣传画3200余套，悬挂横幅180条，组织1.2万余人收看启动仪式直播。各单位张贴宣传画20套。"""
POSTERS, VIEWERS = "publicity_materials.posters", "watch_live.viewers"
GIVEN = {"text": BRIEF, "year": "2024", "source": "2024年第3期简讯", "_key": "k" * 20}


@pytest.fixture
def ines(town):
    return town.client(town.ines)


def test_the_figures_of_an_old_brief_stand_with_their_items_and_nothing_is_kept(ines):
    page = ines.post(reverse("publicity:past_read"), {"text": BRIEF}).content.decode()
    assert "张贴宣传画<mark>3200余套</mark>" in page
    assert f'value="{VIEWERS}" selected' in page
    assert 'value="2024"' in page
    assert not PastFigure.objects.exists()


def test_a_file_is_read_as_well(ines):
    file = SimpleUploadedFile("简讯.txt", BRIEF.encode(), content_type="text/plain")
    page = ines.post(reverse("publicity:past_read"), {"file": file}).content.decode()
    assert "<mark>180条</mark>" in page


def test_what_is_ticked_is_kept_with_year_and_source(town, ines):
    said = GIVEN | {"take": ["0", "2"], "to:0": POSTERS, "to:2": VIEWERS}
    answer = ines.post(reverse("publicity:past_keep"), said)
    assert answer.url == reverse("publicity:past") + "?year=2024"
    kept = {row.item: (row.count, row.approx, row.year) for row in PastFigure.objects.filter(organization=town.city)}
    assert kept == {POSTERS: (3200, True, 2024), VIEWERS: (12000, True, 2024)}
    assert Entry.objects.get(action="brief.keep_past").changes["n"] == 2
    page = ines.get(answer.url).content.decode()
    assert "3,200套（约数）" in page
    assert "相同" in ines.post(reverse("publicity:past_read"), {"text": BRIEF}).content.decode()
    other = BRIEF.replace("3200", "3300")
    again = ines.post(reverse("publicity:past_read"), {"text": other}).content.decode()
    assert "3,200套（约数），将替换" in again


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"take": []}, "不勾选的不会登记"),
        ({"year": "2099"}, "今年以前的年度"),
        ({"year": "去年"}, "今年以前的年度"),
        ({"source": " "}, "请写明来源"),
        ({"to:0": VIEWERS}, "请选登记为哪一项"),
        ({"take": ["0", "3"], "to:3": POSTERS}, "只能采用一处"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_it(ines, change, said):
    answer = ines.post(reverse("publicity:past_keep"), GIVEN | {"take": ["0"], "to:0": POSTERS} | change)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not PastFigure.objects.exists()


@pytest.mark.parametrize(("text", "said"), [("  ", "简讯原文"), ("lorem ipsum " * 30, "简讯原文")])
def test_a_text_that_cannot_be_read_is_answered_in_one_sentence(ines, text, said):
    answer = ines.post(reverse("publicity:past_read"), {"text": text})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_units_and_those_without_the_role_register_nothing(town):
    for person in (town.sam, town.ada):
        assert town.client(person).get(reverse("publicity:past")).status_code == 403
        assert town.client(person).post(reverse("publicity:past_keep"), GIVEN | {"take": ["0"]}).status_code == 403


def test_one_sees_ones_own_years_only(town, ines):
    ines.post(reverse("publicity:past_keep"), GIVEN | {"take": ["0"], "to:0": POSTERS})
    page = town.client(town.rex).get(reverse("publicity:past"), {"year": "2024"}).content.decode()
    assert "3,200" not in page
