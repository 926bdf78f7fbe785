"""The way from a campaign into its quiz."""

from datetime import timedelta

from jieneng.apps.quiz.doors import desk, public
from jieneng.core.orgs.acting import posts_of


def test_everybody_is_led_to_playing_while_it_runs(quiz, activity, now):
    early, open_, over = (public([activity], now + timedelta(days=days))[activity.pk] for days in (-1, 0, 3))
    assert (early.is_open, early.note[-4:]) == (False, "开始答题")
    assert (open_.label, open_.url) == ("去答题", f"/quiz/p/{quiz.public_code}/")
    assert (over.label, over.note) == ("看结果", "答题已结束")


def test_a_draft_is_nobodys_way_but_the_organisers(draft, activity, town, now):
    assert public([activity], now) == {}
    assert desk(posts_of(town.ines)[0], [activity], now)[activity.pk].url == f"/quiz/{draft.pk}/"
    assert desk(posts_of(town.cora)[0], [activity], now) == {}


def test_where_there_is_none_one_is_set_up_by_who_may(activity, town, now):
    assert desk(posts_of(town.ines)[0], [activity], now)[activity.pk].label == "设置竞答"
    assert desk(posts_of(town.rob)[0], [activity], now) == {}
