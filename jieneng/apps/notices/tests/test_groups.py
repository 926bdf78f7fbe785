"""A draft parts its reporters; sent, each sort has its own day, way and form."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from jieneng.apps.notices.actions.grouping import part
from jieneng.apps.notices.actions.passing import pass_on
from jieneng.apps.notices.actions.publishing import publish
from jieneng.apps.notices.queries.groups import sizes_of
from jieneng.apps.notices.tests.cascade import again, drafted, published
from jieneng.core.collections import terms
from jieneng.engine.periods import in_beijing
from jieneng.ui.refusals import Refused

pytestmark = pytest.mark.django_db


def rows(*groups, initial=0):
    """The rows of the page as a browser sends them."""
    sent = {"_key": uuid4().hex, "groups-TOTAL_FORMS": len(groups), "groups-INITIAL_FORMS": initial}
    for n, group in enumerate(groups):
        sent |= {f"groups-{n}-{name}": value for name, value in group.items()}
    return sent


@pytest.fixture
def notice(town, now):
    return drafted(town, now)


@pytest.fixture
def two(notice):
    day = in_beijing(notice.due_at) - timedelta(days=2)
    counties = {"name": "各县（区）", "kinds": ["bureau"], "due_on": f"{day:%Y-%m-%d}", "due_time": "12:00"}
    culture = {
        "name": "市级文化单位",
        "categories": ["culture"],
        "due_on": f"{day - timedelta(days=1):%Y-%m-%d}",
        "channel": "同时报送纸质材料",
        "extra_form": "local-canteen",
    }
    return counties, culture


def test_the_page_keeps_the_groups_and_says_how_many_each_takes_in(town, notice, two):
    ines = town.client(town.ines)
    answer = ines.post(reverse("notices:groups_save", args=[notice.pk]), rows(*two))
    assert answer.status_code == 302
    sizes = sizes_of(again(notice))
    assert [(size.name, size.n) for size in sizes.groups] == [("各县（区）", 2), ("市级文化单位", 1)]
    assert sizes.n_rest == 0
    page = ines.get(reverse("notices:groups", args=[notice.pk])).content.decode()
    assert "同时报送纸质材料" in page
    shown = ines.get(reverse("notices:notice", args=[notice.pk])).content.decode()
    assert "市级文化单位：" in shown, "whoever signs sees the days of the groups"
    assert "已按填报对象分 2 组" in ines.get(reverse("notices:edit", args=[notice.pk])).content.decode()


def test_a_group_without_its_day_is_shown_again_with_what_was_typed(town, notice):
    sent = rows({"name": "各县（区）", "channel": "纸质"})
    answer = town.client(town.ines).post(reverse("notices:groups_save", args=[notice.pk]), sent)
    assert answer.status_code == 422
    assert "各县（区）" in answer.content.decode()
    assert again(notice).groups == []


def test_sent_each_sort_reports_on_its_own_terms(town, notice, two, now):
    ines = town.client(town.ines)
    ines.post(reverse("notices:groups_save", args=[notice.pk]), rows(*two))
    notice = publish(again(notice), edit_no=notice.document.edit_no, by=town.ines, now=now)
    collection = again(notice).campaign.collection
    assert terms.due_of(collection, town.school).set_by == "各县（区）"
    assert f"{in_beijing(terms.due_of(collection, town.county).at):%H:%M}" == "12:00"
    assert "canteen.diners" in terms.form_for(collection, town.library.path).fields
    report = town.client(town.cora).get(reverse("reporting:report", args=[collection.pk])).content.decode()
    assert "各县（区）" in report
    assert "同时报送纸质材料" not in report


def test_whoever_passes_on_does_not_part_again_and_nobody_parts_what_is_sent(town, now):
    first = published(town, now)
    with pytest.raises(Refused, match="notice-already-published"):
        part(first, [], by=town.ines)
    onward = pass_on(first, town.county, by=town.cora, now=now)
    with pytest.raises(Refused, match="notice-groups-not-here"):
        part(onward, [], by=town.cora)
