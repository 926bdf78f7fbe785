"""What in a plan and in its days conflicts, as the one who drafts sees it."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from jieneng.apps.notices.actions.drafting import draft
from jieneng.apps.notices.paper.layout import body_of
from jieneng.apps.notices.paper.stated import differing
from jieneng.core.campaigns.actions import Content, set_up

pytestmark = pytest.mark.django_db
HALL = {"kind": "launch", "place": "市政大楼报告厅", "start_date": date(2025, 6, 23), "start_time": time(9)}


def test_conflicts_of_the_plan_and_of_the_day_stand_above_the_draft(town):
    activities = [{**HALL, "title": "启动仪式"}, {**HALL, "title": "专题讲座"}]
    campaign = set_up(town.city, Content(title="节能宣传周", year=2025, activities=activities), by=town.ines)
    notice = draft(campaign, by=town.ines)
    notice.due_at = datetime(2025, 6, 28, 17, tzinfo=ZoneInfo("Asia/Shanghai"))
    notice.save(update_fields=["due_at"])
    ines = town.client(town.ines)
    shown = ines.get(reverse("notices:edit", args=[notice.pk])).content.decode()
    assert "同时使用市政大楼报告厅" in shown
    assert "是休息日" in shown
    assert "同时使用" in ines.get(reverse("notices:campaign", args=[campaign.pk])).content.decode()
    above = town.client(town.root).get(reverse("notices:campaign", args=[campaign.pk])).content.decode()
    assert "同时使用" not in above


def test_a_day_in_the_text_that_is_not_the_kept_one_is_pointed_out(town):
    campaign = set_up(town.city, Content(title="节能宣传周", year=2025), by=town.ines)
    notice = draft(campaign, by=town.ines)
    notice.due_at = datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("Asia/Shanghai"))
    notice.document.body = body_of("", "请于7月4日（星期五）17:00前填报活动情况。", [])
    notice.document.save(update_fields=["body"])
    notice.save(update_fields=["due_at"])
    ines = town.client(town.ines)
    for name in ("notices:notice", "notices:edit"):
        page = ines.get(reverse(name, args=[notice.pk])).content.decode()
        assert "正文要求7月4日（星期五）前报送，下级截止是7月3日（星期四）17:00" in page, name
    assert differing("请于7月3日前报送，于2月30日前报送，6月25日前举办。", [notice.due_at]) == []
