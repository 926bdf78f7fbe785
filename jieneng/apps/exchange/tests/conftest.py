"""An exchange that the city holds in the town's week, with rice of the paired region; a store of hazardous waste."""

from datetime import timedelta
from decimal import Decimal

import pytest

from jieneng.apps.exchange.actions import cards, goods, holding, waste, weighing
from jieneng.apps.exchange.actions.goods import Offer
from jieneng.apps.exchange.actions.holding import Terms
from jieneng.core.campaigns.actions import Content
from jieneng.core.campaigns.actions import set_up as set_up_campaign
from jieneng.core.files.actions import store
from jieneng.core.files.tests.handed_in import photo, upload


@pytest.fixture
def plan(town, now):
    """The activities of a campaign of the city, by title."""
    activities = [
        {"kind": "recycling", "title": "旧物换新"},
        {"kind": "recycling", "title": "有害垃圾收运"},
        {"kind": "pledge", "title": "倡议"},
    ]
    campaign = set_up_campaign(town.city, Content("宣传周", now.year, activities=activities), by=town.ines)
    return {one.title: one for one in campaign.activities.select_related("campaign__organization")}


@pytest.fixture
def terms(now):
    return Terms(
        now - timedelta(hours=1), now + timedelta(days=5), place="一楼大厅", region="青石县", donates_to="图书角"
    )


@pytest.fixture
def exchange(plan, terms, town, now):
    made = holding.set_up(plan["旧物换新"], terms, by=town.ines, now=now)
    return holding.open_exchange(made, by=town.ines, now=now)


@pytest.fixture
def item(exchange):
    """item("newspaper"): 10 points a kilogram; item("cartridge"): 20 a piece."""
    return lambda code: exchange.items.get(code=code)


@pytest.fixture
def card(exchange, town, now):
    """Somebody of the school, without a name."""
    return cards.take_card(exchange, town.school, person=None, now=now)


@pytest.fixture
def weighed(item, town, now):
    """weighed(card, newspaper="3.5"): brought to the counter."""

    def make(card, **amounts):
        said = {item(code).pk: Decimal(amount) for code, amount in amounts.items()}
        return weighing.weigh(card, said, by=town.rob, now=now)

    return make


@pytest.fixture
def rice(exchange, town, now):
    """Five bags at 40 points."""
    return goods.add_good(exchange, Offer("大米", 40, "袋", "青石县"), 5, by=town.ines, now=now)


@pytest.fixture
def picture(town):
    return store(upload(photo()), organization=town.school, by=town.sam)


@pytest.fixture
def shed(plan, town, now):
    """The city's store."""
    said = {"limit_days": 90, "limit_kg": Decimal(200), "by": town.ines, "now": now}
    return waste.set_up_store(plan["有害垃圾收运"], "大院暂存点", "七号楼东侧", **said)
