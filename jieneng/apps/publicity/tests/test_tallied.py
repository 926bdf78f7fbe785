"""What the platform has counted itself is cited like what units report, and adds up with it."""

from decimal import Decimal

from jieneng.apps.publicity.queries.figures import Figures
from jieneng.core.campaigns.models import Activity
from jieneng.core.campaigns.tallying import place_of, tally
from jieneng.core.collections.queries.standing import standing
from jieneng.core.facts.folding import fold_all


def test_a_brief_cites_what_the_platform_counted(week, town, collection, now):
    campaign = collection.campaigns.get()
    exchange = Activity.objects.create(campaign=campaign, ord=9, kind="recycling", title="云兑换")
    materials = campaign.activities.get(kind="publicity_materials")
    tally(exchange, now.date(), place_of(town.school, 2025), {"recycling.collected_kg": Decimal("12.35")})
    tally(materials, now.date(), place_of(town.school, 2025), {"publicity_materials.posters": 5})
    fold_all(now)
    found = Figures.of(collection, standing(collection, town.city.path), campaign)
    totals = {cell.item: cell for cell in found.totals()}
    assert totals["recycling.collected_kg"].figure.value == Decimal("12.35")
    assert totals["recycling.collected_kg"].figure.phrase == "称重回收废旧物品{figure}公斤"
    assert totals["publicity_materials.posters"].figure.value == 40 + 1985 + 200 + 5
    assert "平台称重" not in found.unreported()
