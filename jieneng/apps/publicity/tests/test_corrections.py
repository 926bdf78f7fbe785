"""What was published and is known otherwise now: on its own page, before the public, and in the next brief."""

from datetime import date, timedelta

import pytest

from jieneng.apps.publicity import actions
from jieneng.apps.publicity.queries.paper import paper_of
from jieneng.core.collections.actions import accept, correct, submit
from jieneng.engine.documents.blocks import Heading, Paragraph

POSTERS = "publicity_materials.posters"


@pytest.fixture
def corrected(collection, town, now, week, raw):
    """An issued brief of the city; afterwards the hospital corrects 1,985 posters to 1,900."""
    brief = actions.compose(collection, town.city, by=town.ines, now=now)
    actions.issue(brief, edit_no=0, written_on=date(2025, 7, 11), by=town.ines)
    later = now + timedelta(hours=1)
    correct(week.hospital, because="多填", by=town.hanna, now=later)
    week.hospital.refresh_from_db()
    fewer = raw | {POSTERS: {"n": "1900", "how": "exact"}}
    answer = submit(
        collection, town.hospital, fewer, draft_no=week.hospital.draft_no, by=town.hanna, now=later, confirmed=True
    )
    accept(answer, by=town.cora, now=later)
    return brief


def prose(brief):
    return "\n".join(block.text for block in paper_of(brief).blocks if isinstance(block, Heading | Paragraph))


def test_its_own_page_says_what_was_published_and_what_is_known(corrected, town):
    page = town.client(town.ines).get(f"/publicity/{corrected.pk}").content.decode()
    assert "已公布 2,225 / 现为 2,140" in page


def test_the_public_page_says_it_too(corrected, client):
    page = client.get(f"/publicity/public/{corrected.document.code}").content.decode()
    assert "张贴宣传画：已公布 2,225 / 现为 2,140 套" in page


def test_the_next_brief_proposes_a_note_with_a_figure_that_can_be_opened(corrected, collection, town, now):
    brief = actions.compose(collection, town.city, by=town.ines, now=now)
    note = prose(brief).split("更正说明\n")[1]
    assert "2025年第1期所载张贴宣传画2220余套，经核对为约2140套。" in note
    citation = brief.document.citations.get(key=f"fix.{POSTERS}")
    assert (citation.label, citation.sum[0]) == ("更正张贴宣传画", 2140)


def test_once_it_is_said_it_is_not_said_again(corrected, collection, town, now):
    second = actions.compose(collection, town.city, by=town.ines, now=now)
    actions.issue(second, edit_no=0, written_on=date(2025, 7, 15), by=town.ines)
    third = actions.compose(collection, town.city, by=town.ines, now=now)
    assert "更正说明" not in prose(third)


def test_composed_again_it_still_corrects_the_one_before_it(corrected, collection, town, now):
    second = actions.compose(collection, town.city, by=town.ines, now=now)
    actions.recompose(second, edit_no=0, by=town.ines, now=now)
    assert "更正说明" in prose(second)


def test_without_corrections_there_is_no_note(collection, town, now, week):
    first = actions.compose(collection, town.city, by=town.ines, now=now)
    actions.issue(first, edit_no=0, written_on=date(2025, 7, 11), by=town.ines)
    second = actions.compose(collection, town.city, by=town.ines, now=now)
    assert "更正说明" not in prose(second)
