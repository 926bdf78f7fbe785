"""The way from a campaign into its sessions."""

from datetime import timedelta

from jieneng.apps.attendance.actions.holding import open_session, set_up
from jieneng.apps.attendance.doors import desk, public
from jieneng.core.orgs.acting import posts_of


def test_a_live_page_is_entered_once_its_session_is_open(plan, terms, town, noon):
    live = plan["watch_live"]
    assert desk(posts_of(town.ines)[0], plan.values(), noon)[live.pk].label == "设置场次"
    session = set_up(live, terms(has_live=True), by=town.ines, now=noon)
    assert public(plan.values(), noon) == {}
    session = open_session(session, by=town.ines, now=noon - timedelta(hours=3))
    early, running, over = (public(plan.values(), noon + timedelta(hours=n))[live.pk] for n in (-1, 1, 3))
    assert "开始" in early.note
    assert (running.label, running.url) == ("看直播", f"/attendance/live/{session.code}/")
    assert (over.label, over.note) == ("看资料", "直播已结束")
    assert desk(posts_of(town.ines)[0], plan.values(), noon)[live.pk].url == f"/attendance/{session.pk}/"
    assert desk(posts_of(town.cora)[0], plan.values(), noon) == {}
