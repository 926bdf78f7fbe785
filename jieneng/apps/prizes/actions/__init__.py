"""What is done about prizes, in the order in which it happens."""

from jieneng.apps.prizes.actions.chances import reveal, take_chance
from jieneng.apps.prizes.actions.claiming import claim, decline, find_by_code, withdraw
from jieneng.apps.prizes.actions.drawing import confirm_number, draw_now, enter_number
from jieneng.apps.prizes.actions.handing import allow_book, allow_person, forfeit, hand_out
from jieneng.apps.prizes.actions.listing import make_list, relist, strike
from jieneng.apps.prizes.actions.promising import Terms, change, make, publish
from jieneng.apps.prizes.actions.tidying import forfeit_overdue, purge

__all__ = [
    "Terms",
    "allow_book",
    "allow_person",
    "change",
    "claim",
    "confirm_number",
    "decline",
    "draw_now",
    "enter_number",
    "find_by_code",
    "forfeit",
    "forfeit_overdue",
    "hand_out",
    "make",
    "make_list",
    "publish",
    "purge",
    "relist",
    "reveal",
    "strike",
    "take_chance",
    "withdraw",
]
