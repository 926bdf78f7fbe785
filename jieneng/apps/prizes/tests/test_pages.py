"""The pages of prizes as people meet them: the desk, the public page of a draw, the winner, the counter."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from jieneng.apps.prizes import actions
from jieneng.apps.prizes.keeping import code_of, pseudonym_of
from jieneng.apps.prizes.models import CLAIMED, FORFEITED, HANDED, Claim, Draw, Win
from jieneng.apps.prizes.tests.conftest import DIGITS, anybody, page, send
from jieneng.core.audit.models import Entry
from jieneng.engine.draws.audit import VERIFIER
from jieneng.rulebook import prize_rules

VERSION = prize_rules().notice.version


def text_of(answer):
    return answer.content.decode()


@pytest.fixture
def typed(now):
    def form(**other):
        def at(hours):
            return timezone.localtime(now + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M")

        return {
            "title": "云竞答抽奖",
            "kind": "number",
            "entrant": "答题合格的人",
            "opens_at": at(1),
            "closes_at": at(24),
            "objections_until": at(50),
            "number_name": "某彩票第77期",
            "number_where": "某网站",
            "number_due_at": at(72),
            "number_digits": "7",
            "reserves": "3",
            "expected": "",
            "claim_days": "7",
            "claim_place": "一楼大厅",
            "contact": "0000-86112233",
            "purge_days": "90",
            "prize_1": "自行车",
            "stock_1": "2",
        } | other

    return form


def won_by(drawn, players):
    """A player who has won, by key."""
    names = set(Win.objects.filter(draw=drawn).values_list("pseudonym", flat=True))
    return next(key for key in players.of if pseudonym_of(drawn, key) in names)


def test_a_draw_is_typed_looked_at_and_published(town, quiz, typed):
    ines = town.client(town.ines)
    assert "云竞答" in text_of(page(ines, "draws"))
    assert page(ines, "new", quiz.pk).status_code == 200
    made = send(ines, "make", quiz.pk, **typed())
    draw = Draw.objects.get()
    assert made.url == f"/prizes/{draw.pk}/"
    assert "公布规则" in text_of(ines.get(made.url))
    assert send(ines, "save", draw.pk, **typed(edit_no="0", prize_2="水杯", stock_2="5")).status_code == 302
    assert send(ines, "publish", draw.pk, edit_no="1").status_code == 302
    draw.refresh_from_db()
    assert draw.commitment in text_of(page(ines, "draw", draw.pk))
    assert page(ines, "edit", draw.pk).status_code == 409


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"stock_1": ""}, "名称和数量要一起填写"),
        ({"prize_1": "", "stock_1": ""}, "还没有填写奖品"),
        ({"kind": "instant"}, "必填"),
        ({"kind": "instant", "expected": "很多"}, "请填写数字"),
        ({"number_where": ""}, "必填"),
    ],
)
def test_what_is_wrong_comes_back_with_what_was_typed(town, quiz, typed, wrong, said):
    answer = send(town.client(town.ines), "make", quiz.pk, **typed(**wrong))
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "0000-86112233" in text_of(answer)
    assert not Draw.objects.exists()


def test_an_instant_win_is_typed_with_its_days(town, quiz, typed):
    said = typed(kind="instant", expected="2000", objections_until="", number_due_at="", number_digits="", reserves="")
    assert send(town.client(town.ines), "make", quiz.pk, **said).status_code == 302
    assert set(Draw.objects.get().expected) == {2000}


def test_everybody_reads_what_is_published_and_what_is_next(promised):
    said = text_of(page(anybody(), "public", promised.code))
    assert promised.commitment in said
    assert "待开始" in said
    assert "封存数、盐" in said
    assert text_of(page(anybody(), "public_rules", promised.code)) == promised.rules
    assert page(anybody(), "public_audit", promised.code).status_code == 404
    assert page(anybody(), "public_list", promised.code, 1).status_code == 404


def test_a_draft_is_nobodys(quiz, town, terms, now):
    draw = actions.make(quiz, terms(), by=town.ines, now=now)
    for view in ("public", "public_rules", "public_winners", "public_mine"):
        assert page(anybody(), view, draw.code).status_code == 404


def test_the_list_is_there_for_everybody_and_ones_own_line_with_its_proof(listed, players):
    lines = b"".join(page(anybody(), "public_list", listed.code, 1).streaming_content).decode().split()
    assert len(lines) == 30
    own = text_of(page(anybody("player:4"), "public_mine", listed.code))
    assert pseudonym_of(listed, "player:4") in own
    assert listed.lists.get().root in own
    assert "data-check" in own
    assert "没有本次活动的参加记录" in text_of(page(anybody("stranger"), "public_mine", listed.code))


def test_after_the_draw_the_files_are_there_and_winners_are_masked(drawn, players):
    public = text_of(page(anybody(), "public", drawn.code))
    assert DIGITS in public
    assert "结果已公布" in public
    said = b"".join(page(anybody(), "public_audit", drawn.code).streaming_content)
    assert b'"commitment"' in said
    assert page(anybody(), "public_verifier").content == VERIFIER.read_bytes()
    assert "verifier.py" in text_of(page(anybody(), "public_check"))
    win = Win.objects.filter(draw=drawn).first()
    actions.claim(win, name="张三丰", phone="13800005678", version=VERSION, now=drawn.drawn_at)
    names = text_of(page(anybody(), "public_winners", drawn.code))
    assert "张*" in names
    assert "张三丰" not in names
    assert "13800005678" not in names
    assert "望岭县" not in names


def test_no_page_offers_to_draw_again(drawn, town):
    said = text_of(page(town.client(town.ines), "draw", drawn.pk))
    assert not re.search(r"再抽|重抽|重新开奖|重新录入|录入公开数", said)
    assert send(town.client(town.ines), "confirm_number", drawn.pk, value=DIGITS).status_code == 409


@pytest.fixture
def in_time(drawn):
    """The draw as if it had just been made: pages ask the real clock."""
    now = timezone.now()
    Win.objects.filter(draw=drawn).update(at=now, claim_until=now + timedelta(days=7))
    return drawn


def test_a_winner_claims_with_the_browser_that_played(in_time, players):
    browser = anybody(won_by(in_time, players))
    said = text_of(page(browser, "public_mine", in_time.code))
    assert "已中奖" in said
    [address] = set(re.findall(r'href="(/prizes/claim/[^"]+/)"', said)) - {"/prizes/claim/"}
    form = text_of(browser.get(address))
    assert 'name="phone"' in form
    assert " checked" not in form
    assert "0000-86112233" in form
    left_out = browser.post(address, {"name": "张三丰", "phone": "13800005678", "version": VERSION})
    assert left_out.status_code == 422
    assert not Claim.objects.exists()
    sent = {"name": "张三丰", "phone": "13800005678", "version": VERSION, "agreed": "on"}
    assert browser.post(address, sent).status_code == 302
    assert Win.objects.filter(state=CLAIMED).count() == 1
    after = text_of(browser.get(address))
    assert "138****5678" in after
    assert "13800005678" not in after
    assert browser.post(address, {"step": "withdraw"}).status_code == 302
    assert Claim.objects.get().phone_kept == ""
    assert browser.post(address, {"step": "decline"}).status_code == 302
    assert Win.objects.filter(state=FORFEITED).count() == 1


def test_the_code_alone_leads_there_too_and_a_wrong_one_does_not(in_time):
    win = Win.objects.filter(draw=in_time).first()
    assert send(anybody(), "public_claim", code="AAAAA AAAAA AAA").status_code == 422
    sent = send(anybody(), "public_claim", code=code_of(win).lower())
    assert sent.status_code == 302
    assert win.unit.prize.name in text_of(anybody().get(sent.url))
    assert page(anybody(), "public_claiming", "forged").status_code == 404


def test_pages_before_winning_ask_for_nothing_personal(listed, promised):
    for view, *args in (("public", listed.code), ("public_mine", listed.code), ("public_claim",)):
        said = text_of(page(anybody("player:1"), view, *args))
        assert 'name="phone"' not in said
        assert 'name="name"' not in said


def test_the_counter_finds_by_code_hands_out_and_goes_on(in_time, town):
    win, rob = Win.objects.filter(draw=in_time).first(), town.client(town.rob)
    actions.claim(win, name="张三丰", phone="13800005678", version=VERSION, now=timezone.now())
    code = code_of(win)
    found = text_of(send(rob, "counter", code=code))
    assert "张*" in found
    assert "张三丰" not in found
    assert send(rob, "hand_out", win.pk, code=code, tail="0000", signed_by="self").status_code == 422
    assert send(rob, "hand_out", win.pk, code=code, tail="5678", signed_by="self").status_code == 302
    win.refresh_from_db()
    assert win.state == HANDED
    assert "下一位" in text_of(page(rob, "win", win.pk))
    assert send(rob, "counter", code="AAAAA AAAAA AAA").status_code == 422


def test_the_whole_name_is_seen_only_after_a_reason_by_who_may(in_time, town):
    win = Win.objects.filter(draw=in_time).first()
    actions.claim(win, name="张三丰", phone="13800005678", version=VERSION, now=timezone.now())
    ines, rob = town.client(town.ines), town.client(town.rob)
    assert send(rob, "unmask", win.pk, **{"u-because": "想看"}).status_code == 403
    assert send(ines, "unmask", win.pk).status_code == 422
    led = send(ines, "unmask", win.pk, **{"u-because": "电话通知"})
    assert "13800005678" in text_of(ines.get(led.url))
    assert "13800005678" not in text_of(rob.get(led.url))
    assert "13800005678" not in text_of(page(ines, "win", win.pk))
    entry = Entry.objects.get(action="prizes.unmask")
    assert (entry.because, entry.person) == ("电话通知", town.ines)


def test_the_book_is_listed_masked_and_taken_whole_for_a_reason(in_time, town):
    win = Win.objects.filter(draw=in_time).first()
    actions.claim(win, name="张三丰", phone="13800005678", version=VERSION, now=timezone.now())
    ines, rob = town.client(town.ines), town.client(town.rob)
    assert "138****5678" in text_of(page(ines, "book", in_time.pk))
    assert page(rob, "book_xlsx", in_time.pk).status_code == 200
    led = send(ines, "export", in_time.pk, because="集中发放")
    assert ines.get(led.url)["Content-Type"].startswith("application/vnd.openxml")
    assert rob.get(led.url).status_code == 404
    assert send(rob, "export", in_time.pk, because="想看").status_code == 403
    assert Entry.objects.filter(action="prizes.export").count() == 1


def test_a_forfeit_is_put_down_and_the_next_is_named(in_time, town, players):
    win = Win.objects.filter(draw=in_time).first()
    assert send(town.client(town.ines), "forfeit", win.pk, **{"f-because": "来电放弃"}).status_code == 302
    said = text_of(page(anybody(), "public_winners", in_time.code))
    assert "已弃奖" in said
    assert "候补递补" in said


def _signed_in_at(moment, person, town, monkeypatch):
    """A browser at another hour: the session begins there."""
    monkeypatch.setattr(timezone, "now", lambda: moment)
    return town.client(person)


def test_corrections_and_the_number_go_by_the_desk(listed, town, monkeypatch):
    who = pseudonym_of(listed, "player:3")
    ines = _signed_in_at(listed.closes_at + timedelta(hours=2), town.ines, town, monkeypatch)
    assert "更正名单" in text_of(page(ines, "draw", listed.pk))
    assert send(ines, "strike", listed.pk, **{"s-who": who, "s-because": "重复"}).status_code == 302
    assert send(ines, "strike", listed.pk, **{"s-who": "0" * 64, "s-because": "重复"}).status_code == 422
    assert send(ines, "relist", listed.pk, **{"r-because": "补录"}).status_code == 302
    assert "重复" in text_of(page(anybody(), "public", listed.code))
    rob = _signed_in_at(listed.number_due_at + timedelta(hours=2), town.rob, town, monkeypatch)
    ines = town.client(town.ines)
    assert "录入公开数" in text_of(page(rob, "draw", listed.pk))
    said = {"value": "012 3456", "source": "https://lottery.example/77"}
    assert send(rob, "enter_number", listed.pk, **said | {"value": "12"}).status_code == 422
    assert send(rob, "enter_number", listed.pk, **said).status_code == 302
    assert "0123456" not in text_of(page(ines, "draw", listed.pk))
    assert send(ines, "confirm_number", listed.pk, value="6543210").status_code == 422
    assert send(ines, "confirm_number", listed.pk, value=DIGITS).status_code == 302
    assert "正在计算结果" in text_of(page(ines, "draw", listed.pk))


def test_a_draw_costs_few_queries(drawn, django_assert_max_num_queries, town):
    with django_assert_max_num_queries(12):
        page(anybody(), "public", drawn.code)
    ines = town.client(town.ines)
    with django_assert_max_num_queries(30):
        page(ines, "draw", drawn.pk)
    with django_assert_max_num_queries(20):
        page(ines, "book", drawn.pk)


def test_next_door_finds_nothing_of_it(drawn, town):
    rex = town.client(town.rex)
    win = Win.objects.filter(draw=drawn).first()
    for view, pk in (("draw", drawn.pk), ("book", drawn.pk), ("win", win.pk), ("book_xlsx", drawn.pk)):
        assert page(rex, view, pk).status_code == 404
    assert send(rex, "counter", code=code_of(win)).status_code == 422
