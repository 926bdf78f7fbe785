"""Watch: a viewer counts once and each minute once; a hall counts as it is entered last."""

from datetime import timedelta

import pytest

from jieneng.apps.attendance.actions import watching
from jieneng.apps.attendance.actions.halls import Said, enter_hall
from jieneng.apps.attendance.actions.holding import open_session, set_up
from jieneng.apps.attendance.models import HallCount, Minute, Question, Viewer
from jieneng.core.campaigns.tallying import tallied_alone
from jieneng.core.collections.actions import accept, submit
from jieneng.core.facts.folding import fold_all
from jieneng.core.facts.verify import verify
from jieneng.ui.refusals import Refused


@pytest.fixture
def viewer(live, town, early):
    return watching.join(live, town.school, "k" * 32, person=None, now=early)


def values(session, organization, now):
    fold_all(now)
    return tallied_alone([session.activity_id], organization.path)[session.activity_id].values


def test_a_viewer_counts_with_the_first_minute_and_each_minute_once(live, viewer, town, noon, now):
    assert Viewer.objects.get().day is None
    for seconds in (1, 30, 61, 62, 150):
        watching.watched(viewer, now=noon + timedelta(seconds=seconds))
    assert Minute.objects.count() == 3
    assert values(live, town.school, now) == {"watch_live.viewers": 1, "watch_live.minutes": 3}
    assert verify() == []
    Minute.objects.last().delete()
    assert verify() != []


def test_nothing_counts_before_it_begins_or_after_it_ends(live, viewer, noon, early):
    assert not watching.watched(viewer, now=early)
    assert not watching.watched(viewer, now=noon + timedelta(hours=2))
    assert not Minute.objects.exists()


def test_coming_back_is_the_same_viewer(live, viewer, town, noon):
    again = watching.join(live, town.school, viewer.key, person=None, now=noon)
    assert again == viewer
    own = watching.join(live, town.school, watching.key_of(town.sam), person=town.sam, now=noon)
    assert own.person == town.sam


def test_who_is_not_of_its_range_does_not_come_in(live, town, noon):
    with pytest.raises(Refused, match="session-not-invited"):
        watching.join(live, town.school3, "x" * 32, person=None, now=noon)


def hall(live, town, picture, n, *, last_no=0, now, **said):
    return enter_hall(live, town.school, Said("礼堂", n, **said), picture, last_no=last_no, by=town.sam, now=now)


def test_a_hall_counts_with_its_people(live, town, picture, noon, now):
    hall(live, town, picture, 200, now=noon)
    assert values(live, town.school, now) == {
        "watch_live.halls": 1,
        "watch_live.viewers": 200,
        "watch_live.hall_viewers": 200,
    }
    assert verify() == []


def test_a_new_version_corrects_and_the_former_stays(live, town, picture, noon, now):
    hall(live, town, picture, 200, now=noon)
    with pytest.raises(Refused, match="reason-missing"):
        hall(live, town, picture, 180, last_no=1, now=noon)
    hall(live, town, picture, 180, last_no=1, because="重复计数", now=noon)
    assert [one.n for one in HallCount.objects.order_by("no")] == [200, 180]
    assert values(live, town.school, now)["watch_live.viewers"] == 180
    hall(live, town, picture, 0, last_no=2, because="误报", now=noon)
    assert values(live, town.school, now) == {}
    assert verify() == []
    with pytest.raises(Refused, match="stale-form"):
        hall(live, town, picture, 9, last_no=1, because="再报", now=noon)
    HallCount.objects.filter(no=3).update(n=5)
    assert verify() != []


def test_more_people_than_the_unit_has_are_asked_about(collection, town, raw, picture, now, terms, early, noon):

    activity = collection.campaigns.get().activities.get(kind="watch_live")
    live = open_session(set_up(activity, terms(counts_halls=True), by=town.ines, now=early), by=town.ines, now=early)
    accept(
        submit(collection, town.school, raw, draft_no=0, by=town.sam, now=now, confirmed=True), by=town.cora, now=now
    )
    with pytest.raises(Refused, match="hall-implausible") as refused:
        hall(live, town, picture, 121, now=noon)
    assert refused.value.facts["most"] == 120
    hall(live, town, picture, 121, is_sure=True, now=noon)


def test_a_class_counts_as_a_lesson_with_its_pupils(held, town, picture, noon, now):
    session = held("class_activity", counts_halls=True)
    hall(session, town, picture, 45, now=noon)
    assert values(session, town.school, now) == {"class_activity.sessions": 1, "class_activity.attendances": 45}


def test_questions_are_answered_or_hidden(live, viewer, town, noon):
    asked = watching.ask(viewer, "如何更换水龙头？", "key-1", now=noon)
    assert watching.ask(viewer, "如何更换水龙头？", "key-1", now=noon) == asked
    watching.hide(asked, by=town.ines, now=noon)
    watching.answer(asked, "联系后勤部门。", by=town.ines, now=noon)
    asked.refresh_from_db()
    assert (asked.hidden_at, asked.answer) == (None, "联系后勤部门。")
    with pytest.raises(Refused, match="not-allowed"):
        watching.answer(asked, "不行", by=town.cora, now=noon)
    for n in range(watching.MOST_OPEN):
        watching.ask(viewer, "问", f"more-{n}", now=noon)
    with pytest.raises(Refused, match="questions-too-many"):
        watching.ask(viewer, "问", "more-9", now=noon)
    assert Question.objects.count() == 1 + watching.MOST_OPEN
