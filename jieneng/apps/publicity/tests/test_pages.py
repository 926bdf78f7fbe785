"""The pages: who sees them, what they show, and that a sent form has one effect."""

import re
from datetime import date
from io import BytesIO

import docx
import pytest

from jieneng.apps.publicity import actions
from jieneng.apps.publicity.agenda import to_do
from jieneng.apps.publicity.models import Brief
from jieneng.core.orgs.acting import posts_of

POSTERS = "publicity_materials.posters"


@pytest.fixture
def brief(collection, town, now, week):
    return actions.compose(collection, town.city, by=town.ines, now=now)


def key(n=1):
    return f"{n:032d}"


def send(client, path, n=1, **said):
    return client.post(path, {"_key": key(n), **said})


def test_a_brief_is_begun_from_its_collection(town, collection, week):
    ines = town.client(town.ines)
    page = ines.get(f"/publicity/compose/{collection.pk}").content.decode()
    assert "应报 7 家" in page
    answer = send(ines, f"/publicity/compose/{collection.pk}/make")
    assert answer.url == f"/publicity/{Brief.objects.get().pk}"
    assert send(ines, f"/publicity/compose/{collection.pk}/make").url == answer.url  # sent twice, made once
    assert Brief.objects.count() == 1
    assert ines.get(f"/publicity/compose/{collection.pk}").url == answer.url


def test_every_figure_is_a_link_that_opens_it(town, brief):
    page = town.client(town.ines).get(f"/publicity/{brief.pk}").content.decode()
    chip = re.search(
        rf'<a class="chip" href="/publicity/{brief.pk}\?figure={POSTERS}#figure" title="(.*?)">2220余</a>', page
    )
    assert chip[1].startswith("张贴宣传画：3 / 7 家；截至 ")
    assert chip[1].endswith("；含约数")
    assert "人与人次未相加" in page


def test_an_opened_figure_tells_its_sum_its_coverage_and_its_parts(town, brief):
    page = town.client(town.ines).get(f"/publicity/{brief.pk}?figure={POSTERS}").content.decode()
    for said in ("2,225", "3 / 7", "含约数，只舍不入", town.county.name, "本级"):
        assert said in page
    county = town.client(town.ines).get(f"/publicity/{brief.pk}?figure={POSTERS}&node={town.county.path}")
    assert "2,025" in county.content.decode()


def test_behind_it_stand_the_units(town, brief):
    page = town.client(town.ines).get(f"/publicity/{brief.pk}?figure={POSTERS}&by=rows").content.decode()
    assert town.school.name in page
    assert town.hospital.name in page
    assert "1,985" in page


def test_a_node_from_elsewhere_opens_nothing(town, brief):
    page = town.client(town.ines).get(f"/publicity/{brief.pk}?figure={POSTERS}&by=rows&node={town.city2.path}")
    assert town.school.name in page.content.decode()  # the figure's own node instead


@pytest.mark.parametrize("path", ["", "/picks", "/docx", "/issue", "?view=edit"])
def test_strangers_do_not_find_it(town, brief, path):
    assert town.client(town.rex).get(f"/publicity/{brief.pk}{path}").status_code == 404
    assert town.client(town.sam).get(f"/publicity/{brief.pk}{path}").status_code == 404


@pytest.mark.parametrize("path", ["write", "refresh", "recompose", "submit", "issue/do", f"figures/{POSTERS}"])
def test_nor_can_they_change_it(town, brief, path):
    said = {"edit_no": 0, "issue_no": 1, "written_on": "2025-07-11"}
    assert send(town.client(town.rex), f"/publicity/{brief.pk}/{path}", **said).status_code == 404


def test_whoever_sees_it_without_the_role_is_refused(town, brief):
    root = town.person("rita", "省局查看员", "province", "reader")
    assert town.client(root).get(f"/publicity/{brief.pk}").status_code == 200
    assert send(town.client(root), f"/publicity/{brief.pk}/submit").status_code == 403
    assert town.client(root).get(f"/publicity/{brief.pk}/issue").status_code == 403


def test_what_a_unit_writes_is_text_on_every_page(town, brief):
    ines = town.client(town.ines)
    actions.issue(brief, edit_no=brief.document.edit_no, written_on=date(2025, 7, 11), by=town.ines)
    for path in (f"/publicity/{brief.pk}", f"/publicity/{brief.pk}/picks", f"/publicity/public/{brief.document.code}"):
        page = ines.get(path).content.decode()
        assert "<b>逐科室" not in page
        assert "&lt;b&gt;逐科室" in page


def test_the_prose_is_saved_and_a_broken_token_comes_back_with_what_was_typed(town, brief):
    ines = town.client(town.ines)
    page = ines.get(f"/publicity/{brief.pk}?view=edit").content.decode()
    name = re.search(r'name="(b\d+)"[^>]*>据统计', page)[1]
    wrong = send(ines, f"/publicity/{brief.pk}/write", 1, edit_no=0, **{name: "我写的话⟦假的：9⟧"})
    assert "我写的话" in wrong.content.decode()
    assert "不是本篇引用的数字" in wrong.content.decode()
    brief.document.refresh_from_db()
    assert brief.document.edit_no == 0
    right = send(ines, f"/publicity/{brief.pk}/write", 1, edit_no=0, **{name: "共张贴⟦张贴宣传画：2220余⟧套。"})
    assert right.status_code == 302
    assert "共张贴" in ines.get(f"/publicity/{brief.pk}").content.decode()


def test_a_changed_figure_needs_its_reason_and_is_marked(town, brief):
    ines = town.client(town.ines)
    path = f"/publicity/{brief.pk}/figures/{POSTERS}"
    assert send(ines, path, 1, edit_no=0, other="2300").status_code == 422
    assert send(ines, path, 2, edit_no=0, other="2300", because="市局补录").status_code == 302
    page = ines.get(f"/publicity/{brief.pk}").content.decode()
    assert '<a class="chip ed"' in page
    assert "改动 1 处均有说明" in page


def test_from_the_draft_to_the_public_page(town, brief, week, photo_of):
    ines = town.client(town.ines)
    photo = photo_of(week.school)
    assert (
        send(ines, f"/publicity/{brief.pk}/picks/photos/{week.school.pk}/{photo.pk}", 1, edit_no=0).status_code == 302
    )
    assert send(ines, f"/publicity/{brief.pk}/submit", 2).status_code == 302
    public = f"/publicity/public/{brief.document.code}"
    assert ines.get(public).status_code == 404
    actions.confirm_consent(brief, by=town.ines)
    said = {"edit_no": 1, "issue_no": 7, "written_on": "2025-07-11"}
    first = send(ines, f"/publicity/{brief.pk}/issue/do", 3, **said)
    assert send(ines, f"/publicity/{brief.pk}/issue/do", 3, **said).url == first.url
    ines.logout()
    page = ines.get(public).content.decode()
    assert "第 7 期" in page
    assert "合计数来自 3 家" in page
    assert "?figure=" not in page
    assert ines.get(f"{public}/photos/{photo.pk}").status_code == 200
    assert ines.get(f"{public}/photos/{photo.pk + 1}").status_code == 404


def test_the_docx_opens_in_word_with_the_totals_and_the_photograph(town, brief, week, photo_of):
    photo = photo_of(week.school)
    actions.pick_photo(brief, week.school, photo.pk, edit_no=0, by=town.ines)
    answer = town.client(town.ines).get(f"/publicity/{brief.pk}/docx")
    opened = docx.Document(BytesIO(answer.content))
    assert any("共张贴宣传画2220余套" in paragraph.text for paragraph in opened.paragraphs)
    assert len(opened.inline_shapes) == 1


def test_texts_are_picked_on_their_page(town, brief, week):
    ines = town.client(town.ines)
    page = ines.get(f"/publicity/{brief.pk}/picks").content.decode()
    assert town.school.name in page
    path = f"/publicity/{brief.pk}/picks/texts/{week.school.pk}"
    assert send(ines, path, 1, edit_no=0, drop="1").status_code == 302
    assert send(ines, path, 2, edit_no=1, text="公布用电量").status_code == 302
    assert "望岭县第一中学公布用电量" in ines.get(f"/publicity/{brief.pk}").content.decode()
    assert send(town.client(town.cora), path, 3, edit_no=2, text="改").status_code == 404


def test_what_is_owed_stands_in_the_agenda(town, collection, week, now):
    ines = posts_of(town.ines)[0]
    assert list(to_do(ines, now)) == []
    later = collection.due_at.replace(year=collection.due_at.year) + (collection.due_at - now)
    assert [entry.kind for entry in to_do(ines, later)] == ["简讯"]
    brief = actions.compose(collection, town.city, by=town.rob, now=now)
    assert list(to_do(ines, later)) == []
    actions.submit(brief, by=town.rob)
    assert [entry.kind for entry in to_do(posts_of(town.ines)[0], now)] == ["签发"]
    assert list(to_do(posts_of(town.cora)[0], later)) == []


def test_a_told_text_opens_to_the_report_it_stands_in(town, brief, week):
    page = town.client(town.ines).get(f"/publicity/{brief.pk}?figure=h{week.school.pk}").content.decode()
    assert "摘编出处" in page
    assert "公布各楼层每周用电量，由学生巡查。" in page  # as the school wrote it
    other = town.client(town.ines).get(f"/publicity/{brief.pk}?figure=h999999").content.decode()
    assert "摘编出处" not in other


def test_a_figure_that_came_to_nothing_is_pointed_out(town, brief):
    brief.document.citations.filter(key=POSTERS).update(sum=[0, 0, 0, 0])
    assert "数字为零，请删去" in town.client(town.ines).get(f"/publicity/{brief.pk}").content.decode()


def test_the_list_is_short_of_words_for_nobody(town, brief):
    assert brief.document.title in town.client(town.ines).get("/publicity/").content.decode()
    assert "暂无简讯" in town.client(town.rex).get("/publicity/").content.decode()
    assert town.client(town.ines).get("/publicity/?state=issued").content.decode().count("没有符合条件的简讯") == 1


def test_the_editor_asks_a_bounded_number_of_questions(town, brief, django_assert_max_num_queries):
    ines = town.client(town.ines)
    ines.get("/publicity/")
    with django_assert_max_num_queries(60):
        ines.get(f"/publicity/{brief.pk}?figure={POSTERS}")
