"""Hazardous waste: keep a store, plan pick-up days, hand over and receive with two signatures, send to the handler.

The two signatures are two people: who hands over for the unit, and another who receives for the store. Stock is a
guarded account of the ledger for each kind, and what leaves takes whole sheets, so days in store are exact.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from jieneng.apps.exchange import books
from jieneng.apps.exchange.counting import KIND, count, of_manifest, of_sheet
from jieneng.apps.exchange.models import Manifest, PickUp, Sheet, SignUp, Store
from jieneng.apps.exchange.models.waste import DRAFT, HANDED, ISSUED, RECEIVED, RETURNED
from jieneng.core import paths
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.models import Activity
from jieneng.core.campaigns.tallying import Place, place_of
from jieneng.core.files.models import Attachment
from jieneng.core.ledger import actions as ledger
from jieneng.core.ledger.actions import Move
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.core.uniqueness import once
from jieneng.engine.periods import in_beijing
from jieneng.rulebook.recycling import hazardous, manifest_rules
from jieneng.ui.refusals import Refused

MOST_KG = Decimal(5_000)


@dataclass(frozen=True)
class Handed:
    """What a unit says of one kind that it hands over."""

    kind: str
    kg: Decimal
    n: int | None = None
    packing: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Line:
    """A line of a manifest: one kind of waste with everything of it that is in store."""

    kind: str
    name: str
    kg: Decimal
    n: int

    @property
    def tonnes(self) -> Decimal:
        return self.kg / 1000


@transaction.atomic
def set_up_store(
    activity: Activity, name: str, place: str, *, limit_days: int, limit_kg: Decimal | None, by: Any, now: datetime
) -> Store:
    """A store for an activity of one's own campaign."""
    organization = activity.campaign.organization
    require(by, organization, "exchange.store")
    if activity.kind != KIND:
        raise Refused("exchange-kind", kind=activity.kind_label)
    with once("store-exists", name=name):
        made = Store.objects.create(
            activity=activity,
            organization=organization,
            org_path=organization.path,
            name=name.strip(),
            place=place.strip(),
            limit_days=limit_days,
            limit_kg=limit_kg,
            made_at=now,
        )
    record(by, "exchange.set_up_store", made)
    return made


@transaction.atomic
def change_store(store: Store, name: str, place: str, *, limit_days: int, limit_kg: Decimal | None, by: Any) -> Store:
    store = _kept(store, by)
    store.name, store.place, store.limit_days, store.limit_kg = name.strip(), place.strip(), limit_days, limit_kg
    with once("store-exists", name=name):
        store.save(update_fields=["name", "place", "limit_days", "limit_kg"])
    record(by, "exchange.change_store", store)
    return store


@transaction.atomic
def close_store(store: Store, *, by: Any, now: datetime) -> None:
    """Take a store out of use, once nothing is left in it and nothing is on its way."""
    store = _kept(store, by)
    if Sheet.objects.in_store().filter(store=store).exists() or store.sheets.filter(state=HANDED).exists():
        raise Refused("store-not-empty")
    store.closed_at = now
    store.save(update_fields=["closed_at"])
    record(by, "exchange.close_store", store)


@transaction.atomic
def plan_pick_up(store: Store, starts_at: datetime, ends_at: datetime, place: str, capacity: int, *, by: Any) -> PickUp:
    """A day on which units bring their waste."""
    store = _kept(store, by)
    if ends_at <= starts_at:
        raise Refused("exchange-times")
    made = PickUp.objects.create(
        store=store, starts_at=starts_at, ends_at=ends_at, place=place.strip()[:200], capacity=capacity
    )
    record(by, "exchange.plan_pick_up", store, changes={"n": capacity})
    return made


@transaction.atomic
def drop_pick_up(pick_up: PickUp, *, by: Any, now: datetime) -> None:
    """Take a day back as long as nobody has signed up."""
    store = _kept(pick_up.store, by)
    pick_up = PickUp.objects.select_for_update().get(pk=pick_up.pk)
    if SignUp.objects.filter(pick_up=pick_up).exists():
        raise Refused("pick-up-signed")
    pick_up.dropped_at = now
    pick_up.save(update_fields=["dropped_at"])
    record(by, "exchange.drop_pick_up", store)


@transaction.atomic
def sign_up(pick_up: PickUp, organization: Organization, kg: Decimal, what: str, *, by: Any, now: datetime) -> SignUp:
    """A unit comes on that day; never more than there are places."""
    require(by, organization, "exchange.hand_waste")
    rows = PickUp.objects.select_for_update(no_key=True, of=("self",)).select_related("store")
    pick_up = rows.get(pk=pick_up.pk)
    require_near(pick_up.store, organization)
    if pick_up.dropped_at is not None or now >= pick_up.ends_at:
        raise Refused("pick-up-over")
    taken = set(SignUp.objects.filter(pick_up=pick_up).values_list("no", flat=True))
    no = next((n for n in range(1, pick_up.capacity + 1) if n not in taken), None)
    if no is None:
        raise Refused("pick-up-full")
    with once("pick-up-signed-already"):
        made = SignUp.objects.create(
            pick_up=pick_up,
            organization=organization,
            org_path=organization.path,
            no=no,
            kg=kg,
            what=what.strip()[:100],
            by=by,
            at=now,
        )
    record(by, "exchange.sign_up", made, at=organization)
    return made


@transaction.atomic
def leave(sign: SignUp, *, by: Any) -> None:
    """A unit does not come after all; the place is free again."""
    require(by, sign.organization, "exchange.hand_waste")
    record(by, "exchange.leave_pick_up", sign, at=sign.organization)
    SignUp.objects.filter(pk=sign.pk).delete()


@transaction.atomic
def hand_in(
    store: Store,
    organization: Organization,
    said: Handed,
    photo: Attachment,
    *,
    pick_up: PickUp | None = None,
    by: Any,
    now: datetime,
) -> Sheet:
    """The first signature: the unit hands one kind over."""
    require(by, organization, "exchange.hand_waste")
    require_near(store, organization)
    if said.kind not in hazardous() or not 0 < said.kg <= MOST_KG:
        raise Refused("waste-implausible", most=MOST_KG)
    place = place_of(organization, store.activity.campaign.year)
    made = Sheet.objects.create(
        store=store,
        pick_up=pick_up,
        organization=organization,
        org_path=organization.path,
        photo=photo,
        state=HANDED,
        handed_by=by,
        handed_at=now,
        route=place.route,
        category=place.category,
        **vars(said),
    )
    record(by, "exchange.hand_waste", made, at=organization)
    return made


@transaction.atomic
def receive(sheet: Sheet, *, by: Any, now: datetime) -> Sheet:
    """The second signature, by another person: now it is in store, and counts."""
    found = _waiting(sheet, by)
    if found.handed_by_id == by.pk:
        raise Refused("two-signatures")
    accounts = books.open_waste(found.store, found.kind, now)
    text = f"{found.organization.name}交来{hazardous()[found.kind].label}"
    moves = [Move(accounts[books.UNITS], accounts[books.STOCK], found.kg)]
    found.entry = ledger.post(f"waste:sheet:{found.pk}", moves, what="receive", text=text, by=by, now=now).entry
    found.state, found.received_by, found.received_at = RECEIVED, by, now
    found.day = in_beijing(now).date()
    found.save(update_fields=["entry", "state", "received_by", "received_at", "day"])
    count(found.store.activity, found.day, Place(found.route, found.category), of_sheet(found.kg))
    record(by, "exchange.receive_waste", found, at=found.store.organization)
    return found


@transaction.atomic
def send_back(sheet: Sheet, *, because: str, by: Any) -> Sheet:
    """What was handed over is not what the sheet says; the unit writes another one."""
    found = _waiting(sheet, by)
    if not because.strip():
        raise Refused("reason-missing", what="退回原因")
    found.state, found.because = RETURNED, because.strip()[:200]
    found.save(update_fields=["state", "because"])
    record(by, "exchange.return_waste", found, because=found.because, at=found.store.organization)
    return found


@transaction.atomic
def draft_manifest(store: Store, *, by: Any, now: datetime) -> Manifest:
    """Begin the paper for what is in store; there is one draft at a time."""
    store = _kept(store, by)
    lines = lines_of(store)
    if not lines:
        raise Refused("store-empty")
    place = place_of(store.organization, store.activity.campaign.year)
    with once("manifest-drafted"):
        made = Manifest.objects.create(
            store=store,
            organization=store.organization,
            org_path=store.org_path,
            state=DRAFT,
            values={"generator_name": store.organization.name, "carrier_start": store.place},
            kg=sum(line.kg for line in lines),
            made_at=now,
            by=by,
            route=place.route,
            category=place.category,
        )
    record(by, "exchange.draft_manifest", made)
    return made


@transaction.atomic
def write_manifest(manifest: Manifest, number: str, values: Mapping[str, str], *, edit_no: int, by: Any) -> Manifest:
    """Fill the fields of a draft."""
    found = _draft(manifest, by)
    if found.edit_no != edit_no:
        raise Refused("stale-form")
    found.number, found.values, found.edit_no = number, dict(values), found.edit_no + 1
    found.save(update_fields=["number", "values", "edit_no"])
    record(by, "exchange.write_manifest", found)
    return found


@transaction.atomic
def issue_manifest(manifest: Manifest, *, edit_no: int, by: Any, now: datetime) -> Manifest:
    """The handler has taken it: everything in store leaves, sheet by sheet, and the paper stays as it is."""
    found = _draft(manifest, by)
    if found.edit_no != edit_no:
        raise Refused("stale-form")
    missing = [one.label for one in manifest_rules().fields() if one.needed and not found.values.get(one.key)]
    if missing:
        raise Refused("manifest-incomplete", fields=missing)
    store = found.store
    sheets = list(Sheet.objects.in_store().filter(store=store, manifest=None).select_for_update(of=("self",)))
    lines = _lines(sheets)
    if not lines:
        raise Refused("store-empty")
    moves = []
    for line in lines:
        accounts = books.open_waste(store, line.kind, now)
        moves.append(Move(accounts[books.STOCK], accounts[books.HANDLER], line.kg))
    text = f"移交{found.values['receiver_name']}"
    found.entry = ledger.post(f"waste:manifest:{found.pk}", moves, what="remove", text=text, by=by, now=now).entry
    found.state, found.removed_at, found.day = ISSUED, now, in_beijing(now).date()
    found.kg = sum((line.kg for line in lines), Decimal(0))
    found.lines = [{"kind": line.kind, "name": line.name, "kg": str(line.kg), "n": line.n} for line in lines]
    found.save(update_fields=["entry", "state", "removed_at", "day", "kg", "lines"])
    Sheet.objects.filter(pk__in=[sheet.pk for sheet in sheets]).update(manifest=found)
    count(store.activity, found.day, Place(found.route, found.category), of_manifest(found.kg))
    record(by, "exchange.issue_manifest", found)
    return found


def lines_of(store: Store) -> list[Line]:
    """What is in store now, by kind."""
    return _lines(Sheet.objects.in_store().filter(store=store, manifest=None))


def require_near(store: Store, organization: Organization) -> None:
    """Refuse a store that is closed, or that stands elsewhere in the tree."""
    if store.closed_at is not None or not organization.is_open:
        raise Refused("store-closed", name=store.name)
    if not paths.is_within(organization.path, store.org_path):
        raise Refused("exchange-not-in-range", organization=organization.name)


def _lines(sheets: Any) -> list[Line]:
    kg: dict[str, Decimal] = defaultdict(Decimal)
    n: dict[str, int] = defaultdict(int)
    for sheet in sheets:
        kg[sheet.kind] += sheet.kg
        n[sheet.kind] += sheet.n or 0
    return [Line(kind, one.label, kg[kind], n[kind]) for kind, one in hazardous().items() if kind in kg]


def _kept(store: Store, by: Any) -> Store:
    require(by, store.organization, "exchange.store")
    rows = Store.objects.select_for_update(no_key=True, of=("self",))
    found = rows.select_related("organization", "activity__campaign").get(pk=store.pk)
    if found.closed_at is not None:
        raise Refused("store-closed", name=found.name)
    return found


def _waiting(sheet: Sheet, by: Any) -> Sheet:
    rows = Sheet.objects.select_for_update(of=("self",)).select_related(
        "store__organization", "store__activity__campaign", "organization"
    )
    found = rows.get(pk=sheet.pk)
    require(by, found.store.organization, "exchange.store")
    if found.state != HANDED:
        raise Refused("sheet-done")
    return found


def _draft(manifest: Manifest, by: Any) -> Manifest:
    rows = Manifest.objects.select_for_update(of=("self",)).select_related(
        "store__activity__campaign", "store__organization", "organization"
    )
    found = rows.get(pk=manifest.pk)
    require(by, found.store.organization, "exchange.store")
    if found.state != DRAFT:
        raise Refused("manifest-issued")
    return found
