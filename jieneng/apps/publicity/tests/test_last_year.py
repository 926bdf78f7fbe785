"""Last year's figure stands beside this year's; they are only compared where both are nearly whole."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from jieneng.apps.publicity import actions
from jieneng.apps.publicity.actions.past import OldFigure
from jieneng.apps.publicity.queries.paper import paper_of
from jieneng.apps.publicity.queries.past import Past
from jieneng.core.campaigns.actions import Content, ask_for_report, publish, set_up
from jieneng.core.collections.actions import accept, submit
from jieneng.core.collections.actions.opening import Terms
from jieneng.core.facts.folding import fold_all
from jieneng.core.orgs.models import Audience
from jieneng.core.orgs.roster import open_year
from jieneng.engine.documents.blocks import Paragraph
from jieneng.ui.refusals import Refused

POSTERS = "publicity_materials.posters"
EVERYBODY = (
    ("sam", "school", "cora"),
    ("hanna", "hospital", "cora"),
    ("cora", "county", "ines"),
    ("lily", "library", "ines"),
    ("rob", "city", "ines"),
    ("cleo", "county2", "ines"),
    ("tom", "school2", "cleo"),
)


@pytest.fixture
def whole(town, now, raw, collection):
    """whole(collection, posters): everybody asked has reported so many posters each, all accepted."""
    town.person("lily", "图书馆填报员", "library", "reporter")
    town.person("cleo", "石桥县审核员", "county2", "reviewer", "reporter")
    town.person("tom", "石桥县一中填报员", "school2", "reporter")

    def report(asked, posters):
        for person, place, reviewer in EVERYBODY:
            values = raw | {POSTERS: {"n": str(posters), "how": "exact"}}
            handed_in = submit(
                asked, town.organizations[place], values, draft_no=0, by=town.people[person], now=now, confirmed=True
            )
            if handed_in.accepted_version_id is None:
                accept(handed_in, by=town.people[reviewer], now=now)
        fold_all(now)

    return report


@pytest.fixture
def year_before(town, now):
    """The same week a year before, asked by the same office of the same form."""
    open_year(2024)
    activities = [
        {"kind": "watch_live", "title": "收看启动活动", "start_date": date(2024, 5, 13)},
        {"kind": "publicity_materials", "title": "张贴宣传画、发放宣传册"},
    ]
    campaign = set_up(town.city, Content(title="2024年节能宣传周", year=2024, activities=activities), by=town.ines)
    audience = Audience.objects.create(root=town.city, root_path=town.city.path, with_root=True)
    days = {"period_start": date(2024, 5, 13), "period_end": date(2024, 5, 19)}
    terms = Terms(2024, **days, opens_at=now - timedelta(days=1), due_at=now + timedelta(days=1))
    asked = ask_for_report(campaign, audience, terms, by=town.ines)
    publish(campaign, by=town.ines)
    return asked


def brief_of(collection, town, now):
    return actions.compose(collection, town.city, by=town.ines, now=now)


def last_of(brief, key=POSTERS):
    return Past(brief).of(brief.document.citations.select_related("series").get(key=key))


def prose(brief):
    return "".join(block.text for block in paper_of(brief).blocks if isinstance(block, Paragraph))


def test_two_whole_years_are_compared(collection, year_before, whole, town, now):
    whole(year_before, 100)
    whole(collection, 107)
    last = last_of(brief_of(collection, town, now))
    assert (last.value, last.change, last.why_not) == (700, "增长7.00%", "")
    assert (last.scope.n_counted, last.scope.n_expected) == (7, 7)


def test_the_change_is_a_figure_of_its_own_behind_the_first(collection, year_before, whole, town, now):
    whole(year_before, 100)
    whole(collection, 107)
    brief = brief_of(collection, town, now)
    actions.add_change(brief, POSTERS, edit_no=0, by=town.ines)
    assert "共张贴宣传画749套，比上年增长7.00%（" in prose(brief)
    citation = brief.document.citations.get(key=f"{POSTERS}.change")
    assert (citation.item, citation.shown) == (f"{POSTERS}#change", "增长7.00%")
    actions.add_change(brief, POSTERS, edit_no=1, by=town.ines)  # said once, however often it is asked for
    assert prose(brief).count("比上年") == 1


def test_half_a_year_is_not_compared_with_a_whole_one(collection, year_before, whole, week, town, now):
    whole(year_before, 100)
    brief = brief_of(collection, town, now)
    last = last_of(brief)
    assert (last.value, last.change, last.why_not) == (700, "—", "本年报送不全")
    with pytest.raises(Refused, match="brief-nothing-to-compare"):
        actions.add_change(brief, POSTERS, edit_no=0, by=town.ines)


def test_ones_own_figure_is_compared_with_ones_own(collection, year_before, whole, week, town, now):
    whole(year_before, 100)
    assert last_of(brief_of(collection, town, now), f"own.{POSTERS}").change == "增长100.00%"


def test_a_figure_of_an_old_brief_stands_beside_with_its_source_and_no_change(collection, week, town, now):
    figures = [OldFigure(POSTERS, Decimal(1800), approx=True)]
    actions.keep_past_figures(town.city, 2024, figures, "2024年第3期简讯", town.ines)
    last = last_of(brief_of(collection, town, now))
    assert (last.value, last.approximate, last.source, last.change) == (1800, True, "2024年第3期简讯", "—")
    assert last.why_not == "上年口径不明"
    assert str(last.value) == "1800"


def test_without_a_year_before_nothing_is_said(collection, week, town, now):
    brief = brief_of(collection, town, now)
    assert last_of(brief) is None
    assert Past(brief).of(brief.document.citations.select_related("series").get(key="counted")) is None


def test_many_figures_are_looked_up_at_once(collection, year_before, whole, town, now, django_assert_max_num_queries):
    whole(year_before, 100)
    whole(collection, 107)
    brief = brief_of(collection, town, now)
    citations = list(brief.document.citations.select_related("series"))
    past = Past(brief)
    with django_assert_max_num_queries(14):
        assert sum(past.of(citation) is not None for citation in citations) >= 4
