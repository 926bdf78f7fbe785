"""Composing: totals are those of the accepted reports, one's own is kept apart, nothing is filled in."""

import pytest

from jieneng.apps.publicity.actions import compose
from jieneng.apps.publicity.models import Brief
from jieneng.apps.publicity.queries.paper import paper_of
from jieneng.core.audit.models import Entry
from jieneng.core.collections.models import Submission
from jieneng.core.documents.models import Citation
from jieneng.engine.documents.blocks import Heading, Paragraph
from jieneng.ui.refusals import Refused


def text_of(brief):
    return "\n".join(block.text for block in paper_of(brief).blocks if isinstance(block, Heading | Paragraph))


def part(brief, heading):
    return text_of(brief).split(heading, 1)[1].split("宣传取得实效")[0]


@pytest.fixture
def brief(collection, town, now, week):
    return compose(collection, town.city, by=town.ines, now=now)


def test_the_totals_are_the_sums_over_accepted_reports(brief, collection):
    accepted = Submission.objects.counted().filter(collection=collection).select_related("accepted_version")
    for citation in brief.document.citations.exclude(item__startswith="#").exclude(item__contains="#given"):
        if not citation.item.startswith("="):
            rows = [row.accepted_version.sums.get(citation.item, [0, 0, 0, 0]) for row in accepted]
            assert citation.sum == [sum(column) for column in zip(*rows, strict=True)], citation.item
    assert brief.document.citations.get(item="publicity_materials.posters").sum == [2225, 3, 1, 0]


def test_an_approximate_total_is_cut_down_and_an_exact_one_is_not(brief):
    assert brief.document.citations.get(item="publicity_materials.posters").shown == "2220余"
    assert brief.document.citations.get(item="publicity_materials.banners").shown == "3"
    assert "共张贴宣传画2220余套，悬挂横幅3条（已审核3家，应报7家）" in text_of(brief)


def test_the_office_tells_of_its_own_events_with_its_own_figures(brief):
    own = text_of(brief).split("认真组织本级活动")[1].split("上下联动")[0]
    assert "一是张贴宣传画、发放宣传册。张贴宣传画200套" in own
    assert "2220" not in own
    assert brief.document.citations.get(item="=publicity_materials.posters").sum[0] == 200


def test_what_nobody_counted_does_not_stand_in_the_brief(brief):
    assert "展板" not in text_of(brief)
    assert "0" not in [citation.shown for citation in Citation.objects.all()]


def test_people_and_times_of_taking_part_stand_in_figures_of_their_own(brief):
    keys = [citation.item for citation in brief.document.citations.all()]
    assert len(keys) == len(set(keys))
    assert "258人收看直播" in text_of(brief)  # 3 × 86, no other figure in it
    assert "300人参加宣传周活动" in text_of(brief)


def test_lower_levels_are_told_of_by_name_and_from_their_own_words(brief, week):
    told = part(brief, "上下联动开展宣传")
    assert "望岭县第一中学公布各楼层每周用电量，由学生巡查" in told
    assert [one.submission for one in brief.highlights.all()] == [week.school, week.hospital]


def test_media_reports_are_counted_by_level(brief):
    assert "在市级媒体刊播稿件1篇" in text_of(brief)


def test_every_figure_of_the_prose_has_its_citation(brief):
    cited = {run.citation for block in paper_of(brief).blocks if isinstance(block, Paragraph) for run in block.runs}
    figures = {key for key in cited if key and not key.startswith("h")}
    assert figures == set(brief.document.citations.values_list("key", flat=True))


def test_a_county_writes_of_its_own_part_alone(collection, town, now, week):
    brief = compose(collection, town.county, by=town.cora, now=now)
    assert brief.document.citations.get(item="publicity_materials.posters").sum == [2025, 2, 1, 0]
    assert not brief.document.citations.filter(item__startswith="=").exists()
    assert "全县各级公共机构" in text_of(brief)


def test_there_is_one_draft_at_a_time(brief, collection, town, now):
    with pytest.raises(Refused, match="brief-in-writing"):
        compose(collection, town.city, by=town.ines, now=now)


def test_only_drafters_compose_and_it_is_written_down(brief, collection, town, now):
    assert Entry.objects.filter(action="brief.draft", person=town.ines).count() == 1
    with pytest.raises(Refused, match="not-allowed"):
        compose(collection, town.city2, by=town.ines, now=now)


def test_next_door_does_not_see_it(brief, town):
    assert not Brief.objects.visible_to(town.rex).exists()
    assert Brief.objects.visible_to(town.rob).exists()
