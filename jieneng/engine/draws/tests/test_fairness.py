"""Nobody is favoured: chi-square tests over many draws with fixed seeds, and a biased draw that they find out.

With an even number of degrees of freedom the chance of a larger chi-square has a closed form, so that no table and no
approximation of the distribution is needed: exp(-x/2) times the sum of (x/2)^i / i! for i below half the degrees.
The seeds are fixed: a test here passes always or never.
"""

import hashlib
import math
from collections import Counter
from datetime import date

import pytest

from jieneng.engine.draws.instant import Plan, prizes_at, slots
from jieneng.engine.draws.ranking import ranked
from jieneng.engine.draws.rules import Prize
from jieneng.engine.draws.sampling import sample

UNLIKELY = 0.001
DRAWS = 3_300
ELEVEN = [f"entrant {number}" for number in range(11)]
SEEDS = [hashlib.sha256(f"draw {number}".encode()).digest() for number in range(DRAWS)]


def _chance_of_more(chi_square: float, degrees: int) -> float:
    """P(X > chi_square) for an even number of degrees of freedom, exact."""
    half = chi_square / 2
    return math.exp(-half) * math.fsum(half**i / math.factorial(i) for i in range(degrees // 2))


def _chi_square(counts, expected: float) -> float:
    return math.fsum((count - expected) ** 2 / expected for count in counts)


@pytest.mark.parametrize(
    ("chi_square", "degrees", "chance"), [(18.307, 10, 0.05), (29.588, 10, 0.001), (124.342, 100, 0.05)]
)
def test_the_chances_are_those_of_the_printed_tables(chi_square, degrees, chance) -> None:
    assert _chance_of_more(chi_square, degrees) == pytest.approx(chance, rel=1e-3)


def test_everybody_wins_equally_often() -> None:
    first = Counter(ranked(seed, ELEVEN)[0] for seed in SEEDS)
    assert _chance_of_more(_chi_square((first[one] for one in ELEVEN), DRAWS / 11), 10) > UNLIKELY


def test_everybody_comes_to_every_place_equally_often() -> None:
    """Places within one draw exclude each other: (n-1)/n of the sum is chi-square with (n-1)^2 degrees."""
    at = Counter((place, one) for seed in SEEDS for place, one in enumerate(ranked(seed, ELEVEN)))
    counts = (at[place, one] for place in range(11) for one in ELEVEN)
    assert _chance_of_more(_chi_square(counts, DRAWS / 11) * 10 / 11, 100) > UNLIKELY


def test_every_order_of_the_first_two_is_equally_frequent() -> None:
    pairs = Counter(ranked(seed, ELEVEN)[:2] for seed in SEEDS)
    assert len(pairs) == 110
    degrees = 108  # 109 has no closed form; one fewer makes the bound a little stricter
    assert _chance_of_more(_chi_square(pairs.values(), DRAWS / 110), degrees) > UNLIKELY


def test_every_item_is_sampled_equally_often() -> None:
    drawn = Counter(item for seed in SEEDS for item in sample(seed, ELEVEN, 4))
    scale = (1 - 4 / 11) * 11 / 10  # drawn without putting back
    assert _chance_of_more(_chi_square((drawn[one] for one in ELEVEN), DRAWS * 4 / 11) / scale, 10) > UNLIKELY


def test_every_attempt_of_a_day_wins_equally_often() -> None:
    day = date(2025, 7, 4)
    plan = Plan("fair", (Prize("cup", "水杯", 33),), {day: 101})
    won = Counter(place for seed in SEEDS[:300] for place in slots(seed, plan, {})[day])
    scale = (1 - 33 / 101) * 101 / 100
    assert _chance_of_more(_chi_square((won[n] for n in range(1, 102)), 300 * 33 / 101) / scale, 100) > UNLIKELY


def test_early_winners_get_the_better_prize_no_more_often_than_late_ones() -> None:
    day = date(2025, 7, 4)
    plan = Plan("fair", (Prize("bike", "自行车", 1), Prize("bag", "布袋", 10)), {day: 11})
    bikes = Counter(n for seed in SEEDS for n, prize in prizes_at(seed, plan, {})[day].items() if prize == "bike")
    assert _chance_of_more(_chi_square((bikes[n] for n in range(1, 12)), DRAWS / 11), 10) > UNLIKELY


def test_a_draw_by_remainder_is_found_out() -> None:
    """One of 16 numbers by its remainder of 11 favours the first five: the bias that tests here must see."""
    first = Counter(seed[0] % 16 % 11 for seed in SEEDS)
    assert _chance_of_more(_chi_square((first[one] for one in range(11)), DRAWS / 11), 10) < 1e-9


def test_the_last_entrant_who_wins_a_little_too_often_is_found_out() -> None:
    """A thumb on the scale: in one draw of twenty the last entrant is put first."""
    first = Counter(ELEVEN[-1] if number % 20 == 0 else ranked(seed, ELEVEN)[0] for number, seed in enumerate(SEEDS))
    assert _chance_of_more(_chi_square((first[one] for one in ELEVEN), DRAWS / 11), 10) < UNLIKELY
