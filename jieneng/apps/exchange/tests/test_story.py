"""From waste paper to a bag of rice: cards, slots, weighing, points, orders, gifts; what counts, what is provable."""

from datetime import timedelta
from decimal import Decimal

import pytest

from jieneng.apps.exchange import books, codes
from jieneng.apps.exchange.actions import cards, goods, holding, weighing
from jieneng.apps.exchange.models import Booking, Card, Delivery, Donation, Order, Weight
from jieneng.core.audit.models import Entry as Trail
from jieneng.core.campaigns.tallying import by_day, tallied
from jieneng.core.facts.folding import fold_all
from jieneng.core.facts.verify import verify
from jieneng.core.ledger.queries import balance_of, lines_page
from jieneng.core.ledger.verify import verify as verify_ledger
from jieneng.engine.periods import in_beijing
from jieneng.ui.refusals import Refused


def _proven():
    return verify() == [] and verify_ledger() == []


def test_paper_becomes_points_points_become_rice_and_everything_counts(exchange, card, weighed, rice, town, now):
    made = weighed(card, newspaper="4.55", cartridge="2")
    assert (made.points, balance_of(card.account)) == (85, 85)  # 45 and a half, cut down, and 40
    order = goods.order(card, rice, 2, "k" * 16, by=None, now=now)
    assert (balance_of(card.account), balance_of(rice.stock)) == (5, 3)
    goods.hand_over(order, codes.order_code(order), by=town.rob, now=now)
    goods.donate(card, 5, "d" * 16, by=None, now=now)
    assert balance_of(card.account) == 0
    fold_all(now)
    counted = by_day(exchange.activity, town.school.path)[in_beijing(now).date()]
    assert {item.partition(".")[2]: n for item, n in counted.items()} == {
        "exchanges": 1, "points": 85, "weight_kg": Decimal("4.55"), "paper_kg": Decimal("4.55"),
        "collected_pieces": 2, "cartridges": 2, "goods": 2, "donated_points": 5,
    }  # fmt: skip
    city = tallied([exchange.activity_id], [town.city.path])[town.city.path][exchange.activity_id]
    assert city.values["recycling.weight_kg"] == Decimal("4.55")
    assert _proven()


def test_every_balance_opens_to_its_entries(exchange, card, weighed, rice, town, now):
    weighed(card, newspaper="5")
    goods.cancel(goods.order(card, rice, 1, "k" * 16, by=None, now=now), by=None, now=now + timedelta(minutes=1))
    lines = lines_page(card.account).rows
    assert [(line.entry.what, line.amount, line.after) for line in lines] == [
        ("cancel", 40, 50), ("order", -40, 10), ("weigh", 50, 50),
    ]  # fmt: skip
    assert lines[2].entry.text == "报纸5公斤"
    points = books.points(exchange)
    assert (balance_of(points[books.ISSUED]), balance_of(points[books.HELD])) == (-50, 0)
    assert _proven()


def test_tampered_rows_are_found(card, weighed, rice, town, now):
    made = weighed(card, newspaper="5")
    order = goods.order(card, rice, 1, "k" * 16, by=None, now=now)
    goods.hand_over(order, codes.order_code(order), by=town.rob, now=now)
    goods.donate(card, 1, "d" * 16, by=None, now=now)
    assert _proven()
    for model, change in ((Weight, {"amount": 6}), (Order, {"n": 2}), (Donation, {"points": 2})):
        former = model.objects.values().get()
        model.objects.update(**change)
        assert verify(), model
        model.objects.update(**{name: former[name] for name in change})
    Delivery.objects.filter(pk=made.pk).update(taken_back_at=now)
    assert verify()


def test_a_wrong_weighing_is_taken_back_whole_but_not_once_its_points_are_spent(card, weighed, rice, town, now):
    wrong = weighed(card, newspaper="5")
    with pytest.raises(Refused, match="reason-missing"):
        weighing.take_back(wrong, because=" ", by=town.rob, now=now)
    weighing.take_back(wrong, because="重复称重", by=town.rob, now=now)
    with pytest.raises(Refused, match="delivery-taken-back"):
        weighing.take_back(wrong, because="重复称重", by=town.rob, now=now)
    assert balance_of(card.account) == 0
    spent = weighed(card, newspaper="4")
    goods.order(card, rice, 1, "k" * 16, by=None, now=now)
    with pytest.raises(Refused, match="ledger-not-enough"):
        weighing.take_back(spent, because="重复称重", by=town.rob, now=now)
    assert _proven()


def test_what_may_not_be_weighed(exchange, card, weighed, item, town, terms, now):
    for amounts, code in (
        ({"newspaper": "0"}, "amount-implausible"),
        ({"newspaper": "500.01"}, "amount-implausible"),
        ({"cartridge": "1.5"}, "pieces-whole"),
        ({}, "nothing-weighed"),
    ):
        with pytest.raises(Refused, match=code):
            weighed(card, **amounts)
    with pytest.raises(Refused, match="not-allowed"):
        weighing.weigh(card, {item("newspaper").pk: Decimal(1)}, by=town.sam, now=now)
    holding.set_rates(exchange, {"newspaper": 12}, ["newspaper"], edit_no=0, by=town.ines)
    with pytest.raises(Refused, match="item-not-taken"):
        weighed(card, cartridge="1")
    assert weighed(card, newspaper="1").points == 12
    with pytest.raises(Refused, match="exchange-closed"):
        weighing.weigh(card, {item("newspaper").pk: Decimal(1)}, by=town.rob, now=terms.ends_at)
    assert _proven()


def test_one_form_is_one_order_and_one_gift(card, weighed, rice, town, now):
    weighed(card, newspaper="20")
    first, again = (goods.order(card, rice, 1, "k" * 16, by=None, now=now) for _ in range(2))
    assert first == again
    with pytest.raises(Refused, match="key-reused"):
        goods.order(card, rice, 2, "k" * 16, by=None, now=now)
    assert goods.donate(card, 10, "d" * 16, by=None, now=now) == goods.donate(card, 10, "d" * 16, by=None, now=now)
    with pytest.raises(Refused, match="key-reused"):
        goods.donate(card, 11, "d" * 16, by=None, now=now)
    assert (balance_of(card.account), balance_of(rice.stock)) == (150, 4)


def test_no_more_is_ordered_than_there_are_points_and_stock(exchange, card, weighed, rice, town, now):
    weighed(card, newspaper="50")
    with pytest.raises(Refused, match="ledger-not-enough"):
        goods.order(card, rice, 6, "a" * 16, by=None, now=now)  # five bags
    goods.stock_in(rice, 10, "s", by=town.ines, now=now)
    goods.stock_in(rice, 10, "s", by=town.ines, now=now)  # the same delivery again
    assert balance_of(rice.stock) == 15
    with pytest.raises(Refused, match="ledger-not-enough"):
        goods.order(card, rice, 13, "b" * 16, by=None, now=now)  # 520 of 500 points
    goods.set_points(rice, 30, is_off=True, by=town.ines, now=now)
    with pytest.raises(Refused, match="good-off"):
        goods.order(card, rice, 1, "c" * 16, by=None, now=now)
    assert (balance_of(card.account), Order.objects.count()) == (500, 0)
    assert _proven()


def test_goods_are_given_against_the_code_once(card, weighed, rice, town, now):
    weighed(card, newspaper="10")
    order, other = (goods.order(card, rice, 1, key * 16, by=None, now=now) for key in "ab")
    with pytest.raises(Refused, match="order-code-wrong"):
        goods.hand_over(order, codes.order_code(other), by=town.rob, now=now)
    with pytest.raises(Refused, match="not-allowed"):
        goods.hand_over(order, codes.order_code(order), by=town.sam, now=now)
    goods.hand_over(order, codes.order_code(order).lower(), by=town.rob, now=now)
    with pytest.raises(Refused, match="order-handed"):
        goods.hand_over(order, codes.order_code(order), by=town.rob, now=now)
    goods.cancel(other, by=None, now=now)
    with pytest.raises(Refused, match="order-cancelled"):
        goods.hand_over(other, codes.order_code(other), by=town.rob, now=now)
    assert Trail.objects.filter(action="exchange.hand_over").count() == 1
    assert _proven()


def test_a_slot_has_so_many_places(exchange, card, town, now):
    slot = holding.add_slot(exchange, now, now + timedelta(hours=1), 1, "", by=town.ines)
    booking = cards.book(card, slot, by=None, now=now)
    other = cards.unit_card(exchange, town.hospital, by=town.hanna, now=now)
    for holder, code in ((other, "slot-full"), (card, "slot-booked-already")):
        with pytest.raises(Refused, match=code):
            cards.book(holder, slot, by=None, now=now)
    with pytest.raises(Refused, match="slot-booked"):
        holding.drop_slot(slot, by=town.ines, now=now)
    cards.cancel_booking(booking, by=None, now=now)
    assert cards.book(other, slot, by=town.hanna, now=now).no == 1
    with pytest.raises(Refused, match="slot-over"):
        cards.book(card, slot, by=None, now=now + timedelta(hours=1))
    assert Booking.objects.filter(no__isnull=False).count() == 1


def test_a_card_is_of_the_range_and_one_for_each_who_is_signed_in(exchange, town, now):
    sam = cards.take_card(exchange, town.school, person=town.sam, now=now)
    assert cards.take_card(exchange, town.school, person=town.sam, now=now) == sam
    unit = cards.unit_card(exchange, town.school, by=town.sam, now=now)
    assert cards.unit_card(exchange, town.school, by=town.sam, now=now) == unit
    with pytest.raises(Refused, match="exchange-not-in-range"):
        cards.take_card(exchange, town.school3, person=None, now=now)
    with pytest.raises(Refused, match="not-allowed"):
        cards.unit_card(exchange, town.school, by=town.hanna, now=now)
    assert (codes.card_named(codes.token_of(sam)), codes.card_named("1.x")) == (sam.pk, None)
    assert Card.objects.visible_to(town.cora).count() == 2
    assert not Card.objects.visible_to(town.rex).exists()


def test_an_exchange_is_set_up_once_for_a_recycling_activity_by_its_organiser(plan, exchange, terms, town, now):
    with pytest.raises(Refused, match="exchange-exists"):
        holding.set_up(plan["旧物换新"], terms, by=town.ines, now=now)
    with pytest.raises(Refused, match="exchange-kind"):
        holding.set_up(plan["倡议"], terms, by=town.ines, now=now)
    with pytest.raises(Refused, match="not-allowed"):
        holding.set_up(plan["有害垃圾收运"], terms, by=town.cora, now=now)
    assert exchange.items.get(code="newspaper").points == 10
    holding.close_exchange(exchange, by=town.ines, now=now)
    with pytest.raises(Refused, match="exchange-closed"):
        cards.take_card(exchange, town.school, person=None, now=now)
