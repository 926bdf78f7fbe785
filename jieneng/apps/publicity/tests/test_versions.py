"""Every change keeps a version; two can be compared; an old one comes back as the newest, with figures and picks."""

import pytest

from jieneng.apps.publicity import actions
from jieneng.apps.publicity.models import Version, Writing
from jieneng.apps.publicity.queries.paper import paper_of
from jieneng.apps.publicity.queries.versions import box_texts, compared, unsaved_of, versions_of
from jieneng.core.audit.models import Entry
from jieneng.ui.refusals import Refused

POSTERS = "publicity_materials.posters"


@pytest.fixture
def brief(collection, town, now, week):
    return actions.compose(collection, town.city, by=town.ines, now=now)


def place_of(brief, words):
    return next(n for n, text in box_texts(brief).items() if words in text)


def write(brief, person, n, text):
    return actions.write(brief, {n: text}, edit_no=brief.document.edit_no, by=person)


def key(n):
    return {"_key": f"{n:032d}"}


def test_each_change_is_a_version_that_says_who_and_how(brief, town, week):
    write(brief, town.rob, place_of(brief, "据统计"), "共张贴⟦张贴宣传画：2220余⟧套。")
    actions.drop_highlight(brief.highlights.get(submission=week.school), edit_no=brief.document.edit_no, by=town.ines)
    listed = [(row.version.no, row.way, row.version.by) for row in versions_of(brief).rows]
    assert listed == [(3, "摘编、照片", town.ines), (2, "修改正文", town.rob), (1, "从数据生成", town.ines)]


def test_a_version_shows_what_changed_in_it(brief, town):
    n = place_of(brief, "据统计")
    write(brief, town.ines, n, box_texts(brief)[n].replace("据统计", "截至本月"))
    seen = compared(brief, brief.versions.get(no=2), None)
    (change,) = [one for one in seen.changes if one.kind != "same"]
    assert {piece.kind: piece.text for piece in change.pieces if piece.kind != "same"} == {
        "gone": "据统计",
        "new": "截至本月",
    }


def test_an_old_version_comes_back_whole_and_as_the_newest(brief, town, week):
    before, figures = paper_of(brief), set(brief.document.citations.values_list("key", "shown"))
    write(brief, town.ines, place_of(brief, "据统计"), "各地认真组织。")
    actions.drop_highlight(brief.highlights.get(submission=week.school), edit_no=brief.document.edit_no, by=town.ines)
    actions.restore(brief, 1, edit_no=brief.document.edit_no, by=town.ines)
    assert paper_of(brief) == before
    assert set(brief.document.citations.values_list("key", "shown")) == figures
    assert brief.highlights.count() == 2
    assert [row.version.no for row in versions_of(brief).rows] == [4, 3, 2, 1]
    assert Entry.objects.get(action="brief.restore").changes == {"version": 1}


def test_an_issued_brief_is_not_taken_back(brief, town, now):
    actions.issue(brief, edit_no=brief.document.edit_no, written_on=now.date(), by=town.ines)
    with pytest.raises(Refused, match="document-issued"):
        actions.restore(brief, 1, edit_no=brief.document.edit_no, by=town.ines)
    assert Version.objects.count() == 1


def test_a_list_of_many_versions_is_paged(brief, town, django_assert_max_num_queries):
    for n in range(25):
        write(brief, town.ines, place_of(brief, "据统计"), f"据统计，第{n}稿。")
    with django_assert_max_num_queries(3):
        page = versions_of(brief)
    assert (len(page.rows), page.next_url) == (20, "?before=7")
    assert len(versions_of(brief, before=7).rows) == 6


def test_what_is_typed_is_kept_and_comes_back(town, brief):
    ines, n = town.client(town.ines), place_of(brief, "据统计")
    first = ines.post(f"/publicity/{brief.pk}/autosave", {"edit_no": 0, "draft_no": 0, f"b{n}": "写到一半⟦"})
    assert (first.status_code, first.json()["set"]) == (200, {"draft_no": "1"})
    second = ines.post(f"/publicity/{brief.pk}/autosave", {"edit_no": 0, "draft_no": 1, f"b{n}": "写完了。"})
    assert second.json()["set"] == {"draft_no": "2"}
    assert Entry.objects.filter(action="brief.write").count() == 1  # once for a sitting
    assert unsaved_of(brief, town.ines).texts[n] == "写完了。"
    assert "写完了。" in ines.get(f"/publicity/{brief.pk}?view=edit").content.decode()
    assert "写完了。" not in town.client(town.rob).get(f"/publicity/{brief.pk}?view=edit").content.decode()


def test_the_second_window_is_told(town, brief):
    ines, n = town.client(town.ines), place_of(brief, "据统计")
    said = {"edit_no": 0, "draft_no": 0, f"b{n}": "甲"}
    ines.post(f"/publicity/{brief.pk}/autosave", said)
    again = ines.post(f"/publicity/{brief.pk}/autosave", said, headers={"Accept": "application/json"})
    assert again.status_code == 409


def test_saved_it_is_no_longer_unsaved(town, brief):
    n = place_of(brief, "据统计")
    town.client(town.ines).post(f"/publicity/{brief.pk}/autosave", {"edit_no": 0, "draft_no": 0, f"b{n}": "甲。"})
    write(brief, town.ines, n, "乙。")
    assert not Writing.objects.exists()


def test_who_saves_second_loses_nothing(town, brief):
    ines, n, m = town.client(town.ines), place_of(brief, "据统计"), place_of(brief, "人参加宣传周活动")
    mine = box_texts(brief) | {n: "我改的合计。", m: "我改的成效。"}
    write(brief, town.rob, n, "同事改的合计。")
    boxes = {f"b{place}": text for place, text in mine.items()}
    page = ines.post(f"/publicity/{brief.pk}/write", key(1) | {"edit_no": 0} | boxes).content.decode()
    assert "内容已由他人修改" in page
    for said in ("同事改的合计。", "我改的成效。", '<p class="left-over">我改的合计。</p>'):
        assert said in page
    assert "我改的成效。" not in "".join(box_texts(brief).values())


def test_typed_on_an_old_state_it_is_kept_and_said_so(town, brief):
    ines, m = town.client(town.ines), place_of(brief, "人参加宣传周活动")
    write(brief, town.rob, place_of(brief, "据统计"), "同事改的。")
    answer = ines.post(f"/publicity/{brief.pk}/autosave", {"edit_no": 0, "draft_no": 0, f"b{m}": "我改的成效。"})
    assert answer.status_code == 409
    assert "已留存" in answer.json()["sentence"]
    brief.document.refresh_from_db()
    found = unsaved_of(brief, town.ines)
    assert (found.is_on_old, found.left) == (True, [])
    assert "我改的成效。" in found.texts.values()
    assert "同事改的。" in found.texts.values()


def test_unsaved_writing_can_be_thrown_away(town, brief):
    ines, n = town.client(town.ines), place_of(brief, "据统计")
    ines.post(f"/publicity/{brief.pk}/autosave", {"edit_no": 0, "draft_no": 0, f"b{n}": "甲。"})
    assert ines.post(f"/publicity/{brief.pk}/unsaved/drop", key(2)).status_code == 302
    assert unsaved_of(brief, town.ines) is None


def test_only_drafters_keep_writing(town, brief):
    reader = town.person("rita", "省局查看员", "province", "reader")
    said = {"edit_no": 0, "draft_no": 0, "b3": "甲"}
    assert town.client(reader).post(f"/publicity/{brief.pk}/autosave", said).status_code == 403
    assert town.client(town.rex).post(f"/publicity/{brief.pk}/autosave", said).status_code == 404


def test_the_pages_of_versions(town, brief):
    n = place_of(brief, "据统计")
    write(brief, town.ines, n, box_texts(brief)[n] + "没有别的。")
    ines = town.client(town.ines)
    assert "修改正文" in ines.get(f"/publicity/{brief.pk}/versions").content.decode()
    page = ines.get(f"/publicity/{brief.pk}/versions/2").content.decode()
    assert "<ins>没有别的。</ins>" in page
    assert "恢复这一版" not in page  # it is the newest
    assert "恢复这一版" in ines.get(f"/publicity/{brief.pk}/versions/1").content.decode()
    assert ines.post(f"/publicity/{brief.pk}/versions/1/restore", key(3) | {"edit_no": 1}).status_code == 302
    assert town.client(town.sam).get(f"/publicity/{brief.pk}/versions").status_code == 404
