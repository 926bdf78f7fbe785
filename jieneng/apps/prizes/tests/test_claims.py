"""The hand-out book: by code, with consent, enciphered, signed for; forfeits go on, data end."""

import base64
import io
from datetime import timedelta

import pytest
from python_calamine import CalamineWorkbook

from jieneng.apps.prizes import actions
from jieneng.apps.prizes.actions.handing import is_allowed, person_of
from jieneng.apps.prizes.keeping import CODE_LENGTH, CODE_LETTERS, code_form, code_of, pseudonym_of, secret_of
from jieneng.apps.prizes.loop import once_more
from jieneng.apps.prizes.models import CLAIMED, FORFEITED, HANDED, WON, Claim, CodeTry, Win
from jieneng.apps.prizes.promise import promised_rules
from jieneng.apps.prizes.queries.desk import book_sheet
from jieneng.apps.prizes.tests.conftest import ADDRESS, DIGITS
from jieneng.core.audit.models import Entry
from jieneng.core.facts.verify import verify
from jieneng.engine.draws.entrants import in_order
from jieneng.engine.draws.ranking import holders, outcome
from jieneng.rulebook import prize_rules
from jieneng.ui.refusals import Refused

VERSION = prize_rules().notice.version
NAME, PHONE = "张三丰", "13800005678"


@pytest.fixture
def win(drawn):
    return Win.objects.filter(draw=drawn).select_related("draw__organization", "unit__prize").first()


@pytest.fixture
def claimed(win, drawn):
    actions.claim(win, name=NAME, phone=PHONE, version=VERSION, now=drawn.drawn_at)
    win.refresh_from_db()
    return win


def test_a_code_has_sixty_bits_and_is_found_however_it_is_typed(win, drawn):
    assert len(CODE_LETTERS) ** CODE_LENGTH >= 2**60
    code = code_of(win)
    assert len(code_form(code)) == CODE_LENGTH
    for typed in (code, code.lower(), code.replace(" ", "-"), f"  {code}  "):
        assert actions.find_by_code(typed, address=ADDRESS, now=drawn.drawn_at) == win


def test_the_code_stands_nowhere_in_the_clear(win):
    code = code_form(code_of(win))
    assert code not in str(Win.objects.values().get(pk=win.pk))


def test_whoever_tries_codes_is_stopped_for_an_hour_and_others_are_not(win, drawn):
    at = drawn.drawn_at
    for n in range(prize_rules().limits.wrong_codes_per_hour):
        assert actions.find_by_code(f"AAAAAAAAAAA{n:02}", address=ADDRESS, now=at) is None
    with pytest.raises(Refused, match="prizes-codes-too-many"):
        actions.find_by_code(code_of(win), address=ADDRESS, now=at)
    assert actions.find_by_code(code_of(win), address="198.51.100.4", now=at) == win
    assert actions.find_by_code(code_of(win), address=ADDRESS, now=at + timedelta(hours=1, seconds=1)) == win
    assert ADDRESS not in str(list(CodeTry.objects.values()))


def test_what_a_winner_leaves_is_enciphered_and_says_which_notice_was_read(claimed):
    kept = Claim.objects.get(win=claimed)
    stored = str(Claim.objects.values().get())
    assert NAME not in stored
    assert PHONE not in stored
    assert NAME.encode() not in base64.b64decode(kept.name_kept)
    assert (kept.notice_version, claimed.state) == (VERSION, CLAIMED)
    assert person_of(kept) == {"name": NAME, "phone": PHONE}
    entry = Entry.objects.get(action="prizes.claim")
    assert NAME not in str(entry.changes) + entry.thing_name
    assert entry.org_path == claimed.draw.org_path


def test_a_claim_copied_to_another_row_is_not_read(claimed, drawn):
    other = Win.objects.filter(draw=drawn).exclude(pk=claimed.pk).first()
    actions.claim(other, name="李四", phone="13900001234", version=VERSION, now=drawn.drawn_at)
    mine = Claim.objects.get(win=claimed)
    Claim.objects.filter(win=other).update(name_kept=mine.name_kept)
    assert person_of(Claim.objects.get(win=other))["name"] == ""


def test_another_notice_than_the_present_one_is_not_agreed_to(win, drawn):
    with pytest.raises(Refused, match="prizes-notice-changed"):
        actions.claim(win, name=NAME, phone=PHONE, version="2019-01", now=drawn.drawn_at)


def test_too_late_is_too_late(win):
    with pytest.raises(Refused, match="prizes-claim-late"):
        actions.claim(win, name=NAME, phone=PHONE, version=VERSION, now=win.claim_until + timedelta(seconds=1))


def test_taking_the_consent_back_is_one_step_and_loses_no_prize(claimed, drawn):
    actions.withdraw(claimed, now=claimed.claim_until)
    kept, win = Claim.objects.get(win=claimed), Win.objects.get(pk=claimed.pk)
    assert (kept.name_kept, kept.phone_kept, win.state) == ("", "", WON)
    assert kept.withdrawn_at
    assert win.claim_until > claimed.claim_until
    actions.claim(win, name=NAME, phone=PHONE, version=VERSION, now=claimed.claim_until)
    assert Win.objects.get(pk=win.pk).state == CLAIMED


def test_handed_out_against_code_and_the_last_digits(claimed, town, drawn):
    code = code_of(claimed)
    common = {"signed_by": "self", "by": town.rob, "now": drawn.drawn_at}
    with pytest.raises(Refused, match="prizes-code-wrong"):
        actions.hand_out(claimed, code="AAAAA AAAAA AAA", tail="5678", **common)
    with pytest.raises(Refused, match="prizes-tail-wrong"):
        actions.hand_out(claimed, code=code, tail="1111", **common)
    handed = actions.hand_out(claimed, code=code, tail="5678", **common)
    assert (handed.state, handed.signed_by, handed.handed_by) == (HANDED, "self", town.rob)
    with pytest.raises(Refused, match="prizes-handed-already"):
        actions.hand_out(claimed, code=code, tail="5678", **common)


def test_who_left_no_number_gets_the_prize_by_the_code_alone(win, town, drawn):
    done = actions.hand_out(win, code=code_of(win), tail="", signed_by="deputy", by=town.rob, now=drawn.drawn_at)
    assert done.state == HANDED
    assert not Claim.objects.exists()


def test_strangers_hand_nothing_out(claimed, town, drawn):
    for action in (
        lambda: actions.hand_out(
            claimed, code=code_of(claimed), tail="5678", signed_by="self", by=town.sam, now=drawn.drawn_at
        ),
        lambda: actions.forfeit(claimed, because="弃", by=town.rob, now=drawn.drawn_at),
        lambda: actions.allow_person(claimed, because="看", by=town.rob, now=drawn.drawn_at),
    ):
        with pytest.raises(Refused, match="not-allowed"):
            action()


def test_forfeits_go_to_the_next_reserve_as_the_engine_says(drawn, town, players):
    at = drawn.drawn_at
    first, second = Win.objects.filter(draw=drawn).order_by("place")[:2]
    actions.decline(first, now=at)
    following = actions.forfeit(second, because="来电放弃", by=town.ines, now=at)
    assert following.how == "reserve"
    called = Win.objects.get(pseudonym=drawn.standing_by.get(ord=1).pseudonym)
    actions.decline(called, now=at)
    rules = promised_rules(drawn)
    names = in_order(pseudonym_of(drawn, key) for key in players.of)
    secret = secret_of(drawn)
    given_up = list(Win.objects.filter(state=FORFEITED).order_by("forfeit_no").values_list("pseudonym", flat=True))
    told = holders(outcome(rules, secret, DIGITS, names), rules.units, given_up)
    held = {
        (win.unit.prize.code, win.pseudonym)
        for win in Win.objects.exclude(state=FORFEITED).select_related("unit__prize")
    }
    assert held == {(one.prize, one.entrant) for one in told if one.entrant}
    assert verify() == []


def test_with_the_reserves_used_up_a_prize_stays_free(drawn):
    for _ in range(5):
        win = Win.objects.filter(draw=drawn).exclude(state=FORFEITED).order_by("id").first()
        actions.decline(win, now=drawn.drawn_at)
    assert Win.objects.exclude(state=FORFEITED).count() == 5
    assert not drawn.standing_by.filter(called_at__isnull=True).exists()


def test_who_does_not_come_forward_in_time_makes_room(claimed, drawn):
    """The one who has claimed keeps it; the five others go on, and four are there for them."""
    after = claimed.claim_until + timedelta(minutes=1)
    assert once_more(after) >= 5
    assert Win.objects.get(pk=claimed.pk).state == CLAIMED
    assert Win.objects.filter(how="reserve", state=WON).count() == 4
    assert Win.objects.filter(state=FORFEITED, because="逾期未登记").count() == 5
    assert once_more(after) == 0


def test_forfeiting_ends_the_data_at_once(claimed, town, drawn):
    actions.forfeit(claimed, because="来电放弃", by=town.ines, now=drawn.drawn_at)
    kept = Claim.objects.get()
    assert (kept.name_kept, kept.phone_kept) == ("", "")


def test_names_end_some_days_after_the_hand_out_and_the_row_stays(claimed, town, drawn):
    at = drawn.drawn_at
    actions.hand_out(claimed, code=code_of(claimed), tail="5678", signed_by="self", by=town.rob, now=at)
    actions.purge(at + timedelta(days=89))
    assert Claim.objects.get().name_kept
    actions.purge(at + timedelta(days=90, minutes=1))
    kept = Claim.objects.get()
    assert (kept.name_kept, kept.phone_kept) == ("", "")
    assert kept.purged_at
    assert Entry.objects.filter(action="prizes.purge").count() == 1


def test_what_a_backup_brought_back_is_purged_again(claimed, town, drawn):
    at = drawn.drawn_at
    actions.hand_out(claimed, code=code_of(claimed), tail="5678", signed_by="self", by=town.rob, now=at)
    saved = Claim.objects.values("name_kept", "phone_kept", "purged_at").get()
    actions.purge(at + timedelta(days=91))
    Claim.objects.update(**saved)
    actions.purge(at + timedelta(days=92))
    assert Claim.objects.get().phone_kept == ""


def test_the_salt_goes_last(claimed, town, drawn):
    at = drawn.drawn_at
    for _ in range(3):
        once_more(at + timedelta(days=30))
        once_more(at + timedelta(days=60))
    actions.hand_out(claimed, code=code_of(claimed), tail="5678", signed_by="self", by=town.rob, now=at)
    actions.purge(at + timedelta(days=200))
    drawn.refresh_from_db()
    assert drawn.salt == ""
    assert pseudonym_of(drawn, "player:1") is None


def test_a_whole_name_is_seen_for_a_reason_by_one_person_for_some_minutes(claimed, town, drawn, now):
    with pytest.raises(Refused, match="reason-missing"):
        actions.allow_person(claimed, because=" ", by=town.ines, now=now)
    entry = actions.allow_person(claimed, because="电话通知领奖", by=town.ines, now=now)
    seen = {"thing": claimed, "by": town.ines}
    assert is_allowed(entry.pk, "prizes.unmask", **seen, now=now)
    assert not is_allowed(entry.pk, "prizes.unmask", **seen, now=now + timedelta(minutes=11))
    assert not is_allowed(entry.pk, "prizes.unmask", thing=claimed, by=town.cora, now=now)
    assert not is_allowed(entry.pk, "prizes.export", **seen, now=now)


def test_nobody_looks_at_more_than_so_many_a_day(claimed, town, now):
    for _ in range(prize_rules().limits.unmasked_per_day):
        actions.allow_person(claimed, because="通知", by=town.ines, now=now)
    with pytest.raises(Refused, match="prizes-unmasked-too-many"):
        actions.allow_person(claimed, because="通知", by=town.ines, now=now)


def test_the_book_as_a_sheet_is_masked_and_no_cell_is_a_formula(win, drawn):
    actions.claim(win, name="=1+1", phone=PHONE, version=VERSION, now=drawn.drawn_at)
    masked, whole = (str(_cells(book_sheet(drawn, is_whole=flag))) for flag in (False, True))
    assert "138****5678" in masked
    assert PHONE not in masked
    assert PHONE in whole
    assert "=1+1" in whole


def _cells(data):
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
