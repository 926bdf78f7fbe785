"""An organisation hands in so much a day and no more; the next day it may again."""

import os
from datetime import timedelta

import pytest
from django.conf import settings as real

from jieneng.core.files.actions import store
from jieneng.core.files.models import Attachment
from jieneng.core.files.tests.handed_in import photo, upload
from jieneng.ui.refusals import Refused


@pytest.fixture
def one_megabyte(settings):
    settings.JIENENG_UPLOAD_QUOTA_MB = 1


def hand_in(town, side):
    return store(upload(photo(size=(side, side))), organization=town.school, by=town.sam)


def test_what_goes_beyond_the_days_limit_is_refused_and_not_kept(town, one_megabyte):
    first = hand_in(town, 30)
    Attachment.objects.filter(pk=first.pk).update(size=1024 * 1024 - 10)
    before = sorted(os.walk(real.MEDIA_ROOT))
    with pytest.raises(Refused, match="upload-quota") as no:
        hand_in(town, 31)
    assert "每天 1 MB" in no.value.sentence
    assert sorted(os.walk(real.MEDIA_ROOT)) == before


def test_yesterdays_files_and_those_of_others_do_not_count(town, one_megabyte):
    first = hand_in(town, 32)
    Attachment.objects.filter(pk=first.pk).update(size=2**30, at=first.at - timedelta(days=1))
    hand_in(town, 33)
    Attachment.objects.filter(pk=first.pk).update(at=first.at, organization=town.hospital)
    hand_in(town, 34)


def test_without_a_limit_everything_that_is_a_file_is_taken(town, settings):
    settings.JIENENG_UPLOAD_QUOTA_MB = 0
    Attachment.objects.filter(pk=hand_in(town, 35).pk).update(size=2**30)
    hand_in(town, 36)
