"""What prizes consist of: a draw with its stock, its published list, its outcome, and who is given what."""

from jieneng.apps.prizes.models.chances import Attempt
from jieneng.apps.prizes.models.claims import Claim, CodeTry
from jieneng.apps.prizes.models.draws import (
    DRAFT,
    DRAWN,
    INSTANT,
    KINDS,
    LISTED,
    NUMBER,
    PUBLISHED,
    STATES,
    Draw,
    Prize,
    Unit,
)
from jieneng.apps.prizes.models.lists import Entrant, EntrantList
from jieneng.apps.prizes.models.outcomes import (
    CLAIMED,
    FORFEITED,
    HANDED,
    WIN_STATES,
    WON,
    DrawNumber,
    Reserve,
    Result,
    Win,
)

__all__ = [
    "CLAIMED",
    "DRAFT",
    "DRAWN",
    "FORFEITED",
    "HANDED",
    "INSTANT",
    "KINDS",
    "LISTED",
    "NUMBER",
    "PUBLISHED",
    "STATES",
    "WIN_STATES",
    "WON",
    "Attempt",
    "Claim",
    "CodeTry",
    "Draw",
    "DrawNumber",
    "Entrant",
    "EntrantList",
    "Prize",
    "Reserve",
    "Result",
    "Unit",
    "Win",
]
