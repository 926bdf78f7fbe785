"""What people do with briefs; each action is one transaction with its audit entry.

composing: compose, compose again, take the newest figures. editing: write, change a figure. picking: texts and
photographs. issuing: hand over for signature, issue. keeping: versions, unsaved writing. past: earlier years.
"""

from jieneng.apps.publicity.actions.composing import compose, recompose, refresh
from jieneng.apps.publicity.actions.editing import add_change, change_figure, write
from jieneng.apps.publicity.actions.issuing import issue, submit
from jieneng.apps.publicity.actions.keeping import drop_writing, keep_writing, restore
from jieneng.apps.publicity.actions.past import OldFigure, keep_past_figures
from jieneng.apps.publicity.actions.picking import (
    arrange_photos,
    confirm_consent,
    drop_highlight,
    drop_photo,
    pick_highlight,
    pick_photo,
    pick_telling,
    reword_highlight,
)

__all__ = (
    "OldFigure",
    "add_change",
    "arrange_photos",
    "change_figure",
    "compose",
    "confirm_consent",
    "drop_highlight",
    "drop_photo",
    "drop_writing",
    "issue",
    "keep_past_figures",
    "keep_writing",
    "pick_highlight",
    "pick_photo",
    "pick_telling",
    "recompose",
    "refresh",
    "restore",
    "reword_highlight",
    "submit",
    "write",
)
