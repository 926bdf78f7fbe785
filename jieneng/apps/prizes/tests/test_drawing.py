"""A draw from its promise to its result: what is published when, once only, and anybody can work it out again."""

import json
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from jieneng.apps.prizes import actions
from jieneng.apps.prizes.keeping import pseudonym_of, secret_of
from jieneng.apps.prizes.models import DRAWN, LISTED, DrawNumber, Entrant, Result, Unit, Win
from jieneng.apps.prizes.promise import promised_rules
from jieneng.apps.prizes.queries.public import lines_of, proof_of
from jieneng.apps.prizes.tests.conftest import DIGITS
from jieneng.core.audit.models import Entry
from jieneng.core.campaigns.tallying import tallied
from jieneng.core.facts.folding import fold_all
from jieneng.core.facts.verify import verify
from jieneng.core.jobs.models import Outbox
from jieneng.engine.draws.commitment import opens
from jieneng.engine.draws.entrants import holds
from jieneng.engine.draws.ranking import outcome
from jieneng.ui.refusals import Refused


def test_what_is_promised_can_be_opened_later_and_only_by_its_secret(promised):
    assert opens(promised.commitment, secret_of(promised), promised_rules(promised))
    assert secret_of(promised).hex() not in (promised.sealed, promised.rules)
    assert Unit.objects.filter(prize__draw=promised).count() == 6
    assert Outbox.objects.get().due_at > promised.closes_at


def test_nothing_promised_can_be_changed(promised, terms, town):
    with pytest.raises(Refused, match="prizes-promised"):
        actions.change(promised, terms(prizes=[("汽车", 1)]), edit_no=0, by=town.ines)
    with pytest.raises(Refused, match="prizes-promised"):
        actions.publish(promised, edit_no=0, by=town.ines, now=promised.published_at)


def test_a_draft_is_changed_as_often_as_needed(quiz, town, terms, now):
    draw = actions.make(quiz, terms(), by=town.ines, now=now)
    changed = actions.change(draw, terms(prizes=[("伞", 9)]), edit_no=0, by=town.ines)
    assert [(prize.name, prize.stock) for prize in changed.prizes.all()] == [("伞", 9)]
    with pytest.raises(Refused, match="stale-form"):
        actions.change(draw, terms(), edit_no=0, by=town.ines)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"prizes": []}, "prizes-without-stock"),
        ({"closes_at": 0}, "prizes-closes-before"),
        ({"objections_until": 30}, "prizes-objections-short"),
        ({"number_due_at": 49}, "prizes-number-early"),
        ({"number_where": ""}, "prizes-number-unnamed"),
    ],
)
def test_what_would_not_be_fair_is_refused(quiz, town, terms, now, wrong, code):
    moments = {name: now + timedelta(hours=value) for name, value in wrong.items() if isinstance(value, int)}
    with pytest.raises(Refused, match=code):
        actions.make(quiz, terms(**wrong | moments), by=town.ines, now=now)


def test_rules_are_published_before_the_opening_or_not_at_all(quiz, town, terms, now):
    draw = actions.make(quiz, terms(), by=town.ines, now=now)
    with pytest.raises(Refused, match="prizes-opened-already"):
        actions.publish(draw, edit_no=0, by=town.ines, now=draw.opens_at)


def test_the_database_too_wants_the_promise_before_the_opening(promised):
    """The guard behind the guard: without the action the constraint refuses."""
    with pytest.raises(IntegrityError), transaction.atomic():
        type(promised).objects.filter(pk=promised.pk).update(published_at=promised.opens_at)


def test_an_activity_without_registered_players_has_no_draw(town, terms, now, quiz):
    content_kind = type(quiz).objects.create(campaign=quiz.campaign, ord=9, kind="anti_food_waste", title="光盘行动")
    draw = actions.make(content_kind, terms(), by=town.ines, now=now)
    with pytest.raises(Refused, match="prizes-no-players"):
        actions.publish(draw, edit_no=0, by=town.ines, now=now)


def test_only_who_signs_publishes(quiz, town, terms, now):
    draw = actions.make(quiz, terms(), by=town.ines, now=now)
    with pytest.raises(Refused, match="not-allowed"):
        actions.publish(draw, edit_no=0, by=town.rob, now=now)


def test_the_list_holds_everybody_once_and_no_name(listed, players):
    lines = "".join(lines_of(listed, 1)).split()
    assert lines == sorted(pseudonym_of(listed, key) for key in players.of)
    assert (listed.state, listed.lists.get().n) == (LISTED, 30)
    assert not any(key in "".join(lines) for key in players.of)


def test_nobody_is_listed_before_the_close_and_nothing_is_done_twice(promised):
    assert actions.make_list(promised, now=promised.closes_at - timedelta(seconds=1)) is None
    assert actions.make_list(promised, now=promised.closes_at) is not None
    assert actions.make_list(promised, now=promised.closes_at) is None
    assert promised.lists.count() == 1


def test_everybody_can_prove_that_they_stand_in_the_list(listed, players):
    last = listed.lists.get()
    for key in players.of:
        who = pseudonym_of(listed, key)
        assert holds(who, proof_of(listed, last, who), last.root)
    assert proof_of(listed, last, "0" * 64) is None


def test_a_correction_says_why_and_makes_the_list_anew(listed, town, players):
    who = pseudonym_of(listed, "player:3")
    at = listed.closes_at + timedelta(hours=2)
    made = actions.strike(listed, who, because="非本市工作人员", by=town.ines, now=at)
    assert (made.no, made.n, made.because) == (2, 29, "非本市工作人员")
    assert who in "".join(lines_of(listed, 1))
    assert who not in "".join(lines_of(listed, 2))
    assert made.root != listed.lists.get(no=1).root
    players.of["player:99"] = town.school.path
    again = actions.relist(listed, because="补录一人", by=town.ines, now=at)
    assert (again.no, again.n) == (3, 30)
    assert who not in "".join(lines_of(listed, 3))
    assert Entry.objects.filter(action="prizes.correct").count() == 2


def test_after_the_objections_the_list_stands(listed, town):
    who = Entrant.objects.filter(draw=listed).first().pseudonym
    with pytest.raises(Refused, match="prizes-objections-over"):
        actions.strike(listed, who, because="迟了", by=town.ines, now=listed.objections_until)
    with pytest.raises(Refused, match="reason-missing"):
        actions.strike(listed, who, because=" ", by=town.ines, now=listed.closes_at)


def test_a_list_that_came_late_still_has_its_hours(promised, town):
    late = promised.objections_until - timedelta(hours=1)
    actions.make_list(promised, now=late)
    who = Entrant.objects.filter(draw=promised).first().pseudonym
    after = promised.objections_until + timedelta(hours=2)
    assert actions.strike(promised, who, because="重名", by=town.ines, now=after).no == 2


def test_the_number_needs_two_people_and_the_same_digits(listed, town):
    at = listed.number_due_at + timedelta(hours=1)
    with pytest.raises(Refused, match="prizes-number-not-due"):
        actions.enter_number(listed, DIGITS, "报", by=town.ines, now=listed.number_due_at - timedelta(seconds=1))
    with pytest.raises(Refused, match="prizes-number-form"):
        actions.enter_number(listed, "12 34", "报", by=town.ines, now=at)
    with pytest.raises(Refused, match="prizes-number-missing"):
        actions.confirm_number(listed, DIGITS, by=town.ines, now=at)
    actions.enter_number(listed, DIGITS, "报", by=town.ines, now=at)
    with pytest.raises(Refused, match="prizes-two-people"):
        actions.confirm_number(listed, DIGITS, by=town.ines, now=at)
    second = town.person("ida", "市局签发人", "city", "issuer")
    with pytest.raises(Refused, match="prizes-number-differs"):
        actions.confirm_number(listed, DIGITS[::-1], by=second, now=at)
    assert actions.draw_now(listed, now=at) is None
    actions.confirm_number(listed, DIGITS, by=second, now=at)
    assert actions.draw_now(listed, now=at) is not None


def test_the_database_too_wants_two_people(drawn, town):
    """With the action's guard switched off, the constraint holds."""
    with pytest.raises(IntegrityError), transaction.atomic():
        DrawNumber.objects.update(confirmed_by=town.rob)


def test_the_result_is_that_of_the_engine(drawn, players):
    names = tuple(sorted(pseudonym_of(drawn, key) for key in players.of))
    told = outcome(promised_rules(drawn), secret_of(drawn), DIGITS, names)
    wins = Win.objects.filter(draw=drawn).select_related("unit__prize").order_by("place")
    assert [(win.pseudonym, win.unit.prize.code) for win in wins] == [(one.entrant, one.prize) for one in told.awards]
    assert list(drawn.standing_by.values_list("pseudonym", flat=True)) == list(told.reserves)


def test_there_is_no_drawing_again(drawn, town):
    at = drawn.drawn_at + timedelta(hours=1)
    assert actions.draw_now(drawn, now=at) is None
    for again in (
        lambda: actions.enter_number(drawn, "6543210", "报", by=town.rob, now=at),
        lambda: actions.confirm_number(drawn, DIGITS, by=town.ines, now=at),
    ):
        with pytest.raises(Refused, match="prizes-drawn-already"):
            again()
    assert Result.objects.count() == 1


def test_even_with_the_state_set_back_there_is_no_second_result(drawn):
    """The state flow switched off: the unique row of the result still refuses."""
    type(drawn).objects.filter(pk=drawn.pk).update(state=LISTED)
    with pytest.raises(Refused, match="prizes-drawn-already"):
        actions.draw_now(drawn, now=drawn.drawn_at)
    assert Win.objects.count() == 6


@pytest.fixture
def published(drawn, tmp_path):
    """A stranger's empty folder with what the public pages give out: the file and the program, nothing else."""
    client = Client()
    address = reverse("prizes:public_audit", args=[drawn.code])
    (tmp_path / "audit.json").write_bytes(b"".join(client.get(address).streaming_content))
    (tmp_path / "verifier.py").write_bytes(client.get(reverse("prizes:public_verifier")).content)
    return tmp_path


def checked(folder, *noted):
    """What a Python without any of ours, without packages and without an environment says of them."""
    command = [sys.executable, "-I", "-S", "verifier.py", "audit.json", *noted]
    return subprocess.run(command, cwd=folder, env={}, capture_output=True, text=True, check=False)


def test_a_clean_python_finds_the_published_files_right(drawn, published):
    done = checked(published, drawn.commitment, drawn.lists.get().root)
    assert (done.returncode, "核对通过" in done.stdout) == (0, True), done.stdout + done.stderr
    assert checked(published, "0" * 64).returncode == 1  # another draw than the one that was promised
    path = published / "audit.json"
    said = json.loads(path.read_text())
    said["winners"][0]["entrant"] = said["winners"][1]["entrant"]
    path.write_text(json.dumps(said))
    assert checked(published).returncode == 1


def test_one_changed_byte_of_the_published_file_is_found(drawn, published):
    """A digit of what decides, one in each part: the secret, the commitment, the list, the number, the winners."""
    path = published / "audit.json"
    whole = path.read_bytes()
    for part in (b'"secret"', b'"commitment"', b'"entrants"', DIGITS.encode(), b'"winners"'):
        at = next(n for n in range(whole.index(part), len(whole)) if whole[n : n + 1].isdigit())
        other = b"1" if whole[at : at + 1] == b"0" else b"0"
        path.write_bytes(whole[:at] + other + whole[at + 1 :])
        done = checked(published, drawn.commitment, drawn.lists.get().root)
        assert (done.returncode, "不符" in done.stdout) == (1, True), (part, done.stdout + done.stderr)


def test_winners_are_counted_where_they_stand(drawn, quiz, town, now):
    fold_all(now)
    found = tallied([quiz.pk], [town.city.path, town.school.path])
    assert found[town.city.path][quiz.pk].values == {"quiz.winners": 6}
    of_school = Win.objects.filter(organization=town.school).count()
    assert found[town.school.path][quiz.pk].values.get("quiz.winners", 0) == of_school
    assert verify() == []


def test_a_win_that_was_slipped_in_is_found(drawn, now):
    fold_all(now)
    win = Win.objects.first()
    Win.objects.filter(pk=win.pk).update(category="health" if win.category != "health" else "education")
    assert verify() != []


def test_the_trail_tells_every_step(drawn):
    told = Entry.objects.filter(action__startswith="prizes.").order_by("id").values_list("action", flat=True)
    assert list(told) == [
        "prizes.make",
        "prizes.publish",
        "prizes.list",
        "prizes.enter_number",
        "prizes.confirm_number",
        "prizes.draw",
    ]
    assert drawn.state == DRAWN


def test_what_is_promised_works_itself_off_in_the_outbox(listed, town, monkeypatch):
    from jieneng.apps.prizes import promised as work  # noqa: PLC0415

    at = listed.number_due_at + timedelta(hours=1)
    actions.enter_number(listed, DIGITS, "报", by=town.rob, now=at)
    actions.confirm_number(listed, DIGITS, by=town.ines, now=at)
    work.draw({"draw": listed.pk})
    work.draw({"draw": listed.pk})
    assert Result.objects.filter(draw=listed).count() == 1


def test_next_door_sees_nothing(promised, town):
    draws = type(promised).objects
    assert draws.visible_to(town.ines).count() == 1
    assert not draws.visible_to(town.rex).exists()


def test_a_long_list_costs_few_queries(promised, players, town, django_assert_max_num_queries):
    players.of = {f"player:{n}": town.school.path for n in range(3_000)}
    with django_assert_max_num_queries(40):
        made = actions.make_list(promised, now=promised.closes_at)
    assert made.n == 3_000
    assert len(made.parts) == 12
