"""Hazardous waste: two signatures, stock and days, pick-up days, and the manifest for the handler."""

from datetime import timedelta
from decimal import Decimal

import pytest

from jieneng.apps.exchange import books
from jieneng.apps.exchange.actions import accepting, waste
from jieneng.apps.exchange.actions.accepting import Accepted, Said
from jieneng.apps.exchange.actions.waste import Handed
from jieneng.apps.exchange.agenda import receipts, to_do
from jieneng.apps.exchange.models import Manifest, Receipt, Sheet
from jieneng.apps.exchange.queries.waste import manifests_of
from jieneng.core.audit.models import Entry
from jieneng.core.campaigns.tallying import by_day
from jieneng.core.facts.folding import fold_all
from jieneng.core.facts.verify import verify
from jieneng.core.files.actions import store
from jieneng.core.files.tests.handed_in import photo, upload
from jieneng.core.ledger.queries import balances
from jieneng.core.ledger.verify import verify as verify_ledger
from jieneng.core.orgs.acting import posts_of
from jieneng.engine.periods import in_beijing
from jieneng.ui.refusals import Refused

HOUR = timedelta(hours=1)


@pytest.fixture
def handed(shed, picture, town, now):
    def make(kind="lamp", kg="2.50", n=10):
        return waste.hand_in(shed, town.school, Handed(kind, Decimal(kg), n), picture, by=town.sam, now=now)

    return make


def _stock(shed):
    accounts = books.waste_stocks([shed])
    found = balances(accounts)
    return {account.key.partition(":")[0]: found[account.pk] for account in accounts if found[account.pk]}


def test_it_is_in_store_once_another_has_signed(shed, handed, town, now):
    sheet = handed()
    assert _stock(shed) == {}
    with pytest.raises(Refused, match="not-allowed"):
        waste.receive(sheet, by=town.sam, now=now)
    waste.receive(sheet, by=town.rob, now=now)
    with pytest.raises(Refused, match="sheet-done"):
        waste.receive(sheet, by=town.rob, now=now)
    assert _stock(shed) == {"lamp": Decimal("2.50")}
    fold_all(now)
    day = in_beijing(now).date()
    assert by_day(shed.activity, town.school.path)[day] == {"recycling.hazardous_handed_kg": Decimal("2.50")}
    assert (verify(), verify_ledger()) == ([], [])
    Sheet.objects.update(kg=3)
    assert verify()


def test_one_person_does_not_sign_twice(shed, town, now):
    """Rob hands over for the city itself, and may receive for the city as well."""
    own = store(upload(photo()), organization=town.city, by=town.rob)
    sheet = waste.hand_in(shed, town.city, Handed("paint", Decimal(1)), own, by=town.rob, now=now)
    with pytest.raises(Refused, match="two-signatures"):
        waste.receive(sheet, by=town.rob, now=now)
    waste.receive(sheet, by=town.ines, now=now)


def test_a_sheet_that_is_not_what_was_brought_goes_back(handed, town, now):
    sheet = handed()
    waste.send_back(sheet, because="实物为6支", by=town.rob)
    with pytest.raises(Refused, match="sheet-done"):
        waste.receive(sheet, by=town.rob, now=now)
    assert Sheet.objects.visible_to(town.sam).exists()
    assert not Sheet.objects.visible_to(town.hanna).exists()
    with pytest.raises(Refused, match="waste-implausible"):
        handed(kg="0")


def test_the_manifest_takes_what_is_in_store_and_stays_as_it_was(shed, handed, town, now):
    for kind, kg in (("lamp", "2.50"), ("lamp", "1.50"), ("paint", "0.25")):
        waste.receive(handed(kind, kg), by=town.rob, now=now)
    waiting = handed("medicine", "1")
    draft = waste.draft_manifest(shed, by=town.ines, now=now)
    with pytest.raises(Refused, match="manifest-drafted"):
        waste.draft_manifest(shed, by=town.ines, now=now)
    with pytest.raises(Refused, match="manifest-incomplete"):
        waste.issue_manifest(draft, edit_no=0, by=town.ines, now=now)
    said = draft.values | {"carrier_name": "运输公司", "receiver_name": "处置公司", "receiver_licence": "001"}
    draft = waste.write_manifest(draft, "", said, edit_no=0, by=town.ines)
    with pytest.raises(Refused, match="stale-form"):
        waste.issue_manifest(draft, edit_no=0, by=town.ines, now=now)
    issued = waste.issue_manifest(draft, edit_no=1, by=town.ines, now=now + timedelta(days=1))
    assert [(line["kind"], line["kg"]) for line in issued.lines] == [("lamp", "4.00"), ("paint", "0.25")]
    assert (_stock(shed), issued.kg) == ({}, Decimal("4.25"))
    with pytest.raises(Refused, match="manifest-issued"):
        waste.write_manifest(issued, "", {}, edit_no=1, by=town.ines)
    with pytest.raises(Refused, match="store-not-empty"):
        waste.close_store(shed, by=town.ines, now=now)
    waste.receive(waiting, by=town.rob, now=now)
    assert _stock(shed) == {"medicine": Decimal("1.00")}
    assert (verify(), verify_ledger()) == ([], [])
    Manifest.objects.update(kg=1)
    assert verify()


@pytest.fixture
def issued(shed, handed, town, now):
    """Four kilograms of lamps and a quarter of paint have left an hour ago."""
    for kind, kg in (("lamp", "4.00"), ("paint", "0.25")):
        waste.receive(handed(kind, kg), by=town.rob, now=now - 2 * HOUR)
    draft = waste.draft_manifest(shed, by=town.ines, now=now - HOUR)
    said = draft.values | {"carrier_name": "运输公司", "receiver_name": "处置公司", "receiver_licence": "001"}
    draft = waste.write_manifest(draft, "", said, edit_no=0, by=town.ines)
    return waste.issue_manifest(draft, edit_no=1, by=town.ines, now=now - HOUR)


def _said(now, lamp="4.00", why="", **more):
    lines = {"lamp": Accepted(Decimal(lamp), why), "paint": Accepted(Decimal("0.25"))}
    return Said(**{"number": "JS-1", "accepted_on": in_beijing(now).date(), "lines": lines} | more)


def test_what_the_handler_accepted_is_checked_against_what_left(issued, town, now):
    def refused(code, said, by=town.ines):
        with pytest.raises(Refused, match=code):
            accepting.enter_receipt(issued, said, by=by, now=now)

    refused("not-allowed", _said(now), by=town.sam)
    refused("receipt-too-much", _said(now, "4.51", "磅差"))
    refused("receipt-differs", _said(now, "3.90"))
    refused("receipt-line", _said(now, lines={"lamp": Accepted(Decimal(4))}))
    refused("receipt-day", _said(now, accepted_on=in_beijing(now).date() + timedelta(days=1)))
    refused("receipt-day", _said(now, accepted_on=in_beijing(now).date() - timedelta(days=2)))
    refused("reason-missing", _said(now, number=" "))
    first = accepting.enter_receipt(issued, _said(now, "4.50", "含包装"), by=town.rob, now=now)
    assert (first.no, first.kg) == (1, Decimal("4.75"))
    refused("reason-missing", _said(now))
    second = accepting.enter_receipt(issued, _said(now, why="无用", because="单据有误"), by=town.ines, now=now)
    assert [(line["kg"], line["because"]) for line in second.lines] == [("4.00", ""), ("0.25", "")]
    assert list(Receipt.objects.values_list("no", "kg")) == [(2, Decimal("4.25")), (1, Decimal("4.75"))]
    assert Entry.objects.filter(action="exchange.enter_receipt").count() == 2
    assert (verify(), verify_ledger()) == ([], [])


def test_a_draft_has_no_receipt(shed, handed, town, now):
    waste.receive(handed(), by=town.rob, now=now)
    with pytest.raises(Refused, match="receipt-early"):
        accepting.enter_receipt(waste.draft_manifest(shed, by=town.ines, now=now), _said(now), by=town.ines, now=now)


def test_a_receipt_that_is_not_entered_is_asked_for(issued, shed, town, now):
    acting, later = posts_of(town.rob)[0], now + timedelta(days=7)
    assert [*to_do(acting, now + timedelta(days=6)), *receipts(acting, now + timedelta(days=6))] == []
    assert [one.kind for one in [*to_do(acting, later), *receipts(acting, later)]] == ["接受情况"]
    assert [(one.word, one.look) for one in manifests_of(shed, now)] == [("接受情况未登记", "wait")]
    assert [one.look for one in manifests_of(shed, later)] == ["late"]
    accepting.enter_receipt(issued, _said(now), by=town.ines, now=now)
    assert [*to_do(acting, later), *receipts(acting, later)] == []
    assert [one.look for one in manifests_of(shed, later)] == ["done"]


def test_pick_up_days_have_so_many_places(shed, town, now):
    day = waste.plan_pick_up(shed, now, now + timedelta(hours=8), "", 1, by=town.ines)
    sign = waste.sign_up(day, town.school, Decimal(3), "灯管", by=town.sam, now=now)
    with pytest.raises(Refused, match="pick-up-full"):
        waste.sign_up(day, town.hospital, Decimal(3), "", by=town.hanna, now=now)
    waste.leave(sign, by=town.sam)
    waste.sign_up(day, town.hospital, Decimal(3), "", by=town.hanna, now=now)
    with pytest.raises(Refused, match="exchange-not-in-range"):
        waste.sign_up(day, town.school3, Decimal(3), "", by=town.person("una", "外市", "school3", "reporter"), now=now)
