"""A form as it was asked is kept once and never changed."""

import pytest

from jieneng.core.forms.compose import AskedActivity, compose
from jieneng.core.forms.models import FormVersion

LIVE = AskedActivity("a1", "watch_live", "收看启动活动")
pytestmark = pytest.mark.django_db


def test_the_same_definition_is_kept_once():
    first = FormVersion.objects.keep(compose("week-report", [LIVE]))
    assert FormVersion.objects.keep(compose("week-report", [LIVE])) == first
    assert FormVersion.objects.count() == 1


def test_the_order_of_its_keys_does_not_make_another_definition():
    definition = compose("week-report", [LIVE])
    first = FormVersion.objects.keep(definition)
    assert FormVersion.objects.keep(dict(reversed(definition.items()))) == first


def test_another_activity_makes_another_version():
    first = FormVersion.objects.keep(compose("week-report", [LIVE]))
    second = FormVersion.objects.keep(compose("week-report", [LIVE, AskedActivity("a2", "quiz", "竞答")]))
    assert first != second
    assert FormVersion.objects.get(pk=first.pk).form.activities == {"a1": "收看启动活动"}


def test_a_kept_form_is_the_form_that_was_composed():
    kept = FormVersion.objects.keep(compose("week-report", [LIVE]))
    form = FormVersion.objects.get(pk=kept.pk).form
    assert (form.code, form.version, form.title) == ("week-report", kept.version, kept.title)
    assert "watch_live.viewers" in form.fields
    assert str(kept) == f"{kept.title} {kept.version}"
