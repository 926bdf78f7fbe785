"""The pages: what an organiser, a unit and a passer-by get to see and to do."""

import re
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import docx
import openpyxl
import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from jieneng.apps.exchange import codes
from jieneng.apps.exchange.actions import cards, goods, holding, waste
from jieneng.apps.exchange.actions.goods import Offer
from jieneng.apps.exchange.actions.waste import Handed
from jieneng.apps.exchange.agenda import to_do
from jieneng.apps.exchange.doors import desk, public
from jieneng.apps.exchange.models import Card, Delivery, Exchange, Manifest, Order, Sheet, SignUp, Slot, Store
from jieneng.apps.exchange.queries.files import in_exchange
from jieneng.apps.exchange.wall import blocks
from jieneng.core.campaigns.models import Campaign
from jieneng.core.facts.folding import fold_all
from jieneng.core.files.models import Attachment
from jieneng.core.files.tests.handed_in import photo, upload
from jieneng.core.ledger.queries import balance_of
from jieneng.core.orgs.acting import posts_of
from jieneng.core.orgs.roster import open_year


@pytest.fixture(autouse=True)
def clean_cache():
    cache.clear()


def send(client, view, /, *args, **data):
    return client.post(reverse(f"exchange:{view}", args=args), {"_key": uuid4().hex, **data})


def page(client, view, /, *args, **asked):
    answer = client.get(reverse(f"exchange:{view}", args=args), asked)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_an_organiser_sets_up_an_exchange_by_its_pages(plan, town, now):
    ines, activity = town.client(town.ines), plan["旧物换新"]
    assert "设置兑换" in page(ines, "exchanges")
    said = {
        "opens_at": f"{now - timedelta(days=1):%Y-%m-%dT%H:%M}",
        "ends_at": f"{now + timedelta(days=9):%Y-%m-%dT%H:%M}",
    }
    assert send(ines, "make", activity.pk, **said | {"ends_at": said["opens_at"]}).status_code == 422
    assert send(ines, "make", activity.pk, region="青石县", **said).status_code == 302
    made = Exchange.objects.get()
    assert "系统默认值" in page(ines, "rates", made.pk)
    rates = {f"points_{item.code}": item.points for item in made.items.all()}
    assert send(ines, "save_rates", made.pk, edit_no=0, **rates).status_code == 422
    rates |= {"points_newspaper": 12, "taken_newspaper": "on"}
    assert send(ines, "save_rates", made.pk, edit_no=0, **rates).status_code == 302
    assert made.items.get(code="newspaper").points == 12
    slot = {"starts_at": said["opens_at"], "ends_at": said["ends_at"], "capacity": 3}
    assert send(ines, "add_slot", made.pk, **slot).status_code == 302
    assert send(ines, "drop_slot", made.pk, Slot.objects.get().pk).status_code == 302
    assert send(ines, "add_good", made.pk, name="大米", unit="袋", points=40, n=5).status_code == 302
    assert send(ines, "add_good", made.pk, name="大米", unit="袋", points=40, n=5).status_code == 409
    good = made.goods.get()
    send(ines, "stock_in", made.pk, good.pk, n=2)
    send(ines, "set_points", made.pk, good.pk, points=30)
    assert "7</a>" in re.sub(r"\s+", "", page(ines, "goods", made.pk))
    assert Client().get(reverse("exchange:public", args=[made.code])).status_code == 404
    send(ines, "publish", made.pk)
    assert "青石县" in page(Client(), "public", made.code)
    send(ines, "save", made.pk, edit_no=1, place="礼堂", **said)
    send(ines, "close", made.pk)
    assert "已结束" in page(ines, "exchange", made.pk)


def test_a_good_is_shown_with_its_photograph(exchange, rice, town):
    ines, somebody = town.client(town.ines), Client()
    small = reverse("exchange:public_good_small", args=[exchange.code, rice.pk])
    assert somebody.get(small).status_code == 404
    assert send(ines, "show_good", exchange.pk, rice.pk, caption="五公斤装").status_code == 422
    assert send(ines, "show_good", exchange.pk, rice.pk, file=upload(b"%PDF-1.4 \n%%EOF", "米.pdf")).status_code == 422
    for client, status in ((town.client(town.sam), 404), (ines, 302)):
        told = {"file": upload(photo(), "米.jpg"), "caption": "五公斤装大米"}
        assert send(client, "show_good", exchange.pk, rice.pk, **told).status_code == status
    rice.refresh_from_db()
    assert Image.open(BytesIO(b"".join(somebody.get(small).streaming_content))).format == "JPEG"
    large = somebody.get(reverse("exchange:public_good_photo", args=[exchange.code, rice.pk]))
    assert not Image.open(BytesIO(b"".join(large.streaming_content))).getexif()
    assert 'alt="五公斤装大米"' in page(somebody, "public", exchange.code)
    assert 'alt="五公斤装大米"' in page(ines, "goods", exchange.pk)
    send(ines, "show_good", exchange.pk, rice.pk, caption="新米")
    assert 'alt="新米"' in page(ines, "exchange", exchange.pk)
    assert in_exchange(Attachment.objects.all()) == {rice.photo_id}
    send(ines, "take_photo_down", exchange.pk, rice.pk)
    assert somebody.get(small).status_code == 404
    both = {"name": "木耳", "unit": "袋", "points": 30, "n": 1, "caption": "秋木耳"}
    assert send(ines, "add_good", exchange.pk, **both).status_code == 422
    assert send(ines, "add_good", exchange.pk, file=upload(photo(), "木耳.jpg"), **both).status_code == 302
    assert exchange.goods.get(name="木耳").alt == "秋木耳"
    Exchange.objects.update(opened_at=None)
    assert somebody.get(reverse("exchange:public_good_small", args=[exchange.code, rice.pk])).status_code == 404


def test_a_passer_by_gets_a_card_and_the_counter_weighs_and_hands_over(exchange, rice, town, now):
    somebody, rob = Client(), town.client(town.rob)
    assert "望岭县第一中学" in page(somebody, "public", exchange.code, q="一中学")
    address = send(somebody, "public_take_card", exchange.code, organization=town.school.pk).url
    assert send(somebody, "public_take_card", exchange.code, organization=town.school.pk).url == address
    card = Card.objects.get()
    token = codes.token_of(card)
    assert card.no in page(somebody, "public_card", token)
    scanned = rob.get(reverse("exchange:public_card", args=[token]))
    assert "给这张卡称重" in scanned.content.decode()
    assert not [name for name in rob.cookies if name.startswith("jieneng_card")]
    found = rob.get(reverse("exchange:counter", args=[exchange.pk]), {"q": card.no.lower()})
    assert found.url == reverse("exchange:weigh", args=[exchange.pk, card.pk])
    newspaper, cartridge = (exchange.items.get(code=code) for code in ("newspaper", "cartridge"))
    said = {f"item_{newspaper.pk}": "4.00", "file": upload(photo())}
    assert send(rob, "enter_weight", exchange.pk, card.pk, **{f"item_{cartridge.pk}": "1.5"}).status_code == 422
    assert send(rob, "enter_weight", exchange.pk, card.pk).status_code == 422
    assert send(rob, "enter_weight", exchange.pk, card.pk, **said).status_code == 302
    assert "报纸" in page(rob, "delivery", Delivery.objects.get().pk)
    assert "积分不够" not in page(somebody, "public_card", token)
    assert send(somebody, "public_order", token, good=rice.pk, n=2).status_code == 409
    assert send(somebody, "public_order", token, good=rice.pk, n=1).status_code == 302
    order = Order.objects.get()
    code = codes.order_code(order)
    assert code in page(somebody, "public_card", token)
    assert "确认发放" in page(rob, "counter", exchange.pk, q=code)
    assert send(rob, "hand_over", exchange.pk, order.pk, code=code).status_code == 302
    assert "不能重复发放" in page(rob, "counter", exchange.pk, q=code)
    assert "没有找到" in page(rob, "counter", exchange.pk, q="ABCDEF")
    assert page(rob, "orders", exchange.pk, state="handed").count("大米") == 1
    assert "大米" in page(rob, "orders", exchange.pk)
    assert [one.kind for one in to_do(posts_of(town.rob)[0], now)] == []


def test_slots_gifts_and_orders_given_up_on_the_card(exchange, card, weighed, rice, town, now):
    weighed(card, newspaper="10")
    somebody, token = Client(), codes.token_of(card)
    slot = holding.add_slot(exchange, now, now + timedelta(hours=2), 2, "", by=town.ines)
    assert send(somebody, "public_book", token, slot=slot.pk).status_code == 302
    booking = card.bookings.get()
    assert "1 号" in page(somebody, "public_card", token)
    assert "预约" in page(town.client(town.rob), "weigh", exchange.pk, card.pk)
    send(somebody, "public_cancel_booking", token, booking.pk)
    send(somebody, "public_order", token, good=rice.pk, n=1)
    assert [one.kind for one in to_do(posts_of(town.rob)[0], now)] == ["发放"]
    send(somebody, "public_cancel_order", token, Order.objects.get().pk)
    send(somebody, "public_donate", token, points=30)
    assert balance_of(card.account) == 70
    assert send(somebody, "public_donate", token, points=0).status_code == 422
    assert send(somebody, "public_card", "1.x").status_code == 405
    assert somebody.get(reverse("exchange:public_card", args=["1.x"])).status_code == 404


def test_the_card_of_a_unit_opens_only_for_its_own(exchange, weighed, town, now):
    sam = town.client(town.sam)
    assert "单位兑换卡" in page(sam, "exchanges")
    address = send(sam, "unit_card", exchange.pk).url
    assert sam.get(address).status_code == 200
    for other in (Client(), town.client(town.hanna), town.client(town.ines)):
        assert other.get(address).status_code == 404
    weighed(Card.objects.get(), newspaper="3")
    token = codes.token_of(Card.objects.get())
    assert send(town.client(town.hanna), "public_donate", token, points=1).status_code == 404
    assert send(sam, "public_donate", token, points=1).status_code == 302


def test_every_balance_opens_down_to_its_entry(exchange, card, weighed, rice, town):
    made = weighed(card, newspaper="5")
    ines = town.client(town.ines)
    assert "积分发放" in page(ines, "accounts", exchange.pk)
    assert "报纸5公斤" in page(ines, "account", card.account_id)
    assert "积分发放" in page(ines, "entry", made.entry_id)
    assert "报纸" in page(ines, "deliveries", exchange.pk)
    rex = town.client(town.rex)
    for view, pk in (("account", card.account_id), ("entry", made.entry_id), ("exchange", exchange.pk)):
        assert rex.get(reverse(f"exchange:{view}", args=[pk])).status_code == 404
    send(town.client(town.rob), "take_back", made.pk, because="重复")
    assert "已作废" in page(ines, "delivery", made.pk)
    assert "称重作废" in page(ines, "account", card.account_id)


def test_statements_add_up_and_their_sheets_hold_no_formula(exchange, card, weighed, town, now):
    weighed(card, newspaper="5")
    evil = goods.add_good(exchange, Offer("=1+1", 10, "+袋", "@SUM(A1)"), 3, by=town.ines, now=now)
    order = goods.order(card, evil, 2, "k" * 16, by=None, now=now)
    goods.hand_over(order, codes.order_code(order), by=town.rob, now=now)
    ines, somebody, token = town.client(town.ines), Client(), codes.token_of(card)
    assert "=1+1 库存" in page(ines, "statement", exchange.pk)
    assert "收入 50 分，支出 20 分" in page(somebody, "public_statement", token)
    assert "收入 0 分" in page(somebody, "public_statement", token, month="2001-02")
    for client, address in (
        (ines, reverse("exchange:statement_sheet", args=[exchange.pk])),
        (somebody, reverse("exchange:public_statement_sheet", args=[token])),
    ):
        book = openpyxl.load_workbook(BytesIO(client.get(address).content))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert not [cell for cell in cells if cell.data_type == "f"]
        assert any("=1+1" in str(cell.value) for cell in cells)


def test_doors_and_wall(plan, exchange, card, weighed, town, now):
    activity = plan["旧物换新"]
    assert public(plan.values(), now)[activity.pk].url == f"/exchange/p/{exchange.code}/"
    assert public(plan.values(), now + timedelta(days=30))[activity.pk].note == "已结束"
    doors = desk(posts_of(town.ines)[0], plan.values(), now)
    assert {plan_.title: doors[plan_.pk].label for plan_ in plan.values() if plan_.pk in doors} == {
        "旧物换新": "兑换",
        "有害垃圾收运": "设置兑换",
    }
    open_year(now.year)
    campaign = Campaign.objects.get(pk=activity.campaign_id)
    assert list(blocks(campaign, town.city.path)) == []
    weighed(card, newspaper="12.5")
    fold_all(now)
    (block,) = blocks(campaign, town.city.path)
    first = block.rows[0]
    assert (first.name, first.value, first.share) == ("望岭县", "12.50", 1.0)


def test_hazardous_waste_from_the_unit_to_the_handler(plan, town, now):
    ines, rob, sam = (town.client(one) for one in (town.ines, town.rob, town.sam))
    activity = plan["有害垃圾收运"]
    assert "系统默认值" in page(ines, "new_store", activity.pk)
    said = {"name": "大院暂存点", "place": "七号楼东侧", "limit_days": 90, "limit_kg": "1"}
    assert send(ines, "make_store", activity.pk, **said).status_code == 302
    shed = Store.objects.get()
    times = {
        "starts_at": f"{now + timedelta(days=1):%Y-%m-%dT%H:%M}",
        "ends_at": f"{now + timedelta(days=2):%Y-%m-%dT%H:%M}",
    }
    assert send(ines, "plan", shed.pk, capacity=1, **times).status_code == 302
    day = shed.pick_ups.get()
    assert [one.kind for one in to_do(posts_of(town.sam)[0], now)] == ["收运"]
    assert send(sam, "sign_up", shed.pk, day.pk, kg="3").status_code == 302
    assert "望岭县第一中学" in page(ines, "pick_up", shed.pk, day.pk)
    assert send(ines, "drop_pick_up", shed.pk, day.pk).status_code == 409
    assert send(sam, "leave", shed.pk, SignUp.objects.get().pk).status_code == 302
    assert send(ines, "drop_pick_up", shed.pk, day.pk).status_code == 302
    assert send(ines, "save_store", shed.pk, **said | {"limit_days": 60}).status_code == 302
    assert "贮存不超过 60 天" in page(ines, "store", shed.pk)
    sheet = {"kind": "lamp", "kg": "2.50", "n": 10, "packing": "纸箱"}
    assert send(sam, "hand_in", shed.pk, **sheet).status_code == 422
    assert send(sam, "hand_in", shed.pk, file=upload(photo()), **sheet).status_code == 302
    one = Sheet.objects.get()
    assert one.pick_up is None
    assert [entry.kind for entry in to_do(posts_of(town.rob)[0], now)] == ["接收"]
    assert "核对接收" in page(rob, "store", shed.pk)
    assert send(rob, "receive", one.pk).status_code == 302
    assert "已接收" in page(sam, "sheet", one.pk)
    assert town.client(town.hanna).get(reverse("exchange:sheet", args=[one.pk])).status_code == 404
    shown = page(rob, "store", shed.pk)
    assert "暂存量已超过容量" in shown
    assert send(rob, "draft", shed.pk).status_code == 302
    manifest = Manifest.objects.get()
    assert "900-023-29" in page(rob, "manifest", manifest.pk)
    fields = {"generator_name": "市局", "carrier_name": "运输公司", "receiver_name": "处置公司", "edit_no": 0}
    assert send(rob, "write", manifest.pk, do="issue", **fields).status_code == 422
    fields["receiver_licence"] = "演示001"
    assert send(rob, "write", manifest.pk, do="issue", line_lamp_code="900-023-29", **fields).status_code == 302
    paper = docx.Document(BytesIO(rob.get(reverse("exchange:manifest_docx", args=[manifest.pk])).content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert {"废荧光灯管", "900-023-29", "0.0025", "处置公司"} <= set(cells)
    assert "接受情况未登记" in page(rob, "store", shed.pk)
    Manifest.objects.update(removed_at=now - timedelta(days=8))
    assert "尚未登记处置单位的接受情况" in page(rob, "store", shed.pk)
    receipt = {"number": "JS-20260001", "accepted_on": f"{timezone.localtime(now):%Y-%m-%d}", "kg_lamp": "2.40"}
    assert send(rob, "accept", manifest.pk, **receipt).status_code == 422
    assert send(rob, "accept", manifest.pk, why_lamp="灯管破损", **receipt).status_code == 302
    assert "灯管破损" in page(rob, "manifest", manifest.pk)
    assert send(rob, "accept", manifest.pk, why_lamp="灯管破损", **receipt).status_code == 422
    paper = docx.Document(BytesIO(rob.get(reverse("exchange:manifest_docx", args=[manifest.pk])).content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert {"0.0024", "-0.10", "灯管破损"} <= set(cells)
    assert any("JS-20260001" in each.text for each in paper.paragraphs)
    assert send(ines, "close_store", shed.pk).status_code == 302
    assert "接受情况已登记" in page(ines, "store", shed.pk)


def test_what_lies_too_long_is_warned_of(shed, picture, town, now):
    sheet = waste.hand_in(shed, town.school, Handed("lamp", Decimal(2)), picture, by=town.sam, now=now)
    waste.receive(sheet, by=town.rob, now=now)
    acting = posts_of(town.rob)[0]
    assert list(to_do(acting, now + timedelta(days=60))) == []
    assert [one.look for one in to_do(acting, now + timedelta(days=80))] == ["back"]
    assert [one.look for one in to_do(acting, now + timedelta(days=91))] == ["late"]
    Sheet.objects.update(received_at=now - timedelta(days=91))
    assert "超期 1 天" in page(town.client(town.rob), "store", shed.pk)


def test_what_is_handed_over_on_a_pick_up_day_stands_beside_what_was_signed_up_for(shed, town, now):
    day = waste.plan_pick_up(shed, now - timedelta(hours=1), now + timedelta(hours=5), "", 9, by=town.ines)
    waste.sign_up(day, town.school, Decimal(3), "灯管", by=town.sam, now=now)
    send(town.client(town.sam), "hand_in", shed.pk, kind="lamp", kg="2.50", file=upload(photo()))
    assert Sheet.objects.get().pick_up == day
    assert "2.50" in page(town.client(town.rob), "pick_up", shed.pk, day.pk)


def test_a_sheet_goes_back_with_its_reason(shed, picture, town, now):
    sheet = waste.hand_in(shed, town.school, Handed("lamp", Decimal(2)), picture, by=town.sam, now=now)
    send(town.client(town.rob), "send_back", sheet.pk, because="实物为6支")
    assert "实物为6支" in page(town.client(town.sam), "sheet", sheet.pk)
    (asked,) = to_do(posts_of(town.sam)[0], now)
    assert (asked.kind, asked.detail, asked.look) == ("交接单", "实物为6支", "back")
    waste.hand_in(shed, town.school, Handed("lamp", Decimal(1)), picture, by=town.sam, now=now)
    assert list(to_do(posts_of(town.sam)[0], now)) == []


def test_a_person_signed_in_has_one_card(exchange, town, now):
    sam = town.client(town.sam)
    assert "领卡" in page(sam, "public", exchange.code)
    first = send(sam, "public_take_card", exchange.code, organization=town.school.pk).url
    assert send(sam, "public_take_card", exchange.code, organization=town.school.pk).url == first
    assert cards.take_card(exchange, town.school, person=town.sam, now=now).person == town.sam
