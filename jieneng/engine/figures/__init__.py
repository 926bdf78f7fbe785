"""Reading the figures of a brief: what was counted, how many, in which unit, and which rates rose or fell."""

from jieneng.engine.figures.found import Figures, Rate, Stat, to_json
from jieneng.engine.figures.reader import read, read_clean

__all__ = ["Figures", "Rate", "Stat", "read", "read_clean", "to_json"]
