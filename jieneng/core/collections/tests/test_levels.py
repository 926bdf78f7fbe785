"""A level reports its part upward: once, and with a reason for each that is missing, however many there are."""

import pytest

from jieneng.core.collections.actions import confirm_level, levels
from jieneng.core.collections.actions.levels import Gap
from jieneng.core.collections.models import Confirmation
from jieneng.core.collections.tests.test_at_once import at_once
from jieneng.ui.refusals import Refused


def gaps_of(*organizations):
    return [Gap(one.pk, one.name, "abolished") for one in organizations]


@pytest.mark.django_db
def test_one_without_a_reason_is_found_behind_many_with_one(collection, town, now, monkeypatch):
    monkeypatch.setattr(levels, "_MOST_OPEN", 1)
    with pytest.raises(Refused, match="below-not-finished"):
        confirm_level(collection, town.county, gaps_of(town.county, town.school), by=town.cora, now=now)
    everyone = gaps_of(town.county, town.school, town.hospital)
    assert confirm_level(collection, town.county, everyone, by=town.cora, now=now).n_expected == 3


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_report_upward_at_once(collection, town, now):
    def report(number):
        gaps = gaps_of(town.county, town.school, town.hospital)
        confirm_level(collection, town.county, gaps, by=town.cora, now=now)
        return "reported"

    answers = at_once(3, report)
    assert sorted(answers) == ["already-reported", "already-reported", "reported"]
    assert Confirmation.objects.count() == 1
