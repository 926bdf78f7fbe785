"""From the same facts: the summary that goes upward and the circular on who has reported."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import docx
import pytest
from django.urls import reverse

from jieneng.apps.publicity import actions
from jieneng.apps.publicity.models import Brief
from jieneng.apps.publicity.queries.paper import paper_of
from jieneng.apps.publicity.queries.printed import docx_of
from jieneng.core.audit.models import Entry
from jieneng.core.facts.folding import fold_all
from jieneng.engine.documents.blocks import Addressee, DocNo, Document, Heading, Paragraph, Photos, Signature, Table
from jieneng.engine.documents.html import to_html
from jieneng.ui.refusals import Refused


@pytest.fixture
def made(collection, town, now, week):
    """made("summary"): a paper of this kind of the city."""
    fold_all(now)

    def make(kind):
        return actions.compose(collection, town.city, by=town.ines, now=now, kind=kind)

    return make


def blocks(brief, kind):
    return [block for block in paper_of(brief).blocks if isinstance(block, kind)]


def prose(brief):
    return "\n".join(block.text for block in paper_of(brief).blocks if isinstance(block, Heading | Paragraph))


def issued(brief, town, **more):
    said = {"edit_no": brief.document.edit_no, "written_on": date(2025, 7, 11), "by": town.ines} | more
    return actions.issue(brief, **said)


def test_the_summary_goes_to_the_superior_and_says_who_reported(made, town):
    summary = made("summary")
    assert summary.document.title == "云川市机关事务管理局关于2025年节能宣传周活动情况的报告"
    assert [block.text for block in blocks(summary, Addressee)] == [town.province.name]
    assert "全市应报7家，已报3家，其中按时3家、迟报0家，未报4家，报送率42.9%。" in prose(summary)
    assert prose(summary).endswith("特此报告。")
    assert not blocks(summary, Photos)


def test_its_figures_can_be_opened_like_those_of_a_brief(made):
    citations = made("summary").document.citations
    assert citations.get(item="publicity_materials.posters").sum == [2225, 3, 1, 0]
    assert citations.get(item="#rate").shown == "42.9"
    assert citations.get(item="#missing").sum[0] == 4


def test_the_circular_ranks_the_parts_and_names_those_that_are_wanting(made, town):
    circular = made("circular")
    (table,) = blocks(circular, Table)
    assert table.rows[0] == ("1", "望岭县", "3", "2", "2", "0", "1", "66.7%")
    assert [row[1] for row in table.rows][1:] == ["本级所属单位", "石桥县"]
    assert [row[0] for row in table.rows] == ["1", "2", "2"]  # both at nothing: one rank
    assert "报送率低于95%的有石桥县（0.0%）、本级所属单位（0.0%）、望岭县（66.7%）。" in prose(circular)
    assert "予以表扬" not in prose(circular)


def test_of_one_collection_there_may_be_one_draft_of_each_kind(made, collection, town, now):
    kinds = [made(kind).kind for kind in ("brief", "summary", "circular")]
    assert kinds == ["brief", "summary", "circular"]
    with pytest.raises(Refused, match="brief-in-writing"):
        made("circular")
    assert Entry.objects.filter(action="circular.draft").count() == 1


def test_issued_it_has_a_number_of_its_code_and_its_signer(made, town):
    summary = made("summary")
    assert [block.signers for block in blocks(summary, DocNo)] == [("待签发",)]
    issued(summary, town, code="云机管")
    assert summary.document.number == "云机管〔2025〕1号"
    (number,) = blocks(summary, DocNo)
    assert (number.text, number.signers) == ("云机管〔2025〕1号", ("市局审核员",))
    assert [block.date for block in blocks(summary, Signature)] == ["2025年7月11日"]
    assert not summary.document.disclosure.is_open  # what goes upward has no public page of itself


def test_an_error_in_a_circular_is_reported_as_one_of_a_circular(made, town, client):
    code = issued(made("circular"), town).document.code
    page = client.get(f"/publicity/public/{code}").content.decode()
    assert f'href="/open/report/circular/{code}/"' in page
    assert client.get(f"/open/report/circular/{code}/").status_code == 200


def test_the_papers_number_their_issues_each_for_itself(made, town):
    numbers = [issued(made(kind), town).issue_no for kind in ("brief", "summary", "circular")]
    assert numbers == [1, 1, 1]


def test_a_summary_that_is_too_long_is_not_issued(made, town):
    summary = made("summary")
    n = next(n for n, block in enumerate(paper_of(summary).blocks) if isinstance(block, Paragraph))
    actions.write(summary, {n: "节 能" * 1001}, edit_no=0, by=town.ines)
    with pytest.raises(Refused, match="brief-too-long"):
        issued(summary, town)
    actions.write(summary, {n: "节 能" * 500}, edit_no=1, by=town.ines)
    assert issued(summary, town).issue_no == 1


def test_the_newest_figures_come_into_the_table_too(made, town, now, hand_in):
    circular = made("circular")
    town.person("lily", "图书馆填报员", "library", "reporter")
    hand_in("lily", "library")
    fold_all(now + timedelta(minutes=1))
    actions.refresh(circular, edit_no=0, by=town.ines)
    (table,) = blocks(circular, Table)
    assert table.rows[0][:2] == ("1", "本级所属单位")
    assert "已报4家" in prose(circular)


def test_each_of_them_is_a_docx(made, town):
    for kind in ("summary", "circular"):
        opened = docx.Document(BytesIO(docx_of(made(kind))))
        assert any("应报7家" in paragraph.text for paragraph in opened.paragraphs)


def test_only_the_brief_waits_in_its_list_of_public_pages(made, town):
    circular = issued(made("circular"), town)
    assert circular.document.disclosure.is_open
    assert Brief.objects.issued().filter(kind="circular").count() == 1


def cells(brief):
    """Text and key of each cell of the table, by row."""
    (table,) = blocks(brief, Table)
    return [list(zip(texts, keys, strict=True)) for texts, keys in zip(table.rows, table.cites, strict=True)]


def test_every_figure_of_the_table_is_cited_and_says_what_the_table_says(made):
    circular = made("circular")
    citations = {one.key: one for one in circular.document.citations.all()}
    for rank, name, *figures in cells(circular):
        assert (rank[1], name[1]) == ("", "")
        for text, key in figures:
            assert citations[key].shown == text.rstrip("%"), (name, key)
    county = next(row for row in cells(circular) if row[1][0] == "望岭县")
    assert citations[county[2][1]].node == county[2][1].split(".")[1]


def test_a_figure_of_the_table_opens_its_parts_and_its_rows(made, town, week):
    circular, client = made("circular"), town.client(town.ines)
    address = reverse("publicity:brief", args=[circular.pk])
    page = client.get(address).content.decode()
    county = next(row for row in cells(circular) if row[1][0] == "望岭县")
    key = county[3][1]
    assert f"figure={key}" in page
    opened = client.get(address, {"figure": key, "by": "rows"}).content.decode()
    assert "望岭县已报单位" in opened
    assert town.school.name in opened
    assert town.city2.name not in opened
    assert 'name="other"' not in opened  # a table is not written by hand
    units = next(row for row in cells(circular) if "所属" in row[1][0])
    opened = client.get(address, {"figure": units[2][1]}).content.decode()
    assert town.school.name not in opened.partition('id="figure"')[2]


def test_a_figure_of_the_table_is_not_rewritten(made, town):
    circular = made("circular")
    key = cells(circular)[0][2][1]
    said = {"other": "9", "because": "x", "edit_no": 0, "_key": uuid4().hex}
    answer = town.client(town.ines).post(reverse("publicity:figure", args=[circular.pk, key]), said)
    assert answer.status_code == 404


def test_newest_figures_cite_the_table_anew_and_what_is_written_keeps_it(made, town, week, hand_in, now):
    circular = made("circular")
    n = circular.document.citations.filter(key__startswith="row.").count()
    assert n == 6 * len(cells(circular))
    actions.refresh(circular, edit_no=0, by=town.ines)
    circular.refresh_from_db()
    assert circular.document.citations.filter(key__startswith="row.").count() == n
    actions.write(circular, {1: "新的标题"}, edit_no=circular.document.edit_no, by=town.ines)
    assert circular.document.citations.filter(key__startswith="row.").count() == n
    actions.restore(circular, 1, edit_no=circular.document.edit_no, by=town.ines)
    assert circular.document.citations.filter(key__startswith="row.").count() == n


def test_an_older_table_without_keys_stays_plain(made):
    circular = made("circular")
    (table,) = blocks(circular, Table)
    assert "figure=" not in to_html(Document((replace(table, cites=()),)), lambda key, text: f"figure={key}")
