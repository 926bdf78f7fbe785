"""Opening and handing in through the endpoint: what is given, what is refused, and with which words."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from jieneng.apps.quiz.actions import bank
from jieneng.apps.quiz.actions import quiz as actions
from jieneng.apps.quiz.endpoint.app import HAND_IN, OPEN
from jieneng.apps.quiz.models import HandIn, Opening
from jieneng.apps.quiz.tests.live import Clock, answers_of, hand_in, opened, post, ticket, told
from jieneng.engine.quizzes.receipts import digest_of, player_key

pytestmark = pytest.mark.django_db(transaction=True)
MINUTE = 60_000


def test_a_paper_is_opened_answered_and_receipted(quiz, town, now):
    clock = Clock(now)

    async def story(endpoint):
        paper = await opened(endpoint, quiz, "p1", town.school)
        clock.at += 5 * MINUTE
        return paper, await hand_in(endpoint, paper)

    _, (status, receipt) = told(clock, story)
    assert status == 200
    row = HandIn.objects.get()
    asked = quiz.lot.paper(quiz.key, player_key(quiz.key, "p1"), 1)
    assert row.score == receipt["right"] == sum(one.key == "A" for one in asked)
    assert (row.used_ms, row.organization, row.route) == (5 * MINUTE, town.school.pk, town.school.path)
    assert receipt["digest"] == digest_of(row.receipt, row.key, row.answers, row.handed_ms)
    assert (receipt["number"], receipt["of"]) == (row.receipt, 10)
    assert Opening.objects.get().notice == 1


def test_no_key_and_no_number_of_the_bank_reach_the_browser(quiz, town, now):
    paper = told(Clock(now), lambda endpoint: opened(endpoint, quiz, "p1", town.school))
    assert {frozenset(question) for question in paper["questions"]} == {frozenset({"kind", "text", "options"})}
    said = json.dumps(paper, ensure_ascii=False)
    for question in quiz.questions.values():
        assert question.explanation not in said
        assert question.code not in said


def test_opening_again_gives_the_same_paper_until_it_is_handed_in(quiz, town, now):
    clock = Clock(now)

    async def story(endpoint):
        first = await opened(endpoint, quiz, "p1", town.school)
        clock.at += MINUTE
        again = await opened(endpoint, quiz, "p1", town.school)
        await hand_in(endpoint, first)
        return first, again, await opened(endpoint, quiz, "p1", town.school)

    first, again, next_one = told(clock, story)
    assert {**again, "now_ms": 0} == {**first, "now_ms": 0}
    assert (first["ordinal"], next_one["ordinal"], next_one["left"]) == (1, 2, 1)
    assert next_one["questions"] != first["questions"]


def test_attempts_end_by_person_and_by_day(activity, terms, town, now):

    bank.fill(now=now)
    made = actions.set_up(
        activity, replace(terms, n_attempts=2, n_per_day=1, closes_at=now + timedelta(days=3)), by=town.ines
    )
    quiz, clock = actions.publish(made, edit_no=0, by=town.ines, now=now), Clock(now)

    async def story(endpoint):
        codes = []
        for _ in range(3):
            for _ in range(2):
                status, answer = await post(endpoint, OPEN, {"ticket": ticket(quiz, "p1", town.school)})
                codes.append((status, answer.get("code", "given")))
                if status == 200:
                    await hand_in(endpoint, answer, key=f"{clock.at}-{'k' * 16}")
            clock.at += 24 * 60 * MINUTE
        return codes

    assert told(clock, story) == [
        (200, "given"),
        (409, "quiz-day-used"),
        (200, "given"),
        (409, "quiz-attempts-used"),
        (409, "quiz-attempts-used"),
        (409, "quiz-attempts-used"),
    ]


def test_the_clock_of_the_server_decides(quiz, town, now):
    """Fifteen minutes and thirty seconds of grace; one millisecond more is too late, and stays so."""
    clock = Clock(now)

    async def story(endpoint):
        papers = [await opened(endpoint, quiz, name, town.school) for name in ("p1", "p2")]
        clock.at += 15 * MINUTE + 30_000
        in_time = await hand_in(endpoint, papers[0])
        clock.at += 1
        late = await hand_in(endpoint, papers[1], key="l" * 32)
        return in_time[0], late, await hand_in(endpoint, papers[0])

    in_time, late, retried = told(clock, story)
    assert (in_time, late[0], late[1]["code"]) == (200, 410, "quiz-late")
    assert "没有收下" in late[1]["sentence"]
    assert retried[0] == 200  # the answer was lost on the way: the receipt is the first one, however late
    assert HandIn.objects.count() == 1


def test_papers_that_straddle_the_close(quiz, town, now):
    clock = Clock(quiz.closes_at)

    async def story(endpoint):
        clock.at -= 1_000
        paper = await opened(endpoint, quiz, "p1", town.school)
        assert paper["due_ms"] == clock.at + 1_000
        clock.at += 1_001
        refused = await post(endpoint, OPEN, {"ticket": ticket(quiz, "p2", town.school)})
        return refused, await hand_in(endpoint, paper)

    refused, kept = told(clock, story)
    assert (refused[0], refused[1]["code"]) == (410, "quiz-over")
    assert kept[0] == 200


def test_before_the_opening_nothing_is_given(quiz, town, now):
    clock = Clock(quiz.opens_at - timedelta(milliseconds=1))
    refused = told(clock, lambda endpoint: post(endpoint, OPEN, {"ticket": ticket(quiz, "p1", town.school)}))
    assert (refused[0], refused[1]["code"]) == (409, "quiz-not-open")


def test_whoever_was_given_more_time_has_it(quiz, town, now):
    clock = Clock(quiz.closes_at + timedelta(minutes=1))
    later = clock.at + 60 * MINUTE

    async def story(endpoint):
        paper = await opened(endpoint, quiz, "p1", town.school, more_minutes=15, closes_ms=later)
        assert paper["due_ms"] == clock.at + 30 * MINUTE
        clock.at += 29 * MINUTE
        return await hand_in(endpoint, paper)

    assert told(clock, story)[0] == 200


def test_another_answer_to_the_same_paper_is_answered_by_the_first_receipt(quiz, town, now):
    async def story(endpoint):
        paper = await opened(endpoint, quiz, "p1", town.school)
        return [
            await hand_in(endpoint, paper, letter="A"),
            await hand_in(endpoint, paper, letter="B"),
            await hand_in(endpoint, paper, key="o" * 32, letter="A"),
        ]

    first, other, same = told(Clock(now), story)
    assert (first[0], other[0], same[0]) == (200, 409, 200)
    assert other[1]["receipt"] == first[1] == same[1]


def test_a_key_belongs_to_one_paper(quiz, town, now):
    async def story(endpoint):
        papers = [await opened(endpoint, quiz, name, town.school) for name in ("p1", "p2")]
        return [await hand_in(endpoint, paper) for paper in papers]

    first, other = told(Clock(now), story)
    assert (first[0], other[0]) == (200, 409)
    assert "receipt" not in other[1]  # it is somebody else's


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda said: said | {"token": said["token"][:-1] + ("A" if said["token"][-1] != "A" else "B")}, "quiz-token"),
        (lambda said: said | {"token": said["token"].replace(".1.", ".2.", 1)}, "quiz-token"),
        (lambda said: said | {"token": "中"}, "quiz-token"),
        (lambda said: said | {"token": 1}, "quiz-body"),
        (lambda said: said | {"answers": said["answers"][:-1]}, "quiz-body"),
        (lambda said: said | {"answers": ["Z"] * 10}, "quiz-body"),
        (lambda said: said | {"answers": [None] * 10}, "quiz-body"),
        (lambda said: said | {"answers": "A" * 10}, "quiz-body"),
        (lambda said: said | {"key": "short"}, "quiz-body"),
        (lambda said: said | {"key": "k" * 41}, "quiz-body"),
        (lambda said: said | {"key": "k" * 15 + "\x1f"}, "quiz-body"),
        (lambda said: {"answers": []}, "quiz-body"),
        (lambda said: [], "quiz-body"),
        (lambda said: b"{", "quiz-body"),
        (lambda said: b'"' + b"x" * 20_000 + b'"', "quiz-body"),
    ],
)
def test_what_is_not_a_paper_of_ours_is_refused(quiz, town, now, change, code):
    async def story(endpoint):
        paper = await opened(endpoint, quiz, "p1", town.school)
        said = {"token": paper["token"], "key": "k" * 32, "answers": answers_of(paper)}
        return await post(endpoint, HAND_IN, change(said))

    status, answer = told(Clock(now), story)
    assert answer["code"] == code
    assert answer["sentence"]
    assert status == (403 if code == "quiz-token" else 422)
    assert not HandIn.objects.exists()


def test_a_ticket_ends(quiz, town, now):
    clock = Clock(now)
    said = {"ticket": ticket(quiz, "p1", town.school, until_ms=clock.at - 1)}
    assert told(clock, lambda endpoint: post(endpoint, OPEN, said))[0] == 403


def test_a_quiz_that_is_ended_early_takes_nothing_more_in(quiz, town, now):
    clock = Clock(now)
    early = actions.close(quiz, by=town.ines, now=now)

    async def story(endpoint):
        return await post(endpoint, OPEN, {"ticket": ticket(early, "p1", town.school)})

    assert told(clock, story)[1]["code"] == "quiz-over"


def test_when_too_many_wait_one_is_asked_to_come_again(quiz, town, now):
    async def story(endpoint):
        paper = await opened(endpoint, quiz, "p1", town.school)
        endpoint._taking._most = 0
        return await hand_in(endpoint, paper)

    status, answer = told(Clock(now), story)
    assert (status, answer["code"]) == (503, "quiz-busy")


def test_only_post_is_answered(quiz, now):
    assert told(Clock(now), lambda endpoint: post(endpoint, OPEN, {}, method="GET"))[0] == 405
