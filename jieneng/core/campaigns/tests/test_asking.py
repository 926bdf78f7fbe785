"""What a report is called, so that two of one year are told apart in every list."""

from datetime import timedelta

import pytest

from conftest import TODAY
from jieneng.core.campaigns.actions import Content, ask_for_report, set_up
from jieneng.core.collections.actions.opening import Terms
from jieneng.core.orgs.models import Audience

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("2025年公共机构节能宣传周", "2025年节能宣传周情况报告"),
        ("2025年随手关专项行动", "2025年随手关专项行动情况报告"),
    ],
)
def test_a_report_carries_the_name_of_its_campaign(town, now, title, expected):
    campaign = set_up(
        town.city, Content(title=title, year=2025, activities=[{"kind": "launch", "title": "启动"}]), by=town.ines
    )
    days = {"period_start": TODAY, "period_end": TODAY, "opens_at": now, "due_at": now + timedelta(days=10)}
    audience = Audience.objects.create(root=town.city, root_path=town.city.path)
    assert ask_for_report(campaign, audience, Terms(year=2025, **days), by=town.ines).title == expected
