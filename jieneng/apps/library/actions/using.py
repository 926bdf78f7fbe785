"""Say how many of a piece were printed, put up, handed out …; put right what was said."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from jieneng.apps.library.actions.taking import require_standing
from jieneng.apps.library.counting import count_usage
from jieneng.apps.library.models import Piece, Usage
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.tallying import place_of
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.core.uniqueness import once
from jieneng.engine.periods import in_beijing
from jieneng.rulebook import PieceUse
from jieneng.ui.refusals import Refused


@dataclass(frozen=True)
class Used:
    """What was done, how many, on which day. `is_sure`: above what is usual, and meant."""

    use: str
    n: int
    day: date
    is_sure: bool = False


@transaction.atomic
def use(piece: Piece, organization: Organization, said: Used, *, by: Any, now: datetime) -> Usage:
    """Enter it; it counts on the day on which it was done."""
    require(by, organization, "library.use")
    require_standing(piece, organization)
    known = piece.known.uses.get(said.use)
    if known is None:
        raise Refused("usage-unfit", kind=piece.kind_label)
    if said.n < 1:
        raise Refused("usage-none")
    if said.day.year != piece.year or said.day > in_beijing(now).date():
        raise Refused("usage-day", year=piece.year)
    _require_plausible(known, said.n, is_sure=said.is_sure)
    made = Usage.objects.create(
        piece=piece,
        organization=organization,
        org_path=organization.path,
        use=said.use,
        item=known.item,
        n=said.n,
        day=said.day,
        by=by,
        at=now,
        **place_of(organization, piece.year)._asdict(),
    )
    count_usage(made)
    record(by, "library.use", made, changes={"how": made.use_label, "n": made.n}, at=organization)
    return made


@transaction.atomic
def correct(former: Usage, n: int, *, because: str, is_sure: bool, by: Any, now: datetime) -> Usage:
    """Another number instead, with 0 none: a new row, counted at the place and on the day of the former one.

    Only the last row of a chain is corrected; of two who do it at once the constraint lets one.
    """
    require(by, former.organization, "library.use")
    if not because.strip():
        raise Refused("reason-missing", what="更正说明")
    if Usage.objects.filter(corrects=former).exists():
        raise Refused("usage-corrected")
    if former.known:
        _require_plausible(former.known, n, is_sure=is_sure)
    kept = ("piece", "organization", "org_path", "use", "item", "day", "route", "category")
    with once("usage-corrected"):
        made = Usage.objects.create(
            **{name: getattr(former, name) for name in kept},
            n=n,
            because=because.strip()[:200],
            corrects=former,
            by=by,
            at=now,
        )
    count_usage(made)
    changes = {"how": made.use_label, "n": made.n}
    record(by, "library.correct", made, because=made.because, changes=changes, at=made.organization)
    return made


def _require_plausible(known: PieceUse, n: int, *, is_sure: bool) -> None:
    if n > known.soft_max and not is_sure:
        raise Refused("usage-implausible", n=n, unit=known.unit, most=known.soft_max)
