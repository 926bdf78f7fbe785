"""Days proposed for the levels below, worked backwards from the day that binds one's own level (推算, never read)."""

from dataclasses import dataclass
from datetime import datetime

from jieneng.engine.periods import propose_chain
from jieneng.rulebook import workday_overrides

GAP_DAYS = 2  # workdays that each level needs to check and add up
CHAINS = {
    "state": (("province", "省级收齐市级"), ("city", "市级收齐县级"), ("unit", "县级收齐单位")),
    "province": (("city", "本级收齐各市"), ("county", "各市收齐县区"), ("unit", "县区收齐单位")),
    "city": (("county", "本级收齐县区"), ("unit", "县区收齐单位")),
    "county": (("unit", "本级收齐单位"),),
}


@dataclass(frozen=True)
class Proposal:
    level: str
    label: str
    note: str
    due_at: datetime


def proposals(upper_due: datetime | None, level: str) -> list[Proposal]:
    """One day for each level below, the nearest first; none without an upper day, or where nobody is below."""
    chain = CHAINS.get(level, ())
    if upper_due is None or not chain:
        return []
    days = propose_chain(upper_due, [code for code, _ in chain], gap_days=GAP_DAYS, overrides=workday_overrides())
    notes = (f"上级截止前 {GAP_DAYS} 个工作日", *[f"再前 {GAP_DAYS} 个工作日"] * (len(chain) - 1))
    return [
        Proposal(code, label, note, due_at) for (code, label), note, (_, due_at) in zip(chain, notes, days, strict=True)
    ]
