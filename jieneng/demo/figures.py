"""Plausible figures of one unit: they follow from how many people it has and what sort it is."""

import random
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from jieneng.core.forms.definition import Form

# share of the unit's people, and how far it varies
_SHARES = {
    "overview.participants": (0.82, 0.12),
    "watch_live.viewers": (0.55, 0.2),
    "quiz.participants": (0.48, 0.2),
    "energy_shortage.participants": (0.66, 0.2),
    "green_commute.participants": (0.4, 0.15),
    "green_commute.walkers": (0.2, 0.1),
    "recycling.exchanges": (0.18, 0.1),
    "lecture_training.attendances": (0.12, 0.08),
}
# pieces for each hundred people, at least, at most
_PIECES = {
    "watch_live.halls": (0.6, 1, 6),
    "quiz.winners": (1.0, 0, 12),
    "energy_shortage.buildings": (0.8, 1, 14),
    "publicity_materials.posters": (12, 4, 160),
    "publicity_materials.signs": (22, 6, 320),
    "publicity_materials.banners": (1.2, 1, 8),
    "publicity_materials.boards": (1.4, 0, 12),
    "publicity_materials.leaflets": (55, 10, 900),
    "publicity_materials.bags": (14, 0, 260),
    "publicity_materials.gifts": (10, 0, 200),
    "publicity_materials.broadcasts": (30, 4, 220),
    "publicity_materials.messages": (3, 1, 16),
    "lecture_training.sessions": (0.7, 1, 5),
    "recycling.weight_kg": (16, 3, 420),
    "recycling.hazardous_kg": (1.4, 0, 30),
    "class_activity.sessions": (2.4, 8, 68),
    "works_collection.works": (0.3, 0, 6),
    "works_collection.awarded": (0.0, 0, 0),
    "pledge.signatures": (30, 2, 900),
    "pledge.appeals": (0.2, 0, 1),
}
_ROUGH = frozenset(  # what is seldom counted piece by piece
    f"publicity_materials.{item}" for item in ("posters", "signs", "leaflets", "bags", "gifts", "broadcasts")
)
_UNCOUNTED = 0.04
_ONLY_HERE = frozenset(  # takes place on the platform; few answer on paper
    {"quiz.participants", "quiz.winners", "pledge.signatures", "works_collection.works"}
)
_ON_PAPER = 0.08
Typed = dict[str, dict[str, Any]]


def people_of(size: tuple[int, int], chance: random.Random) -> int:
    """How many people the unit has."""
    return chance.randint(*size)


def figures(form: Form, people: int, category: str, chance: random.Random) -> Typed:
    """What there was, for each counted field: {"n": text, "how": exact|approx|none}, by field key."""
    typed: Typed = {"overview.people": _exact(people)}
    most = people
    for field in form.numbers:
        if field.key == "overview.people" or field.key.startswith("canteen."):
            continue
        if field.key.startswith("class_activity.") and category != "education":
            continue
        if field.key == "class_activity.attendances":
            sessions = int(typed["class_activity.sessions"]["n"] or 0)
            typed[field.key] = _exact(sessions * chance.randint(32, 46)) if sessions else {"n": "", "how": "none"}
            continue
        typed[field.key] = _one(field.item or field.key, people, most, chance)
        if field.key == "overview.participants":
            most = int(typed[field.key]["n"])
    return typed


def outside(whole: Typed, counted: Mapping[str, Decimal | int], chance: random.Random) -> Typed:
    """What the unit types: of what the platform counts only what happened outside of it, nothing where nothing did."""
    return {
        key: _rest(key, given, int(counted[key]), chance) if key in counted else given for key, given in whole.items()
    }


def _rest(key: str, given: dict[str, Any], counted: int, chance: random.Random) -> dict[str, Any]:
    if key in _ONLY_HERE:
        n = chance.randint(3, 12) if key == "quiz.participants" and chance.random() < _ON_PAPER else 0
    elif not counted or not given["n"]:
        return given
    else:
        n = max(0, int(given["n"]) - counted)
    return _exact(n) if n else {"n": "", "how": "exact"}


def together(typed: Typed, counted: Mapping[str, Decimal | int]) -> Typed:
    """What there was altogether, as the unit tells of it in its text."""
    return {
        key: _exact(int(given["n"] or 0) + int(counted[key])) if counted.get(key) else given
        for key, given in typed.items()
    }


def _one(item: str, people: int, most: int, chance: random.Random) -> dict[str, Any]:
    if item in _SHARES:
        share, spread = _SHARES[item]
        n = int(people * max(0.03, chance.uniform(share - spread, share + spread)))
        return _exact(min(most, max(1, n)))
    if chance.random() < _UNCOUNTED:
        return {"n": "", "how": "none"}
    rate, least, limit = _PIECES.get(item, (1.0, 0, 10))
    n = max(least, min(limit, round(people / 100 * rate * chance.uniform(0.5, 1.5))))
    if item in _ROUGH and n >= 20 and chance.random() < 0.5:
        return {"n": str(n // 10 * 10), "how": "approx"}
    return _exact(n)


def _exact(n: int) -> dict[str, Any]:
    return {"n": str(n), "how": "exact"}
