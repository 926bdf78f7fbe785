"""What the licensed handler has accepted of what left the store, entered from their paper after the removal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from jieneng.apps.exchange.models import Manifest, Receipt
from jieneng.apps.exchange.models.waste import ISSUED
from jieneng.core.audit.actions import record
from jieneng.core.orgs.acting import require
from jieneng.engine.accepting import most_accepted
from jieneng.engine.periods import in_beijing
from jieneng.rulebook.recycling import recycling_limits
from jieneng.ui.refusals import Refused


@dataclass(frozen=True)
class Accepted:
    """How much of a kind was accepted, and why that differs from what was handed over."""

    kg: Decimal
    because: str = ""


@dataclass(frozen=True)
class Said:
    """The handler's paper: its number, its day, each kind. `because`: why it is entered anew."""

    number: str
    accepted_on: date
    lines: Mapping[str, Accepted]
    because: str = ""


@transaction.atomic
def enter_receipt(manifest: Manifest, said: Said, *, by: Any, now: datetime) -> Receipt:
    """Enter what was accepted; entered again it is a correction, which needs a reason."""
    rows = Manifest.objects.select_for_update(of=("self",)).select_related("store__organization", "organization")
    found = rows.get(pk=manifest.pk)
    require(by, found.organization, "exchange.store")
    if found.state != ISSUED or found.removed_at is None:
        raise Refused("receipt-early")
    if not said.number.strip():
        raise Refused("reason-missing", what="接受单据编号")
    if not in_beijing(found.removed_at).date() <= said.accepted_on <= in_beijing(now).date():
        raise Refused("receipt-day", start=in_beijing(found.removed_at).date())
    former = found.receipts.first()
    if former is not None and not said.because.strip():
        raise Refused("reason-missing", what="更正原因")
    lines = [_line(line, said.lines.get(line["kind"])) for line in found.lines]
    made = Receipt.objects.create(
        manifest=found,
        no=former.no + 1 if former else 1,
        number=said.number.strip()[:40],
        accepted_on=said.accepted_on,
        lines=lines,
        kg=sum((Decimal(line["kg"]) for line in lines), Decimal(0)),
        because=said.because.strip()[:200] if former else "",
        by=by,
        at=now,
    )
    record(by, "exchange.enter_receipt", found, because=made.because, changes={"version": made.no})
    return made


def _line(handed: Mapping[str, Any], said: Accepted | None) -> dict[str, str]:
    """A line of the receipt; refused where it is left out, is more than scales err, or differs without a reason."""
    name, kg = str(handed["name"]), Decimal(handed["kg"])
    if said is None or said.kg < 0:
        raise Refused("receipt-line", name=name)
    limits = recycling_limits()
    most = most_accepted(kg, over_percent=limits.accept_over_percent, over_g=limits.accept_over_g)
    if said.kg > most:
        raise Refused("receipt-too-much", name=name, kg=said.kg, handed=kg, most=most)
    because = said.because.strip()[:100]
    if said.kg != kg and not because:
        raise Refused("receipt-differs", name=name, kg=said.kg, handed=kg)
    return {"kind": str(handed["kind"]), "name": name, "kg": str(said.kg), "because": because if said.kg != kg else ""}
