"""Prizes: the notice that a winner reads before consenting, limits, and how winners' organisations are named."""

from dataclasses import dataclass
from functools import cache

from jieneng.rulebook.read import load, need, only, words

_FILE = "prizes"


@dataclass(frozen=True)
class Notice:
    """What is said of personal data; the version is kept with every consent."""

    version: str
    paragraphs: tuple[str, ...]

    def filled(self, **facts: object) -> list[str]:
        """The paragraphs with the facts of one draw."""
        return [paragraph.format(**facts) for paragraph in self.paragraphs]


@dataclass(frozen=True)
class PrizeLimits:
    objection_hours: int
    wrong_codes_per_hour: int
    unmasked_per_day: int
    largest_list: int


@dataclass(frozen=True)
class PrizeRules:
    notice: Notice
    limits: PrizeLimits
    endings: tuple[str, ...]
    otherwise: str

    def some(self, name: str) -> str:
        """An organisation as it is named before the public: 某中学 for 望岭县第一中学."""
        return "某" + next((ending for ending in self.endings if name.endswith(ending)), self.otherwise)


@cache
def prize_rules() -> PrizeRules:
    """The whole file. Raises RulebookError where it does not keep its own form."""
    table = load(_FILE)
    notice = need(table, "notice", dict, f"{_FILE}.yaml")
    limits = need(table, "limits", dict, f"{_FILE}.yaml")
    only(limits, PrizeLimits.__dataclass_fields__, f"{_FILE}.yaml: limits")
    return PrizeRules(
        Notice(
            need(notice, "version", str, f"{_FILE}.yaml: notice"),
            words(notice, "paragraphs", f"{_FILE}.yaml: notice"),
        ),
        PrizeLimits(**{key: need(limits, key, int, f"{_FILE}.yaml: limits") for key in limits}),
        words(table, "endings", f"{_FILE}.yaml"),
        need(table, "otherwise", str, f"{_FILE}.yaml"),
    )
