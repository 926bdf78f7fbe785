"""The demo's clock: it stands still while an event is played, and goes on from where it was kept."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from jieneng.config import clock
from jieneng.core.audit.actions import record

THEN = datetime(2025, 7, 8, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def folder(settings, tmp_path, monkeypatch):
    settings.VAR = tmp_path
    monkeypatch.setattr(timezone, "now", timezone.now)  # whatever a test sets is put back


def test_an_event_is_played_at_its_hour():
    before = timezone.now
    with clock.at(THEN):
        assert timezone.now() == THEN
    assert timezone.now is before


def test_without_a_demo_the_clock_is_the_machines(folder):
    assert not clock.follow()
    assert timezone.now() > THEN + timedelta(days=300)


@pytest.mark.django_db
def test_an_installation_with_a_demo_goes_on_from_its_end(folder, settings):
    clock.keep(THEN, brief="x")
    assert clock.follow()
    assert THEN <= timezone.now() < THEN + timedelta(minutes=1)
    assert "虚构" in settings.JIENENG_OPERATOR["host"]


def test_a_second_sitting_goes_on_after_the_first(folder, town):
    clock.keep(THEN, brief="x")
    with clock.at(THEN + timedelta(hours=2)):
        record(town.ines, "people.sign_in", town.ines)
    assert clock.follow()
    assert timezone.now() >= THEN + timedelta(hours=2)
