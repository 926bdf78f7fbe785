"""A brief is composed from values: what is given is said once and cited, what is not given is left out."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest

from jieneng.engine.briefs.composing import compose
from jieneng.engine.briefs.material import Days, Event, Figure, Material, Slogan, Told, Upward, wordings
from jieneng.engine.documents.blocks import Heading, Paragraph, Run
from jieneng.engine.documents.docx import build
from jieneng.engine.documents.html import to_html
from jieneng.rulebook.compositions import compositions

POSTERS = Figure("posters", "张贴宣传画", "张贴宣传画{figure}套", "套", 33214, approximate=True)
BANNERS = Figure("banners", "悬挂横幅", "悬挂横幅{figure}条", "条", 2641)
AGAIN = Figure("banners2", "悬挂横幅", "悬挂横幅{figure}条", "条", 12, activity="低碳日宣传")
VIEWERS = Figure("viewers", "观看人数", "组织{figure}人收看直播", "人", 96_400, approximate=True)
OWN_BANNERS = Figure("own.banners", "本级悬挂横幅", "悬挂横幅{figure}条", "条", 5)


def coverage(key, n):
    return Figure(key, key, "{figure}家", "家", n)


MATERIAL = Material(
    year=2025,
    issue="7",
    issuer="演示省机关事务管理局",
    place="演示省",
    scope="全省",
    written_on=date(2025, 7, 11),
    counted=coverage("counted", 1866),
    expected=coverage("expected", 1986),
    days=(
        Days("全国节能宣传周", date(2025, 6, 23), date(2025, 6, 29), "节能增效，焕“新”引领"),
        Days("全国低碳日", date(2025, 6, 25), date(2025, 6, 25)),
    ),
    upper_title="《关于开展宣传周活动的通知》",
    own_title="全省公共机构宣传周安排",
    upward=(Upward("组织收看活动直播", date(2025, 6, 23), coverage("given", 1852), (VIEWERS,)),),
    own=(
        Event("悬挂横幅", None, "机关大院", (OWN_BANNERS,), (POSTERS,)),
        Event("能源紧缺体验", date(2025, 6, 25), "", (VIEWERS,)),
    ),
    told=(Told("h1", "云川市", "公布各单位用能情况。"), Told("h2", "望岭县第一中学", "望岭县第一中学由学生巡查")),
    totals=(POSTERS, BANNERS, AGAIN),
)


def text(document):
    return "\n".join(block.text for block in document.blocks if isinstance(block, Heading | Paragraph))


def test_the_parts_stand_in_their_order():
    paper = compose(MATERIAL, compositions()["brief"])
    assert text(paper).split("\n") == [
        "2025年全国节能宣传周时间为6月23日至29日，主题为“节能增效，焕‘新’引领”；全国低碳日时间为6月25日。"
        "根据《关于开展宣传周活动的通知》，演示省机关事务管理局印发《全省公共机构宣传周安排》，安排全省公共机构宣传周活动。",
        "积极参加全国活动",
        "6月23日，全省各级公共机构组织收看活动直播，1852家单位报告参加情况，组织9.6万余人收看直播。",
        "认真组织本级活动",
        "一是悬挂横幅。在机关大院，悬挂横幅5条。据平台统计，全省张贴宣传画33200余套。二是能源紧缺体验。6月25日，组织9.6万余人收看直播。",
        "上下联动开展宣传",
        "云川市公布各单位用能情况；望岭县第一中学由学生巡查。",
        "据统计，全省各级公共机构共张贴宣传画33200余套，悬挂横幅2641条，“低碳日宣传”中悬挂横幅12条"
        "（已审核1866家，应报1986家）。",
    ]


def test_each_figure_is_a_run_that_leads_to_its_citation():
    runs = [
        run
        for block in compose(MATERIAL, compositions()["brief"]).blocks
        if isinstance(block, Paragraph)
        for run in block.runs
    ]
    assert Run("33200余", "posters") in runs
    assert Run("5", "own.banners") in runs
    assert Run("1986", "expected") in runs
    assert not any(run.citation is None and "2641" in run.text for run in runs)


@pytest.mark.parametrize(
    ("left_out", "heading"),
    [
        ({"upward": ()}, "积极参加全国活动"),
        ({"own": ()}, "认真组织本级活动"),
        ({"told": (), "totals": ()}, "上下联动开展宣传"),
    ],
)
def test_a_part_with_nothing_to_say_is_left_out(left_out, heading):
    assert heading not in text(compose(replace(MATERIAL, **left_out), compositions()["brief"]))


def test_without_any_basis_the_lead_names_none():
    bare = replace(MATERIAL, upper_title="", own_title="", days=())
    assert "《" not in text(compose(bare, compositions()["brief"])).split("\n")[0]


def test_the_paper_opens_in_word_with_its_totals_sentence():
    opened = docx.Document(BytesIO(build(compose(MATERIAL, compositions()["brief"]))))
    assert any("共张贴宣传画33200余套" in paragraph.text for paragraph in opened.paragraphs)


def test_what_units_write_is_never_html():
    bad = replace(MATERIAL, told=(Told("h1", "云川市", "<script>alert(1)</script>"),))
    assert "<script>" not in to_html(compose(bad, compositions()["brief"]))


@pytest.mark.parametrize(
    ("value", "approximate", "ways"),
    [
        (33214, True, ("33200余",)),
        (33214, False, ("33214", "33200余")),
        (76, False, ("76", "70余")),
        (3, True, ("约3",)),
        (300, False, ("300",)),
    ],
)
def test_an_approximate_figure_is_never_written_as_if_it_were_exact(value, approximate, ways):
    assert wordings(value, approximate=approximate, unit="套") == ways


def test_another_campaign_than_the_week_is_called_by_its_own_name():
    water = replace(
        MATERIAL,
        campaign="2025年公共机构节水宣传",
        days=(Days("活动时间", date(2025, 7, 14), date(2025, 7, 20)),),
        slogans=(Slogan("主题", "珍惜每一滴水"),),
    )
    paper = compose(water, compositions()["brief"])
    text = "".join(block.text for block in paper.blocks if isinstance(block, Paragraph))
    assert text.startswith("2025年活动时间为7月14日至20日；主题为“珍惜每一滴水”。")
    assert "安排全省公共机构节水宣传活动。" in text
    assert "宣传周活动。" not in text
    assert paper.title.endswith("公共机构节水宣传活动情况")
    assert "2025年节水宣传活动报送情况的通报" in compose(water, compositions()["circular"]).title
