"""签收名单: everybody a notice went to, as a paper, up to what one list can hold."""

from io import BytesIO

import docx
import pytest
from django.urls import reverse

from jieneng.apps.notices.actions import receiving
from jieneng.apps.notices.queries import receipt_list as lists
from jieneng.apps.notices.tests.cascade import passed_on, published
from jieneng.core.facts.folding import fold_all
from jieneng.rulebook.documents import use_folder
from jieneng.rulebook.read import read_text


def get(town, notice, person=None, form="docx", **asked):
    return town.client(person or town.ines).get(reverse(f"notices:receipts_{form}", args=[notice.pk]), asked)


def rows(answer):
    table = docx.Document(BytesIO(answer.content)).tables[0]
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.fixture
def notice(town, now):
    made = published(town, now)
    receiving.sign(made, town.school, by=town.sam, now=now)
    fold_all(now)
    return made


def test_everybody_stands_in_it_in_the_order_of_the_tree(town, notice):
    head, *found = rows(get(town, notice))
    assert head == ["序号", "单位", "签收人", "签收时间", "状态"]
    assert [row[0] for row in found] == [str(n) for n in range(1, len(found) + 1)]
    by_name = {row[1]: row[2:] for row in found}
    assert by_name[town.school.name][0] == "学校填报员"
    assert by_name[town.school.name][2] == "已签收"
    assert by_name[town.hospital.name] == ["", "", "未签收"]
    paths = {one.name: one.path for one in town.organizations.values()}
    assert [row[1] for row in found] == sorted(by_name, key=paths.__getitem__)
    assert town.city.name not in by_name


def test_who_signs_for_two_notices_of_the_cascade_stands_once(town, now, notice):
    second = passed_on(town, notice, now)
    receiving.sign(second, town.school, by=town.sam, now=now)
    names = [row[1] for row in rows(get(town, notice))]
    assert names.count(town.school.name) == 1
    assert names.count(town.county.name) == 1


def test_of_one_part_only_that_part_stands_in_it(town, notice):
    names = {row[1] for row in rows(get(town, notice, node=town.county.path))[1:]}
    assert names == {town.school.name, town.hospital.name}
    assert get(town, notice, node=town.city2.path).status_code == 404


def test_the_pdf_is_one_and_a_neighbour_gets_neither(town, notice):
    assert get(town, notice, form="pdf").content.startswith(b"%PDF")
    assert get(town, notice, town.rex).status_code == 404
    assert get(town, notice, town.sam).status_code == 404


def test_more_than_one_list_can_hold_is_refused(town, notice, monkeypatch):
    monkeypatch.setattr(lists, "MOST", 3)
    answer = get(town, notice)
    assert answer.status_code == 413
    assert "超过 3 行" in answer.content.decode()


def test_the_template_says_how_its_table_stands(town, notice, tmp_path):
    upright = docx.Document(BytesIO(get(town, notice).content))
    text = read_text("documents/receipts.yaml").replace("tables: upright", "tables: across")
    (tmp_path / "receipts.yaml").write_text(text, encoding="utf-8")
    use_folder(tmp_path)
    try:
        across = docx.Document(BytesIO(get(town, notice).content))
    finally:
        use_folder(None)
    assert all(section.page_width < section.page_height for section in upright.sections)
    assert any(section.page_width > section.page_height for section in across.sections)


def test_whoever_is_reached_only_by_passing_on_is_counted_where_the_list_ends(town, now):
    made = published(town, now, only_next=True)
    passed_on(town, made, now)
    fold_all(now)
    paper = docx.Document(BytesIO(get(town, made).content))
    said = "".join(paragraph.text for paragraph in paper.paragraphs)
    assert "其中2家由下级转发" in said
