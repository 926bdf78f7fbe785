"""What a unit writes: a summary of three to six points, a highlight, captions; put together from the content."""

import random
import string
from collections.abc import Mapping
from typing import Any

from jieneng.core.forms.definition import Form
from jieneng.demo.content import read

_ORDER = "一二三四五六"


def facts_of(form: Form, typed: Mapping[str, Mapping[str, Any]], name: str, superior: str) -> dict[str, dict[str, str]]:
    """The figures by kind of activity, as the sentences name them: {"quiz": {"participants": "86", "name": …}}."""
    common = {"name": name, "superior": superior}
    common |= {key.split(".")[1]: count["n"] for key, count in typed.items() if key.startswith("overview.")}
    facts: dict[str, dict[str, str]] = {"": common}
    for key, count in typed.items():
        kind, _, figure = key.partition(".")
        if "@" not in key and count.get("n") and int(count["n"]) > 0:
            facts.setdefault(kind, dict(common))[figure] = count["n"]
    return facts


def summary(facts: Mapping[str, Mapping[str, str]], category: str, chance: random.Random) -> str:
    """A summary of 200 to 700 characters: an opening, points 一是 …, an effect, a next step."""
    content = read("summaries")
    points = [
        _activity(content, kind, facts[kind], category, chance) for kind in facts if kind in content["activities"]
    ]
    points = [point for point in points if point]
    chance.shuffle(points)
    points = [*points[: chance.randint(3, 4)], _choose(content["practices"], facts[""], category, chance)]
    lines = [_choose(content["openings"], facts[""], category, chance)]
    lines += [f"{_ORDER[n]}是{point}" for n, point in enumerate(filter(None, points[:6]))]
    lines += [chance.choice(content["effects"]) + chance.choice(content["next_steps"])]
    return "\n".join(lines)


def highlight(category: str, chance: random.Random) -> str:
    """One sentence on the most special thing; three units of four have none."""
    if chance.random() > 0.25:
        return ""
    highlights = read("summaries")["highlights"]
    return str(chance.choice(highlights.get(category, []) + highlights["all"]))


def caption(kind: str, name: str, chance: random.Random) -> str:
    """What stands under a photo of this kind of activity."""
    captions = read("summaries")["captions"]
    return str(chance.choice(captions.get(kind, captions["publicity_materials"])).format(name=name))


def _activity(
    content: Mapping[str, Any], kind: str, facts: Mapping[str, str], category: str, chance: random.Random
) -> str:
    return _choose(content["activities"][kind], facts, category, chance)


def _choose(sentences: Mapping[str, list[str]], facts: Mapping[str, str], category: str, chance: random.Random) -> str:
    """A sentence that suits the category and whose placeholders all have a figure; empty if there is none."""
    suited = [*sentences.get("all", []), *sentences.get(category, [])]
    whole = [sentence for sentence in suited if _placeholders(sentence) <= facts.keys()]
    return chance.choice(whole).format(**facts) if whole else ""


def _placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
