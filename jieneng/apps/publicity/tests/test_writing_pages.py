"""The pages of whoever writes: all kinds of papers from one list, figures to put in, texts to find, photographs."""

import re
from datetime import date

import pytest

from jieneng.apps.publicity import actions
from jieneng.apps.publicity.models import Brief
from jieneng.apps.publicity.queries.editor import boxes
from jieneng.core.facts.folding import fold_all

POSTERS = "publicity_materials.posters"


@pytest.fixture
def brief(collection, town, now, week, photo_of):
    photo_of(week.school)
    photo_of(week.hospital)
    return actions.compose(collection, town.city, by=town.ines, now=now)


@pytest.fixture
def ines(town):
    return town.client(town.ines)


def send(client, path, n=1, **said):
    return client.post(path, {"_key": f"{n:032d}", **said})


def text(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_all_kinds_are_begun_from_one_list(ines, collection, week, now):
    fold_all(now)
    page = text(ines, "/publicity/")
    for label in ("编写简讯", "编写总结报告", "编写通报"):
        assert label in page
    assert "编写通报" in text(ines, f"/publicity/compose/{collection.pk}?kind=circular")
    made = send(ines, f"/publicity/compose/{collection.pk}/make", kind="circular")
    assert Brief.objects.get().kind == "circular"
    assert "报送情况通报" in text(ines, made.url)
    assert "编写通报" not in text(ines, "/publicity/")
    assert "的通报" in text(ines, "/publicity/?kind=circular")
    assert "的通报" not in text(ines, "/publicity/?kind=summary")


def test_a_circular_is_issued_under_its_code_and_read_by_everyone(ines, client, collection, town, now, week):
    fold_all(now)
    circular = actions.compose(collection, town.city, by=town.ines, now=now, kind="circular")
    assert "机关代字" in text(ines, f"/publicity/{circular.pk}/issue")
    said = {"edit_no": 0, "code": "云机管", "written_on": "2025-07-11"}
    assert send(ines, f"/publicity/{circular.pk}/issue/do", **said).status_code == 302
    page = text(client, f"/publicity/public/{circular.document.code}")
    assert "云机管〔2025〕1号" in page
    assert "各县（市、区）机关事务管理部门" in page


def test_the_summary_counts_its_characters_against_its_limit(ines, collection, town, now, week):
    summary = actions.compose(collection, town.city, by=town.ines, now=now, kind="summary")
    page = text(ines, f"/publicity/{summary.pk}")
    assert re.search(r"<b>\d+</b> / 2,000\s+字", page)
    assert "不超过 2000 字" in page
    place = next(n for n, block in enumerate(summary.document.body["blocks"]) if block["block"] == "paragraph")
    actions.write(summary, {place: "节" * 2001}, edit_no=0, by=town.ines)
    assert "超过 2000 字 1" in text(ines, f"/publicity/{summary.pk}")
    refused = send(ines, f"/publicity/{summary.pk}/issue/do", edit_no=1, written_on="2025-07-11")
    assert refused.status_code == 422
    assert re.search(r"超过 2,?000 字。", refused.content.decode())


def test_the_edit_page_offers_figures_and_says_what_nobody_reported(ines, brief):
    page = text(ines, f"/publicity/{brief.pk}?view=edit")
    assert 'data-token="⟦未报单位：4⟧"' in page
    assert re.search(r"没有单位报告：[^<]*展出展板", page)


def test_whom_a_brief_goes_to_is_written_once_and_kept_for_the_next_one(ines, client, brief, collection, town, now):
    foot = next(box for box in boxes(brief) if box.kind == "imprint")
    assert foot.text == "报：演示省机关事务管理局\n送：\n发：各县（市、区）机关事务管理部门，市直各单位"
    at = f"/publicity/{brief.pk}/write"
    page = send(ines, at, edit_no=0, **{foot.name: "市领导"}).content.decode()
    assert "版记中的“市领导”没有写明是报、送还是发。" in page
    send(ines, at, 2, edit_no=0, **{foot.name: foot.text.replace("送：", "送：市领导")})
    brief.document.refresh_from_db()
    brief.photos.update(consent="desk")
    actions.issue(brief, edit_no=1, written_on=date(2025, 7, 11), by=town.ines)
    shown = text(client, f"/publicity/public/{brief.document.code}")
    assert re.findall(r'"doc-copies"><span>(.)：</span><span>(.*?)。<', shown)[1] == ("送", "市领导")
    second = actions.compose(collection, town.city, by=town.ines, now=now)
    assert "送：市领导" in next(box.text for box in boxes(second) if box.kind == "imprint")


def test_a_figure_written_by_hand_keeps_what_it_was_beside_it(ines, brief, town):
    actions.change_figure(brief, POSTERS, "2300", because="市局补录", edit_no=0, by=town.ines)
    assert "按数据写" in text(ines, f"/publicity/{brief.pk}?figure={POSTERS}")
    assert "原为 2220余，市局补录" in text(ines, f"/publicity/{brief.pk}?view=figures")
    assert "人工改动：市局补录" in text(ines, f"/publicity/{brief.pk}")


def test_texts_are_found_by_words_and_by_unit(ines, brief, town):
    path = f"/publicity/{brief.pk}/picks"
    assert town.hospital.name not in text(ines, f"{path}?words=巡查")
    assert town.school.name in text(ines, f"{path}?words=巡查")
    assert town.hospital.name in text(ines, f"{path}?words=人民医院")
    assert "没有符合条件的材料" in text(ines, f"{path}?only=out")


def test_a_shortened_text_is_marked_and_can_go_back_to_the_units_words(ines, brief, week):
    path = f"/publicity/{brief.pk}/picks/texts/{week.school.pk}"
    send(ines, path, 1, edit_no=0, text="公布用电量")
    assert "公布用电量（有删改）" in text(ines, f"/publicity/{brief.pk}")
    page = text(ines, f"/publicity/{brief.pk}/picks")
    assert "有删改" in page
    assert "用回原文" in page
    send(ines, path, 2, edit_no=1, original="1")
    assert "有删改" not in text(ines, f"/publicity/{brief.pk}")


def test_photographs_are_moved_by_buttons(ines, brief):
    first, second = brief.photos.values_list("attachment", flat=True)
    brief.photos.update(consent="")
    path = f"/publicity/{brief.pk}/picks"
    assert "2 张照片的报告没有注明" in text(ines, f"{path}?what=photos")
    said = {"photo": [first, second], f"caption{first}": "街头宣传", "move": f"{first}:down", "edit_no": 0}
    assert send(ines, f"{path}/arrange", 1, **said).status_code == 302
    assert list(brief.photos.values_list("attachment", "caption")) == [(second, "收看现场"), (first, "街头宣传")]
    assert send(ines, f"{path}/consent", 2).status_code == 302
    assert "本级确认同意" in text(ines, f"{path}?what=photos")


def test_whoever_only_reads_sees_no_buttons(town, brief):
    town.person("rita", "省局查看员", "province", "reader")
    page = text(town.client(town.rita), f"/publicity/{brief.pk}/picks?what=photos")
    assert "前移" not in page
    assert "编入</button>" not in page


def test_the_pages_ask_a_bounded_number_of_questions(ines, brief, django_assert_max_num_queries):
    ines.get("/publicity/")
    for path, most in (("?view=edit", 70), ("?view=figures", 70), ("/picks", 30), ("/picks?what=photos", 30)):
        with django_assert_max_num_queries(most):
            ines.get(f"/publicity/{brief.pk}{path}")
