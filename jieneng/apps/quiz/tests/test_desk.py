"""The desk: setting up, publishing what is ready, watching, ending; the bank with its versions and sheets."""

import io
import re
import uuid
from dataclasses import replace
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jieneng.apps.quiz.actions import bank
from jieneng.apps.quiz.actions import quiz as actions
from jieneng.apps.quiz.counting import count_all
from jieneng.apps.quiz.models import Extension, HandIn, Question, Quiz
from jieneng.apps.quiz.sheet import columns
from jieneng.core.audit.models import Entry
from jieneng.core.facts.folding import fold_all
from jieneng.core.jobs.outbox import do_due
from jieneng.engine.quizzes.receipts import player_key
from jieneng.rulebook import questions
from jieneng.ui.refusals import Refused


def send(client, view, /, *args, **said):
    return client.post(reverse(view, args=args), {"_key": uuid.uuid4().hex, **said})


@pytest.fixture
def ines(town):
    return town.client(town.ines)


def typed(now, **changes):
    form = {
        "title": "节能知识竞答",
        "opens_at": (now + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"),
        "closes_at": (now + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M"),
        "minutes": 10,
        "grace_s": 20,
        "n_attempts": 2,
        "n_per_day": 1,
        "pass_mark": 60,
        "ways": ["staff"],
        "contact": "节能科",
        "rule-TOTAL_FORMS": 2,
        "rule-INITIAL_FORMS": 0,
        "rule-0-topic": "water",
        "rule-0-difficulty": 1,
        "rule-0-kind": "",
        "rule-0-n": 3,
        "rule-1-n": "",
    }
    return form | changes


def test_a_quiz_is_set_up_published_and_ended_on_the_desk(ines, activity, town, now):
    bank.fill(now=now)
    assert "设置竞答" in ines.get(reverse("quiz:quizzes")).content.decode()
    assert send(ines, "quiz:make", activity.pk, **typed(now)).status_code == 302
    quiz = Quiz.objects.get()
    assert quiz.rules == [{"n": 3, "topic": "water", "difficulty": 1, "kind": ""}]
    assert "节约用水，容易，不限题型" in ines.get(reverse("quiz:quiz", args=[quiz.pk])).content.decode()
    assert send(ines, "quiz:save", quiz.pk, **typed(now, title="新名称"), edit_no=0).status_code == 302
    assert ines.get(reverse("quiz:preview", args=[quiz.pk])).content.decode().count("正确答案") >= 3
    assert send(ines, "quiz:publish", quiz.pk, edit_no=1).status_code == 302
    quiz.refresh_from_db()
    assert (quiz.state, quiz.title, len(quiz.secret)) == ("published", "新名称", 64)
    assert send(ines, "quiz:save", quiz.pk, **typed(now), edit_no=2).status_code == 409
    assert send(ines, "quiz:close", quiz.pk).status_code == 302
    trail = list(Entry.objects.filter(action__startswith="quiz.").order_by("id").values_list("action", flat=True))
    assert trail == ["quiz.set_up", "quiz.change", "quiz.publish", "quiz.close"]


def test_what_blocks_publishing_is_said_in_words(activity, terms, town, now):
    lacking = replace(terms, privacy=" ", contact="", closes_at=now - timedelta(minutes=1))
    quiz = actions.set_up(activity, lacking, by=town.ines)  # the bank is empty
    blocks = actions.readiness(quiz, now=now).blocks
    assert len(blocks) == 6
    assert "题库中符合规则的题不够：需要4道，现有0道。" in blocks
    with pytest.raises(Refused, match="quiz-not-ready"):
        actions.publish(quiz, edit_no=0, by=town.ines, now=now)
    page = town.client(town.ines).get(reverse("quiz:quiz", args=[quiz.pk])).content.decode()
    assert "须填写个人信息说明" in page
    assert re.search(r"<button[^>]*disabled[^>]*>发布", page)


def test_two_people_who_change_one_draft_are_told(draft, terms, town):
    actions.change(draft, terms, edit_no=0, by=town.ines)
    with pytest.raises(Refused, match="stale-form"):
        actions.change(draft, terms, edit_no=0, by=town.ines)


def test_only_the_organiser_does_and_only_the_line_above_sees(quiz, town):
    assert town.client(town.rex).get(reverse("quiz:quiz", args=[quiz.pk])).status_code == 404
    assert town.client(town.cora).get(reverse("quiz:quiz", args=[quiz.pk])).status_code == 404
    seen = town.client(town.root).get(reverse("quiz:quiz", args=[quiz.pk]))
    assert seen.status_code == 200
    assert "结束竞答" not in seen.content.decode()
    assert send(town.client(town.root), "quiz:close", quiz.pk).status_code == 403
    assert town.client(town.rob).get(reverse("quiz:signals", args=[quiz.pk])).status_code == 403


def test_an_activity_of_another_kind_has_no_quiz(collection, town, terms):
    live = collection.campaigns.get().activities.get(kind="watch_live")
    with pytest.raises(Refused, match="quiz-other-activity"):
        actions.set_up(live, terms, by=town.ines)


def test_more_time_is_given_by_login_or_receipt(quiz, handed, ines, town, now):
    row = handed(town.school, "p1")
    said = {"minutes": 5, "because": "视力不便"}
    assert send(ines, "quiz:extend", quiz.pk, who="nobody", **said).status_code == 422
    assert send(ines, "quiz:extend", quiz.pk, who="sam", **said).status_code == 302
    assert send(ines, "quiz:extend", quiz.pk, who=row.receipt.lower(), **said).status_code == 302
    assert set(Extension.objects.values_list("player", flat=True)) == {
        player_key(quiz.key, f"staff:{town.sam.pk}"),
        row.player,
    }
    assert send(ines, "quiz:extend", quiz.pk, who="sam", **said).status_code == 409


def test_a_class_is_added_by_the_name_of_its_school(quiz, ines, town):
    said = {"name": "高一（3）班", "n_seats": 40}
    assert send(ines, "quiz:add_class", quiz.pk, school="青岭市第一中学", **said).status_code == 422
    assert send(ines, "quiz:add_class", quiz.pk, school="望岭县第一中学", **said).status_code == 302
    of = quiz.classes.get()
    assert (of.organization, len(of.code)) == (town.school, 8)
    assert of.code in ines.get(reverse("quiz:quiz", args=[quiz.pk])).content.decode()


def test_numbers_signals_chain_and_regrade_on_the_desk(quiz, handed, ines, town, now):
    handed(town.school, "fast", used_ms=5_000)
    count_all(now)
    fold_all(now)
    page = ines.get(reverse("quiz:quiz", args=[quiz.pk])).content.decode()
    assert "参加人数" in page
    send(ines, "quiz:look", quiz.pk)
    do_due(now + timedelta(minutes=1))
    signal = quiz.signals.get()
    assert "用时过短" in ines.get(reverse("quiz:signals", args=[quiz.pk])).content.decode()
    said = {"decision": "fair", "because": "当面核实"}
    assert send(ines, "quiz:decide", quiz.pk, signal.pk, **said).status_code == 302
    assert "认定正常" in ines.get(reverse("quiz:signals", args=[quiz.pk])).content.decode()
    send(ines, "quiz:close", quiz.pk)
    Quiz.objects.update(closes_at=now - timedelta(minutes=10), opens_at=now - timedelta(days=1))
    question = next(one for one in quiz.questions.values() if one.kind == "single")
    assert send(ines, "quiz:regrade", quiz.pk, question=question.pk, right="Z", because="x").status_code == 422
    assert send(ines, "quiz:chain", quiz.pk).status_code == 302
    do_due(now + timedelta(minutes=1))
    number = HandIn.objects.get().receipt
    public = ines.get(reverse("quiz:public_chain", args=[quiz.public_code]), {"receipt": number.lower()})
    assert "这份答卷已计入" in public.content.decode()
    file = b"".join(ines.get(reverse("quiz:public_chain_file", args=[quiz.public_code])).streaming_content).decode()
    assert file.startswith(number)


def test_the_bank_is_filled_once_from_the_rulebook(db, now):
    assert bank.fill(now=now) == len(questions())
    assert bank.fill(now=now) == 0
    assert Question.objects.filter(no=1, is_latest=True).count() == len(questions())


QUESTION = {
    "topic": "water",
    "difficulty": 1,
    "kind": "single",
    "text": "本单位节水型器具普及率应达到多少？",
    "options": "80%\n90%\n100%",
    "right": "c",
    "explanation": "公共机构应全部采用节水型器具。",
    "source": "《节约用水条例》（2024年）第三十一条",
}


def test_a_question_of_ones_own_has_versions_and_is_retired(ines, town, now):
    assert send(ines, "quiz:question_add", **QUESTION).status_code == 302
    first = Question.objects.get()
    assert (first.right, first.organization) == ("C", town.city)
    assert send(ines, "quiz:question_save", first.pk, **QUESTION, because="未改").status_code == 422
    changed = QUESTION | {"text": "办公楼节水型器具普及率应达到多少？"}
    assert send(ines, "quiz:question_save", first.pk, **changed, because="改措辞").status_code == 302
    second = Question.objects.get(no=2)
    first.refresh_from_db()
    assert (first.text, first.is_latest, second.is_latest) == (QUESTION["text"], False, True)
    assert send(ines, "quiz:question_save", first.pk, **QUESTION, because="改回").status_code == 409
    assert "第1版" in ines.get(reverse("quiz:question", args=[second.pk])).content.decode()
    assert send(ines, "quiz:question_retire", second.pk, because="已过时").status_code == 302
    assert not Question.objects.offered_to(town.city).exists()


def test_the_platforms_questions_stay_and_another_citys_are_not_seen(ines, town, now):
    bank.fill(now=now)
    platform = Question.objects.first()
    assert ines.get(reverse("quiz:question_edit", args=[platform.pk])).status_code == 403
    send(town.client(town.rex), "quiz:question_add", **QUESTION)
    foreign = Question.objects.get(organization=town.city2)
    assert ines.get(reverse("quiz:question", args=[foreign.pk])).status_code == 404


def test_the_bank_is_searched_and_turned_page_by_page(ines, now):
    bank.fill(now=now)
    page = ines.get(reverse("quiz:bank"), {"topic": "law"}).content.decode()
    assert page.count('scope="row"') == 20
    first = ines.get(reverse("quiz:bank")).content.decode()
    assert first.count('scope="row"') == 30
    after = re.search(r"after=(\d+)", first)[1]
    assert ines.get(reverse("quiz:bank"), {"after": after}).content.decode().count('scope="row"') == 30


def sheet_of(rows):
    book = openpyxl.Workbook()
    book.active.append([column.label for column in columns()])
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("试题.xlsx", out.getvalue())


GOOD = ["", "节约用水", "容易", "单选", "题目一", "甲", "乙", "", "", "", "", "A", "解析", "《条例》（2024年）"]


def test_a_sheet_comes_in_whole_or_not_at_all(ines, town, now):
    bad = [*GOOD]
    bad[1], bad[4], bad[11] = "水", "题目二", "E"
    refused = send(ines, "quiz:bank_import_do", file=sheet_of([GOOD, bad, [*GOOD[:4], "", *GOOD[5:]]]))
    assert refused.status_code == 422
    page = refused.content.decode()
    for words in ("第3行“主题”只能填", "第3行“答案”应为选项字母", "第4行", "有3处需改正"):
        assert words in page
    assert not Question.objects.exists()
    two = [GOOD, [*GOOD[:3], "判断", "题目二", *[""] * 6, "正确", *GOOD[12:]]]
    assert send(ines, "quiz:bank_import_do", file=sheet_of(two)).status_code == 302
    assert Question.objects.filter(organization=town.city).count() == 2
    assert Entry.objects.get(action="quiz.question_import").changes == {"n": 2}


def test_what_is_exported_can_be_handed_in_again(ines, town, now):
    for text in ("甲题", "乙题"):
        send(ines, "quiz:question_add", **QUESTION | {"text": text})
    data = ines.get(reverse("quiz:bank_export"), {"state": "own"}).content
    again = SimpleUploadedFile("题库.xlsx", data)
    assert send(ines, "quiz:bank_import_do", file=again).status_code == 302
    assert Question.objects.count() == 2  # nothing has changed, so nothing is new
    assert ines.get(reverse("quiz:bank_template")).status_code == 200
