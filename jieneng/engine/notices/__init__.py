"""Reading a superior's notice (通知) into a draft with places, certainty and warnings.

``read(text)`` gives a ``Draft``; ``to_json`` writes it out. A person confirms what was read: nothing here is a guess
that pretends to be a fact, and what cannot be told stays empty.
"""

from jieneng.engine.notices.draft import (
    Activity,
    Contact,
    Deadline,
    Draft,
    OtherPeriod,
    Theme,
    Unreadable,
    Value,
    Warning_,
    to_json,
)
from jieneng.engine.notices.reader import read
from jieneng.engine.texts.spans import Span

__all__ = [
    "Activity",
    "Contact",
    "Deadline",
    "Draft",
    "OtherPeriod",
    "Span",
    "Theme",
    "Unreadable",
    "Value",
    "Warning_",
    "read",
    "to_json",
]
