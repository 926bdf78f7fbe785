"""What the platform has counted itself is cited like what units report, and adds up with it."""

from datetime import date
from decimal import Decimal

from jieneng.apps.publicity.actions.composing import compose
from jieneng.apps.publicity.queries.figures import Figures
from jieneng.apps.publicity.tests.test_compose import text_of
from jieneng.core.campaigns.models import Activity
from jieneng.core.campaigns.tallying import place_of, tally
from jieneng.core.collections.queries import opened
from jieneng.core.collections.queries.standing import standing
from jieneng.core.facts.folding import fold_all


def test_a_brief_cites_what_the_platform_counted(week, town, collection, now):
    campaign = collection.campaigns.get()
    exchange = Activity.objects.create(campaign=campaign, ord=9, kind="recycling", title="云兑换")
    materials = campaign.activities.get(kind="publicity_materials")
    tally(exchange, now.date(), place_of(town.school, 2025), {"recycling.weight_kg": Decimal("12.35")})
    tally(materials, now.date(), place_of(town.school, 2025), {"publicity_materials.posters": 5})
    fold_all(now)
    found = Figures.of(collection, standing(collection, town.city.path), campaign)
    totals = {cell.item: cell for cell in found.totals()}
    assert totals["recycling.weight_kg"].figure.value == Decimal("12.35")
    assert totals["recycling.weight_kg"].figure.phrase == "回收废旧物品{figure}公斤"
    assert totals["publicity_materials.posters"].figure.value == 40 + 1985 + 200 + 5
    assert "平台称重" not in found.unreported()
    for item in ("recycling.weight_kg", "publicity_materials.posters"):
        by = opened.by_category(collection, item, town.city.path)
        assert sum(part.value for part in by) == totals[item].figure.value


def test_an_event_that_ran_on_the_platform_is_told_by_what_the_platform_counted(week, town, collection, now):
    campaign = collection.campaigns.get()
    quiz = Activity.objects.create(campaign=campaign, ord=9, kind="quiz", title="云竞答", start_date=date(2025, 6, 24))
    tally(
        quiz, now.date(), place_of(town.school, 2025), {"quiz.participants": 40, "quiz.papers": 52, "quiz.passed": 45}
    )
    fold_all(now)
    brief = compose(collection, town.city, by=town.ines, now=now)
    assert "是云竞答。据平台统计，全市交卷52份，合格答卷45份。" in text_of(brief)
    page = town.client(town.ines).get(f"/publicity/{brief.pk}?view=edit").content.decode()
    assert "平台计数" in page, "what no unit reported does not stand there as reported by none"
