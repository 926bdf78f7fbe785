"""A quiz of the city in the small town: ten questions from the bank, three attempts, open for everybody."""

from datetime import timedelta

import pytest
from django.db import connections

from jieneng.apps.quiz.actions import bank
from jieneng.apps.quiz.actions import quiz as actions
from jieneng.apps.quiz.endpoint.building import to_ms
from jieneng.apps.quiz.endpoint.postgres import PostgresStore
from jieneng.apps.quiz.endpoint.rows import day_of
from jieneng.apps.quiz.endpoint.sqlite import SqliteStore
from jieneng.apps.quiz.models import HandIn
from jieneng.apps.quiz.routing import rows_alias
from jieneng.core.campaigns.actions import Content as Plan
from jieneng.core.campaigns.actions import set_up as plan
from jieneng.core.campaigns.tallying import place_of
from jieneng.engine.quizzes.papers import Rule
from jieneng.engine.quizzes.receipts import number_of, player_key

RULES = (Rule(4, "energy", 0, "single"), Rule(3, "waste"), Rule(3, "water", 1))


@pytest.fixture
def terms(now):
    """What Ines types; other tests change a part of it."""
    return actions.Content(
        title="节能知识竞答",
        opens_at=now - timedelta(hours=1),
        closes_at=now + timedelta(days=1),
        rules=RULES,
        ways=("staff", "public", "class"),
        privacy="为统计参加人数，记录所选单位，不收集姓名和电话。",
        contact="云川市机关事务管理局节能科",
    )


@pytest.fixture
def activity(town):
    """The quiz of the city's week."""
    campaign = plan(town.city, Plan("宣传周", 2025, activities=[{"kind": "quiz", "title": "云竞答"}]), by=town.ines)
    return campaign.activities.get(kind="quiz")


@pytest.fixture
def draft(activity, terms, town, now, recordings):
    recordings.get("bank", lambda: bank.fill(now=now))
    return actions.set_up(activity, terms, by=town.ines)


@pytest.fixture
def quiz(draft, town, now):
    """The same, published and running."""
    return actions.publish(draft, edit_no=0, by=town.ines, now=now)


@pytest.fixture
def handed(quiz, now):
    """handed(organization, "p1", right=8): a paper as the endpoint stores it, with so many right answers."""

    def hand(organization, name, *, right=10, ordinal=1, used_ms=300_000, at=None):
        player = player_key(quiz.key, name)
        paper = quiz.lot.paper(quiz.key, player, ordinal)
        place = place_of(organization, quiz.activity.campaign.year)
        at_ms = to_ms(at or now)
        return HandIn.objects.create(
            quiz=quiz.pk,
            player=player,
            ordinal=ordinal,
            key=f"{player}{ordinal}",
            answers=",".join(asked.key if no < right else "" for no, asked in enumerate(paper)),
            score=right,
            used_ms=used_ms,
            handed_ms=at_ms,
            day=day_of(at_ms),
            organization=organization.pk,
            route=place.route,
            category=place.category,
            receipt=number_of(quiz.key, player, ordinal),
        )

    return hand


@pytest.fixture
def loose(monkeypatch):
    """The endpoint's two tables without what makes a row single; loose("handin") counts."""
    tables = ("handin", "opening")

    def asked(sql):
        with connections[rows_alias()].cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()[0] if sql.startswith("SELECT") else None

    for table in tables:
        asked(f"CREATE TABLE loose_{table} AS SELECT * FROM quiz_{table} WHERE 1 = 0")
    for store in (PostgresStore, SqliteStore):
        monkeypatch.setattr(store, "hand_ins_table", "loose_handin")
        monkeypatch.setattr(store, "openings_table", "loose_opening")
    yield lambda table: asked(f"SELECT count(*) FROM loose_{table}")
    for table in tables:
        asked(f"DROP TABLE loose_{table}")
