"""Quizzes: one that runs, a draft, an activity without one, a question of one's own, a paper that was handed in."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.test import Client

from jieneng.apps.portal.tests.test_desk_sheets import book
from jieneng.apps.quiz import roster_sheet
from jieneng.apps.quiz.actions import bank, ending
from jieneng.apps.quiz.actions import quiz as actions
from jieneng.apps.quiz.actions import roster as rosters
from jieneng.apps.quiz.actions.bank import Said
from jieneng.apps.quiz.counting import count_all
from jieneng.apps.quiz.endpoint.building import to_ms
from jieneng.apps.quiz.endpoint.rows import day_of
from jieneng.apps.quiz.models import HandIn, Quiz, Roster
from jieneng.apps.quiz.sheet import columns
from jieneng.core.campaigns.actions import Content, set_up
from jieneng.core.orgs.models import Organization
from jieneng.engine.quizzes.papers import Rule
from jieneng.engine.quizzes.receipts import number_of, player_key
from tests.test_walk.examples import Sent, at, code, fields, no_fields, nothing, pk
from tests.test_walk.world import World

_QUESTION = {
    "topic": "water",
    "difficulty": 1,
    "kind": "single",
    "text": "节水型器具普及率应达到多少？",
    "options": "九成\n全部",
    "right": "B",
    "explanation": "公共机构应全部采用。",
    "source": "《节约用水条例》（2024年）第三十一条",
}


def _public(world: World) -> str:
    return str(world.quiz.public_code)


def _closed(world: World) -> str:
    return str(world.quiz_closed.public_code)


ADDRESSES = {
    "quiz:quizzes": nothing,
    "quiz:new": lambda world: {"activity": world.quiz_activity.pk},
    "quiz:make": lambda world: {"activity": world.quiz_activity.pk},
    "quiz:quiz": pk("quiz"),
    "quiz:edit": pk("quiz_draft"),
    "quiz:save": pk("quiz_draft"),
    "quiz:preview": pk("quiz_draft"),
    "quiz:publish": pk("quiz_draft"),
    "quiz:close": pk("quiz"),
    "quiz:extend": pk("quiz"),
    "quiz:add_class": pk("quiz"),
    "quiz:signals": pk("quiz"),
    "quiz:look": pk("quiz"),
    "quiz:decide": at("quiz", signal=lambda world: world.signal.pk),
    "quiz:regrade": pk("quiz_closed"),
    "quiz:chain": pk("quiz_closed"),
    "quiz:bank": nothing,
    "quiz:question_new": nothing,
    "quiz:question_add": nothing,
    "quiz:bank_export": nothing,
    "quiz:bank_template": nothing,
    "quiz:bank_import": nothing,
    "quiz:bank_import_do": nothing,
    "quiz:question": pk("question"),
    "quiz:question_edit": pk("question"),
    "quiz:question_save": pk("question"),
    "quiz:question_retire": pk("question"),
    "quiz:roster": nothing,
    "quiz:roster_template": nothing,
    "quiz:roster_import": nothing,
    "quiz:roster_import_do": nothing,
    "quiz:roster_delete": pk("roster"),
    "quiz:public": code(_public),
    "quiz:public_paper": code(_public),
    "quiz:public_receipt": code(_public, receipt=lambda world: world.paper.receipt),
    "quiz:public_qr": code(_public),
    "quiz:public_board": code(_public),
    "quiz:public_chain": code(_public),
    "quiz:public_chain_file": code(lambda world: str(world.quiz_chained.public_code)),
}
NO_DEED = {
    "quiz:public": "remembers in the browser who plays; that somebody typed a name of no roster is written down",
    "quiz:public_receipt": "a player takes the consent back, who need not be signed in; withdraw writes it down",
}


def _terms(world: World, client: Client) -> dict[str, Any]:
    draft = world.quiz_draft
    moments = {name: getattr(draft, name).strftime("%Y-%m-%dT%H:%M") for name in ("opens_at", "closes_at")}
    names = ("minutes", "grace_s", "n_attempts", "n_per_day", "pass_mark")
    rules = {"rule-TOTAL_FORMS": 1, "rule-INITIAL_FORMS": 0, "rule-0-topic": "water", "rule-0-n": 2}
    said = {name: getattr(draft, name) for name in names} | moments | rules
    return said | {"title": "改过的竞答", "ways": ["staff"], "contact": "节能科", "edit_no": draft.edit_no}


def _regrade(world: World, client: Client) -> dict[str, Any]:
    question = next(one for one in world.quiz_closed.questions.values() if one.kind == "single")
    return {"question": question.pk, "right": "A", "because": "依据修订"}


def _sheet(world: World, client: Client) -> dict[str, Any]:
    row = ["", "节约用水", "容易", "判断", "用水要计量", *[""] * 6, "正确", "条例有规定", "《节约用水条例》（2024年）"]
    return {"file": book(row, head=[column.label for column in columns()])}


def _roster_sheet(world: World, client: Client) -> dict[str, Any]:
    return {"file": book([world.school.name, "张三", ""], head=[column.label for column in roster_sheet.columns()])}


DEEDS = {
    "quiz:make": Sent("ines", _terms),
    "quiz:save": Sent("ines", _terms),
    "quiz:publish": Sent("ines", lambda world, _: {"edit_no": world.quiz_draft.edit_no}),
    "quiz:close": Sent("ines", no_fields),
    "quiz:extend": Sent("ines", fields(who="sam", minutes=5, because="视力不便")),
    "quiz:add_class": Sent("ines", lambda world, _: {"school": world.school.name, "name": "高一", "n_seats": 40}),
    "quiz:look": Sent("ines", no_fields),
    "quiz:decide": Sent("ines", fields(decision="fair", because="当面核实")),
    "quiz:regrade": Sent("ines", _regrade),
    "quiz:chain": Sent("ines", no_fields),
    "quiz:question_add": Sent("ines", fields(**_QUESTION), is_own=True),
    "quiz:question_save": Sent("ines", fields(**_QUESTION, because="改措辞")),
    "quiz:question_retire": Sent("ines", fields(because="已过时")),
    "quiz:bank_import_do": Sent("ines", _sheet, is_own=True),
    "quiz:roster_import_do": Sent("ines", _roster_sheet, is_own=True),
    "quiz:roster_delete": Sent("ines", no_fields),
}


def populate(world: World) -> None:
    bank.fill(now=world.now)
    world.made |= _quizzes(world, "quiz", world.city, world.ines, world.school)


def elsewhere(world: World) -> None:
    world.away |= _quizzes(world, "foreign_quiz", world.city2, world.rex, world.school3)


def _quizzes(world: World, name: str, where: Organization, by: Any, school: Organization) -> dict[str, Any]:
    mark, now = world.mark, world.now
    titles = [mark(f"{name}-activity-{no}", "云竞答") for no in range(5)]
    activities = [{"kind": "quiz", "title": title} for title in titles]
    plan = set_up(where, Content(mark(f"{name}-campaign", "宣传周"), 2025, activities=activities), by=by)
    free, *of = plan.activities.order_by("ord")
    terms = actions.Content(
        title=mark(f"{name}-title", "节能知识竞答"),
        opens_at=now - timedelta(hours=1),
        closes_at=now + timedelta(days=1),
        rules=(Rule(4, "energy", 0, "single"), Rule(3, "waste")),
        ways=("staff", "roster", "public", "class"),
        privacy=mark(f"{name}-privacy", "只记录所选单位"),
        contact=mark(f"{name}-contact", "节能科"),
    )
    drafts = [actions.set_up(one, replace(terms, title=f"{terms.title}{no}"), by=by) for no, one in enumerate(of)]
    running, closed, chained = [actions.publish(one, edit_no=0, by=by, now=now) for one in drafts[1:]]
    paper = _handed_in(world, running, school)
    _handed_in(world, chained, school)
    count_all(now)
    actions.add_class(running, school, mark(f"{name}-c", "班"), 40, by=by)
    more = actions.More(5, None, mark(f"{name}-extension", "视力不便"))
    actions.extend(running, player_key(running.key, "staff:1"), more, by=by, now=now)
    ending.ask_for_signals(running, by=by, now=now)
    ending.find_signals({"quiz": running.pk})
    long_ago = {"opens_at": now - timedelta(days=2), "closes_at": now - timedelta(hours=3)}
    for one in (closed, chained):
        actions.close(one, by=by, now=now)
        Quiz.objects.filter(pk=one.pk).update(**long_ago)
    ending.make_chain({"quiz": chained.pk})
    rosters.hand_in(where, [rosters.Listed(school, "张三", "13800005678")], by=by, now=now)
    said = Said("water", 1, "single", **_said(world, name))
    return {
        "quiz_activity": free,
        "quiz_draft": drafts[0],
        "quiz": running,
        "quiz_closed": Quiz.objects.get(pk=closed.pk),
        "quiz_chained": Quiz.objects.get(pk=chained.pk),
        "paper": paper,
        "roster": Roster.objects.get(organization=school),
        "signal": running.signals.get(),
        "question": bank.add(where, said, by=by, now=now),
    }


def _said(world: World, name: str) -> dict[str, Any]:
    mark = world.mark
    return {
        "text": mark(f"{name}-question", "本单位用水定额是多少？"),
        "options": (mark(f"{name}-option", "十立方米"), "二十立方米"),
        "right": "A",
        "explanation": mark(f"{name}-explanation", "定额由上级下达"),
        "source": mark(f"{name}-source", "《用水定额》（2024年）"),
    }


def _handed_in(world: World, quiz: Quiz, school: Organization) -> HandIn:
    player, at_ms = player_key(quiz.key, "public:1"), to_ms(world.now)
    return HandIn.objects.create(
        quiz=quiz.pk,
        player=player,
        ordinal=1,
        key=f"{quiz.pk}-{player}"[:40],
        answers=",".join("A" * quiz.n_questions),
        score=2,
        used_ms=5_000,
        handed_ms=at_ms,
        day=day_of(at_ms),
        organization=school.pk,
        route=school.path,
        category=school.category,
        receipt=number_of(quiz.key, player, 1),
    )
