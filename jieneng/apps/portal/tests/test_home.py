"""The home page: what is owed, the two weeks, who below has not reported."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jieneng.apps.portal.queries import home
from jieneng.core.agenda import registry
from jieneng.core.agenda.registry import Entry
from jieneng.core.collections.actions import submit
from jieneng.core.collections.models import Collection, LocalTerms
from jieneng.core.facts.folding import fold_all
from jieneng.core.orgs.acting import posts_of


@pytest.fixture
def owed(monkeypatch):
    """Only these entries are owed."""
    found = []
    monkeypatch.setattr(registry, "_providers", {"test": lambda acting, now: found})
    return found


def entry(due_at, kind="填报", title="宣传周情况报告"):
    return Entry(due_at, kind, title, "还没有填", "市局", "/somewhere", "填报")


def acting(person):
    return posts_of(person)[0]


def test_entries_stand_in_groups_by_their_day(town, owed, now):
    owed += [entry(now + timedelta(days=20)), entry(now - timedelta(hours=1)), entry(None), entry(now)]
    groups = home(acting(town.sam), now).groups
    assert [group.title.split("　")[0] for group in groups] == ["已逾期", "今天", "下周及以后", "不限时间"]


def test_the_filter_keeps_the_counts(town, owed, now):
    owed += [entry(now, "填报"), entry(now, "签收"), entry(now, "签收")]
    page = home(acting(town.sam), now, "签收")
    assert dict(page.kinds) == {"签收": 2, "填报": 1}
    assert [len(group.entries) for group in page.groups] == [2]


def test_the_strip_has_two_weeks_from_monday(town, owed, now):
    owed.append(entry(now))
    strip = home(acting(town.sam), now).strip
    assert len(strip) == 14
    assert strip[0].weekday in ("周一", "今天")
    today = strip[timezone.localdate(now).weekday()]
    assert (today.weekday, today.titles) == ("今天", ("填报：宣传周情况报告",))


def test_a_bureau_sees_who_below_has_not_reported(collection, town, owed, now, raw):
    submit(collection, town.school, raw, draft_no=0, by=town.sam, now=now)
    fold_all(now)
    below = home(acting(town.cora), now).below
    assert [(part.n_handed_in, part.n_expected, part.n_missing) for part in below] == [(1, 3, 2)]
    assert "已报 1/3，未报 2 家：" in below[0].sentence
    assert "望岭县人民医院" in below[0].sentence


def test_the_sentence_chases_by_the_levels_own_day(collection, town, owed, now):
    own = now + timedelta(days=4)
    LocalTerms.objects.create(collection=collection, organization=town.county, org_path=town.county.path, due_at=own)
    (below,) = home(acting(town.cora), now).below
    day = timezone.localdate(own)
    assert f"请于{day.month}月{day.day}日" in below.sentence
    (below,) = home(acting(town.cora), own + timedelta(days=1)).below
    assert below.sentence.endswith("已过截止时间，请尽快上报。")


def test_what_nobody_closes_does_not_stay_for_ever(collection, town, owed, now):
    Collection.objects.update(opens_at=now - timedelta(days=90), due_at=now - timedelta(days=61))
    assert home(acting(town.cora), now).below == ()


def test_a_unit_has_nobody_below(collection, town, owed, now):
    assert home(acting(town.sam), now).below == ()


def test_the_strip_says_what_is_to_be_done_before_the_title(town, owed, now):
    owed.append(entry(now, "催报", "2025年节能宣传周情况报告"))
    assert [day.titles for day in home(acting(town.cora), now).strip if day.titles] == [("催报：节能宣传周情况报告",)]


def test_who_keeps_the_register_sees_no_figures_and_no_way_to_them(collection, town, owed, now):
    assert home(acting(town.ada), now).below == ()
    page = town.client(town.ada).get("/").content.decode()
    assert "组织与人员" in page
    assert "/reporting/" not in page
    assert "/notices/" not in page


def test_the_page_is_shown_and_an_empty_one_says_what_will_come(town, owed):
    page = town.client(town.sam).get("/").content.decode()
    assert "暂无待办" in page
    assert "望岭县第一中学" in page


def test_a_stranger_is_led_to_the_sign_in(client, db):
    assert client.get("/").headers["Location"].startswith("/people/sign-in")


def test_someone_without_a_post_is_told_so(town, django_user_model):
    person = django_user_model.objects.make("nobody", "无岗位")
    person.must_change_password = False
    person.save()
    response = town.client(person).get("/")
    assert response.status_code == 403
    assert "没有任何单位的角色" in response.content.decode()


def test_home_has_a_bounded_number_of_queries(collection, town, django_assert_max_num_queries):
    client = town.client(town.cora)
    client.get("/")
    with django_assert_max_num_queries(38):
        client.get("/")


def test_an_administrator_without_anything_to_do_is_led_to_the_desk(town, owed):
    page = town.client(town.ada).get("/").content.decode()
    assert "单位和账号在“组织与人员”中建立" in page


def test_a_bureau_is_offered_to_read_a_notice_in(town, owed):
    assert 'href="/notices/uppers/new/"' in town.client(town.cora).get("/").content.decode()
    assert 'href="/notices/uppers/new/"' not in town.client(town.sam).get("/").content.decode()
