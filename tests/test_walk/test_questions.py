"""How often each page asks the database: no more than its limit, and no more when there is more to show."""

import pytest
from django.core.cache import cache

from tests.test_walk.every_url import EXAMPLES, path_of
from tests.test_walk.more import more
from tests.test_walk.permissions import ACTORS, expected
from tests.test_walk.world import World
from tests.test_walk.written import asked, undone

LIMIT = 20
LIMITS = {  # pages that put many things together
    "notices:receipts": 28,
    "notices:receipts_docx": 28,
    "notices:receipts_pdf": 28,
    "portal:hand_over": 35,
    "portal:home": 38,
    "publicity:brief": 24,
    "publicity:issue": 28,
    "reporting:board": 36,
    "reporting:board_at": 40,
    "reporting:confirm": 30,
    "reporting:review_one": 24,
    "openness:public_list": 24,
    "wall:public_data": 34,
    "wall:public_wall": 34,
}
GROWS = {  # pages that may ask more when there is more: how much, and why it stays bounded
    "portal:home": (9, "three for each of the open collections of which it shows how those below stand"),
    "openness:public_list": (8, "what leads to each of the few columns in which something was published last"),
    "portal:hand_over": (3, "a sort of row that nobody had here before: a reminder of the level"),
}
# who is asked for a page, the first that sees it
MAIN = ("city", "county", "unit", "unit_admin", "auditor", "system_admin", "anonymous")


def _main_actor(name: str) -> str | None:
    said = expected(name)
    return next((actor for actor in MAIN if said[actor] == "sees"), None)


def _questions(world: World) -> dict[str, int]:
    """By the name of each page that somebody sees: how many statements it takes with nothing in the cache."""
    counts = {}
    for name in EXAMPLES:
        actor = _main_actor(name)
        if actor is not None:
            cache.clear()
            with undone(), asked() as statements:
                answer = world.browser(ACTORS[actor]).get(path_of(name, world))
            assert answer.status_code == 200, name
            counts[name] = sum("SAVEPOINT" not in statement for statement in statements)
    return counts


@pytest.mark.about_the_page
def test_every_page_asks_little_and_no_more_when_a_second_town_stands_beside_the_first(world):
    with undone():
        before = _questions(world)
        more(world)
        after = _questions(world)
    assert {name: n for name, n in before.items() if n > LIMITS.get(name, LIMIT)} == {}
    allowed = {name: n + GROWS.get(name, (0, ""))[0] for name, n in before.items()}
    assert {name: (before[name], n) for name, n in after.items() if n > allowed[name]} == {}
    assert {*LIMITS, *GROWS} <= set(before)
    assert len(before) > 80
