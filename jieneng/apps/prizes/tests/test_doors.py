"""The way from a campaign to the prizes of an activity."""

from jieneng.apps.prizes.doors import desk, public
from jieneng.core.orgs.acting import posts_of


def test_a_draw_is_set_up_where_there_are_players_and_read_once_it_is_published(quiz, town, promised, now):
    activity = promised.activity
    door = public([activity], now)[activity.pk]
    assert (door.label, door.url) == ("抽奖规则", f"/prizes/d/{promised.code}/")
    assert desk(posts_of(town.ines)[0], [activity], now)[activity.pk].url == f"/prizes/{promised.pk}/"
    assert desk(posts_of(town.cora)[0], [activity], now) == {}


def test_without_one_the_organiser_is_led_to_the_form(quiz, town, now):
    assert public([quiz], now) == {}
    assert desk(posts_of(town.ines)[0], [quiz], now)[quiz.pk].label == "设置抽奖"
