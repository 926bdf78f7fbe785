"""What people do with collections; each action is one transaction with one audit entry.

opening: ask, add local terms, extend. drafting: save. submitting: hand in. taking_back: withdraw, correct.
reviewing: accept, return. levels: confirm one's part upward, take it back. chasing: remind.
"""

from jieneng.core.collections.actions.chasing import PAUSE, remind, reminded_lately
from jieneng.core.collections.actions.drafting import autosave, save_draft
from jieneng.core.collections.actions.levels import confirm_level, take_back_level
from jieneng.core.collections.actions.opening import add_groups, add_terms, extend, open_collection
from jieneng.core.collections.actions.reviewing import Point, accept, accept_many, return_answer
from jieneng.core.collections.actions.submitting import Incomplete, submit
from jieneng.core.collections.actions.taking_back import correct, withdraw

__all__ = (
    "PAUSE",
    "Incomplete",
    "Point",
    "accept",
    "accept_many",
    "add_groups",
    "add_terms",
    "autosave",
    "confirm_level",
    "correct",
    "extend",
    "open_collection",
    "remind",
    "reminded_lately",
    "return_answer",
    "save_draft",
    "submit",
    "take_back_level",
    "withdraw",
)
