"""What a level says about those that are not among its answers, as it is posted: page by page, in one form.

What was said on earlier pages goes along in one hidden field, so that nothing is stored before the report itself.
"""

import json
from collections.abc import Callable, Iterable

from django.http import QueryDict

from jieneng.core.collections.actions.levels import Gap
from jieneng.core.orgs.models import Organization

_REASON, _TEXT = "reason:", "text:"
Said = dict[int, tuple[str, str]]  # organisation -> reason, text
_LONGEST = 200


def said_in(posted: QueryDict) -> Said:
    """Everything that has been said so far; a reason that is taken away on the page is taken away."""
    said = _carried(posted.get("said", ""))
    for name in posted:
        number = name.removeprefix(_REASON)
        if name.startswith(_REASON) and number.isdecimal():
            said[int(number)] = (posted[name], (posted.get(f"{_TEXT}{number}") or "").strip()[:_LONGEST])
    return said


def carried(said: Said, shown: Iterable[Organization]) -> str:
    """The hidden field: what was said of those that this page does not show."""
    here = {one.pk for one in shown}
    return json.dumps([[pk, *words] for pk, words in said.items() if pk not in here and words[0]], ensure_ascii=False)


def gaps_of(said: Said, absent_among: Callable[[Iterable[int]], Iterable[Organization]]) -> list[Gap]:
    """A gap for each absent organisation for which a reason was chosen; whoever is not absent is left out."""
    chosen = [pk for pk, (reason, _) in said.items() if reason]
    return [Gap(one.pk, one.name, *said[one.pk]) for one in absent_among(chosen)]


def _carried(text: str) -> Said:
    try:
        rows = json.loads(text or "[]")
        return {int(pk): (str(reason), str(words)[:_LONGEST]) for pk, reason, words in rows}
    except (TypeError, ValueError):
        return {}
