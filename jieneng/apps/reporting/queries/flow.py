"""The days and steps of a collection as one level sees them."""

from datetime import datetime

from jieneng.apps.reporting.queries.filling import Step
from jieneng.core.collections import terms
from jieneng.core.collections.models import Collection, Confirmation
from jieneng.core.collections.queries.board import Row
from jieneng.core.collections.terms import LevelDues
from jieneng.core.orgs.models import Organization
from jieneng.ui.wording import day, moment


def due_below(collection: Collection, node: Organization) -> datetime:
    """By when those below a node have to report to it."""
    return terms.due_below(collection, node).at


def is_root(collection: Collection, node: Organization) -> bool:
    return node.path == collection.audience.root_path


def flow(
    collection: Collection,
    node: Organization,
    total: Row,
    confirmation: Confirmation | None,
    now: datetime,
    *,
    dues: LevelDues,
) -> list[Step]:
    """Sent out, filled in, reviewed, added up, reported upward: with days, and which of them it is now."""
    due = dues.below.at
    steps = [
        ("下发", f"{day(collection.opens_at)}，{total.n_expected} 家"),
        ("单位填报", f"{moment(due)}止"),
        ("逐级审核", f"待审 {total.n('waiting')} 家，退回 {total.n('returned')} 家"),
        ("本级汇总", f"已审 {total.n('accepted')} 家"),
    ]
    if dues.upward:
        steps.append(("上报上级", f"{moment(dues.upward.at)}止"))
    at = _now_at(total, due, confirmation, now, last=len(steps))
    return [Step("ok" if n < at else "now" if n == at else "", label, note) for n, (label, note) in enumerate(steps)]


def _now_at(total: Row, due: datetime, confirmation: Confirmation | None, now: datetime, *, last: int) -> int:
    if confirmation:
        return last
    if total.n_missing and now < due:
        return 1
    if total.n_missing or total.n("waiting") or total.n("returned"):
        return 2
    return last if last == 4 else 3
